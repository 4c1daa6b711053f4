"""A visitor's walk in real Chromium: phone and desk, keyboard only, without JavaScript, with axe on every page."""

from __future__ import annotations

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args():
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is needed for these tests. Install it: sudo apt-get install chromium"
    quiet = ["disable-gpu", "disable-quic", "disable-background-networking", "disable-component-update"]
    flags = [f"--{flag}" for flag in [*quiet, "disable-sync", "no-first-run", "no-sandbox"]]
    return {"executable_path": chromium, "args": flags}


@pytest.fixture
def site(law_on_live_server, page: Page):
    """The site's address, with every request that leaves it and every error noted."""
    outside, errors = [], []
    page.on("request", lambda request: request.url.startswith(law_on_live_server) or outside.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield law_on_live_server
    assert outside == []
    assert errors == []


def check(page: Page) -> None:
    """No violation that axe finds, and nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_planning_a_picket(page: Page, site, size):
    page.set_viewport_size(size)
    page.goto(f"{site}/en/")
    check(page)
    page.get_by_role("link", name="Hold a picket").click()
    check(page)
    go_on(page)
    expect(page.get_by_role("alert")).to_be_visible()
    check(page)
    page.get_by_role("radio", name="Picket").check()
    page.get_by_role("textbox").fill("12.12.2026")
    page.get_by_role("radio", name="aged 18 or over").check()
    go_on(page)
    check(page)
    answer_the_rest(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    check(page)
    page.get_by_role("link", name="See the checklist").click()
    item = page.locator("#asm-notify")
    expect(item.locator("time").first).to_have_attribute("datetime", "2026-12-04")
    item.get_by_text("How this date was counted").click()
    expect(item.locator(".working li")).to_have_count(9)
    check(page)


def answer_the_rest(page: Page) -> None:
    """ "I do not know yet" to everything that is still asked."""
    while "/answers/" not in page.url:
        here = page.url
        for box in page.locator("main input[value=unknown]").all():
            box.check()
        go_on(page)
        page.wait_for_url(lambda url, here=here: url != here)


def test_with_the_keyboard_only(page: Page, site):
    page.goto(f"{site}/en/guides/assembly/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Picket")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("12.12.2026")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Place, people, time and money")


def test_without_javascript(browser, law_on_live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{law_on_live_server}/en/guides/register/")
    answer_the_rest(page)
    page.get_by_role("link", name="See the checklist").click()
    expect(page.get_by_role("heading", name="Cannot tell yet")).to_be_visible()
    context.close()
