"""The way back from an assembly to today, drawn to scale, with a twin in words.

Which filing it needs, how long before, and how long the akimat has to answer: all of it comes from the rules in
force. When it is too late, the first day that can still be met is counted for each form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.deadlines import Deadline, DeadlineKind, DueDate, LastDay, Unit, last_day_of
from ngocheck.engine.findings import Applicability, Assessment, Finding
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.workdays import ONE_DAY
from ngocheck.wording.values import date_text, plain_text

from .sheet import counted_day_text, last_day_text

WIDTH = 360
TOP = 20
AXIS = 22
LABEL = 44
APART = 26
# A day on the way, what it is, and on what condition.
Named = tuple[date, str, str]
SHORTEST, TALLEST, A_DAY = 180, 480, 14


@dataclass(frozen=True, slots=True)
class Stop:
    """A day on the way: its place on the axis, the place of its words, and whether it is past."""

    on: date
    y: int
    label_y: int
    short: str
    label: str
    past: bool


@dataclass(frozen=True, slots=True)
class Earliest:
    """The first day that can still be met by somebody who files on the day looked at."""

    forms: str
    lawful: date
    careful: date
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The drawing's sizes are in its own units; `silence` says what no answer means."""

    width: int
    height: int
    axis: int
    label: int
    stops: tuple[Stop, ...]
    late: bool
    silence: str
    earliest: tuple[Earliest, ...]

    @property
    def stems(self) -> str:
        """The lines from the days to their words, as one path."""
        return "".join(f"M{self.axis} {stop.y}L{self.label - 4} {stop.label_y}" for stop in self.stops)


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
    answer, silence = _answer(assessment, rulebook, max(due.safe_on, today))
    late = due.due_on < today and not finding.met
    to_file = [
        (due.safe_on, _("careful day to file"), ""),
        (due.due_on, last_day_to_file(due), ""),
    ]
    days = [
        (today, _("today"), ""),
        *(_filed(finding) if finding.met else to_file),
        *([] if late else answer),
        (due.anchor, _("the assembly"), ""),
    ]
    days.sort(key=lambda row: row[0])
    stops = tuple(_stops(days, today))
    earliest = tuple(_earliest(assessment, rulebook)) if late else ()
    return Plan(WIDTH, stops[-1].label_y + TOP, AXIS, LABEL, stops, late, silence, earliest)


def _filed(finding: Finding) -> Iterator[Named]:
    """The day on which what had to be filed was registered."""
    done = {deadline.done for deadline in finding.rule.deadlines}
    for reason in finding.met_reasons:
        if reason.question in done and isinstance(reason.answer, date):
            yield reason.answer, _("your paper was registered"), ""


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
        if finding.due and finding.due[0].due_on:
            return [(finding.due[0].due_on, _("the akimat's answer is due"), "")], silence
        by = rulebook.calendar.after(filed, deadline.amount)
        condition = _("if it registers your paper on %(day)s") % {"day": date_text(filed)}
        return [(by, _("the akimat's answer is due"), condition)], silence
    return [], ""


def _stops(days: list[Named], today: date) -> Iterator[Stop]:
    first, last = days[0][0], days[-1][0]
    span = max(1, (last - first).days)
    height = min(TALLEST, max(SHORTEST, span * A_DAY))
    label_y = TOP - APART
    for on, what, condition in days:
        y = TOP + round((on - first).days / span * height)
        label_y = max(y, label_y + APART)
        words = f"{what}, {condition}" if condition else what
        yield Stop(on, y, label_y, what, f"{date_text(on)}: {words}", on < today)


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
