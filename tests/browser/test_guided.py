"""A new requirement by the guided path, in Russian, in real Chromium, with its clicks counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.support.desk_walks import person, running_site, with_people
from tests.support.hand import Hand

pytestmark = pytest.mark.browser

MOST_CLICKS = 30
TITLE = "Сообщите о новой ярмарке до 1 марта"


@pytest.fixture(scope="module")
def site(database_of_its_own, tmp_path_factory) -> Iterator[str]:
    database = with_people(database_of_its_own, tmp_path_factory.mktemp("desk"))
    with running_site(database, tmp_path_factory.mktemp("log") / "site.txt") as address:
        yield address


def test_a_new_requirement_in_russian_in_few_clicks(browser: Browser, site):
    with person(browser, site, "aigul") as page:
        page.get_by_role("button", name="Русский").click()
        hand = Hand(page)
        hand.follow("Новое требование")
        name_it(hand)
        say_where_it_stands(hand)
        say_what_it_asks(hand)
        accept_the_scenarios(hand)
        expect(page.locator(".guided .left-to-do")).to_contain_text("English: написать 6 текстов")
        hand.follow(f"К пакету изменений «{TITLE}»")
        expect(page.locator("#changes")).to_be_visible()
        expect(page.locator(".left-to-do")).to_contain_text("одобрения другого человека")
        assert hand.clicks <= MOST_CLICKS, hand.clicks


def name_it(hand: Hand) -> None:
    hand.write("Чего требует закон, одной строкой", TITLE)
    hand.write("То же в нескольких словах", "Сообщите о ярмарке")
    hand.choose("Насколько это обязательно", "обязаны")
    hand.choose("Раздел", "Ярмарки")
    hand.write("С какого дня действует", "2028-01-01")
    hand.go_on("Акт и статья")


def say_where_it_stands(hand: Hand) -> None:
    hand.choose("Акт", "Закон о ярмарках")
    hand.write("Статья", "ст. 15 п. 2")
    hand.write("Предложение, которое вы прочитали", "Кружок сообщает о ярмарке до 1 марта.")
    hand.go_on("Кого касается")
    hand.choose("Вопрос", "На каком этапе ваш кружок?")
    hand.tick("Зарегистрирован")
    expect(hand.page.locator("#said-applies")).to_contain_text("Зарегистрирован")
    hand.go_on("Что и как сделать")


def say_what_it_asks(hand: Hand) -> None:
    hand.write("Что именно сделать", "Сообщите управе о ярмарке до 1 марта.")
    hand.write("Шаги, по одному в строке", "Заполните форму.\nОтнесите ее в управу.")
    hand.go_on("До какого дня")
    hand.choose("Как определяется срок", "после каждого года, полугодия или квартала")
    hand.write("В каком месяце после него, например 3 – в марте", "3")
    hand.write("Не позднее какого числа этого месяца", "1")
    hand.tick("Я прочитал это в законе")
    hand.go_on("Штраф")
    hand.write("Штраф в МРП", "50")
    hand.write("За что", "За несообщение о ярмарке")
    hand.choose("Акт", "Кодекс о штрафах")
    hand.write("Статья", "ст. 60(1)")
    hand.go_on("Сценарии")


def accept_the_scenarios(hand: Hand) -> None:
    for heading in ("Касается", "Не касается", "Пока не ясно, касается ли"):
        hand.tick(heading)
    hand.go_on("Что осталось сделать")


def test_what_is_chosen_before_the_script_is_there_is_answered_too(browser: Browser, site):
    with person(browser, site, "boris") as page:
        page.get_by_role("button", name="Русский").click()
        hand = Hand(page)
        hand.follow("Новое требование")
        name_it(hand)
        hand.choose("Акт", "Закон о ярмарках")
        hand.write("Статья", "ст. 16")
        hand.go_on("Кого касается")
        waiting: list[Route] = []

        def wait(route: Route) -> None:
            waiting.append(route)

        page.route("**/builder*.js", wait)
        page.reload(wait_until="commit")
        hand.choose("Вопрос", "На каком этапе ваш кружок?")
        (script,) = waiting
        script.continue_()
        hand.tick("Зарегистрирован")
