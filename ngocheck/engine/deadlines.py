"""Deadlines: the rule for a date, the due dates it gives, and the working that leads to each of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .conditions import ConditionSet, Facts
from .sources import Provision
from .workdays import ONE_DAY, Calendar, CountedDay

MONTHS_AHEAD = 12
# A day that has passed stays on the list so long.
MONTHS_BACK = 12


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
    month after each year, half-year or quarter; periods that ended before the date answered to `question`, or
    before `periods_from`, are not due, and where that date is an event that makes its period due (`from_event`)
    periods whose day has passed are. `no_day` is a yearly duty without a day in the law. One that `moves` ends on
    the next working day where its last day is a day off, as `moved_by` says. `when` limits the rule to some
    organisations.

    `done` is a question whose answer is the day on which it was done; that day decides whether it is met. The
    question of one that is `asked_once_it_applies` makes sense to those alone to whom the requirement applies.
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
    from_event: bool
    periods_from: date | None
    done: str | None
    asked_once_it_applies: bool
    confirmed: bool
    when: ConditionSet
    provision: Provision | None
    moved_by: Provision | None

    @property
    def waits_for(self) -> str | None:
        """The question without which a day is missing or may be one too many. An event that makes periods due is
        none: whoever does not know it plans for every period to come."""
        return None if self.from_event else self.question

    @property
    def counted(self) -> bool:
        """Whether its day lies so long after or before a date."""
        return self.kind in (DeadlineKind.AFTER, DeadlineKind.BEFORE)

    @property
    def questions(self) -> set[str]:
        """The questions that its day, and whether it was kept, depend on."""
        return {question for question in (self.question, self.done) if question}

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """Where the day comes from, and where the law moves it."""
        return tuple(provision for provision in (self.provision, self.moved_by) if provision)


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date that a deadline gives. The days are None where the law names no day.

    `nominal` is the day by the term, `due_on` the last lawful day: later than that only where it moved.
    """

    deadline: Deadline
    due_on: date | None
    safe_on: date | None
    period: str | None
    confirmed: bool
    anchor: date | None = None
    nominal: date | None = None

    @property
    def moved(self) -> bool:
        return self.due_on != self.nominal


class LastDay(StrEnum):
    """What the last day of a due date may be called. Only a lawful one was read in the law and counted by an
    official calendar."""

    LAWFUL = "lawful"
    SECOND_HAND = "second_hand"
    UNOFFICIAL = "unofficial"


def last_day_of(due: DueDate) -> LastDay:
    if due.confirmed:
        return LastDay.LAWFUL
    return LastDay.UNOFFICIAL if due.deadline.confirmed else LastDay.SECOND_HAND


def cannot_wait(last: date | None, careful: date | None, on: date) -> bool:
    """Whether the last day is the day `on` or the one after it, or only the careful day has passed."""
    return bool(last and careful and on <= last and (last <= on + ONE_DAY or careful < on))


@dataclass(frozen=True, slots=True)
class Working:
    """How a due date was found: every day counted or skipped, the days that it moved past to the one it moved to,
    and those skipped back to the careful day."""

    days: tuple[CountedDay, ...]
    moved: tuple[CountedDay, ...]
    to_safe: tuple[CountedDay, ...]


def add_months(day: date, months: int) -> date:
    """The same day number so many months later (or earlier), cut to the month's last day."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def due_dates(deadline: Deadline, facts: Facts, on: date, calendar: Calendar) -> list[DueDate]:
    """The due dates as seen on the day `on`; empty while the date they hang on is not known, or once they are
    long past."""
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
    due = counted_due(deadline, anchor, calendar)
    return [due] if due.due_on is None or _in_sight(due.due_on, on) else []


def counted_due(deadline: Deadline, anchor: date, calendar: Calendar) -> DueDate:
    """The due date of a deadline that is counted from a date."""
    last = _count(deadline, anchor, calendar)
    confirmed = deadline.confirmed
    if deadline.unit is Unit.WORKING_DAYS:
        first = anchor + (ONE_DAY if deadline.kind is DeadlineKind.AFTER else -ONE_DAY)
        confirmed = confirmed and calendar.all_official(first, last)
    nominal = last - ONE_DAY if deadline.eve else last
    due_on = _moved(deadline, nominal, calendar)
    if due_on != nominal:
        confirmed = confirmed and calendar.all_official(nominal, due_on)
    return DueDate(deadline, due_on, _safe(deadline, nominal, calendar), None, confirmed, anchor, nominal)


def earliest(dates: Sequence[DueDate]) -> DueDate:
    """The earliest of dates of which one is the right one: confirmed where every rule that gives its day is."""
    first = min(dates, key=lambda due: (due.due_on or date.max, due.safe_on or date.max))
    return replace(first, confirmed=all(due.confirmed for due in dates if due.due_on == first.due_on))


def done_in_time(deadline: Deadline, facts: Facts, calendar: Calendar) -> bool | None:
    """Whether what a deadline asks was done by its last lawful day; None while that is not known."""
    anchor, done_on = facts.get(deadline.question or ""), facts.get(deadline.done or "")
    if not isinstance(anchor, date) or not isinstance(done_on, date):
        return None
    due_on = counted_due(deadline, anchor, calendar).due_on
    return due_on is not None and done_on <= due_on


def _in_sight(due_on: date, on: date) -> bool:
    """Whether a day is still to come, or passed so lately that it is shown as overdue."""
    return on <= due_on or on <= add_months(due_on, MONTHS_BACK)


def _count(deadline: Deadline, anchor: date, calendar: Calendar) -> date:
    sign = 1 if deadline.kind is DeadlineKind.AFTER else -1
    match deadline.unit:
        case Unit.DAYS:
            return anchor + sign * deadline.amount * ONE_DAY
        case Unit.MONTHS:
            return add_months(anchor, sign * deadline.amount)
    count = calendar.after if sign > 0 else calendar.before
    return count(anchor, deadline.amount)


def _moved(deadline: Deadline, nominal: date, calendar: Calendar) -> date:
    return calendar.on_or_after(nominal) if deadline.moves else nominal


def _safe(deadline: Deadline, nominal: date, calendar: Calendar) -> date:
    """The careful day, which never counts on it that the law moves the last one."""
    if deadline.safe is Safe.BEFORE:
        return calendar.before(nominal, 1)
    return calendar.on_or_before(nominal)


def _each_period(deadline: Deadline, facts: Facts, on: date, calendar: Calendar) -> Iterator[DueDate]:
    """Every due date from `on` to the same day twelve months later, both included; those of the last twelve months
    too where a known event makes its period due, and those after it."""
    answer = facts.get(deadline.question or "")
    started = answer if isinstance(answer, date) else None
    first = max((day for day in (started, deadline.periods_from) if day), default=None)
    overdue = deadline.from_event and started is not None
    until = add_months(on, MONTHS_AHEAD)
    # The months in which the term may end: the last day moves into the next one at most.
    this = on.year * 12 + on.month - 1
    months = range(this - 1 - overdue * MONTHS_BACK, this + MONTHS_AHEAD + 1)
    for period, period_end in _periods(deadline.every, months, deadline.month):
        month = add_months(period_end, deadline.month)
        nominal = month.replace(day=min(deadline.day, monthrange(month.year, month.month)[1]))
        due_on = _moved(deadline, nominal, calendar)
        if due_on > until or (first and period_end < first):
            continue
        if due_on < on and not (overdue and _in_sight(due_on, on)):
            continue
        safe_on = _safe(deadline, nominal, calendar)
        confirmed = deadline.confirmed and (due_on == nominal or calendar.all_official(nominal, due_on))
        yield DueDate(deadline, due_on, safe_on, period, confirmed, period_end, nominal)


def _periods(every: Every, months: range, later: int) -> Iterator[tuple[str, date]]:
    """Names and last days of the periods that ended so many months before one of `months`, which are counted from
    the year 0: ("2026-H2", 31 December 2026)."""
    length = PERIOD_MONTHS[every]
    first = months.start - later
    for month in range(first + (-first - 1) % length, months.stop - later, length):
        year, last_month = month // 12, month % 12 + 1
        name = str(year) if every is Every.YEAR else f"{year}{PERIOD_LETTER[every]}{last_month // length}"
        yield name, date(year, last_month, monthrange(year, last_month)[1])


def working_of(due: DueDate, calendar: Calendar) -> Working:
    """The days behind a due date. Months and fixed days need no counting; the way past days off, and the way to
    the careful day, are shown."""
    days: tuple[CountedDay, ...] = ()
    deadline, nominal = due.deadline, due.nominal
    counts = deadline.kind in (DeadlineKind.AFTER, DeadlineKind.BEFORE)
    if counts and deadline.unit is Unit.WORKING_DAYS and due.anchor is not None:
        step = ONE_DAY if deadline.kind is DeadlineKind.AFTER else -ONE_DAY
        days = tuple(calendar.count(due.anchor, deadline.amount, step))
    if nominal is None or due.due_on == due.safe_on:
        return Working(days, (), ())
    moved = tuple(calendar.count(nominal - ONE_DAY, 1)) if due.moved else ()
    start = nominal if moved or deadline.safe is Safe.BEFORE else nominal + ONE_DAY
    return Working(days, moved, tuple(calendar.count(start, 1, -ONE_DAY)))
