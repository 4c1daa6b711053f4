"""Working days: counted from the table as a finger on the calendar counts them, and right for Kazakhstan."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngocheck.engine.workdays import ONE_DAY, SATURDAY, Calendar, Why
from ngocheck.rulebook.calendar.working_days import FIRST_YEAR as FIRST_TABLE_YEAR
from ngocheck.rulebook.calendar.working_days import YEARS_AHEAD, calendar_content
from ngocheck.rulebook.models import CalendarDay, CalendarYear
from tests.support.strategies import FIRST_YEAR, LAST_YEAR, calendars, days_about_the_table

THOROUGH = settings(max_examples=120, deadline=None)
AMOUNTS = st.integers(1, 40)


def is_working(calendar: Calendar, day: date) -> bool:
    return day in calendar.days_worked or (day.weekday() < SATURDAY and day not in calendar.days_off)


def nth_working_day(calendar: Calendar, day: date, amount: int, step: int) -> date:
    """Day by day, `day` itself left out."""
    while amount:
        day += step * ONE_DAY
        amount -= is_working(calendar, day)
    return day


@THOROUGH
@given(calendars(), days_about_the_table(), AMOUNTS)
def test_counting_on_from_a_day(calendar, day, amount):
    assert calendar.after(day, amount) == nth_working_day(calendar, day, amount, 1)


@THOROUGH
@given(calendars(), days_about_the_table(), AMOUNTS)
def test_counting_back_from_a_day(calendar, day, amount):
    assert calendar.before(day, amount) == nth_working_day(calendar, day, amount, -1)


@THOROUGH
@given(calendars(), days_about_the_table())
def test_the_last_working_day_that_is_not_after_a_day(calendar, day):
    expected = day if is_working(calendar, day) else nth_working_day(calendar, day, 1, -1)
    assert calendar.on_or_before(day) == expected


@THOROUGH
@given(calendars(), days_about_the_table(), AMOUNTS, st.sampled_from([1, -1]))
def test_a_count_shows_every_day_that_it_meets_and_why_it_counts_or_not(calendar, day, amount, step):
    counted = list(calendar.count(day, amount, step * ONE_DAY))
    assert [entry.day for entry in counted] == [day + n * step * ONE_DAY for n in range(1, len(counted) + 1)]
    assert [entry.number for entry in counted if entry.number] == list(range(1, amount + 1))
    assert counted[-1].number == amount
    for entry in counted:
        assert (entry.number is not None) == is_working(calendar, entry.day)
        assert (entry.why in (Why.WORKING_DAY, Why.WORKED_WEEKEND)) == is_working(calendar, entry.day)
        assert (entry.why in (Why.WEEKEND, Why.WORKED_WEEKEND)) == (entry.day.weekday() >= SATURDAY)
        assert bool(entry.name) == (entry.why in (Why.DAY_OFF, Why.WORKED_WEEKEND))
        assert entry.official == (entry.day.year in calendar.official_years)


@THOROUGH
@given(calendars(), days_about_the_table(), days_about_the_table())
def test_a_stretch_is_official_when_each_of_its_years_is(calendar, start, end):
    first, last = sorted((start.year, end.year))
    expected = all(year in calendar.official_years for year in range(first, last + 1))
    assert calendar.all_official(start, end) is expected


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        pytest.param(date(LAST_YEAR, 12, 31), 1, date(LAST_YEAR + 1, 1, 1), id="the day after the table"),
        pytest.param(date(LAST_YEAR, 12, 30), 1, date(LAST_YEAR, 12, 31), id="the table's last day"),
        pytest.param(date(LAST_YEAR, 12, 30), 2, date(LAST_YEAR + 1, 1, 1), id="over the edge"),
        pytest.param(date(FIRST_YEAR - 1, 12, 31), 1, date(FIRST_YEAR, 1, 1), id="into the table"),
        pytest.param(date(2090, 1, 6), 1, date(2090, 1, 9), id="far outside, over a weekend"),
    ],
)
def test_outside_the_table_only_weekends_are_known(day, amount, expected):
    weekends_only = Calendar(FIRST_YEAR, LAST_YEAR, {}, {}, frozenset())
    assert weekends_only.after(day, amount) == expected
    assert weekends_only.before(expected, amount) == day


# Kazakhstan, as the law's dossier worked it out by hand (funding, assembly and calendar, 3.3 and 4.2).


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("2026-12-12", {5: "2026-12-07", 6: "2026-12-04", 10: "2026-11-30", 11: "2026-11-27"}),
        ("2026-12-19", {5: "2026-12-11", 6: "2026-12-10", 10: "2026-12-04", 11: "2026-12-03"}),
        ("2027-01-16", {5: "2027-01-11", 6: "2027-01-08", 10: "2026-12-30", 11: "2026-12-29"}),
        ("2027-03-20", {5: "2027-03-12", 6: "2027-03-11", 10: "2027-03-04", 11: "2027-03-03"}),
    ],
)
def test_filing_days_before_an_assembly_and_the_careful_days_one_earlier(rulebook, event, days):
    found = {amount: rulebook.calendar.before(date.fromisoformat(event), amount).isoformat() for amount in days}
    assert found == days


@pytest.mark.parametrize(
    ("registered", "in_three_days", "in_seven_days"),
    [("2026-12-10", "2026-12-15", "2026-12-22"), ("2027-03-10", "2027-03-16", "2027-03-25")],
)
def test_answering_days_after_the_registration_of_a_filing(rulebook, registered, in_three_days, in_seven_days):
    day = date.fromisoformat(registered)
    assert rulebook.calendar.after(day, 3) == date.fromisoformat(in_three_days)
    assert rulebook.calendar.after(day, 7) == date.fromisoformat(in_seven_days)


@pytest.mark.parametrize(("event", "expected"), [("2026-10-31", "2026-10-23"), ("2026-03-28", "2026-03-18")])
def test_five_days_before_an_assembly_where_a_library_is_too_late(rulebook, event, expected):
    assert rulebook.calendar.before(date.fromisoformat(event), 5) == date.fromisoformat(expected)


WORKING_DAYS = {2023: 246, 2024: 249, 2025: 246, 2026: 247, 2027: 247}
DAYS_OFF = {
    2023: "01-02 01-03 03-08 03-21 03-22 03-23 05-01 05-08 05-09 06-28 07-06 07-07 08-30 10-25 12-18",
    2024: "01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16",
    2025: "01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16",
    2026: "01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16",
    2027: "01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16",
}
DAYS_WORKED = {2023: ["07-01"], 2024: ["05-04"], 2025: ["01-05"], 2026: [], 2027: []}


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_the_days_off_of_a_year_and_its_working_days_in_all(rulebook, year):
    calendar = rulebook.calendar
    assert [f"{day:%m-%d}" for day in sorted(calendar.days_off) if day.year == year] == DAYS_OFF[year].split()
    assert [f"{day:%m-%d}" for day in sorted(calendar.days_worked) if day.year == year] == DAYS_WORKED[year]
    days = (date(year, 1, 1) + n * ONE_DAY for n in range(366))
    assert sum(calendar.is_working_day(day) for day in days if day.year == year) == WORKING_DAYS[year]


def test_years_whose_calendar_was_published_are_official(rulebook):
    assert rulebook.calendar.all_official(date(2023, 1, 1), date(2026, 12, 31))
    assert not rulebook.calendar.is_official(date(2027, 1, 1))
    assert not rulebook.calendar.is_official(date(2022, 12, 31))


# What editors enter wins over the package `holidays`.

TODAY = date(2026, 11, 22)


def correct(day: str, *, is_working: bool) -> None:
    texts = {"reason_en": "By order of the ministry", "confidence": "confirmed"}
    CalendarDay.objects.update_or_create(date=day, defaults={"is_working": is_working, **texts})


@pytest.mark.parametrize(
    ("day", "is_working", "days_off", "days_worked"),
    [
        pytest.param("2026-06-15", False, True, False, id="a Monday is not worked"),
        pytest.param("2026-06-20", True, False, True, id="a Saturday is worked"),
        pytest.param("2026-12-16", True, False, False, id="a holiday is worked"),
        pytest.param("2024-05-04", False, False, False, id="a worked Saturday is not worked after all"),
        pytest.param("2026-06-16", True, False, False, id="a Tuesday is worked as always"),
    ],
)
def test_a_correction_wins_over_the_package(db, day, is_working, days_off, days_worked):
    correct(day, is_working=is_working)
    content = calendar_content(TODAY)
    assert (day in content["days_off"]) is days_off
    assert (day in content["days_worked"]) is days_worked
    if days_off or days_worked:
        assert {**content["days_off"], **content["days_worked"]}[day]["en"] == "By order of the ministry"


def test_without_a_correction_the_package_speaks(db):
    CalendarDay.objects.all().delete()
    content = calendar_content(TODAY)
    assert content["days_off"]["2026-12-16"]["en"] == "Independence Day"
    assert "2024-05-04" in content["days_worked"]


def test_a_correction_leaves_every_other_day_as_it_was(db):
    before = calendar_content(TODAY)
    correct("2026-06-15", is_working=False)
    after = calendar_content(TODAY)
    assert after["days_off"].pop("2026-06-15")
    assert after == before


def test_the_table_runs_to_a_few_years_ahead_and_corrections_beyond_it_wait(db):
    last_year = TODAY.year + YEARS_AHEAD
    correct(f"{last_year + 1}-06-15", is_working=False)
    content = calendar_content(TODAY)
    assert (content["first_year"], content["last_year"]) == (FIRST_TABLE_YEAR, last_year)
    assert max(content["days_off"]) <= f"{last_year}-12-31"


def test_a_year_is_official_once_an_editor_says_so(db):
    assert calendar_content(TODAY)["official_years"] == [2023, 2024, 2025, 2026]
    CalendarYear.objects.filter(year=2027).update(official=True)
    assert calendar_content(TODAY)["official_years"] == [2023, 2024, 2025, 2026, 2027]
