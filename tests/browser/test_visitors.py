"""Visitors' walks in real Chromium: phone and desk, light and dark, keyboard only, without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.support import visitor_walks as walks
from tests.support.browsing import IN_A_WINDOW, PHONE_AND_DESK, answer, answer_the_rest, check
from tests.support.visitor_walks import in_days

pytestmark = [pytest.mark.browser, pytest.mark.content]


def test_a_public_association_being_founded(page: Page, site):
    walks.found_an_association(page, f"{site}/en/", PHONE_AND_DESK)


def test_a_registered_foundation_with_foreign_money_in_the_dark(page: Page, site):
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    walks.get_foreign_money(page, f"{site}/en/", IN_A_WINDOW)


def test_a_rally_forty_days_ahead(page: Page, site):
    walks.plan_a_rally(page, f"{site}/en/", PHONE_AND_DESK)
    expect(page.locator(".plan")).to_contain_text("Silence after that means consent", ignore_case=True)


def test_a_march_planned_too_late(page: Page, site):
    walks.plan_a_march_too_late(page, f"{site}/en/", IN_A_WINDOW)


def test_answering_i_do_not_know_to_everything(page: Page, site):
    walks.know_nothing(page, f"{site}/en/", IN_A_WINDOW)


def test_with_the_keyboard_only(page: Page, site):
    page.goto(f"{site}/en/guides/assembly/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    steps = {"radio": 0, "text": 0, "submit": 0}
    for _ in range(90):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.type || document.activeElement.tagName")
        name = page.evaluate("document.activeElement.name || ''")
        if kind == "radio":
            page.keyboard.press("Space")
            steps["radio"] += 1
        elif name == "assembly_on" and kind == "text":
            page.keyboard.type(in_days(40))
            steps["text"] += 1
        elif kind == "submit":
            with page.expect_navigation():
                page.keyboard.press("Enter")
            steps["submit"] += 1
            if steps["submit"] == 2:
                break
    # What is typed beside the day was left out: the page comes back with what is wrong.
    assert steps == {"radio": 5, "text": 1, "submit": 2}
    expect(page.locator(".errors a")).to_have_count(4)


def test_without_javascript(page_without_javascript: Page, law_on_live_server):
    page = page_without_javascript
    page.goto(f"{law_on_live_server}/en/guides/register/")
    answer(page, status="founded", legal_form="public_association")
    answer_the_rest(page)
    page.get_by_role("link", name="See the checklist").first.click()
    expect(page.get_by_role("heading", name="Find these out first")).to_be_visible()
    page.locator("#reg-duty .more summary").click()
    expect(page.locator("#reg-duty .more dl")).to_be_visible()
    page.get_by_role("link", name="Forget my answers").click()
    page.get_by_role("button", name="Delete my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are deleted")


def test_an_answer_and_i_do_not_know_exclude_each_other(page: Page, site):
    page.goto(f"{site}/en/guides/assembly/")
    answer(page, assembly_form="picket")
    page.locator("#id_assembly_on_unknown").check()
    page.locator("#id_assembly_on").fill("12.12.2026")
    expect(page.locator("#id_assembly_on_unknown")).not_to_be_checked()
    page.get_by_role("button", name="Pick a day").first.wait_for()


@pytest.mark.parametrize(
    "path",
    [
        "guides/assembly/checklist/print/",
        "guides/assembly/checklist/print/?all=1",
        "guides/everything/questions/",
        "privacy/",
    ],
)
def test_sheets_and_small_pages(page: Page, site, path):
    page.goto(f"{site}/en/{path}")
    check(page)


def test_paper_has_page_numbers_and_cuts_nothing_off(page: Page, site, tmp_path):
    page.goto(f"{site}/en/guides/everything/checklist/print/?all=1")
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "paper.pdf").pages]
    for number, text in enumerate(sheets, 1):
        assert f"{number} / {len(sheets)}" in text
        assert "NGOCheck, edition 1-" in text
    whole = "".join("".join(sheets).split())
    for heading in page.locator("article h3").all_inner_texts():
        assert "".join(heading.split()) in whole
