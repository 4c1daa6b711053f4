"""Deadlines: the rule for a date, the due dates it gives, and the working that leads to each of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .conditions import ConditionSet, Facts
from .sources import Provision
from .workdays import ONE_DAY, Calendar, CountedDay

MONTHS_AHEAD = 12


class DeadlineKind(StrEnum):
    AFTER = "after"
    BEFORE = "before"
    EACH_PERIOD = "each_period"
    NO_DAY = "no_day"
    AT_ONCE = "at_once"


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class Every(StrEnum):
    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"


class Safe(StrEnum):
    """The careful day: the last working day not after the last lawful one, or the last one before it."""

    ON_OR_BEFORE = "on_or_before"
    BEFORE = "before"


PERIOD_MONTHS: Mapping[Every, int] = {Every.YEAR: 12, Every.HALF_YEAR: 6, Every.QUARTER: 3}
PERIOD_LETTER: Mapping[Every, str] = {Every.YEAR: "", Every.HALF_YEAR: "-H", Every.QUARTER: "-Q"}


@dataclass(frozen=True, slots=True)
class Deadline:
    """The rule for a date.

    `after` and `before` count `amount` `unit`s from the date answered to `question`; `eve` takes the day before
    the result ("before a year is over"). `each_period` falls on `day` (cut to the month's end) of the `month`-th
    month after each year, half-year or quarter; periods that ended before the date answered to `question` are
    not due. `no_day` is a yearly duty without a day in the law. One that `moves` ends on the next working day
    where its last day is a day off. `when` limits the rule to some organisations.
    """

    kind: DeadlineKind
    question: str | None
    amount: int
    unit: Unit
    eve: bool
    every: Every
    month: int
    day: int
    safe: Safe
    moves: bool
    confirmed: bool
    when: ConditionSet
    provision: Provision | None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date that a deadline gives. `due_on` and `safe_on` are None where the law names no day."""

    deadline: Deadline
    due_on: date | None
    safe_on: date | None
    period: str | None
    confirmed: bool
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """How a due date was found: every day counted or skipped, and those skipped back to the careful day."""

    days: tuple[CountedDay, ...]
    to_safe: tuple[CountedDay, ...]


def add_months(day: date, months: int) -> date:
    """The same day number so many months later (or earlier), cut to the month's last day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def due_dates(deadline: Deadline, facts: Facts, on: date, calendar: Calendar) -> list[DueDate]:
    """The due dates as seen on the day `on`; empty while the date they hang on is not known."""
    match deadline.kind:
        case DeadlineKind.NO_DAY:
            return [DueDate(deadline, None, None, str(on.year), deadline.confirmed)]
        case DeadlineKind.AT_ONCE:
            return [DueDate(deadline, None, None, None, deadline.confirmed)]
        case DeadlineKind.EACH_PERIOD:
            return list(_each_period(deadline, facts, on, calendar))
    anchor = facts.get(deadline.question or "")
    if not isinstance(anchor, date):
        return []
    last = _count(deadline, anchor, calendar)
    confirmed = deadline.confirmed
    if deadline.unit is Unit.WORKING_DAYS:
        first = anchor + (ONE_DAY if deadline.kind is DeadlineKind.AFTER else -ONE_DAY)
        confirmed = confirmed and calendar.all_official(first, last)
    due_on = last - ONE_DAY if deadline.eve else last
    return [DueDate(deadline, due_on, _safe(deadline, due_on, calendar), None, confirmed, anchor)]


def _count(deadline: Deadline, anchor: date, calendar: Calendar) -> date:
    sign = 1 if deadline.kind is DeadlineKind.AFTER else -1
    match deadline.unit:
        case Unit.DAYS:
            return anchor + sign * deadline.amount * ONE_DAY
        case Unit.MONTHS:
            return add_months(anchor, sign * deadline.amount)
    count = calendar.after if sign > 0 else calendar.before
    return count(anchor, deadline.amount)


def _safe(deadline: Deadline, due_on: date, calendar: Calendar) -> date:
    if deadline.safe is Safe.BEFORE:
        return calendar.before(due_on, 1)
    return calendar.on_or_before(due_on)


def _each_period(deadline: Deadline, facts: Facts, on: date, calendar: Calendar) -> Iterator[DueDate]:
    """Every due date from `on` to the same day twelve months later, both included."""
    started = facts.get(deadline.question or "")
    until = add_months(on, MONTHS_AHEAD)
    for period, period_end in _periods(deadline.every, range(on.year - 2, on.year + 2)):
        month = add_months(period_end, deadline.month)
        due_on = month.replace(day=min(deadline.day, monthrange(month.year, month.month)[1]))
        if not on <= due_on <= until or (isinstance(started, date) and period_end < started):
            continue
        yield DueDate(deadline, due_on, _safe(deadline, due_on, calendar), period, deadline.confirmed, period_end)


def _periods(every: Every, years: range) -> Iterator[tuple[str, date]]:
    """Names and last days of the periods: ("2026-H2", 31 December 2026)."""
    months = PERIOD_MONTHS[every]
    for year in years:
        for number in range(1, 12 // months + 1):
            last_month = number * months
            end = date(year, last_month, monthrange(year, last_month)[1])
            yield (str(year) if every is Every.YEAR else f"{year}{PERIOD_LETTER[every]}{number}"), end


def working_of(due: DueDate, calendar: Calendar) -> Working:
    """The days behind a due date. Months and fixed days need no counting; the way to the careful day is shown."""
    days: tuple[CountedDay, ...] = ()
    deadline = due.deadline
    counts = deadline.kind in (DeadlineKind.AFTER, DeadlineKind.BEFORE)
    if counts and deadline.unit is Unit.WORKING_DAYS and due.anchor is not None:
        step = ONE_DAY if deadline.kind is DeadlineKind.AFTER else -ONE_DAY
        days = tuple(calendar.count(due.anchor, deadline.amount, step))
    if due.due_on is None or due.due_on == due.safe_on:
        return Working(days, ())
    start = due.due_on if deadline.safe is Safe.BEFORE else due.due_on + ONE_DAY
    return Working(days, tuple(calendar.count(start, 1, -ONE_DAY)))
