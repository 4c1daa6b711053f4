"""The year ahead as a picture drawn to scale: months as bands, a row for each date. Its list in words is what a
narrow screen shows instead, along a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.template.loader import get_template
from django.utils.translation import get_language

from ngocheck.engine.checklist import Part
from ngocheck.engine.deadlines import add_months
from ngocheck.wording.values import month_name, month_text, weekday_day_text

from .sheet import DueText, Line, Sheet

WIDTH = 720
MARGIN = 14
# Of the names of the months and years, and of each date.
TOP, ROW = 46, 28
# A month narrower than this has no room for its name.
NARROWEST = 34
MONTHS_SHOWN = 12
# What was done has no date any more; what may not concern the reader is no date yet.
NOT_DRAWN = {Part.DONE, Part.DOES_NOT_APPLY, Part.CANNOT_TELL}
# Fewer dates are told faster than drawn.
FEWEST_DATES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered dot on the year, and its line in words. `month` is its month where it is the first one in it.

    The bar goes from `opens_x`, from when it can be done, to `last_x`, the last day; it is a point where neither
    lies on another day.
    """

    number: int
    x: int
    y: int
    opens_x: int
    last_x: int
    day: date
    month: str
    words: str
    title: str
    code: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A month of the picture; `label` is empty where there is no room for it. A year stands over its first one."""

    x: int
    width: int
    label: str
    year: str


@dataclass(frozen=True, slots=True)
class Year:
    """The year ahead. Places are in units of the drawing, WIDTH wide."""

    width: int
    height: int
    months: str
    marks: tuple[Mark, ...]

    @property
    def bars(self) -> str:
        """From when until when each thing can be done, as one path."""
        return "".join(f"M{mark.opens_x} {mark.y}H{mark.last_x}" for mark in self.marks)


def year_ahead(sheet: Sheet) -> Year | None:
    """Every day to do something in the next twelve months; None where there are fewer than three."""
    until = add_months(sheet.on, MONTHS_SHOWN)
    dated = sorted(_dated(sheet, until), key=lambda row: row[0])
    if len(dated) < FEWEST_DATES:
        return None
    height = TOP + ROW * len(dated)
    return Year(
        width=WIDTH,
        height=height,
        months=rendered_months(sheet.on, until, height, get_language()),
        marks=tuple(_marks(dated, sheet.on, until)),
    )


def numbers_of(year: Year | None) -> dict[str, int]:
    """The number that each item has on the picture, by its code, to stand on its row: the number of its first
    date where it has several. Empty where there is no picture."""
    return {mark.code: mark.number for mark in reversed(year.marks)} if year else {}


def _dated(sheet: Sheet, until: date) -> Iterator[tuple[date, Line, DueText]]:
    """The days that are still to come, those of one day in the order of the sheet."""
    for line in sheet.lines:
        if line.part not in NOT_DRAWN:
            for due in line.due:
                if due.day and sheet.on <= due.day <= until:
                    yield due.day, line, due


def _marks(dated: list[tuple[date, Line, DueText]], start: date, end: date) -> Iterator[Mark]:
    month = ""
    for number, (day, line, due) in enumerate(dated, 1):
        named = f"{month_name(day)} {day.year}"
        yield Mark(
            number=number,
            x=_position(day, start, end),
            y=TOP + ROW * number - ROW // 2,
            opens_x=_position(due.opens or day, start, end),
            last_x=_position(due.due_on or day, start, end),
            day=day,
            month="" if named == month else named,
            words=weekday_day_text(day),
            title=line.short,
            code=line.code,
            doubtful=bool(due.doubt),
        )
        month = named


@lru_cache(maxsize=60)
def rendered_months(start: date, end: date, height: int, language: str | None) -> str:
    """The months behind the dates: the same for everybody with so many dates, on a day, in a language."""
    bands = list(_months(start, end))
    return get_template("checklists/sheet/_months.html").render({"bands": bands, "height": height})


def _months(start: date, end: date) -> Iterator[Band]:
    first, year = start.replace(day=1), 0
    while first <= end:
        following = add_months(first, 1)
        x, right = _position(first, start, end), _position(following, start, end)
        named = right - x >= NARROWEST
        yield Band(
            x,
            right - x,
            month_text(first) if named else "",
            str(first.year) if named and year != first.year else "",
        )
        first, year = following, first.year if named else year


def _position(when: date, start: date, end: date) -> int:
    """Where a day lies; one outside of the year at its edge."""
    share = (min(max(when, start), end) - start).days / max(1, (end - start).days)
    return MARGIN + round(share * (WIDTH - 2 * MARGIN))
