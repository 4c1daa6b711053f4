"""How many pages the printed checklist and its PDF take for five usual organisations, in the longest languages."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.support.browsing import SMALL_PHONE, check
from tests.support.usual_organisations import USUAL, visit_of

pytestmark = [pytest.mark.browser, pytest.mark.content]
# Pages with everything before it was set tighter, on 30 November 2026: printed, PDF, printed in two languages.
FORMER = {
    "association": (13, 8, 22),
    "foundation": (40, 23, 68),
    "recipient": (7, 4, 12),
    "rally": (25, 14, 41),
    "all": (48, 27, 82),
}
ONE_PAGE = {"all": 2}
# With everything at most so much of the former pages; a page that is begun counts whole.
SHARE = 0.6


class Printer:
    """Prints the paper of one visit."""

    def __init__(self, page: Page, site: str, name: str, language: str) -> None:
        self.page = page
        self.checklist = f"{site}/{language}/guides/{USUAL[name].guide}/checklist/"
        cookie = {"name": settings.VISIT_COOKIE, "value": visit_of(USUAL[name]), "url": site}
        page.context.add_cookies([cookie])

    def printed(self, query: str = "") -> int:
        self.page.goto(f"{self.checklist}print/{query}")
        return len(PdfReader(io.BytesIO(self.page.pdf(prefer_css_page_size=True))).pages)

    def file(self, query: str = "") -> int:
        answer = self.page.request.get(f"{self.checklist}checklist.pdf{query}")
        return len(PdfReader(io.BytesIO(answer.body())).pages)


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("name", FORMER)
def test_the_sheet_for_the_wall_is_one_page_and_two_with_every_topic(page: Page, site, name, language):
    printer = Printer(page, site, name, language)
    most = ONE_PAGE.get(name, 1)
    assert printer.printed() <= most
    assert printer.file() <= most


@pytest.mark.parametrize("name", FORMER)
def test_with_everything_paper_takes_little_more_than_half_of_what_it_took(page: Page, site, name):
    printer = Printer(page, site, name, "ru")
    pages = (printer.printed("?all=1"), printer.file("?all=1"), printer.printed("?all=1&beside=kk"))
    assert [now <= SHARE * before for now, before in zip(pages, FORMER[name], strict=True)] == [True] * 3, pages


@pytest.mark.parametrize("query", ["", "?all=1"])
def test_the_sheets_scroll_sideways_on_no_screen(page: Page, site, query):
    printer = Printer(page, site, "all", "kk")
    page.set_viewport_size(SMALL_PHONE)
    page.goto(f"{printer.checklist}print/{query}")
    check(page)
