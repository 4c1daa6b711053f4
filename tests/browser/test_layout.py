"""Every page on the narrowest screen and with letters twice as large; what stands on a phone's first screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import PHONE, SMALL_PHONE, answer, check_width, violations

pytestmark = [pytest.mark.browser, pytest.mark.content]
GUIDES = ["register", "reports", "foreign-funds", "assembly", "everything"]
PAGES = [
    "",
    *(f"guides/{guide}/" for guide in GUIDES),
    "guides/assembly/answers/",
    "guides/everything/checklist/",
    "guides/everything/checklist/print/",
    "guides/everything/questions/",
    "requirements/",
    "requirements/asm-notify/",
    "requirements/asm-notify/?beside=en",
    "requirements/nothing/",
    "changes/",
    "changes/1/",
    "coming/",
    "privacy/",
]
OPEN = "document.querySelectorAll('details').forEach((folded) => { folded.open = true; })"
TWICE = "document.documentElement.style.fontSize = '200%'"
SMALLEST = """() => [...document.querySelectorAll("body *")].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    && one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 14).map((one) => one.outerHTML)"""
# Links in a sentence may be lower; those of a list, and buttons, may not.
LOW = """() => [...document.querySelectorAll(":is(header, footer) :is(a, summary, button), .answers a")].filter(
    (one) => one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_narrowest_screen_nor_with_letters_twice_as_large(
    page: Page, site, path, language
):
    page.goto(f"{site}/{language}/{path}")
    page.set_viewport_size(SMALL_PHONE)
    page.evaluate(OPEN)
    check_width(page)
    page.evaluate(TWICE)
    check_width(page)


@pytest.mark.parametrize("path", [path for path in PAGES if "print" not in path and "questions" not in path])
def test_on_a_phone_letters_are_not_too_small_and_targets_not_too_low(page: Page, site, path):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/ru/{path}")
    assert page.evaluate(SMALLEST) == []
    assert page.evaluate(LOW) == []
    assert page.locator("header.top").bounding_box()["height"] <= 56


@pytest.mark.parametrize("guide", GUIDES)
def test_the_first_question_stands_on_the_first_screen_of_a_phone(page: Page, site, guide):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/ru/guides/{guide}/")
    first = page.locator("fieldset input").first.bounding_box()
    assert first["y"] + first["height"] <= PHONE["height"]


def test_the_menu_unfolds_without_javascript_and_finds_a_rule(page_without_javascript: Page, law_on_live_server):
    page = page_without_javascript
    page.set_viewport_size(PHONE)
    page.goto(f"{law_on_live_server}/en/")
    expect(page.locator("nav.sections")).to_be_hidden()
    page.locator(".menu summary").click()
    page.get_by_label("Search the rules").fill("picket")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".rulebook-list")).to_contain_text("picket")
    page.locator(".menu summary").click()
    page.get_by_role("link", name="Changes", exact=True).click()
    expect(page).to_have_url(f"{law_on_live_server}/en/changes/")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_menu_and_the_start_page_of_a_visit_have_no_violations(page: Page, site, language):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/{language}/guides/assembly/")
    answer(page, assembly_form="picket")
    page.goto(f"{site}/{language}/")
    page.evaluate(OPEN)
    assert violations(page) == []
    page.set_viewport_size(SMALL_PHONE)
    check_width(page)


def test_pages_are_set_in_the_typeface_of_the_site(page: Page, site):
    page.goto(f"{site}/kk/")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('700 18px \"NGOCheck Sans\"', 'Әңқ'))"
    )
    loaded = "[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family)"
    assert "NGOCheck Sans" in page.evaluate(loaded)
