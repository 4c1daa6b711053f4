"""What comes back every year, on the law itself, in Russian, with its clicks counted: the next index, a rest day.

Signing in is not counted, nor what is reached with Tab and typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.desk_walks import loaded_on, person, running_site, with_people
from tests.support.hand import Hand
from tests.support.laws import CONTENT, FOLDERS

pytestmark = [pytest.mark.browser, pytest.mark.content]

IN_DECEMBER = date(2026, 12, 1)
MOST_FOR_THE_INDEX, MOST_FOR_A_REST_DAY = 8, 6
INDEX = re.compile(r"МРП.*4500")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    """On that day, whatever day the test runs on: the impact is counted from the site's day on."""
    folder = tmp_path_factory.mktemp("desk")
    database = with_people(loaded_on(IN_DECEMBER, folder, FOLDERS[CONTENT]), folder)
    with running_site(database, folder / "site.txt", on=IN_DECEMBER) as address:
        yield address


def russian(page: Page) -> Hand:
    page.get_by_role("button", name="Русский").click()
    return Hand(page)


def take_over(hand: Hand, results: int) -> None:
    """Ticks the one cause of all that moved, and takes the new results over; nothing that was asserted is lost."""
    boxes = hand.page.locator("input[name=cause]")
    expect(boxes).to_have_count(1)
    boxes.check()
    hand.clicks += 1
    hand.press("Принять отмеченное")
    told = hand.page.locator(".messagelist")
    expect(told).to_contain_text(f"Принято {results}")
    expect(told).not_to_contain_text("вручную")
    expect(boxes).to_have_count(0)


def test_a_moved_rest_day_and_past_it_the_index_of_the_next_year(browser: Browser, site):
    with person(browser, site, "boris") as page:
        assert moved_rest_day(russian(page)) <= MOST_FOR_A_REST_DAY
    with (
        person(browser, site, "aigul") as editor,
        person(browser, site, "rustem") as reviewer,
        person(browser, site, "parida") as publisher,
    ):
        clicks = next_index(russian(editor)) + whole_approved(russian(reviewer))
        assert clicks + published_alone(russian(publisher)) <= MOST_FOR_THE_INDEX
        visitor = publisher
        visitor.goto(f"{site}/ru/requirements/reg-fee-standard/?on=2027-02-01")
        expect(visitor.locator("main")).to_contain_text("29\N{NO-BREAK SPACE}250")


def moved_rest_day(hand: Hand) -> int:
    hand.follow("Календарь")
    hand.follow("Записать перенос выходного дня")
    hand.write("Становится выходным", "2027-03-31")
    hand.write("Вместо него рабочий", "2027-04-03")
    hand.page.get_by_label("Достоверность").press("ArrowDown")
    hand.press("Сохранить")
    take_over(hand, 11)
    return hand.clicks


def next_index(hand: Hand) -> int:
    hand.follow("Месячный расчетный показатель (МРП)")
    hand.write("Значение", "4500")
    hand.press("Сохранить")
    take_over(hand, 12)
    return hand.clicks


def whole_approved(hand: Hand) -> int:
    hand.follow(INDEX)
    expect(hand.page.get_by_role("region", name="Число организаций")).to_contain_text("Платят другую сумму")
    hand.press("Все прочитано: одобрить весь пакет изменений")
    expect(hand.page.locator(".messagelist")).to_contain_text("Одобрено 11 изменений")
    expect(hand.page.locator(".change-agreed")).to_have_count(11)
    return hand.clicks


def published_alone(hand: Hand) -> int:
    hand.follow(INDEX)
    hand.write("По-английски", "The index of 2027 is 4,500 tenge.")
    hand.press("Опубликовать")
    expect(hand.page.locator(".messagelist")).to_contain_text("Опубликован")
    expect(hand.page.locator("#sets")).to_be_visible()
    return hand.clicks
