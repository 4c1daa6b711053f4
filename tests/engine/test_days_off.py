"""A last day on a day off: whether it moves, where to, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.deadlines import Safe, Unit, counted_due, working_of
from ngocheck.engine.workdays import Calendar, Why
from tests.support.handmade import DEADLINE

NAURYZ = {date(2026, 3, day): {"en": "Nauryz"} for day in (23, 24, 25)}
NEW_YEAR = {date(2027, 1, day): {"en": "New Year"} for day in (1, 4)}
HOLIDAYS = Calendar(2026, 2027, NAURYZ | NEW_YEAR, {date(2026, 12, 20): {"en": "Worked"}}, frozenset({2026}))
MONTH = replace(DEADLINE, unit=Unit.MONTHS, amount=1, moves=True)


@pytest.mark.parametrize(
    ("decided", "nominal", "last", "careful", "confirmed"),
    [
        pytest.param("2026-11-04", "2026-12-04", "2026-12-04", "2026-12-04", True, id="a Friday stays"),
        pytest.param("2026-11-05", "2026-12-05", "2026-12-07", "2026-12-04", True, id="a Saturday"),
        pytest.param("2026-11-06", "2026-12-06", "2026-12-07", "2026-12-04", True, id="a Sunday"),
        pytest.param("2026-11-07", "2026-12-07", "2026-12-07", "2026-12-07", True, id="a Monday stays"),
        pytest.param("2026-11-20", "2026-12-20", "2026-12-20", "2026-12-20", True, id="a Sunday that is worked"),
        pytest.param("2026-02-20", "2026-03-20", "2026-03-20", "2026-03-20", True, id="the Friday before Nauryz"),
        pytest.param("2026-02-21", "2026-03-21", "2026-03-26", "2026-03-20", True, id="the Saturday before it"),
        pytest.param("2026-02-23", "2026-03-23", "2026-03-26", "2026-03-20", True, id="its first day"),
        pytest.param("2026-02-25", "2026-03-25", "2026-03-26", "2026-03-20", True, id="its last day"),
        pytest.param("2026-02-26", "2026-03-26", "2026-03-26", "2026-03-26", True, id="the day after it"),
        pytest.param("2026-11-30", "2026-12-30", "2026-12-30", "2026-12-30", True, id="two days before New Year"),
        pytest.param("2026-12-01", "2027-01-01", "2027-01-05", "2026-12-31", False, id="New Year, over a bridge"),
        pytest.param("2026-12-05", "2027-01-05", "2027-01-05", "2027-01-05", True, id="an open year, not moved"),
        pytest.param("2026-12-09", "2027-01-09", "2027-01-11", "2027-01-08", False, id="an open year, moved"),
        pytest.param("2026-01-31", "2026-02-28", "2026-03-02", "2026-02-27", True, id="a month's end cut, moved"),
        pytest.param("2028-01-31", "2028-02-29", "2028-02-29", "2028-02-29", True, id="29 February, a Tuesday"),
    ],
)
def test_a_month_that_moves(decided, nominal, last, careful, confirmed):
    found = counted_due(MONTH, date.fromisoformat(decided), HOLIDAYS)
    days = (found.nominal, found.due_on, found.safe_on)
    assert days == tuple(map(date.fromisoformat, (nominal, last, careful)))
    assert found.confirmed is confirmed
    assert not counted_due(replace(MONTH, confirmed=False), date.fromisoformat(decided), HOLIDAYS).confirmed


def test_one_that_moves_from_an_official_year_into_an_open_one_is_not_confirmed():
    new_years_eve = Calendar(
        2026, 2027, {date(2026, 12, 31): {"en": "A bridge"}} | NEW_YEAR, {}, frozenset({2026})
    )
    found = counted_due(replace(MONTH, amount=2), date(2026, 10, 31), new_years_eve)
    assert (found.nominal, found.due_on, found.safe_on) == (
        date(2026, 12, 31),
        date(2027, 1, 5),
        date(2026, 12, 30),
    )
    assert not found.confirmed


def test_a_day_that_does_not_move_stays_on_its_day_off():
    found = counted_due(replace(MONTH, moves=False), date(2026, 11, 5), HOLIDAYS)
    assert (found.due_on, found.safe_on) == (date(2026, 12, 5), date(2026, 12, 4))
    assert working_of(found, HOLIDAYS).moved == ()


def test_the_careful_day_before_the_last_one_is_counted_from_the_day_of_the_term():
    found = counted_due(replace(MONTH, safe=Safe.BEFORE), date(2026, 2, 26), HOLIDAYS)
    assert (found.due_on, found.safe_on) == (date(2026, 3, 26), date(2026, 3, 20))


def test_the_working_names_the_days_that_a_last_day_moved_past():
    moved = working_of(counted_due(MONTH, date(2026, 2, 21), HOLIDAYS), HOLIDAYS).moved
    assert [(entry.day.day, entry.why) for entry in moved] == [
        (21, Why.WEEKEND),
        (22, Why.WEEKEND),
        (23, Why.DAY_OFF),
        (24, Why.DAY_OFF),
        (25, Why.DAY_OFF),
        (26, Why.WORKING_DAY),
    ]
