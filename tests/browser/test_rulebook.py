"""The rulebook in the open in real Chromium: phone and desk, light and dark, axe on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import PHONE, PHONE_AND_DESK, check, violations

pytestmark = [pytest.mark.browser, pytest.mark.content]


def test_finding_a_requirement_and_going_back_in_time(page: Page, site):
    page.goto(f"{site}/en/requirements/")
    PHONE_AND_DESK(page)
    page.get_by_label("Words to find").fill("Founders ASSOCIATION")
    page.get_by_label("Law as of").fill("31.12.2023")
    page.get_by_role("button", name="Show").click()
    PHONE_AND_DESK(page)
    page.get_by_role("link", name="10 founders for the public association").click()
    expect(page.get_by_text("at least 10 persons")).to_be_visible()
    PHONE_AND_DESK(page)
    page.get_by_role("link", name="1 January 2024").click()
    expect(page.get_by_text("at least 3 persons").first).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "requirements/?by=source",
        "requirements/?on=31.02.2026",
        "requirements/?q=zebra",
        "requirements/reg-pa-territory/?on=2023-12-31",
        "requirements/asm-notify/?on=1995-01-01",
        "requirements/asm-nothing/",
    ],
)
def test_pages_of_the_rulebook_are_accessible_in_light_and_dark(page: Page, site, address):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/en/{address}")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert violations(page, "main") == []
