"""The five walks of `test_visitors.py` in Russian and Kazakh, on the smallest screen: long words break nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.support import visitor_walks as walks
from tests.support.browsing import SMALL_PHONE, At, check, check_width, language_of

pytestmark = [pytest.mark.browser, pytest.mark.content]
WALKS = [
    walks.found_an_association,
    walks.get_foreign_money,
    walks.plan_a_rally,
    walks.plan_a_march_too_late,
    walks.know_nothing,
]
TO_READ = [
    "",
    "requirements/",
    "requirements/?by=source",
    "requirements/?on=31.02.2026",
    "requirements/?q=1234567",
    "requirements/?q=жиналыс",
    "requirements/ff-notify/",
    "requirements/reg-charter-content/",
    "requirements/asm-content/?beside=en",
    "requirements/asm-nothing/",
    "coming/",
    "changes/",
    "privacy/",
    "guides/everything/questions/",
    "guides/assembly/checklist/print/",
    "guides/assembly/checklist/print/?beside=en",
    "nothing/",
]
# Of those the ones that axe looks at too.
ACCESSIBLE = {
    ("kk", path) for path in ("requirements/ff-notify/", "requirements/?q=жиналыс", "coming/", "changes/")
}


class Once(At):
    """Checks every page's width and language, and one page of every kind in each language with axe too.

    Axe takes seconds, and what it finds lies in the templates, which the walks in English go through one by one.
    """

    def __init__(self, *sizes: ViewportSize) -> None:
        super().__init__(*sizes)
        self.seen: set[tuple[str, int, int]] = set()

    def __call__(self, page: Page) -> None:
        last = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
        kind = last if last in ("ru", "kk", "answers", "checklist") else "section"
        parts = (page.locator(part).count() for part in (".errors", ".plan"))
        seen = f"{language_of(page)} {kind}", *parts
        if seen in self.seen:
            self.width(page)
        else:
            self.seen.add(seen)
            super().__call__(page)


@pytest.fixture(scope="module")
def once() -> Once:
    return Once(SMALL_PHONE)


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_a_walk_on_the_smallest_screen(page: Page, site, once, walk, language):
    page.set_viewport_size(SMALL_PHONE)
    walk(page, f"{site}/{language}/", once)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_pages_to_read_on_the_smallest_screen(page: Page, site, language):
    page.set_viewport_size(SMALL_PHONE)
    for path in TO_READ:
        page.goto(f"{site}/{language}/{path}")
        look = check if (language, path) in ACCESSIBLE else check_width
        look(page)
