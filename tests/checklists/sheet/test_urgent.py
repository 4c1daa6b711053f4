"""What cannot wait is told first: the last day today or tomorrow, or a careful day that has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from ngocheck.checklists.outputs.entries import entry_of
from ngocheck.checklists.outputs.ics import event_of
from ngocheck.checklists.sheet.sheet import due_text
from ngocheck.checklists.sheet.urgent import urgent_lines
from ngocheck.engine.checklist import Part
from ngocheck.engine.deadlines import DueDate
from ngocheck.engine.workdays import Calendar
from tests.support.handmade import DEADLINE
from tests.support.sheets import line, sheet

CALENDAR = Calendar(2026, 2027, {}, {}, frozenset({2026, 2027}))
# Friday, and the Monday after it: what a rally on 5 December 2026 has.
CAREFUL, LAST = date(2026, 11, 27), date(2026, 11, 30)
ONE_DAY = timedelta(days=1)


def due_on(on: date, *, confirmed: bool = True, careful: date = CAREFUL):
    return due_text(DueDate(DEADLINE, LAST, careful, None, confirmed, nominal=LAST), CALENDAR, on)


def urgent(on: date, part: Part = Part.SOON, **known):
    return urgent_lines(replace(sheet(line(part=part, due=(due_on(on, **known),))), on=on))


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        (CAREFUL - ONE_DAY, None),
        (CAREFUL, None),
        (CAREFUL + ONE_DAY, "The careful day has passed. Last lawful day: Monday 30 November 2026."),
        (LAST - ONE_DAY, "Last lawful day: tomorrow, Monday 30 November 2026."),
        (LAST, "Last lawful day: today, Monday 30 November 2026."),
        (LAST + ONE_DAY, None),
    ],
)
def test_what_can_still_be_done_is_urgent_once_its_careful_day_has_passed(on, begins):
    found = urgent(on)
    assert len(found) == (begins is not None)
    assert all(one.why.startswith(begins) for one in found)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_second_hand_day_is_not_called_lawful(language):
    with override(language):
        (one,) = urgent(LAST, confirmed=False)
        (sure,) = urgent(LAST)
    assert one.why != sure.why
    assert "%" not in one.why


def test_a_careful_day_that_is_the_last_one_is_urgent_on_the_eve():
    assert [len(urgent(LAST - days * ONE_DAY, careful=LAST)) for days in (2, 1, 0)] == [0, 1, 1]


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.SOON])
def test_only_duties_that_come_soon_are_urgent(part):
    assert urgent(LAST, part) == ()


def test_the_date_that_can_still_be_met_is_the_loudest():
    before, after = due_on(CAREFUL), due_on(CAREFUL + ONE_DAY)
    assert (before.day, before.headline) == (CAREFUL, "By Friday 27 November 2026")
    assert (after.day, after.headline) == (LAST, "At once, by Monday 30 November 2026")
    assert after.note == "last lawful day, the careful day, Friday 27 November 2026, has passed"


@pytest.mark.parametrize(
    ("on", "day"), [(CAREFUL, CAREFUL), (CAREFUL + ONE_DAY, LAST), (LAST, LAST), (LAST + ONE_DAY, CAREFUL)]
)
def test_an_entry_of_the_calendar_is_not_past_while_something_can_be_done(on, day):
    assert event_of(entry_of(line(), due_on(on), on), on).start == day


@pytest.mark.parametrize(("days", "rung"), [(14, [14, 2]), (13, [2]), (2, [2]), (1, [0]), (0, [0]), (-1, [])])
def test_alarms_ring_in_the_morning_and_never_before_the_day_of_the_file(days, rung):
    on = LAST - days * ONE_DAY
    alarms = event_of(entry_of(line(), due_on(CAREFUL, careful=LAST), on), on).walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(hours=9) - n * ONE_DAY for n in rung]
