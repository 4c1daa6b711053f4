"""A hand on the Russian desk, whose clicks are counted."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


class Hand:
    """Works the page as a hand with a mouse does: a list costs two clicks, what is typed is reached with Tab."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.clicks += 1

    def go_on(self, heading: str) -> None:
        """Presses the one large button, and is on the page with the heading."""
        self.page.get_by_role("button", name="Сохранить и продолжить").click()
        self.clicks += 1
        expect(self.page.get_by_role("heading", level=2).first).to_contain_text(heading)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.clicks += 2

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()
        self.clicks += 1

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)
