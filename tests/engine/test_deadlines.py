"""Deadlines: every due date can be counted again from its working, and no careful day is too late."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngocheck.engine.conditions import EVERYBODY
from ngocheck.engine.deadlines import (
    Deadline,
    DeadlineKind,
    DueDate,
    Every,
    Safe,
    Unit,
    Working,
    add_months,
    counted_due,
    due_dates,
    working_of,
)
from ngocheck.engine.workdays import ONE_DAY, Calendar, Why
from tests.support import reference
from tests.support.strategies import calendars, days_about_the_table, deadlines

THOROUGH = settings(max_examples=100, deadline=None)
COUNTED = (DeadlineKind.AFTER, DeadlineKind.BEFORE)
PERIODS = (DeadlineKind.EACH_PERIOD,)
TODAY = date(2026, 11, 22)

PLAIN = Deadline(
    kind=DeadlineKind.AFTER,
    question="anchor",
    amount=5,
    unit=Unit.WORKING_DAYS,
    eve=False,
    every=Every.YEAR,
    month=3,
    day=31,
    safe=Safe.ON_OR_BEFORE,
    moves=False,
    from_event=False,
    periods_from=None,
    done=None,
    asked_once_it_applies=False,
    confirmed=True,
    when=EVERYBODY,
    provision=None,
    moved_by=None,
)
# 2026 with one holiday, Wednesday 16 December; 2027 is in the table, but not official.
CALENDAR = Calendar(2026, 2027, {date(2026, 12, 16): {"en": "Independence Day"}}, {}, frozenset({2026}))


def due(deadline: Deadline, anchor: date, calendar: Calendar = CALENDAR) -> DueDate:
    """The one due date of a deadline that counts from a date, as seen on that date."""
    (found,) = due_dates(deadline, {"anchor": anchor}, anchor, calendar)
    return found


# The working adds up.


@THOROUGH
@given(deadlines(COUNTED), days_about_the_table(), calendars())
def test_the_counted_days_follow_each_other_and_end_at_the_due_date(deadline, anchor, calendar):
    deadline = replace(deadline, unit=Unit.WORKING_DAYS)
    found = counted_due(deadline, anchor, calendar)
    step = ONE_DAY if deadline.kind is DeadlineKind.AFTER else -ONE_DAY
    days = working_of(found, calendar).days
    assert [entry.day for entry in days] == [anchor + n * step for n in range(1, len(days) + 1)]
    assert [entry.number for entry in days if entry.number] == list(range(1, deadline.amount + 1))
    assert all((entry.number is None) != calendar.is_working_day(entry.day) for entry in days)
    assert days[-1].number == deadline.amount
    assert days[-1].day == found.nominal + deadline.eve * ONE_DAY


@THOROUGH
@given(deadlines(COUNTED), days_about_the_table(), calendars())
def test_a_counted_day_is_the_one_of_the_plain_walk(deadline, anchor, calendar):
    found = counted_due(deadline, anchor, calendar)
    nominal = reference.nominal_day(deadline, anchor, calendar)
    assert found.nominal == nominal
    assert found.due_on == reference.last_day(deadline, nominal, calendar)
    assert found.safe_on == reference.careful_day(deadline, nominal, calendar)


@THOROUGH
@given(deadlines(COUNTED + PERIODS), days_about_the_table(), calendars())
def test_a_last_day_is_a_working_day_or_does_not_move_and_the_careful_day_never_counts_on_it(
    deadline, anchor, calendar
):
    for found in due_dates(deadline, {"anchor": anchor}, anchor, calendar):
        assert calendar.is_working_day(found.safe_on)
        assert found.safe_on <= found.nominal <= found.due_on
        if deadline.moves:
            assert calendar.is_working_day(found.due_on)
        assert found.moved is (deadline.moves and not calendar.is_working_day(found.nominal))
        if deadline.safe is Safe.BEFORE:
            assert found.safe_on < found.nominal
        else:
            assert (found.safe_on == found.nominal) is calendar.is_working_day(found.nominal)


@THOROUGH
@given(deadlines(COUNTED + PERIODS), days_about_the_table(), calendars())
def test_a_last_day_moves_by_no_more_than_the_days_off_in_a_row(deadline, anchor, calendar):
    for found in due_dates(deadline, {"anchor": anchor}, anchor, calendar):
        days_off = [day for day in days_from(found.nominal, found.due_on) if not calendar.is_working_day(day)]
        assert (found.due_on - found.nominal).days == (len(days_off) if deadline.moves else 0)


@THOROUGH
@given(deadlines(COUNTED + PERIODS), days_about_the_table(), calendars())
def test_the_working_shows_each_day_that_the_last_one_moves_past_and_the_way_to_the_careful_day(
    deadline, anchor, calendar
):
    for found in due_dates(deadline, {"anchor": anchor}, anchor, calendar):
        working = working_of(found, calendar)
        if found.moved:
            assert [entry.day for entry in working.moved] == [
                *days_from(found.nominal, found.due_on),
                found.due_on,
            ]
            assert [entry.number for entry in working.moved] == [None] * (len(working.moved) - 1) + [1]
        else:
            assert working.moved == ()
        if found.due_on == found.safe_on:
            assert working.to_safe == ()
            continue
        first = found.nominal - (found.moved or deadline.safe is Safe.BEFORE) * ONE_DAY
        assert [entry.day for entry in working.to_safe] == [
            first - n * ONE_DAY for n in range(len(working.to_safe))
        ]
        assert working.to_safe[-1].day == found.safe_on
        assert [entry.number for entry in working.to_safe] == [None] * (len(working.to_safe) - 1) + [1]


def days_from(first: date, end: date) -> list[date]:
    """The days from the first to the one before the end."""
    return [first + n * ONE_DAY for n in range((end - first).days)]


@THOROUGH
@given(deadlines(COUNTED), days_about_the_table(), calendars(), st.sampled_from([Unit.DAYS, Unit.MONTHS]))
def test_calendar_days_and_months_need_no_counting(deadline, anchor, calendar, unit):
    found = counted_due(replace(deadline, unit=unit), anchor, calendar)
    assert working_of(found, calendar).days == ()


def test_the_working_names_the_holiday_that_was_skipped():
    found = due(replace(PLAIN, amount=2, safe=Safe.BEFORE), date(2026, 12, 14))
    days, to_safe = working_of(found, CALENDAR).days, working_of(found, CALENDAR).to_safe
    assert [(entry.day.day, entry.number, entry.why) for entry in days] == [
        (15, 1, Why.WORKING_DAY),
        (16, None, Why.DAY_OFF),
        (17, 2, Why.WORKING_DAY),
    ]
    assert days[1].name == {"en": "Independence Day"}
    assert [(entry.day.day, entry.number) for entry in to_safe] == [(16, None), (15, 1)]


# Counting from a date.


@pytest.mark.parametrize(
    ("kind", "anchor", "expected"),
    [
        pytest.param("after", "2026-12-11", "2026-12-21", id="after, over the holiday"),
        pytest.param("after", "2026-12-12", "2026-12-21", id="after a Saturday: Monday is day 1"),
        pytest.param("after", "2026-12-13", "2026-12-21", id="after a Sunday: Monday is day 1"),
        pytest.param("after", "2026-12-14", "2026-12-22", id="after a Monday: Tuesday is day 1"),
        pytest.param("before", "2026-12-21", "2026-12-11", id="before, over the holiday"),
        pytest.param("before", "2026-12-19", "2026-12-11", id="before a Saturday: Friday is day 1"),
        pytest.param("before", "2026-12-18", "2026-12-10", id="before a Friday: Thursday is day 1"),
    ],
)
def test_five_working_days(kind, anchor, expected):
    deadline = replace(PLAIN, kind=DeadlineKind(kind))
    assert due(deadline, date.fromisoformat(anchor)).due_on == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
    ],
)
def test_months_keep_the_day_number_or_are_cut_to_the_months_end(day, months, expected):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@THOROUGH
@given(days_about_the_table(), st.integers(-40, 40))
def test_so_many_months_later_is_in_the_month_with_that_number(day, months):
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


def test_before_a_year_is_over_ends_on_its_last_day():
    year = replace(PLAIN, amount=12, unit=Unit.MONTHS)
    assert due(year, date(2026, 3, 10)).due_on == date(2027, 3, 10)
    assert due(replace(year, eve=True), date(2026, 3, 10)).due_on == date(2027, 3, 9)


@pytest.mark.parametrize("kind", COUNTED)
def test_without_the_date_that_it_hangs_on_there_is_no_due_date(kind):
    assert due_dates(replace(PLAIN, kind=kind), {"another": TODAY}, TODAY, CALENDAR) == []


@pytest.mark.parametrize(
    ("on", "listed"),
    [
        ("2026-03-10", True),
        ("2026-03-11", True),
        ("2027-03-10", True),
        ("2027-03-11", False),
        ("2040-01-01", False),
    ],
)
def test_a_day_that_has_passed_is_listed_for_twelve_months_that_day_included(on, listed):
    month = replace(PLAIN, unit=Unit.MONTHS, amount=1)
    found = due_dates(month, {"anchor": date(2026, 2, 10)}, date.fromisoformat(on), CALENDAR)
    assert [entry.due_on for entry in found] == [date(2026, 3, 10)] * listed


@pytest.mark.parametrize(("on", "listed"), [("2029-02-28", True), ("2029-03-01", False)])
def test_twelve_months_after_a_leap_day_end_with_february(on, listed):
    month = replace(PLAIN, unit=Unit.MONTHS, amount=1)
    found = due_dates(month, {"anchor": date(2028, 1, 29)}, date.fromisoformat(on), CALENDAR)
    assert [entry.due_on for entry in found] == [date(2028, 2, 29)] * listed


def test_the_twelve_months_are_counted_from_the_day_to_which_it_moved():
    month = replace(PLAIN, unit=Unit.MONTHS, amount=1, moves=True)
    anchor = {"anchor": date(2026, 11, 5)}
    (found,) = due_dates(month, anchor, date(2027, 12, 7), CALENDAR)
    assert (found.nominal, found.due_on) == (date(2026, 12, 5), date(2026, 12, 7))
    assert due_dates(month, anchor, date(2027, 12, 8), CALENDAR) == []


# Confirmed or not.


@pytest.mark.parametrize(
    ("kind", "anchor", "amount", "confirmed"),
    [
        pytest.param("after", "2026-12-30", 1, True, id="to the last official day"),
        pytest.param("after", "2026-12-30", 2, False, id="over New Year"),
        pytest.param("after", "2026-12-31", 1, False, id="counting starts in the year that is not official"),
        pytest.param("after", "2027-06-01", 1, False, id="in it"),
        pytest.param("before", "2027-01-01", 5, True, id="back from New Year: no day of 2027 was counted"),
        pytest.param("before", "2027-01-02", 1, False, id="back through 1 January 2027"),
        pytest.param("before", "2026-01-02", 1, True, id="back to 1 January"),
        pytest.param("before", "2026-01-02", 2, False, id="back before the table"),
    ],
)
def test_a_count_through_a_year_that_is_not_official_is_not_confirmed(kind, anchor, amount, confirmed):
    deadline = replace(PLAIN, kind=DeadlineKind(kind), amount=amount)
    assert due(deadline, date.fromisoformat(anchor)).confirmed is confirmed
    assert not due(replace(deadline, confirmed=False), date.fromisoformat(anchor)).confirmed


def test_the_day_before_the_result_does_not_hide_that_the_result_is_in_such_a_year():
    eve = replace(PLAIN, amount=2, eve=True)
    assert due(eve, date(2026, 12, 30)).due_on == date(2026, 12, 31)
    assert not due(eve, date(2026, 12, 30)).confirmed


@THOROUGH
@given(deadlines(), days_about_the_table(), calendars())
def test_only_working_days_and_moves_need_an_official_calendar(deadline, anchor, calendar):
    for found in due_dates(deadline, {"anchor": anchor}, anchor, calendar):
        working = working_of(found, calendar)
        shown = (*working.days, *working.moved)
        assert found.confirmed == (deadline.confirmed and all(entry.official for entry in shown))


# Duties without a day.


@pytest.mark.parametrize(("kind", "period"), [(DeadlineKind.NO_DAY, "2026"), (DeadlineKind.AT_ONCE, None)])
@pytest.mark.parametrize("confirmed", [True, False])
def test_a_duty_without_a_day_has_no_date_and_no_working(kind, period, confirmed):
    deadline = replace(PLAIN, kind=kind, question=None, confirmed=confirmed)
    (found,) = due_dates(deadline, {}, TODAY, CALENDAR)
    assert found == DueDate(deadline, None, None, period, confirmed)
    assert working_of(found, CALENDAR) == Working((), (), ())
