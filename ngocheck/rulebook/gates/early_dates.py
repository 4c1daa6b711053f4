"""Due dates before the law: what a new law asks cannot have been due before its first day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Facts
from ngocheck.engine.deadlines import MONTHS_BACK, Deadline, Unit, add_months, counted_due, due_dates
from ngocheck.engine.logic import between, clashing, example
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.workdays import Calendar
from ngocheck.wording.values import date_text

from .problem import Problem, Rows, answers_text, rule_name
from .readings import readings

# No count of so many takes more days than that, whatever is a day off.
LONGEST = {Unit.DAYS: 1, Unit.WORKING_DAYS: 3, Unit.MONTHS: 31}
DAYS_OFF_IN_A_ROW = 40


class Sight(NamedTuple):
    """Due dates from `earliest` on can be seen by whoever looks at the version; before `first` nothing was law."""

    earliest: date
    first: date


class Span(NamedTuple):
    """The first and the last date from which a due date before the law would be counted."""

    first: date
    last: date


def too_early(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """Deadlines by which somebody who looks today or later is told a due date on which nothing of it was law yet.

    Any answers count, not only those of scenarios or of made-up organisations, unless they clash with a fixed day.
    What was due before a version that follows another without a hole, the other one says.
    """
    for rules in rulebook.requirements.values():
        for rule in rules:
            sight = sight_of(rule, rules, today)
            if sight is None:
                continue
            for deadline in rule.deadlines:
                facts = counted_too_early(deadline, rule, rulebook, sight, today)
                if facts is not None:
                    yield Problem(told(deadline, rule, rulebook, sight, facts), rows.version(rule))


def sight_of(rule: Rule, rules: Sequence[Rule], today: date) -> Sight | None:
    """None where the version has ended, or nothing that was due before the law can be seen any more."""
    starts = {other.effective_until: other.effective_from for other in rules}
    first = rule.effective_from
    while first in starts:
        first = starts[first]
    on = max(today, rule.effective_from)
    sight = Sight(add_months(on, -MONTHS_BACK), first)
    return sight if rule.in_force(on) and sight.earliest < first else None


def counted_too_early(
    deadline: Deadline, rule: Rule, rulebook: Rulebook, sight: Sight, today: date
) -> Facts | None:
    """Answers with which the deadline gives a due date in sight before the law; None where no answers do."""
    span = span_of(deadline, rulebook.calendar, sight)
    if span is None or deadline.question is None:
        return None
    dated = between(deadline.question, span.first, span.last)
    start = max(today, rule.effective_from)
    for reading in readings([rule.applies, deadline.when], rulebook, start, rule.effective_until):
        facts = example(rulebook.questions, [*reading, dated], clashing(deadline.question, rulebook.clashes))
        if facts is not None:
            return facts
    return None


def span_of(deadline: Deadline, calendar: Calendar, sight: Sight) -> Span | None:
    """The dates from which the deadline gives a due date in sight before the law; None where there are none."""
    if deadline.counted:
        span = Span(first_date(deadline, sight.earliest, calendar), first_date(deadline, sight.first, calendar))
        return Span(span.first, date.fromordinal(span.last.toordinal() - 1)) if span.first < span.last else None
    if not deadline.from_event:
        return None
    # An event long ago makes every period due that is in sight.
    long_ago = add_months(sight.first, -2 * MONTHS_BACK)
    ends = [
        due.anchor
        for due in due_dates(deadline, {deadline.question or "": long_ago}, sight.first, calendar)
        if due.anchor and due.due_on and sight.earliest <= due.due_on < sight.first
    ]
    return Span(min(long_ago, *ends), max(ends)) if ends else None


def first_date(deadline: Deadline, due_from: date, calendar: Calendar) -> date:
    """The first date from which the deadline counts a due date on that day or later."""
    width = deadline.amount * LONGEST[deadline.unit] + DAYS_OFF_IN_A_ROW
    around = range(due_from.toordinal() - width, due_from.toordinal() + width)

    def due_on(number: int) -> date:
        return counted_due(deadline, date.fromordinal(number), calendar).due_on or date.max

    return date.fromordinal(around[bisect_left(around, due_from, key=due_on)])


def told(deadline: Deadline, rule: Rule, rulebook: Rulebook, sight: Sight, facts: Facts) -> str:
    on = max(sight.first, rule.effective_from)
    anchor = facts[deadline.question or ""]
    if deadline.counted and isinstance(anchor, date):
        due_on = counted_due(deadline, anchor, rulebook.calendar).due_on
    else:
        due_on = min(due.due_on for due in due_dates(deadline, facts, on, rulebook.calendar) if due.due_on)
    words = _(
        "%(rule)s: a due date before the law. These answers give %(due)s, but nothing of it is in force before "
        "%(first)s: %(answers)s. Say with a condition from which day the date counts; or, where the law asked it "
        "before, add the version that was in force then."
    )
    return words % {
        "rule": rule_name(rule),
        "due": date_text(due_on) if due_on else "",
        "first": date_text(sight.first),
        "answers": answers_text(facts, rulebook),
    }
