"""Which due dates move when a day becomes a working day, or stops being one. Nothing is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ngocheck.engine.conditions import Fact, Facts
from ngocheck.engine.deadlines import Deadline, DeadlineKind, DueDate, Unit, add_months, due_dates
from ngocheck.engine.facts import AnswerError, read_facts
from ngocheck.engine.findings import Finding, findings_of
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.engine.workdays import ONE_DAY, Calendar
from ngocheck.rulebook.impact.on_organisations import impacts
from ngocheck.rulebook.models import Scenario

from .working_days import moved_calendar

COUNTED = (DeadlineKind.AFTER, DeadlineKind.BEFORE)
# The longest run of days off, and more: a date so far from the moved day cannot notice it.
NEAR = timedelta(days=31)
CALENDAR_DAYS = {Unit.DAYS: 1, Unit.WORKING_DAYS: 2, Unit.MONTHS: 31}


@dataclass(frozen=True, slots=True)
class Move:
    """A due date of a rule before and after; `old.anchor` is the day it is counted from."""

    rule: Rule
    old: DueDate
    new: DueDate


@dataclass(frozen=True, slots=True)
class Calendars:
    """The draft's calendar with the day as it was and as it would be."""

    day: date
    before: Calendar
    after: Calendar


def calendars(calendar: Calendar, day: date, is_working: bool) -> Calendars:
    """Where the day is as asked for already, what it moved against a calendar without it."""
    return Calendars(day, moved_calendar(calendar, day, not is_working), moved_calendar(calendar, day, is_working))


def moved_in_law(rulebook: Rulebook, both: Calendars) -> list[Move]:
    """Due dates that move whoever has them: fixed days of the year, and whatever is counted from near it.

    The rules are those in force on the moved day.
    """
    return [
        move
        for rule in ruleset_on(rulebook, both.day).rules
        for deadline in rule.deadlines
        for facts in counted_from(deadline, both.day)
        for move in moves(rule, deadline, facts, both.day - NEAR, both)
    ]


def counted_from(deadline: Deadline, day: date) -> Iterator[Facts]:
    """The facts to try: none for fixed days, else each day near enough to be counted from across `day`."""
    if deadline.kind not in COUNTED or deadline.question is None:
        yield {}
        return
    reach = timedelta(days=deadline.amount * CALENDAR_DAYS[deadline.unit]) + NEAR
    first = day - (reach if deadline.kind is DeadlineKind.AFTER else NEAR)
    last = day + (NEAR if deadline.kind is DeadlineKind.AFTER else reach)
    while first <= last:
        yield {deadline.question: first}
        first += ONE_DAY


def moves(rule: Rule, deadline: Deadline, facts: Facts, on: date, both: Calendars) -> Iterator[Move]:
    """Those in sight by both calendars: a last day that moves may come into sight by that, or leave it."""
    new = {due.period: due for due in due_dates(deadline, facts, on, both.after)}
    for was in due_dates(deadline, facts, on, both.before):
        becomes = new.get(was.period)
        if becomes and (was.due_on, was.safe_on) != (becomes.due_on, becomes.safe_on):
            yield Move(rule, was, becomes)


def moved_in_scenarios(
    scenarios: Iterable[Scenario], rulebook: Rulebook, both: Calendars
) -> list[tuple[Scenario, Move]]:
    """Due dates that move for the organisations of the scenarios; those that cannot be read are left out.

    They depend on one answer and the day looked at, so that most scenarios share them.
    """
    found = []
    known: dict[tuple[int, Fact | None, date], list[Move]] = {}
    dated = frozenset(
        code for code, rules in rulebook.requirements.items() if any(rule.deadlines for rule in rules)
    )
    for scenario in scenarios:
        try:
            facts = read_facts(scenario.answers, rulebook)
            findings = list(findings_of(dated, rulebook, facts, scenario.on))
        except (AnswerError, LookupError):
            continue
        for finding in findings:
            for deadline in deadlines_of(finding):
                key = (id(deadline), facts.get(deadline.question or ""), scenario.on)
                if key not in known:
                    known[key] = list(moves(finding.rule, deadline, facts, scenario.on, both))
                found += [(scenario, move) for move in known[key]]
    return found


def moved_for_organisations(rulebook: Rulebook, both: Calendars) -> list[tuple[str, int]]:
    """Requirements and how many of the made-up organisations see another date on the day, most first.

    Raises LookupError where a parameter that a rule needs has no value then.
    """
    before, after = (replace(rulebook, calendar=calendar) for calendar in (both.before, both.after))
    found = [(impact.requirement, impact.date_changed) for impact in impacts(before, after, both.day)]
    return sorted((row for row in found if row[1]), key=lambda row: -row[1])


def deadlines_of(finding: Finding) -> Iterable[Deadline]:
    """The finding's rules for dates, each once; some give several due dates."""
    return {id(due.deadline): due.deadline for due in finding.due}.values()


def within_a_year(day: date) -> tuple[date, date]:
    """The days from a year before to a year after."""
    return add_months(day, -12), add_months(day, 12)
