"""Findings arranged for doing: what every page, paper and calendar entry is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .conditions import questions_in
from .deadlines import DueDate, cannot_wait
from .findings import Applicability, Assessment, Finding

SOON = timedelta(days=30)
DUTIES = ("must", "should")


class Part(StrEnum):
    """The parts of a checklist, in the order in which they are read."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    DONE = "done"
    STANDING = "standing"
    BANS = "bans"
    RIGHTS = "rights"
    CANNOT_TELL = "cannot_tell"
    DOES_NOT_APPLY = "does_not_apply"


PLACE = {part: place for place, part in enumerate(Part)}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist. `next_due` is the due date that puts the item where it stands."""

    finding: Finding
    part: Part
    next_due: DueDate | None

    @property
    def nearness(self) -> tuple[bool, date]:
        return _nearness(self.next_due)


@dataclass(frozen=True, slots=True)
class Checklist:
    assessment: Assessment
    items: tuple[Item, ...]

    def part(self, part: Part) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.part is part)


def arrange(assessment: Assessment) -> Checklist:
    """The assessment as a checklist: parts in their order, within a part what is due first comes first."""
    items = [_item(finding, assessment.on) for finding in assessment.findings]
    items.sort(key=lambda item: (PLACE[item.part], item.nearness))
    return Checklist(assessment, tuple(items))


def _item(finding: Finding, on: date) -> Item:
    due = next_due(finding.due)
    return Item(finding, _part(finding, due, on), due)


def _part(finding: Finding, due: DueDate | None, on: date) -> Part:
    if finding.applicability is Applicability.DOES_NOT_APPLY:
        return Part.DOES_NOT_APPLY
    if finding.applicability is Applicability.UNDETERMINED:
        return Part.CANNOT_TELL
    if finding.rule.force == "must_not":
        return Part.BANS
    if finding.rule.force not in DUTIES:
        return Part.RIGHTS
    if finding.met and is_done(finding):
        return Part.DONE
    if due is None or due.due_on is None or due.safe_on is None:
        return Part.STANDING
    if due.due_on < on:
        return Part.OVERDUE
    return Part.SOON if due.safe_on <= on + SOON else Part.LATER


def deciding_first(finding: Finding) -> list[str]:
    """The open questions of a finding, first those that decide whether it concerns the organisation."""
    deciding = questions_in(finding.rule.applies)
    return sorted(finding.missing, key=lambda code: code not in deciding)


def is_done(finding: Finding) -> bool:
    """Whether it is the day on which it was done that shows how it is met."""
    done = {deadline.done for deadline in finding.rule.deadlines}
    return any(reason.question in done for reason in finding.met_reasons)


def next_due(due: Iterable[DueDate]) -> DueDate | None:
    """The earliest due date; one without a day only where there is no other."""
    return min(due, key=_nearness, default=None)


def may_press(part: Part, *, duty: bool, met: bool | None) -> bool:
    """Whether dates of an item are pressing when near: those of duties, and of what may turn out to be one."""
    return part is Part.SOON or (part is Part.CANNOT_TELL and duty and not met)


def pressing_dates(item: Item, on: date) -> Iterator[DueDate]:
    """The dates of an item that cannot wait on the day `on`."""
    finding = item.finding
    if may_press(item.part, duty=finding.rule.force in DUTIES, met=finding.met):
        yield from (due for due in finding.due if cannot_wait(due.due_on, due.safe_on, on))


def _nearness(due: DueDate | None) -> tuple[bool, date]:
    if due is None or due.due_on is None:
        return (True, date.max)
    return (False, due.due_on)
