"""An assessment as plain text, for a terminal. Pages and papers have templates of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from .checklist import Item, Part, arrange, deciding_first, pressing_dates
from .deadlines import DueDate, LastDay, last_day_of
from .findings import Assessment
from .report import LANGUAGE
from .rules import Rulebook, Whom, hits_others
from .ruleset import Sum

HEADINGS = {
    Part.OVERDUE: "Overdue",
    Part.SOON: "In the next 30 days",
    Part.LATER: "Later",
    Part.DONE: "Done",
    Part.STANDING: "Always",
    Part.BANS: "Must not",
    Part.RIGHTS: "Your rights, and what the authority owes you",
    Part.CANNOT_TELL: "Cannot tell yet",
    Part.DOES_NOT_APPLY: "Does not apply",
}


WHOM = {
    Whom.ORGANISATION: "For the organisation",
    Whom.OFFICIAL: "For its head or another responsible person",
    Whom.PERSON: "For any person",
    Whom.ORGANISER_PERSON: "For the person who organises",
    Whom.PARTICIPANT: "For a participant",
    Whom.HELPER: "For a person who helps",
    Whom.FOREIGNER: "For a foreigner or a stateless person",
}
LAST_DAY = {
    LastDay.LAWFUL: "last lawful day",
    LastDay.SECOND_HAND: "second-hand date",
    LastDay.UNOFFICIAL: "last day by a calendar that is not official",
}
INDENT = " " * 6


def as_text(assessment: Assessment, rulebook: Rulebook) -> str:
    """The checklist as lines of text, in English."""
    return "\n".join(_lines(assessment, rulebook))


def _lines(assessment: Assessment, rulebook: Rulebook) -> Iterator[str]:
    checklist = arrange(assessment)
    guide = rulebook.guides[assessment.guide].title[LANGUAGE]
    yield f"{guide}. Law and dates as of {assessment.on}, edition {assessment.edition}. Not legal advice."
    urgent = list(_urgent_text(checklist.items, assessment.on))
    if urgent:
        yield "\nDo this first"
        yield from urgent
    for part in Part:
        items = checklist.part(part)
        if items:
            yield f"\n{HEADINGS[part]}"
        for item in items:
            yield from _item_text(item)


def _urgent_text(items: Iterable[Item], on: date) -> Iterator[str]:
    """What cannot wait, the nearest last day first, then what perhaps concerns the organisation."""
    pressing = [(item, due) for item in items for due in pressing_dates(item, on)]
    pressing.sort(key=lambda one: (one[0].part is Part.CANNOT_TELL, one[1].due_on or date.max))
    for item, due in pressing:
        perhaps = "Perhaps: " if item.part is Part.CANNOT_TELL else ""
        yield f"  ! {perhaps}{_title(item)}: {_due_text(due)}"
        if perhaps:
            yield f"{INDENT}find out first: {', '.join(deciding_first(item.finding)[:1])}"


def _title(item: Item) -> str:
    return f"{item.finding.rule.texts['title'][LANGUAGE]} ({item.finding.rule.requirement})"


def _item_text(item: Item) -> Iterator[str]:
    finding = item.finding
    box = "[x]" if item.part is Part.DONE else "[ ]"
    yield f"  {box} {_title(item)}"
    if finding.met is False:
        right = finding.rule.force == "may"
        told = "By your answers this is not for you." if right else "Your answers show that this is not met."
        yield f"{INDENT}{told}"
    yield from (f"{INDENT}{_due_text(due)}" for due in finding.due)
    if finding.missing:
        yield f"{INDENT}still open: {', '.join(finding.missing)}"
    if item.part is not Part.DOES_NOT_APPLY:
        yield from _penalties_text(finding.penalties, finding.rule.force)


def _due_text(due: DueDate) -> str:
    if due.due_on is None:
        return f"{due.period}: the law names no day" if due.period else "at once"
    return f"careful day {due.safe_on}, {LAST_DAY[last_day_of(due)]} {due.due_on}"


def _penalties_text(fines: tuple[Sum, ...], force: str) -> Iterator[str]:
    if fines and hits_others(force, (fine.penalty.whom for fine in fines)):
        yield f"{INDENT}What others face who hinder it"
    for whom, same in groupby(fines, key=lambda fine: fine.penalty.whom):
        yield f"{INDENT}{WHOM[whom]}:"
        yield from (f"{INDENT}  - {_penalty_text(fine)}" for fine in same)


def _penalty_text(fine: Sum) -> str:
    penalty = fine.penalty
    most = []
    if penalty.mrp:
        most.append(
            f"{penalty.mrp.normalize():f} MRP" + (f" = {fine.tenge} tenge" if fine.tenge is not None else "")
        )
    if penalty.arrest_days:
        most.append(f"arrest up to {penalty.arrest_days} days")
    if penalty.prison_years:
        most.append(f"prison up to {penalty.prison_years} years")
    repeat = "again within a year: " if penalty.repeat else ""
    amounts = f"{' or '.join(most)}. " if most else ""
    doubt = "" if penalty.confidence == "confirmed" else "; not confirmed"
    basis = f"{penalty.provision.source.short[LANGUAGE]}, {penalty.provision.article[LANGUAGE]}"
    return f"{repeat}{amounts}{penalty.text[LANGUAGE]} ({basis}{doubt})"
