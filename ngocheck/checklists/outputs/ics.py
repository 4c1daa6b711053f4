"""The checklist's dates as a calendar file (RFC 5545): a whole-day entry on each careful day,
or on the last day once the careful one has passed.

The same duty on the same date has the same UID in every file, so importing again renews an entry and doubles none.
Nothing in the file says whose it is, and it takes back nothing that the user has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from ngocheck.checklists.sheet.sheet import DueText, Line, Sheet
from ngocheck.engine.checklist import Part
from ngocheck.wording.values import date_text, lower_first, page_language, period_text

from .labels import NAME, as_of, labels

DAYS_OF_WARNING = (14, 2)
# An entry of a whole day begins at midnight; alarms ring in the morning.
MORNING = timedelta(hours=9)


def calendar_of(sheet: Sheet) -> bytes:
    """The calendar file. Its time stamps are the day of the sheet: the same sheet gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{NAME}//{NAME}//{page_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    made_at = datetime.combine(sheet.on, time(), UTC)
    uids: Counter[str] = Counter()
    for line, due in dated_lines(sheet):
        uid = uid_of(line, due)
        uids[uid] += 1
        again = f"-{uids[uid]}" if uids[uid] > 1 else ""
        event = event_of(line, due, sheet.on, as_of(sheet))
        event.add("uid", f"{uid}{again}@{NAME.lower()}")
        event.add("dtstamp", made_at)
        calendar.add_component(event)
    return calendar.to_ical()


def dated_lines(sheet: Sheet) -> Iterator[tuple[Line, DueText]]:
    """Every due date that has a day; what is done needs none, and an item that does not apply has none."""
    for line in sheet.lines:
        if line.part not in (Part.DONE, Part.DOES_NOT_APPLY):
            yield from ((line, due) for due in line.due if due.safe_on)


def uid_of(line: Line, due: DueText) -> str:
    """What the entry is about: the requirement, the period, the last lawful day."""
    due_on = due.due_on.isoformat() if due.due_on else ""
    return "-".join(part for part in (line.code, due.period, due_on) if part)


def event_of(line: Line, due: DueText, on: date, written: str) -> Event:
    """An entry on the careful day; on the last day where the careful one has passed and the last has not."""
    day = due.safe_on or date.max
    if due.due_on and day < on <= due.due_on:
        day = due.due_on
    event = Event()
    event.add("summary", summary(line))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join([*description(line, due), written]))
    for days in days_of_warning(day, on):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", MORNING - timedelta(days=days))
        alarm.add("description", summary(line))
        event.add_component(alarm)
    return event


def days_of_warning(day: date, on: date) -> Iterator[int]:
    """So many days before `day` an alarm rings: none before the day `on`; on the day itself where none is left."""
    ahead = [days for days in DAYS_OF_WARNING if day - timedelta(days=days) >= on]
    yield from ahead or ([0] if day >= on else [])


def summary(line: Line) -> str:
    if line.part is Part.CANNOT_TELL:
        return _("Perhaps: %(title)s") % {"title": lower_first(line.short)}
    return line.short


def description(line: Line, due: DueText) -> Iterator[str]:
    named = labels()
    if due.due_on:
        yield f"{capfirst(due.last)}: {date_text(due.due_on)}"
    if due.period:
        yield _("For %(period)s") % {"period": period_text(due.period)}
    if due.doubt:
        yield due.doubt
    if line.file_with:
        yield f"{named['file_with']}: {line.file_with}"
    if line.open:
        yield f"{named['open']}: {' '.join(question.text for question in line.open)}"
    if line.doubt:
        yield f"{named['doubt']}: {line.doubt}"
    yield from (one.words for one in line.newer)
    if due.working:
        yield f"{named['working']}:"
        yield from due.working
    if line.cited:
        yield f"{named['cited']}:"
        yield from (f"{cited.label} {cited.url}".strip() for cited in line.cited)
    yield line.sure
