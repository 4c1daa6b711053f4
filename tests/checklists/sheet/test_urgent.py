"""What cannot wait is told first: the last day today or tomorrow, or a careful day that has passed.

What perhaps concerns the organisation is told there too, with the question that settles it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from ngocheck.checklists.outputs.entries import entry_of
from ngocheck.checklists.outputs.ics import event_of
from ngocheck.checklists.outputs.pdf import wall_content
from ngocheck.checklists.sheet.sheet import Line, Open, due_text
from ngocheck.checklists.sheet.urgent import urgent_lines
from ngocheck.checklists.sheet.wall import wall_sheet
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


@pytest.mark.parametrize("part", [part for part in Part if part not in (Part.SOON, Part.CANNOT_TELL)])
def test_only_what_comes_soon_or_may_do_so_is_urgent(part):
    assert urgent(LAST, part) == ()


STATUS, FORM = Open("status", "organisation", "Are you registered?"), Open("form", "organisation", "Which form?")


def perhaps(on: date, **said: object) -> Line:
    return line("perhaps", Part.CANNOT_TELL, due=(due_on(on),), open=(STATUS, FORM), **said)


@pytest.mark.parametrize(("days", "told"), [(3, 0), (2, 1), (1, 1), (0, 1), (-1, 0)])
def test_what_perhaps_concerns_you_is_urgent_by_the_same_days_and_names_the_question(days, told):
    on = LAST - days * ONE_DAY
    found = urgent_lines(replace(sheet(perhaps(on)), on=on))
    assert [(one.title, one.open) for one in found] == [("Perhaps: made up", STATUS)] * told


def test_what_is_certain_stands_before_what_is_not():
    sure = line("sure", Part.SOON, due=(due_on(LAST - ONE_DAY),))
    found = urgent_lines(replace(sheet(perhaps(LAST), sure), on=LAST))
    assert [(one.code, one.open) for one in found] == [("sure", None), ("perhaps", STATUS)]


@pytest.mark.parametrize("said", [{"duty": False}, {"met": True}])
def test_what_is_no_duty_or_is_met_already_is_not_perhaps_urgent(said):
    assert urgent_lines(replace(sheet(perhaps(LAST, **said)), on=LAST)) == ()


@pytest.mark.parametrize(
    ("on", "title"), [(CAREFUL, "Perhaps: made up"), (CAREFUL + ONE_DAY, "Perhaps: last lawful day: made up")]
)
def test_an_entry_of_what_is_not_known_says_so_and_what_to_find_out(on, title):
    entry = entry_of(perhaps(on), due_on(on), on)
    assert entry.title == title
    assert entry.words[0] == "Find out first whether it concerns you: Are you registered?"


def test_the_box_links_the_question_that_settles_it():
    made = replace(sheet(perhaps(LAST)), on=LAST)
    shown = get_template("checklists/sheet/_urgent.html").render(
        {"urgent": urgent_lines(made), "guide": {"code": "everything"}}
    )
    place = reverse("section", args=["everything", "organisation"])
    assert f'<a href="{place}?back=checklist#asked_status">Are you registered?</a>' in shown
    assert '<a href="#perhaps">Perhaps: made up</a>' in shown


def test_the_wall_and_the_pdf_begin_with_the_same_urgent_lines():
    made = replace(sheet(perhaps(LAST)), on=LAST)
    wall = wall_sheet(made, None)
    assert wall.urgent == urgent_lines(made)
    (told,) = wall_content(made, wall)["urgent"]
    assert (told["title"], told["open"]) == ("Perhaps: made up", "Are you registered?")


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
