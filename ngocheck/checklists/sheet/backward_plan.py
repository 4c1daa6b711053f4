"""The way back from an assembly to today: a list along a line on which days lie as far apart as they are.

Which filing it needs, how long before, and how long the akimat has to answer: all of it comes from the rules in
force. When it is too late, the first day that can still be met is counted for each form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from ngocheck.engine.deadlines import Deadline, DeadlineKind, DueDate, LastDay, Unit, last_day_of
from ngocheck.engine.findings import Applicability, Assessment, Finding
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.workdays import ONE_DAY
from ngocheck.wording.values import day_text, plain_text, weekday_date_text, weekday_day_text

from .sheet import counted_day_text, last_day_text

# Pixels: for the whole way at most about so many, for a day at most, between two days at least: two lines.
TALLEST, A_DAY, LEAST = 300, 14, 48
# So many days are named without the year.
NEAR = 300
# Fewer days are told faster than drawn.
FEWEST_DAYS = 3


class Way(StrEnum):
    """What a day on the way is."""

    TODAY = "today"
    CAREFUL = "careful"
    LAST = "last"
    FILED = "filed"
    ANSWER = "answer"
    EVENT = "event"


class Named(NamedTuple):
    """A day on the way, the requirement that it comes from, what it is in words, and on what condition."""

    on: date
    way: Way
    code: str
    what: str
    condition: str = ""

    @property
    def words(self) -> str:
        return f"{self.what}, {self.condition}" if self.condition else self.what


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on the way: its words, the pixels from it to the next one, whether it is past, whether it is the day
    looked at, and whether from it on one can file."""

    on: date
    height: int
    label: str
    past: bool
    now: bool
    may_file: bool


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first day that can still be met by somebody who files as soon as the office is open."""

    forms: str
    lawful: date
    careful: date
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`days` are in their order, a stop is one day with all that it is. `silence` says what no answer means,
    `if_filed` when one files for `earliest` to hold."""

    days: tuple[Named, ...]
    stops: tuple[Stop, ...]
    late: bool
    silence: str
    if_filed: str
    earliest: tuple[Earliest, ...]

    @property
    def event_on(self) -> date:
        return next(day.on for day in self.days if day.way is Way.EVENT)

    @property
    def drawn(self) -> bool:
        """Whether there are days enough for a picture."""
        return len(self.stops) >= FEWEST_DAYS


def backward_plan(assessment: Assessment, rulebook: Rulebook) -> Plan | None:
    """The plan for the first filing that applies and whose event day is known; None where there is none."""
    for finding in assessment.findings:
        if finding.applicability is Applicability.APPLIES and _filing(finding.rule) and finding.due:
            return _plan(finding, assessment, rulebook)
    return None


def _filing(rule: Rule) -> Deadline | None:
    """The deadline that makes a requirement a filing before an event."""
    return next((d for d in rule.deadlines if d.kind is DeadlineKind.BEFORE and d.unit is Unit.WORKING_DAYS), None)


def _plan(finding: Finding, assessment: Assessment, rulebook: Rulebook) -> Plan | None:
    due, today = finding.due[0], assessment.on
    if due.anchor is None or due.due_on is None or due.safe_on is None:
        return None
    filed = rulebook.calendar.on_or_after(today)
    answer, silence = _answer(assessment, rulebook, max(due.safe_on, filed))
    late = due.due_on < today and not finding.met
    code = finding.rule.requirement
    to_file = [
        Named(due.safe_on, Way.CAREFUL, code, _("careful day to file")),
        Named(due.due_on, Way.LAST, code, last_day_to_file(due)),
    ]
    days = [
        Named(today, Way.TODAY, "", _("today")),
        *(_filed(finding) if finding.met else to_file),
        *([] if late else answer),
        Named(due.anchor, Way.EVENT, code, _("the assembly")),
    ]
    days.sort(key=attrgetter("on"))
    stops = tuple(_stops(days, today, None if finding.met else due.due_on))
    earliest = tuple(_earliest(assessment, rulebook)) if late else ()
    return Plan(tuple(days), stops, late, silence, if_filed_text(filed, today), earliest)


def if_filed_text(filed: date, today: date) -> str:
    if filed == today:
        return _("The first day that you can still meet, if you file today")
    return _("The first day that you can still meet, if you file on %(day)s") % {"day": day_text(filed)}


def _filed(finding: Finding) -> Iterator[Named]:
    """The day on which what had to be filed was registered."""
    done = {deadline.done for deadline in finding.rule.deadlines}
    for reason in finding.met_reasons:
        if reason.question in done and isinstance(reason.answer, date):
            yield Named(reason.answer, Way.FILED, finding.rule.requirement, _("your paper was registered"))


def last_day_to_file(due: DueDate) -> str:
    return _("last lawful day to file") if last_day_of(due) is LastDay.LAWFUL else last_day_text(due)


def _answer(assessment: Assessment, rulebook: Rulebook, filed: date) -> tuple[list[Named], str]:
    """The day by which the office owes its answer, counted from its registration or else from the filing day."""
    for finding in assessment.findings:
        deadline = next((d for d in finding.rule.deadlines if d.kind is DeadlineKind.AFTER), None)
        owed = finding.rule.force == "authority" and finding.applicability is Applicability.APPLIES
        if not owed or deadline is None:
            continue
        silence = plain_text(finding.rule.texts["timing"])
        by, condition = finding.due[0].due_on if finding.due else None, ""
        if by is None:
            by = rulebook.calendar.after(filed, deadline.amount)
            condition = _("if it registers your paper on %(day)s") % {"day": day_text(filed)}
        code = finding.rule.requirement
        return [Named(by, Way.ANSWER, code, _("the akimat's answer is due"), condition)], silence
    return [], ""


def _stops(days: list[Named], today: date, until: date | None) -> Iterator[Stop]:
    """The days with their distances; `until` is the last day to file, None where nothing has to be filed."""
    span = max(1, (days[-1].on - days[0].on).days)
    named = [(on, list(each)) for on, each in groupby(days, key=attrgetter("on"))]
    for (on, each), following in zip_longest(named, named[1:]):
        apart = (following[0] - on).days if following else 0
        words = "; ".join(day.words for day in each)
        yield Stop(
            on=on,
            height=max(LEAST, round(apart * min(A_DAY, TALLEST / span))),
            label=f"{weekday_day_text(on) if span < NEAR else weekday_date_text(on)}: {words}",
            past=on < today,
            now=on == today,
            may_file=until is not None and today <= on < until,
        )


def _earliest(assessment: Assessment, rulebook: Rulebook) -> Iterator[Earliest]:
    """For each filing of the guide: counted from today as the filing day, and one day more to be careful."""
    calendar, before = rulebook.calendar, assessment.on - ONE_DAY
    for finding in assessment.findings:
        deadline = _filing(finding.rule)
        if deadline is None:
            continue
        counted = calendar.count(before, deadline.amount + 1)
        yield Earliest(
            forms=_forms(finding.rule, rulebook),
            lawful=calendar.after(before, deadline.amount) + ONE_DAY,
            careful=calendar.after(before, deadline.amount + 1) + ONE_DAY,
            working=tuple(
                counted_day_text(one, _("working day %(number)s") % {"number": one.number}) for one in counted
            ),
        )


def _forms(rule: Rule, rulebook: Rulebook) -> str:
    """The choices that bring the rule in, in words: "Picket, Meeting, Rally"."""
    return ", ".join(
        plain_text(choice.label)
        for group in rule.applies
        for condition in group
        for choice in rulebook.questions[condition.question].choices
        if isinstance(condition.value, frozenset) and choice.code in condition.value
    )
