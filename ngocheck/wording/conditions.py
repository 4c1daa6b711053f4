"""Conditions and rules for dates in words: what a lawyer reads to see whom a requirement concerns, and when."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ngocheck.engine.conditions import Condition, ConditionSet, Kind, Measure, Operator
from ngocheck.engine.deadlines import Deadline, DeadlineKind, Every, Unit
from ngocheck.engine.rules import Question, Rulebook

from .rules import confidence_in_words
from .values import answer_in_words, clock, day, exact, page_language, said


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: a question, and what its answer must be. `note` says where a number comes from."""

    question: str
    operator: str
    values: tuple[str, ...]
    note: str = ""

    def __str__(self) -> str:
        answer = f"{self.operator} {'; '.join(self.values)}".strip()
        return f"{self.question} {answer}{f' ({self.note})' if self.note else ''}"


Case = tuple[Clause, ...]


def cases_in_words(groups: ConditionSet, rulebook: Rulebook, on: date) -> tuple[Case, ...]:
    """The cases of which one is enough; in each of them every clause holds. None where no answer matters."""
    if not all(groups):
        return ()
    return tuple(tuple(clause(condition, rulebook, on) for condition in group) for group in groups)


def clause(condition: Condition, rulebook: Rulebook, on: date) -> Clause:
    question = rulebook.questions[condition.question]
    text, value = said(question.text), condition.value
    if isinstance(value, Measure):
        return measured(condition.operator, question, value, rulebook, on)
    if isinstance(value, frozenset):
        labels = tuple(said(choice.label) for choice in question.choices if choice.code in value)
        return Clause(text, choosing(condition.operator, len(labels)), labels)
    if isinstance(value, bool):
        return Clause(text, "", (answer_in_words(question, value),))
    return Clause(text, comparing(condition.operator, question.kind), (amount(value, question),))


def measured(operator: Operator, question: Question, value: Measure, rulebook: Rulebook, on: date) -> Clause:
    """A comparison with a parameter, with what that parameter is on the day."""
    parameter = rulebook.parameters[value.parameter]
    dated = next((dated for dated in parameter.values if dated.in_force(on)), None)
    title, unit = said(parameter.title), said(parameter.unit)
    factor = "" if value.factor == 1 else f"{exact(value.factor)} × "
    if dated is None:
        missing = _("%(factor)s“%(parameter)s”, whose value on %(day)s is not known")
        words = missing % {"factor": factor, "parameter": title, "day": day(on)}
        return Clause(said(question.text), comparing(operator, question.kind), (words,))
    known = {"factor": factor, "parameter": title, "value": f"{exact(dated.value)} {unit}".strip(), "day": day(on)}
    note = _("%(factor)s“%(parameter)s”: %(value)s on %(day)s.") % known
    return Clause(
        said(question.text),
        comparing(operator, question.kind),
        (amount(dated.value * value.factor, question),),
        f"{note} {confidence_in_words(dated.confidence)}",
    )


def amount(value: object, question: Question) -> str:
    """A number with its unit, a day or a time of day."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    return f"{exact(Decimal(str(value)))} {said(question.unit)}".strip()


def choosing(operator: Operator, choices: int) -> str:
    match operator:
        case Operator.IN:
            return _("one of these:") if choices > 1 else ""
        case Operator.NOT_IN:
            return _("none of these:") if choices > 1 else _("anything but:")
        case Operator.ANY_OF:
            return _("at least one of these:") if choices > 1 else _("among the answers:")
    return _("none of these:") if choices > 1 else _("not among the answers:")


def comparing(operator: Operator, kind: Kind) -> str:
    amounts = {
        Operator.LT: _("less than"),
        Operator.LTE: _("at most"),
        Operator.GT: _("more than"),
        Operator.GTE: _("at least"),
        Operator.EQ: _("exactly"),
        Operator.NE: _("anything but"),
    }
    moments = {
        Operator.LT: _("before"),
        Operator.LTE: _("not later than"),
        Operator.GT: _("after"),
        Operator.GTE: _("not earlier than"),
        Operator.EQ: _("exactly"),
        Operator.NE: _("anything but"),
    }
    return (amounts if kind is Kind.NUMBER else moments)[operator]


def deadline_in_words(deadline: Deadline, rulebook: Rulebook) -> str:
    """How a due date is found, without anybody's answers."""
    asked = said(rulebook.questions[deadline.question].text) if deadline.question else ""
    match deadline.kind:
        case DeadlineKind.NO_DAY:
            return _("Once a year; the law names no day")
        case DeadlineKind.AT_ONCE:
            return _("At once; the law names no day")
        case DeadlineKind.EACH_PERIOD:
            return each_period(deadline, asked)
        case DeadlineKind.AFTER:
            words = _("Within %(span)s after the day that answers “%(question)s”")
        case DeadlineKind.BEFORE:
            words = _("At least %(span)s before the day that answers “%(question)s”")
    counted = words % {"span": span(deadline), "question": asked}
    return f"{counted}; {_('the last day of that time is too late')}" if deadline.eve else counted


def each_period(deadline: Deadline, asked: str) -> str:
    after = {
        Every.YEAR: _("After each year by %(date)s"),
        Every.HALF_YEAR: _("After each half-year by day %(day)s of month %(month)s after its end"),
        Every.QUARTER: _("After each quarter by day %(day)s of month %(month)s after its end"),
    }
    numbers = {"day": deadline.day, "month": deadline.month, "date": day_in_year(deadline.month, deadline.day)}
    words = after[deadline.every] % numbers
    if not asked:
        return words
    since = _("periods that were over before the day that answers “%(question)s” do not count")
    return f"{words}; {since % {'question': asked}}"


def day_in_year(month: int, day: int) -> str:
    """31 March; the month's last day where it is shorter."""
    year = 2001
    found = date(year, month, min(day, monthrange(year, month)[1]))
    with override(page_language()):
        return date_format(found, "j E")


def span(deadline: Deadline) -> str:
    count = deadline.amount
    words = {
        Unit.DAYS: ngettext("%(count)s day", "%(count)s days", count),
        Unit.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", count),
        Unit.MONTHS: ngettext("%(count)s month", "%(count)s months", count),
    }
    return words[deadline.unit] % {"count": count}
