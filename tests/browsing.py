"""How tests move through the pages in a browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


def check(page: Page) -> None:
    """No violation that axe finds, and nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


def answer(page: Page, **answers: str) -> None:
    """Answers the questions of a section by their codes, and goes on."""
    for code, value in answers.items():
        ticked = page.locator(f'input[name="{code}"][value="{value}"]')
        if ticked.count():
            ticked.check()
        else:
            page.locator(f"#id_{code}").fill(value)
    go_on(page)


def answer_the_rest(page: Page) -> None:
    """ "I do not know yet" to everything that is still asked."""
    while "/answers/" not in page.url:
        here = page.url
        for box in page.locator("main input[value=unknown]").all():
            box.check()
        go_on(page)
        page.wait_for_url(lambda url, here=here: url != here)
