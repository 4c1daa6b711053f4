"""Working days of Kazakhstan, from a table that is handed in (an edition carries it)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Why(StrEnum):
    """Why a day counts as a working day, or does not."""

    WORKING_DAY = "working_day"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    WORKED_WEEKEND = "worked_weekend"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day met while counting: its number when it was counted, None when it was skipped."""

    day: date
    number: int | None
    why: Why
    name: Mapping[str, str]
    official: bool


@dataclass(frozen=True)
class Calendar:
    """A table of the days that differ from Monday-to-Friday, for a range of whole years.

    `days_off` are weekdays that are not worked, `days_worked` Saturdays and Sundays that are; both carry
    the day's name by language. `official_years` are the years whose calendar the state has published.
    Outside the range only weekends are known and no year is official.
    """

    first_year: int
    last_year: int
    days_off: Mapping[date, Mapping[str, str]]
    days_worked: Mapping[date, Mapping[str, str]]
    official_years: frozenset[int]
    _ordinals: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first, last = date(self.first_year, 1, 1), date(self.last_year, 12, 31)
        table = tuple(
            n for n in range(first.toordinal(), last.toordinal() + 1) if self.is_working_day(date.fromordinal(n))
        )
        object.__setattr__(self, "_ordinals", table)

    def is_working_day(self, day: date) -> bool:
        if day.weekday() >= SATURDAY:
            return day in self.days_worked
        return day not in self.days_off

    def is_official(self, day: date) -> bool:
        return day.year in self.official_years

    def why(self, day: date) -> Why:
        if day.weekday() >= SATURDAY:
            return Why.WORKED_WEEKEND if day in self.days_worked else Why.WEEKEND
        return Why.DAY_OFF if day in self.days_off else Why.WORKING_DAY

    def name(self, day: date) -> Mapping[str, str]:
        """What the day is called by language; empty for an ordinary day."""
        return self.days_off.get(day) or self.days_worked.get(day) or {}

    def after(self, day: date, amount: int) -> date:
        """The `amount`-th working day after `day`; the day after it is the first that can count."""
        index = bisect_right(self._ordinals, day.toordinal()) + amount - 1
        if self._in_table(day) and index < len(self._ordinals):
            return date.fromordinal(self._ordinals[index])
        return self._walk(day, amount, ONE_DAY)

    def before(self, day: date, amount: int) -> date:
        """The `amount`-th working day before `day`; the day before it is the first that can count."""
        index = bisect_left(self._ordinals, day.toordinal()) - amount
        if self._in_table(day) and index >= 0:
            return date.fromordinal(self._ordinals[index])
        return self._walk(day, amount, -ONE_DAY)

    def on_or_before(self, day: date) -> date:
        """The last working day that is not after `day`."""
        return self.before(day + ONE_DAY, 1)

    def on_or_after(self, day: date) -> date:
        """The first working day that is not before `day`."""
        return self.after(day - ONE_DAY, 1)

    def count(self, day: date, amount: int, step: timedelta = ONE_DAY) -> Iterator[CountedDay]:
        """Every day met while counting `amount` working days from `day`, `day` itself left out."""
        number = 0
        while number < amount:
            day += step
            working = self.is_working_day(day)
            number += working
            yield CountedDay(
                day, number if working else None, self.why(day), self.name(day), self.is_official(day)
            )

    def all_official(self, start: date, end: date) -> bool:
        """Whether every day from `start` to `end`, in either order, lies in an official year."""
        years = range(min(start, end).year, max(start, end).year + 1)
        return self.official_years.issuperset(years)

    def _in_table(self, day: date) -> bool:
        return self.first_year <= day.year <= self.last_year

    def _walk(self, day: date, amount: int, step: timedelta) -> date:
        for counted in self.count(day, amount, step):
            day = counted.day
        return day
