"""The plain walks: over conditions, in three values, what the compiled masks must agree with; from day to day,
what the dates of the engine must agree with; and over a case, what its findings must agree with.

True, False and None (not known) combine as Kleene has it: one false condition makes a group false whatever is
not known of the others, and one group that holds makes a set true.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from ngocheck.engine.compiled import OVER_ANY_THRESHOLD
from ngocheck.engine.conditions import ConditionSet, Facts, Group
from ngocheck.engine.deadlines import Deadline, DeadlineKind, Every, Safe, Unit, due_dates
from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import Ruleset, ruleset_on
from ngocheck.engine.workdays import ONE_DAY, Calendar

MONTHS_IN = {Every.YEAR: 12, Every.HALF_YEAR: 6, Every.QUARTER: 3}
LONGEST_MOVE = timedelta(days=60)

State = bool | None


def state(groups: ConditionSet, facts: Facts) -> State:
    """Whether one of the groups holds."""
    found: State = False
    for group in groups:
        holds = group_state(group, facts)
        if holds:
            return True
        if holds is None:
            found = None
    return found


def group_state(group: Group, facts: Facts) -> State:
    """Whether every condition of the group holds."""
    found: State = True
    for condition in group:
        fact = facts.get(condition.question)
        if fact is None:
            found = None
        elif not condition.holds(fact):
            return False
    return found


def every(states: Iterable[State]) -> State:
    """Whether all of them hold."""
    known = list(states)
    return False if False in known else None if None in known else True


def missing(groups: ConditionSet, facts: Facts) -> set[str]:
    """The unanswered questions of the groups that no answer has ruled out; none once the set is decided."""
    return waiting_for(groups, facts) if state(groups, facts) is None else set()


def waiting_for(groups: ConditionSet, facts: Facts) -> set[str]:
    """The unanswered questions of the groups that are not decided."""
    return {
        condition.question
        for group in groups
        if group_state(group, facts) is None
        for condition in group
        if condition.question not in facts
    }


def missing_absorbed(groups: ConditionSet, facts: Facts) -> set[str]:
    """The missing questions without the groups that can never matter.

    A group that waits for all that another waits for, and for more, holds only if the other holds as well.
    """
    if state(groups, facts) is not None:
        return set()
    waiting = [
        frozenset(condition for condition in group if condition.question not in facts)
        for group in groups
        if group_state(group, facts) is None
    ]
    needed = [group for group in waiting if not any(other < group for other in waiting)]
    return {condition.question for group in needed for condition in group}


def presuming(facts: Facts, presumed: Mapping[str, Any]) -> dict[str, Any]:
    """The facts once every unanswered question that has a presumption is taken to be answered so."""
    usual = {question: math.inf if fact == OVER_ANY_THRESHOLD else fact for question, fact in presumed.items()}
    return {**usual, **facts}


def nominal_day(deadline: Deadline, anchor: date, calendar: Calendar) -> date:
    """The day on which a term counted from a date ends, whether or not anybody works on it."""
    step = ONE_DAY if deadline.kind is DeadlineKind.AFTER else -ONE_DAY
    day = anchor
    if deadline.unit is Unit.MONTHS:
        for _month in range(deadline.amount):
            day = day.replace(day=1) + (timedelta(days=31) if step == ONE_DAY else -ONE_DAY)
        day = day.replace(day=min(anchor.day, month_end(day).day))
    else:
        left = deadline.amount
        while left:
            day += step
            left -= deadline.unit is Unit.DAYS or calendar.is_working_day(day)
    return day - ONE_DAY if deadline.eve else day


def last_day(deadline: Deadline, nominal: date, calendar: Calendar) -> date:
    """The last lawful day: one that moves does so from day to day until somebody works."""
    while deadline.moves and not calendar.is_working_day(nominal):
        nominal += ONE_DAY
    return nominal


def careful_day(deadline: Deadline, nominal: date, calendar: Calendar) -> date:
    """The day to plan for: back from the day of the term until somebody works."""
    if deadline.safe is Safe.BEFORE:
        nominal -= ONE_DAY
    while not calendar.is_working_day(nominal):
        nominal -= ONE_DAY
    return nominal


def periods_due(
    deadline: Deadline, started: date | None, on: date, calendar: Calendar
) -> Iterator[tuple[date, date]]:
    """The day of the term and the last lawful day of each period that is listed on the day `on`."""
    nominal = on - timedelta(days=366) - LONGEST_MOVE
    while nominal <= same_day_next_year(on):
        due_on = last_day(deadline, nominal, calendar)
        overdue = bool(deadline.from_event and started) and due_on < on <= same_day_next_year(due_on)
        in_sight = overdue or on <= due_on <= same_day_next_year(on)
        end = period_end(deadline, nominal)
        begun = all(day is None or day <= end for day in (started, deadline.periods_from))
        if in_sight and begun and falls_due(deadline, nominal):
            yield nominal, due_on
        nominal += ONE_DAY


def falls_due(deadline: Deadline, day: date) -> bool:
    """Whether the month so many months back ends a period, and this is the day of the month, or its last."""
    ends_period = period_end(deadline, day).month % MONTHS_IN[deadline.every] == 0
    return ends_period and day.day == min(deadline.day, month_end(day).day)


def period_end(deadline: Deadline, day: date) -> date:
    """The last day of the month so many months before the one of `day`."""
    for _month in range(deadline.month):
        day = day.replace(day=1) - ONE_DAY
    return month_end(day)


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def same_day_next_year(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def days(
    limits: Iterable[tuple[Deadline, State]], facts: Facts, on: date, calendar: Calendar
) -> list[date | None]:
    """The days of the deadlines that concern somebody; where none does for certain, the earliest that one may."""
    given = [(holds, d.counted, due_dates(d, facts, on, calendar)) for d, holds in limits]
    if any(holds for holds, _counted, _dates in given):
        return [due.due_on for holds, _counted, dates in given if holds for due in dates]
    possible = [
        due.due_on for holds, counted, dates in given if holds is None and counted for due in dates if due.due_on
    ]
    return [min(possible)] if possible else []


class Case(NamedTuple):
    """One organisation's answers, looked at on one day."""

    rulebook: Rulebook
    facts: Facts
    on: date

    @property
    def ruleset(self) -> Ruleset:
        return ruleset_on(self.rulebook, self.on)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return assess(self.rulebook, self.facts, self.on).findings

    def answering(self, facts: Facts) -> Case:
        return self._replace(facts=facts)


class Walked:
    """What the plain walk says about the rules of a case; presumptions are taken for states, not for questions."""

    def __init__(self, case: Case) -> None:
        presumed = {code: q.presumed for code, q in case.rulebook.questions.items() if q.presumed is not None}
        self.case = case
        self.presumed = presumed.keys() - case.facts.keys()
        self.usual: dict[str, Any] = presuming(case.facts, presumed)

    def state(self, number: int | None) -> bool | None:
        return True if number is None else state(self.case.ruleset.sets[number], self.usual)

    def said(self, number: int | None) -> bool | None:
        """The same by the answers alone."""
        return True if number is None else state(self.case.ruleset.sets[number], self.case.facts)

    def missing(self, number: int | None) -> set[str]:
        return set() if number is None else missing_absorbed(self.case.ruleset.sets[number], self.case.facts)

    def silent(self, number: int) -> bool | None:
        """Whether the law says nothing about this case, so that the test is not made."""
        unclear = self.case.ruleset.unclear[number]
        return False if unclear is None else self.state(unclear)

    def met(self, number: int) -> bool | None:
        tested = self.is_tested(number) and self.silent(number) is False and not self.clashes(number)
        return self.test(number) if tested else None

    def clashes(self, number: int) -> bool:
        """Whether the answers that the test looks at cannot all be right."""
        ruleset = self.case.ruleset
        impossible = ruleset.impossible[ruleset.rules[number].requirement]
        return any(clash.hits(self.case.facts, self.case.on) for clash in impossible)

    def is_tested(self, number: int) -> bool:
        """Whether any answers can show that it is met."""
        kept = [d for d, limit in self.case.ruleset.deadlines[number] if d.done and self.state(limit) is not False]
        return bool(kept) or self.case.ruleset.met[number] is not None

    def test(self, number: int) -> bool | None:
        """Whether the conditions hold, and what a day says of was done in time."""
        facts, calendar = self.case.facts, self.case.rulebook.calendar
        states = [self.state(self.case.ruleset.met[number])]
        for deadline, limit in self.case.ruleset.deadlines[number]:
            if deadline.done and self.state(limit) is not False:
                since, done = facts.get(deadline.question), facts.get(deadline.done)
                last = since and last_day(deadline, nominal_day(deadline, since, calendar), calendar)
                concerned = self.state(limit)
                states += [concerned, done <= last if concerned and done and last else None]
        return every(states)

    def to_ask(self, number: int) -> set[str]:
        """Everything that could still decide applicability, the test or a date."""
        ruleset = self.case.ruleset
        asked = self.missing(number)
        if not asked and self.state(number) is False:
            return set()
        done = {d.done for d, limit in ruleset.deadlines[number] if d.done and self.state(limit) is not False}
        if ruleset.met[number] is not None or any(d.done for d, _limit in ruleset.deadlines[number]):
            asked |= self.missing(ruleset.unclear[number])
            if self.missing(ruleset.unclear[number]) or not self.silent(number):
                asked |= self.missing(ruleset.met[number])
                asked |= done - self.case.facts.keys() if self.met(number) is None else set()
        for deadline, limit in ruleset.deadlines[number]:
            asked |= self.missing(limit)
            in_vain = deadline.asked_once_it_applies and not self.state(number)
            if deadline.question and self.state(limit) is not False and not deadline.from_event and not in_vain:
                asked |= {deadline.question} - self.case.facts.keys()
        return asked
