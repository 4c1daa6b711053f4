"""Due dates in words: every period in every template reads right, and no second-hand day is called lawful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from ngocheck.checklists.outputs.entries import entry_words
from ngocheck.checklists.sheet.sheet import due_text
from ngocheck.engine.deadlines import DueDate, LastDay, last_day_of
from ngocheck.engine.terminal import LAST_DAY
from ngocheck.engine.workdays import Calendar
from tests.support.handmade import DEADLINE
from tests.support.sheets import line

CALENDAR = Calendar(2026, 2027, {}, {}, frozenset({2026, 2027}))
ON = date(2026, 11, 23)
PERIODS = {
    "2026": ("2026", "2026 год", "2026 жыл"),
    "2026-H1": ("the first half of 2026", "первое полугодие 2026 года", "2026 жылдың бірінші жартыжылдығы"),
    "2026-H2": ("the second half of 2026", "второе полугодие 2026 года", "2026 жылдың екінші жартыжылдығы"),
    "2026-Q1": ("the first quarter of 2026", "первый квартал 2026 года", "2026 жылдың бірінші тоқсаны"),
    "2026-Q2": ("the second quarter of 2026", "второй квартал 2026 года", "2026 жылдың екінші тоқсаны"),
    "2026-Q3": ("the third quarter of 2026", "третий квартал 2026 года", "2026 жылдың үшінші тоқсаны"),
    "2026-Q4": ("the fourth quarter of 2026", "четвертый квартал 2026 года", "2026 жылдың төртінші тоқсаны"),
}
LANGUAGES = ("en", "ru", "kk")
ONCE = {
    "en": "Once in {}; the law names no day",
    "ru": "Один раз за {}; точный день законом не установлен",
    "kk": "{} ішінде бір рет; заңда нақты күн белгіленбеген",
}
FOR = {"en": "for {}", "ru": "за {}", "kk": "{} үшін"}
LAWFUL = ("lawful", "по закону", "заң бойынша")


def due(last: date | None, safe: date | None, period: str | None, *, confirmed: bool = True) -> DueDate:
    deadline = replace(DEADLINE, confirmed=confirmed)
    return DueDate(deadline, last, safe, period, confirmed, nominal=last)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_period_fits_every_template(language, period):
    words = PERIODS[period][LANGUAGES.index(language)]
    with override(language):
        assert due_text(due(None, None, period), CALENDAR, ON).headline == ONCE[language].format(words)
        dated = due_text(due(date(2027, 2, 15), date(2027, 2, 15), period), CALENDAR, ON)
        assert dated.note == FOR[language].format(words)
        told = list(entry_words(line(due=(dated,)), dated, ON))
    assert told[0].lower() == f"{FOR[language].format(words)}.".lower()
    assert all(one.count(":") <= 1 for one in (dated.headline, dated.note, *told))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("safe", [date(2027, 2, 12), date(2027, 2, 15)])
def test_a_second_hand_day_is_never_called_lawful(language, safe):
    with override(language):
        said = due_text(due(date(2027, 2, 15), safe, "2026-H2", confirmed=False), CALENDAR, ON)
        told = [said.headline, said.note, said.last, *said.working, *entry_words(line(due=(said,)), said, ON)]
    assert not [one for one in told if any(word in one.lower() for word in LAWFUL)]
    assert said.last in said.note
    assert not said.lawful
    assert said.doubt


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_was_read_in_the_law_is_called_lawful(language):
    with override(language):
        said = due_text(due(date(2027, 2, 15), date(2027, 2, 12), None), CALENDAR, ON)
    assert any(word in said.note for word in LAWFUL)
    assert said.lawful


def test_a_day_by_an_unofficial_calendar_is_neither_lawful_nor_second_hand():
    unofficial = replace(due(date(2027, 2, 15), date(2027, 2, 12), None), confirmed=False)
    assert last_day_of(unofficial) is LastDay.UNOFFICIAL
    assert due_text(unofficial, CALENDAR, ON).last == LAST_DAY[LastDay.UNOFFICIAL]


@pytest.mark.parametrize(("confirmed", "what"), [(True, "last lawful day"), (False, "second-hand date")])
def test_pages_and_terminal_call_the_last_day_the_same(confirmed, what):
    one = due(date(2027, 2, 15), date(2027, 2, 12), None, confirmed=confirmed)
    assert due_text(one, CALENDAR, ON).last == LAST_DAY[last_day_of(one)] == what
