"""Two languages beside each other, and changing language, in real Chromium: phone, desk and paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.support.browsing import DESK, PHONE, SMALL_PHONE, answer, check, go_on

pytestmark = [pytest.mark.browser, pytest.mark.content]
PRINT = "guides/assembly/checklist/print/"
EVERYTHING = f"{PRINT}?all=1&"


def tops(page: Page, blocks: str) -> list[tuple[float, float]]:
    """Where each of these blocks begins: from the left and from the top."""
    places = "found => found.map(one => one.getBoundingClientRect()).map(box => [box.x, box.y])"
    return list(map(tuple, page.locator(blocks).evaluate_all(places)))


@pytest.mark.parametrize(("own", "other"), [("ru", "kk"), ("en", "ru")])
def test_a_requirement_stands_in_two_columns_on_a_desk_and_in_one_on_a_phone(page: Page, site, own, other):
    page.set_viewport_size(DESK)
    page.goto(f"{site}/{own}/requirements/asm-notify/?beside={other}")
    check(page)
    for block in ("text", "doubt", "penalties", "applies", "sources", "versions"):
        (left, first), (right, second) = tops(page, f".beside-rows .row-{block}")
        assert left < DESK["width"] / 2 <= right
        assert first == second
    page.set_viewport_size(PHONE)
    check(page)
    (left, first), (right, second) = tops(page, ".beside-rows .row-text")
    assert left == right
    assert first < second


def test_paper_in_two_languages_stands_in_two_columns_on_a_desk_and_cuts_nothing_off(page: Page, site, tmp_path):
    page.set_viewport_size(DESK)
    page.goto(f"{site}/ru/{EVERYTHING}beside=kk")
    check(page)
    for block in ("title", "text", "sources"):
        places = tops(page, f".pair .row-{block}")
        assert len(places) > 10
        assert all(
            one[1] == two[1] and one[0] < two[0] for one, two in zip(places[::2], places[1::2], strict=True)
        )
    cuts_nothing_off(page, tmp_path / "paper.pdf")


def test_the_sheet_for_the_wall_has_both_languages_on_the_narrowest_screen(page: Page, site):
    page.set_viewport_size(SMALL_PHONE)
    page.goto(f"{site}/ru/{PRINT}?beside=kk")
    check(page)


def test_the_paper_on_a_phone_goes_on_item_by_item(page: Page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/en/{EVERYTHING}beside=ru")
    check(page)
    articles = tops(page, ".pair > article")
    assert articles == sorted(articles, key=lambda place: place[1])
    assert len({left for left, _top in articles}) == 1


def cuts_nothing_off(page: Page, paper: Path) -> None:
    page.pdf(path=paper, prefer_css_page_size=True)
    sheets = PdfReader(paper).pages
    whole = "".join(sheet.extract_text() for sheet in sheets)
    assert {round(float(sheet.mediabox.width)) for sheet in sheets} == {595}
    letters = "".join(whole.split())
    for heading in page.locator("article h3").all_inner_texts():
        assert "".join(heading.split()) in letters
    kazakh = set("әғқңөұүһі") & set(page.locator("main").inner_text())
    assert len(kazakh) >= 8
    assert kazakh <= set(whole)
    assert "Рядом:" not in whole


def test_choosing_the_second_language_and_swapping_the_two(page: Page, site):
    page.goto(f"{site}/ru/requirements/asm-notify/?on=2024-01-01")
    page.get_by_role("navigation", name="Второй язык").get_by_role("link", name="Қазақша").click()
    expect(page.locator(".beside-rows > [lang]")).to_have_count(2)
    page.get_by_role("navigation", name="Язык", exact=True).get_by_role("link", name="Қазақша").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator(".beside-rows > [lang]").nth(1)).to_have_attribute("lang", "ru")
    assert "on=2024-01-01" in page.url


def test_a_form_half_filled_in_goes_along_into_another_language_without_javascript(
    page_without_javascript: Page, law_on_live_server
):
    page = page_without_javascript
    page.goto(f"{law_on_live_server}/en/guides/assembly/")
    page.locator("input[name=assembly_form][value=picket]").check()
    go_on(page)
    page.locator("input[name=organiser][value=adult_citizen]").check()
    page.locator("#id_assembly_on").fill("31.02")
    page.get_by_role("button", name="Қазақша").click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("input[name=organiser][value=adult_citizen]")).to_be_checked()
    page.locator("#id_assembly_on").press("Enter")
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".errors")).to_contain_text("for example 15.03.2027")
    expect(page.locator("#id_assembly_on")).to_have_value("31.02")
    page.locator("#id_assembly_on_unknown").check()
    page.locator("#id_assembly_on").fill("")
    answer(page, organiser="adult_citizen", assembly_on="unknown")
    expect(page.get_by_role("heading", level=1)).to_have_text("How long")


def test_the_switch_of_a_form_is_accessible_in_light_and_dark(page: Page, site):
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/kk/guides/assembly/assembly/")
    check(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    check(page)
