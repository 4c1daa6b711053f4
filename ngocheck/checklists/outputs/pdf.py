"""The checklist on paper as a tagged PDF, set by typst: one page for the wall, or the sheet with everything.

All text reaches typst as JSON; none of it is ever read as markup. The same sheet gives the same bytes.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from ngocheck.checklists.sheet.groups import Doing, groups_of
from ngocheck.checklists.sheet.passages import paragraphs_of
from ngocheck.checklists.sheet.sheet import Line, Sheet
from ngocheck.checklists.sheet.sources import (
    answers_text,
    cited_acts,
    fine_notes,
    numbered_answers,
    numbered_sources,
)
from ngocheck.checklists.sheet.terms import Term
from ngocheck.checklists.sheet.urgent import urgent_lines
from ngocheck.checklists.sheet.wall import WallSheet
from ngocheck.engine.checklist import Part
from ngocheck.wording.penalties import Penalties
from ngocheck.wording.translated import marked_like, with_language
from ngocheck.wording.values import date_text, page_language, text_lines

from .labels import NAME, as_of, labels, owner_labels, wall_heads

LAYOUTS = Path(__file__).parent / "typst"
# An item of more letters than these may run over two pages; a shorter one moves to the next page whole.
LONGEST_WHOLE = 1000

Json = dict[str, Any]
logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The fonts that typst brings along, read once a process: the same paper on every machine."""
    return typst.Fonts(include_system_fonts=False)


def pdf_of(sheet: Sheet, wall: WallSheet, terms: tuple[Term, ...] = ()) -> bytes:
    """The sheet for the wall as PDF/UA-1 in A4, in the active language, with these words explained at its foot."""
    return compiled("wall.typ", {**wall_content(sheet, wall), "words": words(terms)})


def pdf_of_all(sheet: Sheet, terms: tuple[Term, ...] = ()) -> bytes:
    """The sheet with everything, in the same way."""
    return compiled("checklist.typ", {**Paper(sheet).content(), "words": words(terms)})


def compiled(layout: str, content: Json) -> bytes:
    """A sign that the fonts do not have (an editor's emoji) must not keep the paper from anybody: it is drawn as
    an empty frame, and the file is tagged all the same but does not call itself PDF/UA.
    """
    written = {"sheet": json.dumps(content, ensure_ascii=False)}
    try:
        return typst.compile(LAYOUTS / layout, font_paths=fonts(), sys_inputs=written, pdf_standards="ua-1")
    except typst.TypstError as error:
        logger.warning("The checklist as PDF is not PDF/UA: %s", error.message)
        return typst.compile(LAYOUTS / layout, font_paths=fonts(), sys_inputs=written)


def frame_content(sheet: Sheet) -> Json:
    """What every sheet has."""
    edition = _("edition %(edition)s, %(on)s") % {"edition": sheet.edition, "on": date_text(sheet.on)}
    return {
        "language": page_language(),
        "title": f"{_('Checklist')}: {sheet.title}",
        "as_of": as_of(sheet),
        "urgent": [
            {
                "why": one.why,
                "title": with_language(one.title),
                "open": with_language(one.open.text) if one.open else "",
            }
            for one in urgent_lines(sheet)
        ],
        "footer": f"{NAME}, {edition}",
        "page_of": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "labels": labels(),
    }


def words(terms: Iterable[Term]) -> list[Json]:
    return [{"word": term.word, "meaning": term.meaning} for term in terms]


def wall_content(sheet: Sheet, wall: WallSheet) -> Json:
    dates = [
        {
            "day": row.day_words,
            "weekday": row.weekday,
            "title": with_language(row.title),
            "notes": list(map(with_language, row.notes)),
            "steps": list(map(with_language, row.steps)),
            "filed": row.filed,
        }
        for row in wall.dates
    ]
    groups = [
        {
            "title": one.title,
            "to_tick": one.to_tick,
            "done": one.done,
            "lines": [{"title": with_language(line.title), "mark": line.mark} for line in one.lines],
        }
        for one in wall.groups
    ]
    return {
        **frame_content(sheet),
        "owner": owner_labels(),
        "heads": wall_heads(),
        "wall": {"warnings": wall.warnings, "dates": dates, "groups": groups, "rest": wall.rest},
    }


class Paper:
    """All that stands on the sheet with everything, in the order of reading."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.labels: Mapping[str, str] = labels()
        self.sources = numbered_sources(sheet)
        self.answers = numbered_answers(sheet)

    def content(self) -> Json:
        groups = groups_of(self.sheet)
        return {
            **frame_content(self.sheet),
            "parts": [
                {"title": group.title, "items": [self.item(line) for line in group.lines]}
                for group in groups
                if group.doing is not Doing.DOES_NOT_APPLY
            ],
            "left_out": [
                {"title": group.title, "items": [self.left_out(line) for line in group.lines]}
                for group in groups
                if group.doing is Doing.DOES_NOT_APPLY
            ],
            "answers": {"label": self.labels["answers"], "entries": list(map(with_language, self.answers))},
            "notes": fine_notes(self.sheet),
            "sources": [{"label": with_language(source.label), "url": source.url} for source in self.sources],
        }

    def left_out(self, line: Line) -> Json:
        return {"title": with_language(line.title), "why": answers_text(line.why, self.answers)}

    def item(self, line: Line) -> Json:
        written = {
            "title": with_language(line.title),
            "force": line.force,
            "met": line.met_note,
            "due": [
                {"day": due.headline, "note": due.note, "doubt": due.doubt, "working": due.working}
                for due in line.due
            ],
            "steps": list(map(with_language, line.steps)),
            "text": list(blocks(line.text)),
            "presumed": line.presumed,
            "coming": line.coming_note,
            "newer": [
                {"label": one.label, "lang": one.language, "lines": text_lines(one.text)} for one in line.newer
            ],
            "details": list(self.details(line)),
            "why": answers_text(line.why, self.answers),
            "sources": [
                {"label": with_language(cited.label), "url": cited.url, "number": cited.number}
                for cited in cited_acts(line.cited, self.sources)
            ],
            "sure": line.sure,
            "done": line.part is Part.DONE,
        }
        return {**written, "whole": letters(written) <= LONGEST_WHOLE}

    def details(self, line: Line) -> Iterator[Json]:
        """What stands below the text: a label, then one value or a list of them, or groups of lists."""
        values: dict[str, tuple[str, ...] | Penalties] = {
            "timing": (line.timing,),
            "where": (line.where,),
            "documents": line.documents,
            "fee": (line.fee,),
            "penalties": line.penalties,
            "open": joined(question.text for question in line.open),
            "doubt": (line.doubt,),
        }
        for name, entries in values.items():
            if isinstance(entries, Penalties):
                yield from penalty_details(entries)
            elif any(entries):
                yield {"label": self.labels[name], "entries": list(map(with_language, entries))}


def penalty_details(penalties: Penalties) -> Iterator[Json]:
    """Penalties by whom they hit; the act that all of them stand in once."""
    if penalties:
        groups = [
            {"whom": one.whom, "entries": list(map(with_language, one.brief or one.lines))}
            for one in penalties.groups
        ]
        yield {"label": penalties.short_label if penalties.act else penalties.label, "groups": groups}


def joined(texts: Iterable[str]) -> tuple[str, ...]:
    """Sentences as one paragraph, in the language of the first of them."""
    texts = tuple(texts)
    return (marked_like(texts[0], " ".join(texts)),) if texts else ()


def blocks(written: Iterable[str]) -> Iterator[Json]:
    """Paragraphs, each with its list and the number of that list's first point."""
    for one in paragraphs_of(*written):
        yield {"text": with_language(one.text), "first": one.first, "points": list(map(with_language, one.points))}


def letters(value: Any) -> int:
    """How much text a value holds."""
    if isinstance(value, dict):
        return sum(letters(one) for name, one in value.items() if name != "url")
    if isinstance(value, list | tuple):
        return sum(map(letters, value))
    return len(value) if isinstance(value, str) else 0
