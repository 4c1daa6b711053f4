"""What the pages show, made ready for templates: answers as rows, the lines of a checklist as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.template.loader import get_template
from django.utils.translation import get_language

from ngocheck.engine.checklist import Part
from ngocheck.wording.memo import Memo

from .sheet import Line, Sheet


@dataclass(frozen=True)
class PartPage:
    """A part of the checklist with its lines drawn."""

    code: str
    title: str
    lines: list[str]


@dataclass(frozen=True)
class NumberedSource:
    number: int
    label: str
    url: str


def numbered_sources(sheet: Sheet) -> list[NumberedSource]:
    """Every source of the lines that concern the reader, once, in the order in which they are cited."""
    cited = dict.fromkeys(
        source for line in sheet.lines if line.part is not Part.DOES_NOT_APPLY for source in line.cited
    )
    return [NumberedSource(number, source.label, source.url) for number, source in enumerate(cited, 1)]


DRAWN: Memo[str] = Memo(most=5000)


def rendered_parts(sheet: Sheet) -> list[PartPage]:
    """The parts with each line as HTML, made once for each line, guide and language."""
    key = (sheet.guide, get_language())
    return [
        PartPage(
            part.part.value,
            part.title,
            [DRAWN.get(line, key, partial(rendered_line, line, sheet.guide)) for line in part.lines],
        )
        for part in sheet.parts
    ]


def rendered_line(line: Line, guide: str) -> str:
    return get_template("checklists/sheet/_item.html").render({"line": line, "guide": guide})
