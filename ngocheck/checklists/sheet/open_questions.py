"""Which questions are worth finding out first: those on which the most lines hang."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ngocheck.engine.checklist import Part

from .sheet import Open, Sheet

MOST = 5


@dataclass(frozen=True, slots=True)
class FindOut:
    """A question to find out, and how many of the `unknown` lines cannot be told without it."""

    asked: Open
    decides: int
    unknown: int


def find_out_first(sheet: Sheet) -> tuple[FindOut, ...]:
    """The questions on which the most lines hang that cannot be told yet; at most five."""
    unknown = [line for line in sheet.lines if line.part is Part.CANNOT_TELL]
    hanging = Counter(asked for line in unknown for asked in line.open)
    return tuple(FindOut(asked, number, len(unknown)) for asked, number in hanging.most_common(MOST))
