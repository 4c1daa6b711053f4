"""What must be done at once: dates whose last day is today or tomorrow, and those whose careful day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngocheck.engine.checklist import Part
from ngocheck.wording.values import weekday_date_text

from .sheet import DueText, Line, Sheet

TOMORROW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Urgent:
    """One line of the checklist that cannot wait, and why. `last_day` is the day until which it can be done."""

    code: str
    title: str
    why: str
    last_day: date
    place: str


def urgent_lines(sheet: Sheet) -> tuple[Urgent, ...]:
    """The nearest last day first; only duties of the reader that can still be met."""
    lines = (line for part in sheet.parts if part.part is Part.SOON for line in part.lines)
    found = [urgent for line in lines for urgent in _urgent(line, sheet.on)]
    return tuple(sorted(found, key=lambda urgent: urgent.last_day))


def _urgent(line: Line, on: date) -> Iterator[Urgent]:
    for due in line.due:
        if due.due_on and due.safe_on and on <= due.due_on and (due.due_on <= on + TOMORROW or due.safe_on < on):
            yield Urgent(line.code, line.short, why_text(due, due.due_on, on), due.due_on, line.place)


def why_text(due: DueText, last_day: date, on: date) -> str:
    known = {"last": capfirst(due.last), "day": weekday_date_text(last_day)}
    if last_day == on:
        return _("%(last)s: today, %(day)s. Do it today, before the office closes.") % known
    if last_day == on + TOMORROW:
        return _("%(last)s: tomorrow, %(day)s. Do it before the office closes.") % known
    return _("The careful day has passed. %(last)s: %(day)s. Do it as soon as the office is open.") % known
