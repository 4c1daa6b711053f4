"""The day that a row shows, and how far off it is; what is to be done first; what to find out first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from ngocheck.checklists.sheet.groups import groups_of
from ngocheck.checklists.sheet.open_questions import find_out_first
from ngocheck.checklists.sheet.pills import first_to_do, pill_of
from ngocheck.checklists.sheet.sheet import DueText, Open
from ngocheck.engine.checklist import Part
from ngocheck.wording.values import days_away_text, near_date_text
from tests.support.sheets import line, sheet

ON = date(2026, 11, 22)


def due(last: int | None, careful: int | None = None, period: str = "", doubt: str = "") -> DueText:
    """A date so many days after the day looked at; the careful day is the last one where none is given."""
    due_on = None if last is None else ON + timedelta(days=last)
    safe_on = due_on if careful is None else ON + timedelta(days=careful)
    late = safe_on is not None and due_on is not None and safe_on < ON <= due_on
    return DueText(
        due_on if late else safe_on, safe_on, due_on, period, "By then", "", doubt, (), True, "last day"
    )


@pytest.mark.parametrize(
    ("last", "careful", "day", "urgency"),
    [
        (-1, -2, -1, "late"),
        (0, 0, 0, "now"),
        (0, -1, 0, "now"),
        (20, -1, 20, "now"),
        (9, 7, 7, "now"),
        (9, 8, 8, "soon"),
        (30, 30, 30, "soon"),
        (31, 31, 31, ""),
    ],
)
def test_a_row_shows_the_day_that_can_still_be_met_and_how_urgent_it_is(last, careful, day, urgency):
    pill = pill_of(line(part=Part.SOON, due=(due(last, careful),)), ON)
    assert pill.day == ON + timedelta(days=day)
    assert pill.urgency == urgency


def test_the_nearest_of_several_dates_is_shown_and_the_others_are_counted():
    pill = pill_of(line(due=(due(60), due(40), due(None))), ON)
    assert (pill.day, pill.more) == (ON + timedelta(days=40), 2)


def test_a_date_that_the_law_does_not_name_is_said_in_words():
    pill = pill_of(line(part=Part.STANDING, due=(due(None, period="2026"),)), ON)
    assert (pill.day, pill.words, pill.away) == (None, "By then", "")


def test_a_date_in_doubt_says_so_on_the_row():
    assert pill_of(line(due=(due(40, doubt="Ask first."),)), ON).doubtful
    assert not pill_of(line(due=(due(40),)), ON).doubtful


@pytest.mark.parametrize("part", [Part.DONE, Part.CANNOT_TELL, Part.DOES_NOT_APPLY])
def test_what_is_done_or_not_known_shows_no_day(part):
    assert pill_of(line(part=part, due=(due(5),)), ON) is None


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2, "2 days late"),
        (-1, "1 day late"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (121, "in 121 days"),
    ],
)
def test_a_day_is_told_by_how_far_off_it_is(days, words):
    with translation.override("en"):
        assert days_away_text(ON + timedelta(days=days), ON) == words


def test_a_day_of_another_year_is_told_with_its_year():
    with translation.override("en"):
        assert near_date_text(date(2026, 12, 4), ON) == "Friday 4 December"
        assert near_date_text(date(2027, 3, 31), ON) == "Wednesday 31 March 2027"


def test_the_first_thing_to_do_is_the_one_that_is_due_first():
    lines = [
        line("always", Part.STANDING),
        line("later", Part.LATER, due=(due(40),)),
        line("late", Part.OVERDUE, due=(due(-3),)),
    ]
    first = first_to_do(groups_of(sheet(*lines)), ON)
    assert (first.line.code, first.pill.urgency) == ("late", "late")


def test_what_must_not_be_done_is_never_the_first_thing_to_do():
    assert first_to_do(groups_of(sheet(line(part=Part.BANS), line(part=Part.CANNOT_TELL))), ON) is None
    first = first_to_do(groups_of(sheet(line(part=Part.BANS), line("always", Part.STANDING))), ON)
    assert (first.line.code, first.pill) == ("always", None)


def waiting(code: str, *questions: str):
    return line(code, Part.CANNOT_TELL, open=tuple(Open(one, "section", f"{one}?") for one in questions))


def test_the_question_on_which_the_most_lines_hang_comes_first():
    lines = [
        waiting("a", "form", "since"),
        waiting("b", "form"),
        waiting("c", "form", "since"),
        waiting("d", "far"),
    ]
    told = [(one.asked.question, one.decides, one.unknown) for one in find_out_first(sheet(*lines))]
    assert told == [("form", 3, 4), ("since", 2, 4), ("far", 1, 4)]


def test_at_most_five_questions_are_to_be_found_out_and_only_for_lines_that_cannot_be_told():
    lines = [waiting(f"line-{number}", f"question-{number}") for number in range(6)]
    assert len(find_out_first(sheet(*lines))) == 5
    told = line(part=Part.LATER, open=(Open("form", "section", "form?"),))
    assert find_out_first(sheet(told)) == ()
