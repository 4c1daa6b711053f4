"""The year ahead as a picture drawn to scale, with a twin in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter

from django.template.loader import get_template
from django.utils.translation import get_language

from ngocheck.engine.checklist import Part
from ngocheck.engine.deadlines import add_months
from ngocheck.wording.values import month_text

from .sheet import Sheet

WIDTH = 720
MARGIN = 24
DOT = 22
TOP = 46
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered dot on the year, and its line in words."""

    number: int
    x: int
    y: int
    safe_on: date
    words: str
    title: str
    code: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Year:
    """The year ahead. Places are in units of the drawing, WIDTH wide."""

    width: int
    height: int
    axis: int
    months: str
    marks: tuple[Mark, ...]

    @property
    def stems(self) -> str:
        """The lines from the dots down to the axis, as one path."""
        return "".join(f"M{mark.x} {mark.y}V{self.axis}" for mark in self.marks)


def year_ahead(sheet: Sheet) -> Year | None:
    """Every careful day of the next twelve months; None where there is none."""
    until = add_months(sheet.on, MONTHS_SHOWN)
    dated = [
        (due.safe_on, line.short, line, due)
        for line in sheet.lines
        if line.part not in (Part.DONE, Part.DOES_NOT_APPLY)
        for due in line.due
        if due.safe_on and sheet.on <= due.safe_on <= until
    ]
    if not dated:
        return None
    dated.sort(key=itemgetter(0, 1))
    marks: list[Mark] = []
    taken: dict[float, int] = {}
    for number, (safe_on, title, line, due) in enumerate(dated, 1):
        x = _position(safe_on, sheet.on, until)
        row = len([other for other in taken if abs(other - x) < DOT])
        taken[x + row / 1000] = row
        words = f"{due.headline}, {due.note}" if due.note else due.headline
        marks.append(Mark(number, x, TOP + row * DOT, safe_on, words, title, line.code, bool(due.doubt)))
    axis = max(mark.y for mark in marks) + DOT
    return Year(WIDTH, axis + 34, axis, rendered_months(sheet.on, until, get_language()), tuple(marks))


@lru_cache(maxsize=30)
def rendered_months(start: date, end: date, language: str | None) -> str:
    """The months along the axis: the same for everybody on a day, in a language."""
    return get_template("checklists/sheet/_months.html").render({"ticks": list(_months(start, end))})


def _months(start: date, end: date) -> Iterator[Tick]:
    first = add_months(start.replace(day=1), 1)
    while first <= end:
        yield Tick(_position(first, start, end), month_text(first))
        first = add_months(first, 1)


def _position(when: date, start: date, end: date) -> int:
    return MARGIN + round((when - start).days / max(1, (end - start).days) * (WIDTH - 2 * MARGIN))
