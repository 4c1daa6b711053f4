"""The day of a line as its row shows it: which day counts next, and how far off it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ngocheck.engine.checklist import SOON, Part
from ngocheck.wording.values import days_away_text, near_date_text, weekday_date_text

from .groups import Group
from .sheet import DueText, Line

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pill:
    """`day` is None where the law names none. `words` has the day of the week, `full` the year as well; `urgency`
    is "late", "now" (a week or less, or the careful day has passed), "soon" or ""; `more` counts later dates."""

    day: date | None
    words: str
    full: str
    away: str
    urgency: str
    doubtful: bool
    more: int


def pill_of(line: Line, on: date) -> Pill | None:
    """The day to show for a line, the nearest of its dates; None where it has none that counts."""
    due = min(line.due, key=_nearness, default=None)
    if due is None or line.part in (Part.CANNOT_TELL, Part.DONE, Part.DOES_NOT_APPLY):
        return None
    day, more = day_to_meet(due, on), len(line.due) - 1
    if day is None:
        return Pill(None, due.headline, due.headline, "", "", bool(due.doubt), more)
    return Pill(
        day,
        near_date_text(day, on),
        weekday_date_text(day),
        days_away_text(day, on),
        urgency_of(due, day, on),
        bool(due.doubt),
        more,
    )


@dataclass(frozen=True, slots=True)
class First:
    """What is to be done first, and by when."""

    line: Line
    pill: Pill | None


def first_to_do(groups: Iterable[Group], on: date) -> First | None:
    """The first line that is to be done; None where there is none."""
    line = next((line for group in groups if group.doing.to_do for line in group.lines), None)
    return First(line, pill_of(line, on)) if line else None


def day_to_meet(due: DueText, on: date) -> date | None:
    """The careful day, or the last day once the careful one or both have passed."""
    return due.due_on if due.due_on and due.due_on < on else due.day


def urgency_of(due: DueText, day: date, on: date) -> str:
    if day < on:
        return "late"
    if day <= on + A_WEEK or due.day != due.safe_on:
        return "now"
    return "soon" if day <= on + SOON else ""


def _nearness(due: DueText) -> tuple[bool, date]:
    return (due.due_on is None, due.due_on or date.max)
