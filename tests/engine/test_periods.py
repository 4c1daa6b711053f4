"""Days after each year, half-year or quarter: which are listed on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngocheck.engine.deadlines import DeadlineKind, Every, due_dates
from ngocheck.engine.workdays import ONE_DAY, Calendar
from tests.support import reference
from tests.support.handmade import DEADLINE
from tests.support.strategies import calendars, deadlines

PERIODS = (DeadlineKind.EACH_PERIOD,)
TODAY = date(2026, 11, 22)
CALENDAR = Calendar(2026, 2027, {}, {}, frozenset({2026}))
REPORT = replace(DEADLINE, kind=DeadlineKind.EACH_PERIOD, question="anchor", month=3, day=31)


@pytest.mark.parametrize("every", Every)
@settings(max_examples=40, deadline=None)
@given(
    deadline=deadlines(PERIODS),
    on=st.dates(date(2024, 1, 1), date(2029, 12, 31)),
    days=st.none() | st.integers(-800, 400),
    calendar=calendars(),
)
def test_each_period_lists_the_days_of_the_plain_walk_and_no_other(every, deadline, on, days, calendar):
    deadline = replace(deadline, every=every)
    started = None if days is None else on + days * ONE_DAY
    found = due_dates(deadline, {"anchor": started}, on, calendar)
    expected = list(reference.periods_due(deadline, started, on, calendar))
    assert [(entry.nominal, entry.due_on) for entry in found] == expected
    assert [entry.safe_on for entry in found] == [
        reference.careful_day(deadline, nominal, calendar) for nominal, _last in expected
    ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-03-30", [("2025", "2026-03-31")]),
        ("2026-03-31", [("2025", "2026-03-31"), ("2026", "2027-03-31")]),
        ("2026-04-01", [("2026", "2027-03-31")]),
    ],
)
def test_a_yearly_report_on_both_ends_of_the_twelve_months(on, expected):
    found = due_dates(REPORT, {}, date.fromisoformat(on), CALENDAR)
    assert [(entry.period, entry.due_on.isoformat()) for entry in found] == expected


@pytest.mark.parametrize(
    ("every", "month", "day", "expected"),
    [
        (Every.HALF_YEAR, 2, 15, [("2026-H2", "2027-02-15"), ("2027-H1", "2027-08-15")]),
        (
            Every.QUARTER,
            2,
            31,
            [
                ("2026-Q3", "2026-11-30"),
                ("2026-Q4", "2027-02-28"),
                ("2027-Q1", "2027-05-31"),
                ("2027-Q2", "2027-08-31"),
            ],
        ),
        (Every.YEAR, 12, 31, [("2025", "2026-12-31")]),
    ],
)
def test_periods_by_name_and_days_cut_to_the_months_end(every, month, day, expected):
    found = due_dates(replace(REPORT, every=every, month=month, day=day), {}, TODAY, CALENDAR)
    assert [(entry.period, entry.due_on.isoformat()) for entry in found] == expected


@pytest.mark.parametrize(("started", "periods"), [("2025-12-31", ["2025"]), ("2026-01-01", [])])
def test_the_year_of_the_registration_is_the_first_to_report(started, periods):
    found = due_dates(REPORT, {"anchor": date.fromisoformat(started)}, date(2026, 1, 10), CALENDAR)
    assert [entry.period for entry in found] == periods


@pytest.mark.parametrize(
    ("first", "periods"),
    [
        pytest.param(None, ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"], id="no first period"),
        pytest.param("2025-12-31", ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"], id="the last day of a quarter"),
        pytest.param("2026-01-01", ["2026-Q1", "2026-Q2", "2026-Q3"], id="the first day of the next"),
        pytest.param("2027-01-01", [], id="none yet"),
    ],
)
def test_no_period_counts_that_was_over_before_the_first_one(first, periods):
    quarterly = replace(REPORT, every=Every.QUARTER, month=2, day=15)
    quarterly = replace(quarterly, periods_from=date.fromisoformat(first) if first else None)
    found = due_dates(quarterly, {}, date(2026, 1, 10), CALENDAR)
    assert [entry.period for entry in found] == periods
    registered_earlier = due_dates(quarterly, {"anchor": date(2020, 1, 1)}, date(2026, 1, 10), CALENDAR)
    assert [entry.period for entry in registered_earlier] == periods


HALF_YEARLY = replace(REPORT, every=Every.HALF_YEAR, month=2, day=15, moves=True, from_event=True)


@pytest.mark.parametrize(
    ("received", "on", "expected"),
    [
        pytest.param(
            "2026-06-10",
            "2026-11-29",
            [("2026-H1", "2026-08-17"), ("2026-H2", "2027-02-15"), ("2027-H1", "2027-08-16")],
            id="its day has passed",
        ),
        pytest.param(
            "2026-06-30",
            "2027-08-17",
            [
                ("2026-H1", "2026-08-17"),
                ("2026-H2", "2027-02-15"),
                ("2027-H1", "2027-08-16"),
                ("2027-H2", "2028-02-15"),
                ("2028-H1", "2028-08-15"),
            ],
            id="twelve months after it",
        ),
        pytest.param(
            "2026-06-30",
            "2027-08-18",
            [
                ("2026-H2", "2027-02-15"),
                ("2027-H1", "2027-08-16"),
                ("2027-H2", "2028-02-15"),
                ("2028-H1", "2028-08-15"),
            ],
            id="a day later",
        ),
        pytest.param(
            "2026-07-01", "2026-11-29", [("2026-H2", "2027-02-15"), ("2027-H1", "2027-08-16")], id="a period later"
        ),
        pytest.param("2027-03-01", "2026-11-29", [("2027-H1", "2027-08-16")], id="still to come"),
        pytest.param(
            "2024-01-10",
            "2026-11-29",
            [
                ("2025-H2", "2026-02-16"),
                ("2026-H1", "2026-08-17"),
                ("2026-H2", "2027-02-15"),
                ("2027-H1", "2027-08-16"),
            ],
            id="years ago: each day stays for twelve months",
        ),
        pytest.param(
            None,
            "2026-11-29",
            [("2026-H2", "2027-02-15"), ("2027-H1", "2027-08-16")],
            id="not known: what is to come",
        ),
    ],
)
def test_a_report_begins_with_the_period_of_the_event_that_makes_it_due(received, on, expected):
    facts = {"anchor": date.fromisoformat(received)} if received else {}
    found = due_dates(HALF_YEARLY, facts, date.fromisoformat(on), CALENDAR)
    assert [(entry.period, entry.due_on.isoformat()) for entry in found] == expected


def test_without_the_event_the_report_waits_for_no_answer():
    assert HALF_YEARLY.waits_for is None
    assert REPORT.waits_for == "anchor"


def test_a_fixed_day_is_listed_by_the_day_to_which_it_moved():
    monday, sunday = date(2027, 8, 16), date(2027, 8, 15)
    assert due_dates(replace(HALF_YEARLY, from_event=False), {}, monday, CALENDAR)[0].due_on == monday
    stays = replace(HALF_YEARLY, from_event=False, moves=False)
    assert due_dates(stays, {}, monday, CALENDAR)[0].due_on > monday
    assert due_dates(stays, {}, sunday, CALENDAR)[0].due_on == sunday
    # The same day twelve months later is the last one listed: a Sunday before it moves out of sight.
    assert due_dates(HALF_YEARLY, {}, date(2026, 8, 15), CALENDAR)[-1].due_on == date(2027, 2, 15)
    assert due_dates(HALF_YEARLY, {}, date(2026, 8, 16), CALENDAR)[-1].due_on == monday
