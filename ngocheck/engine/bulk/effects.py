"""What a rule says to many organisations at once: for each thing it says, the mask of those it says it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ngocheck.engine.amounts import MRP, in_tenge
from ngocheck.engine.conditions import EVERYBODY, Condition, ConditionSet, Fact, Operator
from ngocheck.engine.deadlines import Deadline, DeadlineKind, DueDate, counted_due, due_dates
from ngocheck.engine.rules import BREAKING, Whom
from ngocheck.engine.workdays import Calendar

from .bits import Columns, Ordered

if TYPE_CHECKING:
    from ngocheck.engine.rules import Rule
    from ngocheck.engine.ruleset import Ruleset

Due = tuple[date | None, date | None, str | None]
Limited = tuple[Deadline, ConditionSet]
# What it costs: of whom, in MRP, in whole tenge on the day, days of arrest, for a repeat; a fee has neither of the
# last two.
Cost = tuple[Whom | None, Decimal | None, int | None, int | None, bool]
# Answers that cannot both be: to the first question, compared so with that to the second.
Broken = tuple[str, Operator, str]


class Terms(NamedTuple):
    """A rule without its texts and citations, with every Measure and sum the number that it is on the day.

    Two rules with equal terms say the same to everybody, but for the calendar and what is presumed.
    """

    applies: ConditionSet
    met: ConditionSet | None
    unclear: ConditionSet | None
    deadlines: tuple[Limited, ...]
    impossible: tuple[Broken, ...]
    costs: tuple[tuple[Cost, ConditionSet], ...]

    @property
    def earliest_while_open(self) -> bool:
        """Whether a deadline can give somebody a day although it is open whether it concerns them."""
        return any(deadline.counted and when != EVERYBODY for deadline, when in self.deadlines)


class Effect(NamedTuple):
    """Bits by organisation: to whom the rule applies, for whom that is open, and who meets it or does not."""

    applies: int
    unknown: int
    met: int
    unmet: int

    @property
    def possible(self) -> int:
        return self.applies | self.unknown


NO_EFFECT = Effect(0, 0, 0, 0)


def terms(rule: Rule, ruleset: Ruleset) -> Terms:
    """The terms on the day of the ruleset. Raises LookupError where a parameter has no value on it."""
    return Terms(
        ruleset.resolve(rule.applies),
        ruleset.resolve(rule.met) if any(rule.met) else None,
        ruleset.resolve(rule.unclear) if any(rule.unclear) else None,
        tuple((_bare(d), ruleset.resolve(d.when) if any(d.when) else EVERYBODY) for d in rule.deadlines),
        tuple((c.question, BREAKING[c.relation], c.other or "") for c in ruleset.impossible[rule.requirement]),
        tuple(_costs(rule, ruleset)),
    )


def _costs(rule: Rule, ruleset: Ruleset) -> Iterator[tuple[Cost, ConditionSet]]:
    index = ruleset.values.get(MRP)
    if rule.fee_mrp is not None:
        yield (None, rule.fee_mrp, in_tenge(rule.fee_mrp, index), None, False), EVERYBODY
    for fine in rule.penalties:
        sum_of = (fine.whom, fine.mrp, in_tenge(fine.mrp, index), fine.arrest_days, fine.repeat)
        yield sum_of, ruleset.resolve(fine.when) if any(fine.when) else EVERYBODY


def _bare(deadline: Deadline) -> Deadline:
    """The deadline as far as it leads to days."""
    return replace(deadline, confirmed=True, when=EVERYBODY, provision=None, moved_by=None)


def effect(asked: Terms | None, columns: Columns, calendar: Calendar) -> Effect:
    """Applicability and met, as `assess` finds them; `columns` presume what the rulebook presumes."""
    if asked is None:
        return NO_EFFECT
    applies, unknown = columns.states(asked.applies)
    looked_at = applies | unknown
    if asked.unclear is not None:
        unclear = columns.states(asked.unclear)
        looked_at &= ~(unclear.holds | unclear.unknown)
    for broken in asked.impossible:
        looked_at &= ~_breaking(broken, columns)
    tested = still_open = failed = 0
    if asked.met is not None:
        test = columns.states(asked.met)
        tested, still_open, failed = columns.everyone, test.unknown, ~(test.holds | test.unknown)
    for deadline, when in asked.deadlines:
        if deadline.done:
            concerned = columns.states(when)
            in_time, late = _done(deadline, columns, calendar)
            tested |= concerned.holds | concerned.unknown
            still_open |= concerned.unknown | concerned.holds & ~(in_time | late)
            failed |= concerned.holds & late
    met = looked_at & tested & ~(still_open | failed)
    return Effect(applies, unknown, met, looked_at & failed)


def _done(deadline: Deadline, columns: Columns, calendar: Calendar) -> tuple[int, int]:
    """Those who did it by the last lawful day, and those who did it later."""
    answers = columns.columns.get(deadline.done or "")
    in_time = late = 0
    for anchor, anchored in _anchored(deadline, columns):
        if anchor is None or answers is None:
            continue
        due_on = counted_due(deadline, anchor, calendar).due_on
        if due_on is not None:
            in_time |= anchored & answers.having(Condition(deadline.done or "", Operator.LTE, due_on))
            late |= anchored & answers.having(Condition(deadline.done or "", Operator.GT, due_on))
    return in_time, late


def _breaking(broken: Broken, columns: Columns) -> int:
    """Those who gave answers that cannot both be."""
    question, operator, other = broken
    answers, others = columns.columns.get(question), columns.columns.get(other)
    found = 0
    if answers is not None and isinstance(others, Ordered):
        for fact, mask in others.each():
            found |= mask & answers.having(Condition(question, operator, fact))
    return found


def who_pays(asked: Terms, among: int, columns: Columns) -> dict[Cost, int]:
    """Every fee and fine with those of `among` whom no answer spares it."""
    found: dict[Cost, int] = {}
    for cost, when in asked.costs:
        states = columns.states(when)
        found[cost] = found.get(cost, 0) | among & (states.holds | states.unknown)
    return found


def who_is_due(
    deadlines: tuple[Limited, ...], among: int, columns: Columns, on: date, calendar: Calendar
) -> dict[Due, int]:
    """Every due date that the deadlines give, as seen on the day `on`, with those of `among` who have it."""
    found: dict[Due, int] = {}
    undecided = among
    possible: list[tuple[Due, int]] = []
    for deadline, when in deadlines:
        states = columns.states(when)
        undecided &= ~states.holds
        for due, mask in _given(deadline, columns, on, calendar):
            found[due] = found.get(due, 0) | mask & among & states.holds
            if deadline.counted:
                possible.append((due, mask & states.unknown))
    # While it is open which of them concerns somebody, the earliest that may be their own.
    for due, mask in sorted(possible, key=lambda one: one[0][:2]):
        found[due] = found.get(due, 0) | mask & undecided
        undecided &= ~mask
    return {due: mask for due, mask in found.items() if mask}


def who_is_moved(deadline: Deadline, columns: Columns, on: date, one: Calendar, other: Calendar) -> int:
    """Those whose due dates differ between two calendars."""
    changed = 0
    for anchor, anchored in _anchored(deadline, columns):
        facts = _known(deadline, anchor)
        before, after = (
            {_due(given): given for given in due_dates(deadline, facts, on, calendar)} for calendar in (one, other)
        )
        for key in before.keys() ^ after.keys():
            given = before.get(key) or after[key]
            changed |= anchored & _reached(deadline, given, columns)
    return changed


def _given(deadline: Deadline, columns: Columns, on: date, calendar: Calendar) -> Iterator[tuple[Due, int]]:
    for anchor, anchored in _anchored(deadline, columns):
        for given in due_dates(deadline, _known(deadline, anchor), on, calendar):
            yield _due(given), anchored & _reached(deadline, given, columns)


def _anchored(deadline: Deadline, columns: Columns) -> Iterator[tuple[date | None, int]]:
    """Every date that the deadline is counted from, or begins with, with those who gave it; None for those who
    need none."""
    answers = columns.columns.get(deadline.question or "")
    if not deadline.counted:
        asked = answers.answered if deadline.from_event and answers else 0
        yield None, columns.everyone & ~asked
    if (deadline.counted or deadline.from_event) and isinstance(answers, Ordered):
        yield from answers.each()


def _known(deadline: Deadline, anchor: date | None) -> dict[str, Fact]:
    return {} if anchor is None or deadline.question is None else {deadline.question: anchor}


def _reached(deadline: Deadline, due: DueDate, columns: Columns) -> int:
    """Those for whom the due date counts: a period that ended before they started is not due."""
    answers = columns.columns.get(deadline.question or "")
    periods = deadline.kind is DeadlineKind.EACH_PERIOD and not deadline.from_event
    if not periods or answers is None or due.anchor is None:
        return columns.everyone
    started_later = Condition(deadline.question or "", Operator.GT, due.anchor)
    return columns.everyone & ~answers.having(started_later)


def _due(due: DueDate) -> Due:
    return due.due_on, due.safe_on, due.period
