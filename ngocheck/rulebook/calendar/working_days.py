"""The table of working days that an edition carries: the package `holidays`, then the editors' corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays

from ngocheck.engine.workdays import SATURDAY, Calendar
from ngocheck.rulebook.models import CalendarDay, CalendarYear

from .holiday_names import by_language

FIRST_YEAR = 2010
YEARS_AHEAD = 5
COUNTRY = "KZ"

Days = dict[date, Mapping[str, str]]


def calendar_content(today: date) -> dict[str, Any]:
    """The calendar of an edition: years up to a few after `today`, each day that differs from Monday to Friday."""
    last_year = calendar_years(today)[-1]
    off, worked = package_days(last_year)
    for row in CalendarDay.objects.filter(date__year__gte=FIRST_YEAR, date__year__lte=last_year):
        correct(off, worked, row.date, row.is_working, row.reason)
    official = CalendarYear.objects.filter(official=True, year__gte=FIRST_YEAR, year__lte=last_year)
    return {
        "first_year": FIRST_YEAR,
        "last_year": last_year,
        "days_off": days_json(off),
        "days_worked": days_json(worked),
        "official_years": list(official.values_list("year", flat=True)),
    }


def correct(off: Days, worked: Days, day: date, is_working: bool, reason: Mapping[str, str]) -> None:
    """Changes the two tables so that `day` is, or is not, a working day for that reason."""
    off.pop(day, None)
    worked.pop(day, None)
    weekend = day.weekday() >= SATURDAY
    if is_working == weekend:
        (worked if weekend else off)[day] = reason


def moved_calendar(calendar: Calendar, day: date, is_working: bool) -> Calendar:
    """The calendar as if `day` were, or were not, a working day. Nothing is saved."""
    off, worked = dict(calendar.days_off), dict(calendar.days_worked)
    correct(off, worked, day, is_working, calendar.name(day))
    return replace(calendar, days_off=off, days_worked=worked)


def works_by_package(day: date) -> bool:
    """Whether the package has the day as a working day, before any correction."""
    off, worked = _package_days(day.year)
    return day in worked or (day.weekday() < SATURDAY and day not in off)


def calendar_years(today: date) -> range:
    """The years that an edition's table of working days covers."""
    return range(FIRST_YEAR, today.year + YEARS_AHEAD + 1)


def package_days(last_year: int) -> tuple[Days, Days]:
    """Weekdays off and weekends worked as the package `holidays` knows them; the caller may change both tables."""
    off, worked = _package_days(last_year)
    return dict(off), dict(worked)


# Every draft asks for the same days again, and the package counts them anew each time.
@lru_cache(maxsize=4)
def _package_days(last_year: int) -> tuple[Days, Days]:
    known = range(FIRST_YEAR, last_year + 1)
    table = holidays.country_holidays(COUNTRY, years=known, language="en_US")
    off: Days = {}
    worked: Days = {}
    day = date(FIRST_YEAR, 1, 1)
    while day.year <= last_year:
        weekend = table.is_weekend(day)
        if table.is_working_day(day) == weekend:
            (worked if weekend else off)[day] = by_language(table.get(day) or "")
        day += timedelta(days=1)
    return off, worked


def days_json(days: Mapping[date, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    return {day.isoformat(): days[day] for day in sorted(days)}
