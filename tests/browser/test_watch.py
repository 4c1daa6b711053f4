"""What is coming and what changed in real Chromium: phone and desk, light and dark, axe on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import DESK, PHONE, PHONE_AND_DESK, answer_the_rest, check, violations

pytestmark = [pytest.mark.browser, pytest.mark.content]


@pytest.mark.parametrize("address", ["coming/", "changes/", "changes/1/"])
def test_the_pages_are_accessible_in_light_and_dark(page: Page, site, address):
    page.goto(f"{site}/en/{address}")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    PHONE_AND_DESK(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        assert violations(page, "main") == []


def test_from_the_footer_to_a_coming_change_to_a_requirement_and_back_by_its_line(page: Page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/en/")
    page.get_by_role("contentinfo").get_by_role("link", name="What is coming").click()
    change = page.locator("#ngo-law")
    expect(change).to_contain_text("A draft")
    change.get_by_role("link", name="Tell the tax office about foreign money").click()
    check(page)
    page.get_by_role("link", name="A new law on NGOs").click()
    page.wait_for_url("**/coming/#ngo-law")
    expect(page.locator("#ngo-law")).to_be_in_viewport()


def test_the_line_on_an_item_of_the_checklist_leads_to_the_change(page: Page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/en/guides/foreign-funds/")
    answer_the_rest(page)
    page.goto(f"{site}/en/guides/foreign-funds/checklist/?open=all")
    check(page)
    page.locator("#ff-notify").get_by_role("link", name="A new law on NGOs").click()
    page.wait_for_url("**/coming/#ngo-law")
