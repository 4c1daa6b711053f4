"""Running texts of the law: paragraphs and the lists in them; what the passages of a finding say, and what those
whom they concern have to prepare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ngocheck.engine.conditions import questions_in
from ngocheck.engine.findings import Finding
from ngocheck.wording.rules import with_tenge
from ngocheck.wording.translated import each_marked_like, marked_like, marked_text
from ngocheck.wording.values import text_documents, text_lines, text_paragraphs

# How an entry of a list begins: as a row has it, as a line of the checklist has it, or with its number.
ENTRY = re.compile(r"(?:[-+•]|(\d{1,2})\.)\s+(.*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, then the list that follows it; either may be empty. `first` is the number of the first point,
    0 where the points have none."""

    text: str
    points: tuple[str, ...] = ()
    first: int = 0

    def goes_on_with(self, number: int) -> bool:
        """Whether a point of this number, 0 for none, can follow."""
        return not self.points or number == (self.first + len(self.points) if self.first else 0)


def paragraphs_of(*texts: str) -> tuple[Paragraph, ...]:
    """Texts that follow each other: their lines that begin as entries of a list do are points. Where a number does
    not follow the one before it, a list of its own begins there: no point gets another number."""
    made: list[Paragraph] = []
    for text in texts:
        for line in text_lines(text):
            found = ENTRY.fullmatch(line)
            if not found:
                made.append(Paragraph(marked_like(text, line)))
                continue
            number, point = int(found[1] or 0), marked_like(text, found[2])
            before = made.pop() if made and made[-1].goes_on_with(number) else Paragraph("")
            first = before.first if before.points else number
            made.append(replace(before, points=(*before.points, point), first=first))
    return tuple(made)


def passage_paragraphs(finding: Finding, index: Decimal | None) -> Iterator[str]:
    """The running text of its passages, with amounts on an MRP of so much."""
    for passage in finding.passages:
        text = with_tenge(marked_text(passage.text), index)
        yield from each_marked_like(text, text_paragraphs(text))


def passage_documents(finding: Finding, index: Decimal | None) -> Iterator[str]:
    """The documents that its passages name. A list for some waits for the answer that decides whose it is: else
    the lists for every legal form would stand in one."""
    for passage in finding.passages:
        if not questions_in(passage.when) & set(finding.missing):
            text = with_tenge(marked_text(passage.text), index)
            yield from each_marked_like(text, text_documents(text))
