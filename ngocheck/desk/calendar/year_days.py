"""A year's working days as the desk shows them: the rulebook's view beside that of the package `holidays`."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS

from ngocheck.engine.workdays import SATURDAY
from ngocheck.rulebook.calendar.working_days import Days, correct, package_days
from ngocheck.rulebook.models import CalendarDay, CalendarYear
from ngocheck.wording.values import plain_text


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day. `works` is what the draft says, `package_works` what the package alone would say."""

    day: date
    works: bool
    package_works: bool
    name: str
    correction: CalendarDay | None

    @property
    def differs(self) -> bool:
        return self.works != self.package_works

    @property
    def unusual(self) -> bool:
        """Off on a weekday, or worked on a weekend."""
        return self.works == (self.day.weekday() >= SATURDAY)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; None where a week begins or ends in another month."""

    name: str
    weeks: list[list[DayCell | None]]

    @property
    def days(self) -> list[DayCell]:
        return [cell for week in self.weeks for cell in week if cell]

    @property
    def working(self) -> int:
        return sum(cell.works for cell in self.days)


@dataclass(frozen=True, slots=True)
class YearDays:
    year: int
    row: CalendarYear | None
    months: list[Month]

    @property
    def official(self) -> bool:
        return self.row is not None and self.row.official


def year_days(year: int) -> YearDays:
    """The year as the rows have it, for three queries. `year` is one of those that an edition covers."""
    off, worked = package_days(year)
    rows = {row.date: row for row in CalendarDay.objects.filter(date__year=year)}
    ours = dict(off), dict(worked)
    for row in rows.values():
        correct(*ours, row.date, row.is_working, row.reason)
    months = [month_days(year, number, (off, worked), ours, rows) for number in range(1, 13)]
    official = CalendarYear.objects.filter(year=year).select_related("source").first()
    return YearDays(year, official, months)


def month_days(
    year: int, number: int, package: tuple[Days, Days], ours: tuple[Days, Days], rows: Mapping[date, CalendarDay]
) -> Month:
    def cell(day: date) -> DayCell | None:
        if day.month != number:
            return None
        name = ours[0].get(day) or ours[1].get(day) or {}
        return DayCell(day, works(day, ours), works(day, package), plain_text(name), rows.get(day))

    weeks = [[cell(day) for day in week] for week in Weeks().monthdatescalendar(year, number)]
    return Month(str(MONTHS[number]), weeks)


def works(day: date, tables: tuple[Days, Days]) -> bool:
    off, worked = tables
    return day in worked if day.weekday() >= SATURDAY else day not in off
