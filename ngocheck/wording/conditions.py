"""Conditions and rules for dates in words: what a lawyer reads to see whom a requirement concerns, and when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ngocheck.engine.conditions import Condition, ConditionSet, Kind, Measure, Operator
from ngocheck.engine.deadlines import Deadline, DeadlineKind, Every, Unit
from ngocheck.engine.rules import Question, Rule, Rulebook

from .rules import citation_text, confidence_text, date_doubt
from .values import answer_text, date_text, decimal_text, page_language, plain_text, time_text


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


def case_clauses(groups: ConditionSet, rulebook: Rulebook, on: date) -> tuple[Case, ...]:
    """The cases of which one is enough; in each of them every clause holds. None where no answer matters."""
    if not all(groups):
        return ()
    return tuple(tuple(condition_clause(condition, rulebook, on) for condition in group) for group in groups)


def cases_text(cases: Iterable[Case], before_or: str = " ") -> str:
    """The cases as a sentence; an end of line before each OR makes it a list."""
    both, either = f" {_('AND')} ", f"{before_or}{_('OR')} "
    return either.join(both.join(map(str, case)) for case in cases)


def condition_clause(condition: Condition, rulebook: Rulebook, on: date) -> Clause:
    question = rulebook.questions[condition.question]
    text, value = plain_text(question.text), condition.value
    if isinstance(value, Measure):
        return measure_clause(condition.operator, question, value, rulebook, on)
    if isinstance(value, frozenset):
        labels = tuple(plain_text(choice.label) for choice in question.choices if choice.code in value)
        return Clause(text, choice_operator_text(condition.operator, len(labels)), labels)
    if isinstance(value, bool):
        return Clause(text, "", (answer_text(question, value),))
    return Clause(text, comparison_text(condition.operator, question.kind), (amount_text(value, question),))


def measure_clause(operator: Operator, question: Question, value: Measure, rulebook: Rulebook, on: date) -> Clause:
    """A comparison with a parameter, with what that parameter is on the day."""
    parameter = rulebook.parameters[value.parameter]
    dated = next((dated for dated in parameter.values if dated.in_force(on)), None)
    title, unit = plain_text(parameter.title), plain_text(parameter.unit)
    factor = "" if value.factor == 1 else f"{decimal_text(value.factor)} × "
    if dated is None:
        missing = _("%(factor)s“%(parameter)s”, whose value on %(day)s is not known")
        words = missing % {"factor": factor, "parameter": title, "day": date_text(on)}
        return Clause(plain_text(question.text), comparison_text(operator, question.kind), (words,))
    known = {
        "factor": factor,
        "parameter": title,
        "value": f"{decimal_text(dated.value)} {unit}".strip(),
        "day": date_text(on),
    }
    note = _("%(factor)s“%(parameter)s”: %(value)s on %(day)s.") % known
    return Clause(
        plain_text(question.text),
        comparison_text(operator, question.kind),
        (amount_text(dated.value * value.factor, question),),
        f"{note} {confidence_text(dated.confidence)}",
    )


def amount_text(value: object, question: Question) -> str:
    """A number with its unit, a day or a time of day."""
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, time):
        return time_text(value)
    return f"{decimal_text(Decimal(str(value)))} {plain_text(question.unit)}".strip()


def choice_operator_text(operator: Operator, choices: int) -> str:
    match operator:
        case Operator.IN:
            return _("one of these:") if choices > 1 else ""
        case Operator.NOT_IN:
            return _("none of these:") if choices > 1 else _("anything but:")
        case Operator.ANY_OF:
            return _("at least one of these:") if choices > 1 else _("among the answers:")
    return _("none of these:") if choices > 1 else _("not among the answers:")


def comparison_text(operator: Operator, kind: Kind) -> str:
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


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule for a date."""

    text: str
    doubt: str
    provision: str
    cases: tuple[Case, ...]


def deadline_lines(rule: Rule, rulebook: Rulebook, on: date) -> Iterator[Counted]:
    """A version's rules for dates, in their order; numbers in conditions are those of the day `on`."""
    for deadline in rule.deadlines:
        yield Counted(
            text=deadline_text(deadline, rulebook),
            doubt=date_doubt(confirmed=deadline.confirmed),
            provision=citation_text(deadline.provision) if deadline.provision else "",
            cases=case_clauses(deadline.when, rulebook, on),
        )


def deadline_text(deadline: Deadline, rulebook: Rulebook) -> str:
    """How a due date is found, without anybody's answers."""
    asked = plain_text(rulebook.questions[deadline.question].text) if deadline.question else ""
    match deadline.kind:
        case DeadlineKind.NO_DAY:
            return _("Once a year; the law names no day")
        case DeadlineKind.AT_ONCE:
            return _("At once; the law names no day")
        case DeadlineKind.EACH_PERIOD:
            return period_deadline_text(deadline, asked)
        case DeadlineKind.AFTER:
            words = _("Within %(span)s after the day that answers “%(question)s”")
        case DeadlineKind.BEFORE:
            words = _("At least %(span)s before the day that answers “%(question)s”")
    said = [words % {"span": span_text(deadline), "question": asked}]
    if deadline.eve:
        said.append(_("the last day of that time is too late"))
    if deadline.kind is DeadlineKind.AFTER and deadline.unit is not Unit.WORKING_DAYS:
        said.append(days_off_text(deadline))
    if deadline.done:
        done = _("met once the answer to “%(question)s” is that day or an earlier one")
        said.append(done % {"question": plain_text(rulebook.questions[deadline.done].text)})
    return "; ".join(said)


def days_off_text(deadline: Deadline) -> str:
    """Whether the day moves where it is a day off."""
    if not deadline.moves:
        return _("this day does not move, even where it is a day off")
    told = _("a last day on a day off moves to the next working day")
    return f"{told} ({citation_text(deadline.moved_by)})" if deadline.moved_by else told


def period_deadline_text(deadline: Deadline, asked: str) -> str:
    after = {
        Every.YEAR: _("After each year by %(date)s"),
        Every.HALF_YEAR: _("After each half-year by day %(day)s of month %(month)s after its end"),
        Every.QUARTER: _("After each quarter by day %(day)s of month %(month)s after its end"),
    }
    numbers = {
        "day": deadline.day,
        "month": deadline.month,
        "date": day_of_year_text(deadline.month, deadline.day),
    }
    said = [after[deadline.every] % numbers, days_off_text(deadline)]
    if asked and deadline.from_event:
        since = _("beginning with the period of the day that answers “%(question)s”")
        said.append(since % {"question": asked})
    elif asked:
        since = _("periods that were over before the day that answers “%(question)s” do not count")
        said.append(since % {"question": asked})
    if deadline.periods_from:
        first = _("periods that were over before %(date)s do not count")
        said.append(first % {"date": date_text(deadline.periods_from)})
    return "; ".join(said)


def day_of_year_text(month: int, day: int) -> str:
    """31 March; the month's last day where it is shorter."""
    year = 2001
    found = date(year, month, min(day, monthrange(year, month)[1]))
    with override(page_language()):
        return date_format(found, "j E")


def span_text(deadline: Deadline) -> str:
    count = deadline.amount
    words = {
        Unit.DAYS: ngettext("%(count)s day", "%(count)s days", count),
        Unit.WORKING_DAYS: ngettext("%(count)s working day", "%(count)s working days", count),
        Unit.MONTHS: ngettext("%(count)s month", "%(count)s months", count),
    }
    return words[deadline.unit] % {"count": count}
