"""What must be done at once: dates whose last day is today or tomorrow, and those whose careful day has passed.

So must what perhaps concerns the organisation: the careful reader takes it that it does, until it is settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngocheck.engine.checklist import Part, may_press
from ngocheck.engine.deadlines import cannot_wait
from ngocheck.engine.workdays import ONE_DAY
from ngocheck.wording.translated import marked_like
from ngocheck.wording.values import lower_first, weekday_date_text

from .sheet import DueText, Line, Open, Sheet


@dataclass(frozen=True, slots=True)
class Urgent:
    """One line of the checklist that cannot wait, and why. `last_day` is the day until which it can be done;
    `open` is the question that settles whether the line concerns the organisation, where that is not known."""

    code: str
    title: str
    why: str
    last_day: date
    place: str
    open: Open | None


def urgent_lines(sheet: Sheet) -> tuple[Urgent, ...]:
    """The nearest last day first, what is only perhaps a duty last; all can still be met."""
    lines = (line for line in sheet.lines if may_press(line.part, duty=line.duty, met=line.met))
    found = [urgent for line in lines for urgent in _urgent(line, sheet.on)]
    return tuple(sorted(found, key=lambda urgent: (urgent.open is not None, urgent.last_day)))


def _urgent(line: Line, on: date) -> Iterator[Urgent]:
    for due in line.due:
        if due.due_on and cannot_wait(due.due_on, due.safe_on, on):
            yield Urgent(
                line.code, title_of(line), why_text(due, due.due_on, on), due.due_on, line.place, _settling(line)
            )


def _settling(line: Line) -> Open | None:
    return next(iter(line.open), None) if line.part is Part.CANNOT_TELL else None


def title_of(line: Line) -> str:
    """Its short title, as far as it is known that it concerns the organisation."""
    if line.part is not Part.CANNOT_TELL:
        return line.short
    return marked_like(line.short, _("Perhaps: %(title)s") % {"title": lower_first(line.short)})


def why_text(due: DueText, last_day: date, on: date) -> str:
    known = {"last": capfirst(due.last), "day": weekday_date_text(last_day)}
    if last_day == on:
        return _("%(last)s: today, %(day)s. Do it today, before the office closes.") % known
    if last_day == on + ONE_DAY:
        return _("%(last)s: tomorrow, %(day)s. Do it before the office closes.") % known
    return _("The careful day has passed. %(last)s: %(day)s. Do it as soon as the office is open.") % known
