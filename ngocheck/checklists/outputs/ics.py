"""The checklist's dates as a calendar file (RFC 5545), each an entry of a whole day with alarms in the morning.

The same duty for the same period has the same UID in every file and edition, and a later file a higher number: so
importing again renews an entry and doubles none. A date that comes again each year is an entry of its own each
year, because days off move it to another day each time. Nothing in the file says whose it is, and it takes back
nothing that the user has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from ngocheck.wording.values import page_language

from .entries import Entry
from .labels import NAME

DAYS_OF_WARNING = (14, 2)
# An entry of a whole day begins at midnight; alarms ring in the morning.
MORNING = timedelta(hours=9)
TIME_ZONE = "Asia/Almaty"
# The numbers of files are counted from here.
FIRST_FILE = date(2026, 1, 1)


def calendar_of(entries: Iterable[Entry], on: date, address_of: Callable[[str], str] | None = None) -> bytes:
    """The calendar file as of the day `on`, which its time stamps have: the same entries give the same bytes.

    `address_of` gives the address of the page of a requirement.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{NAME}//{NAME}//{page_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("x-wr-timezone", TIME_ZONE)
    for entry in entries:
        event = event_of(entry, on)
        if address_of:
            event.add("url", address_of(entry.code))
        calendar.add_component(event)
    return calendar.to_ical()


def event_of(entry: Entry, on: date) -> Event:
    made_at = datetime.combine(on, time(), UTC)
    event = Event()
    event.add("uid", f"{entry.uid}@{NAME.lower()}")
    event.add("dtstamp", made_at)
    event.add("last-modified", made_at)
    event.add("sequence", max(0, (on - FIRST_FILE).days))
    event.add("summary", entry.title)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(entry.words))
    for days in days_of_warning(entry.day, on):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", MORNING - timedelta(days=days))
        alarm.add("description", entry.title)
        event.add_component(alarm)
    return event


def days_of_warning(day: date, on: date) -> Iterator[int]:
    """So many days before `day` an alarm rings: none before the day `on`; on the day itself where none is left."""
    ahead = [days for days in DAYS_OF_WARNING if day - timedelta(days=days) >= on]
    yield from ahead or ([0] if day >= on else [])
