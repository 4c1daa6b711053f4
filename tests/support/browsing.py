"""How tests move through the pages in a browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import gettext, override
from playwright.sync_api import Page

SMALL_PHONE = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


TOO_WIDE = """[...document.querySelectorAll("body *")].filter(
    (one) => one.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 5).map((one) => one.outerHTML)"""


def check(page: Page) -> None:
    """No violation that axe finds, and nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    check_width(page)


def check_width(page: Page) -> None:
    """Nothing wider than the screen, and the page's language is that of its address."""
    fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert fits, (page.url, page.evaluate(TOO_WIDE))
    assert page.locator("html").get_attribute("lang") == language_of(page)


def language_of(page: Page) -> str:
    return urlsplit(page.url).path.split("/")[1]


def said(page: Page, message: str) -> str:
    """A message of the interface in the language of the page."""
    with override(language_of(page)):
        return gettext(message)


def go_on(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Save and go on")).click()


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
        check_width(page)
        go_on(page)
        page.wait_for_url(lambda url, here=here: url != here)
