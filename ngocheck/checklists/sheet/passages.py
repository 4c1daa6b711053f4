"""What the passages of a finding say: paragraphs, and what those whom they concern have to prepare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ngocheck.engine.conditions import questions_in
from ngocheck.engine.findings import Finding
from ngocheck.wording.rules import with_tenge
from ngocheck.wording.translated import each_marked_like, marked_text
from ngocheck.wording.values import text_documents, text_paragraphs


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
