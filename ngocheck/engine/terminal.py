"""An assessment as plain text, for a terminal. Pages and papers have templates of their own."""

from __future__ import annotations

from collections.abc import Iterator

from .checklist import Item, Part, arrange
from .findings import Assessment
from .report import LANGUAGE
from .rules import Rulebook

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


def as_text(assessment: Assessment, rulebook: Rulebook) -> str:
    """The checklist as lines of text, in English."""
    return "\n".join(_lines(assessment, rulebook))


def _lines(assessment: Assessment, rulebook: Rulebook) -> Iterator[str]:
    checklist = arrange(assessment)
    guide = rulebook.guides[assessment.guide].title[LANGUAGE]
    yield f"{guide}. Law and dates as of {assessment.on}, edition {assessment.edition}. Not legal advice."
    for part in Part:
        items = checklist.part(part)
        if items:
            yield f"\n{HEADINGS[part]}"
        for item in items:
            yield from _item_text(item)


def _item_text(item: Item) -> Iterator[str]:
    finding = item.finding
    box = "[x]" if item.part is Part.DONE else "[ ]"
    yield f"  {box} {finding.rule.texts['title'][LANGUAGE]} ({finding.rule.requirement})"
    if finding.met is False:
        yield "      Your answers show that this is not met."
    for due in finding.due:
        if due.due_on is None:
            yield f"      {due.period}: the law names no day" if due.period else "      at once"
        else:
            doubt = "" if due.confirmed else " (this date is not confirmed)"
            yield f"      careful day {due.safe_on}, last lawful day {due.due_on}{doubt}"
    if finding.missing:
        yield f"      still open: {', '.join(finding.missing)}"
