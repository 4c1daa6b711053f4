"""The checklist of the five usual organisations and of somebody who knows nothing, measured on a phone."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.support.browsing import DESK, PHONE, check
from tests.support.usual_organisations import USUAL, Usual, visit_of

pytestmark = [pytest.mark.browser, pytest.mark.content]

LANGUAGES = ["ru", "kk", "en"]
MOST_WORDS = {"everything": 700}
MOST_SCREENS = {"everything": 8}
A_TOPIC_WORDS, A_TOPIC_SCREENS = 350, 4
MOST_BYTES = 35 * 1024
MOST_STOPS = 10
WORDS = r"""() => document.querySelector("main").innerText.match(/[\p{L}\p{N}][^\s]*/gu).length"""
# Where a duty, or for somebody who has none yet a question to find out, can first be read and reached.
FIRST = ".first a, .urgent a, .find-out a"
AT_FIRST = f"document.activeElement.matches('{FIRST}')"


@pytest.fixture(params=USUAL)
def usual(request) -> Usual:
    return USUAL[request.param]


def open_checklist(page: Page, site: str, usual: Usual, language: str = "ru", query: str = "") -> bytes:
    """Opens the checklist of an organisation that has answered; what was sent, as it is on the wire."""
    page.context.add_cookies([{"name": settings.VISIT_COOKIE, "value": visit_of(usual), "url": site}])
    response = page.goto(f"{site}/{language}/guides/{usual.guide}/checklist/{query}")
    return gzip.compress(response.body(), 6)


def test_a_checklist_is_short_and_begins_with_what_is_first(page: Page, site, usual):
    page.set_viewport_size(PHONE)
    sent = open_checklist(page, site, usual)
    assert len(sent) <= MOST_BYTES
    assert page.evaluate(WORDS) <= MOST_WORDS.get(usual.guide, A_TOPIC_WORDS)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= MOST_SCREENS.get(usual.guide, A_TOPIC_SCREENS) * PHONE["height"]
    box = page.locator(FIRST).first.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]


def test_the_keyboard_is_soon_at_the_first_duty(page: Page, site, usual):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        open_checklist(page, site, usual)
        assert stops_to_the_first(page) <= MOST_STOPS


def stops_to_the_first(page: Page) -> int:
    stops = 0
    while not page.evaluate(AT_FIRST) and stops <= MOST_STOPS:
        page.keyboard.press("Tab")
        stops += 1
    return stops


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_phone_and_on_a_desk(page: Page, site, usual, language):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        open_checklist(page, site, usual, language)
        check(page)


def test_axe_finds_nothing_where_all_lines_are_open(page: Page, site):
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        open_checklist(page, site, USUAL["rally"], query="?open=all")
        check(page)


def test_a_line_unfolds_where_a_link_leads_to_it(page: Page, site):
    open_checklist(page, site, USUAL["recipient"])
    page.locator(".first a").click()
    expect(page.locator("#ff-notify > details")).to_have_attribute("open", "")


def test_lines_open_without_javascript(page_without_javascript: Page, law_on_live_server):
    page, site = page_without_javascript, law_on_live_server
    open_checklist(page, site, USUAL["recipient"])
    expect(page.locator("#ff-notify dl")).to_be_hidden()
    page.locator("#ff-notify summary").first.click()
    expect(page.locator("#ff-notify dl")).to_be_visible()
    page.locator('a[href="?open=all"]').click()
    expect(page.locator("#ff-report dl")).to_be_visible()


def test_the_bar_of_a_phone_covers_nothing_that_is_reached(page: Page, site):
    page.set_viewport_size(PHONE)
    open_checklist(page, site, USUAL["all"])
    bar = page.locator(".below")
    expect(bar).to_be_visible()
    for summary in page.locator(".line summary").all()[:30]:
        if summary.is_visible():
            summary.focus()
            reached = summary.bounding_box()
            assert reached["y"] + reached["height"] <= bar.bounding_box()["y"] + 1
