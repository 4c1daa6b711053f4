"""An item in words: which newer texts stand on it, and which of its dates are in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from ngocheck.checklists.sheet.backward_plan import backward_plan
from ngocheck.checklists.sheet.sheet import due_text, line_of
from ngocheck.engine.checklist import Item, Part
from ngocheck.engine.conditions import EVERYBODY
from ngocheck.engine.deadlines import DeadlineKind, DueDate, Safe, Unit, counted_due, due_dates
from ngocheck.engine.findings import EVERYTHING, Applicability, Assessment, Finding
from ngocheck.engine.rules import Passage
from ngocheck.engine.ruleset import Sum
from ngocheck.engine.sources import Provision, Source, Text
from tests.support.handmade import CALENDAR, DEADLINE, FINE, RULE, rulebook_with

ACT = Source("act", Text({"en": "An act"}), Text({"en": "Act"}), "law", {}, None, Text({"en": ""}))
ARTICLE = Provision(ACT, Text({"en": "art. 1"}), {})
TODAY = date(2026, 11, 23)
FILING = replace(DEADLINE, kind=DeadlineKind.BEFORE, question="event", unit=Unit.WORKING_DAYS, safe=Safe.BEFORE)


def applies(**said: object) -> Finding:
    plain = Finding(RULE, Applicability.APPLIES, None, (), (), (), (), (), (), (), None, (), (), False)
    return plain._replace(**said)


# A text that is newer in another language.


def test_a_fine_that_is_newer_in_another_language_says_so_on_the_item():
    words = Text({"en": "A new fine.", "ru": "Предупреждение."}, ("ru",))
    found = applies(penalties=(Sum(replace(FINE, text=words), None),))
    with translation.override("ru"):
        line = line_of(Item(found, Part.STANDING, None), rulebook_with([RULE]), "ru", TODAY)
    assert ("en", "A new fine.") in [(newer.language, newer.text) for newer in line.newer]


# What it rests on.


def test_an_item_cites_and_dates_only_what_its_reader_is_shown():
    old, new = (
        replace(ARTICLE, source=replace(ACT, as_of=day, short=Text({"en": name})), passage=place)
        for day, name, place in ((date(2020, 5, 4), "Union law", 1), (date(2026, 1, 1), "Club law", None))
    )
    for_unions = Passage(Text({"en": "For unions."}), EVERYBODY)
    rule = replace(RULE, passages=(for_unions,), provisions=(old, new))
    union = applies(rule=rule, passages=(for_unions,), provisions=(old, new))
    club = applies(rule=rule, provisions=(new,))
    lines = [
        line_of(Item(found, Part.STANDING, None), rulebook_with([rule]), "en", TODAY) for found in (union, club)
    ]
    assert [[cited.label for cited in line.cited] for line in lines] == [
        ["Union law, art. 1", "Club law, art. 1"],
        ["Club law, art. 1"],
    ]
    assert [line.sure for line in lines] == [
        "Read in the text of May 2020; later changes were not seen.",
        "Confirmed: read in the text of January 2026.",
    ]


# Dates in doubt.


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_date_that_is_not_confirmed_says_so(confirmed):
    due = DueDate(DEADLINE, date(2026, 12, 1), date(2026, 12, 1), None, confirmed)
    assert ("not confirmed" in due_text(due, CALENDAR, TODAY).doubt) is not confirmed


@pytest.mark.parametrize("official", [True, False])
def test_a_plan_that_is_too_late_says_where_its_calendar_is_not_official(official):
    calendar = replace(CALENDAR, official_years=frozenset({2026} if official else ()))
    today, event = date(2026, 11, 23), date(2026, 11, 25)
    rule = replace(RULE, deadlines=(FILING,))
    rulebook = replace(rulebook_with([rule]), calendar=calendar)
    found = applies(rule=rule, due=tuple(due_dates(FILING, {"event": event}, today, calendar)))
    plan = backward_plan(Assessment("made up", today, EVERYTHING, (found,)), rulebook)
    assert plan is not None
    assert plan.late
    (earliest,) = plan.earliest
    doubted = [line.endswith("; calendar not official") for line in earliest.working]
    assert len(doubted) >= FILING.amount
    assert set(doubted) == {not official}


# The working of a day that moves, and of one that does not.

MONTH = replace(DEADLINE, unit=Unit.MONTHS, amount=1, moves=True, moved_by=ARTICLE)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "The term ends on Saturday 5 December 2026; the law moves it to Monday 7 December 2026 (Act, art. 1)",
        ),
        (
            "ru",
            (
                "Последний день срока — суббота, 5 декабря 2026 года; закон переносит его: понедельник, "
                "7 декабря 2026 года (Act, art. 1)"
            ),
        ),
        (
            "kk",
            (
                "Мерзімнің соңғы күні — 2026 жылғы 5 желтоқсан, сенбі; заң оны ауыстырады: "
                "2026 жылғы 7 желтоқсан, дүйсенбі (Act, art. 1)"
            ),
        ),
    ],
)
def test_the_working_says_in_words_that_the_law_moves_a_day_off(language, told):
    with translation.override(language):
        working = due_text(counted_due(MONTH, date(2026, 11, 5), CALENDAR), CALENDAR, TODAY).working
    assert working[0].replace("\xa0", " ") == told


def test_the_working_shows_the_days_that_were_skipped_and_the_way_to_the_careful_day():
    with translation.override("en"):
        working = due_text(counted_due(MONTH, date(2026, 11, 5), CALENDAR), CALENDAR, TODAY).working
    assert [line.replace("\xa0", " ").removesuffix("; calendar not official") for line in working[1:]] == [
        "Saturday 5 December 2026: weekend, not counted",
        "Sunday 6 December 2026: weekend, not counted",
        "Monday 7 December 2026: last day by a calendar that is not official",
        "Friday 4 December 2026: the careful day",
    ]


def test_the_working_names_no_article_where_none_is_given():
    with translation.override("en"):
        found = counted_due(replace(MONTH, moved_by=None), date(2026, 11, 5), CALENDAR)
        assert due_text(found, CALENDAR, TODAY).working[0].endswith("Monday 7 December 2026")


def test_a_day_off_that_does_not_move_says_so_and_a_working_day_says_nothing():
    stays = replace(MONTH, moves=False)
    with translation.override("en"):
        on_saturday = due_text(counted_due(stays, date(2026, 11, 5), CALENDAR), CALENDAR, TODAY).working
        on_friday = due_text(counted_due(stays, date(2026, 11, 4), CALENDAR), CALENDAR, TODAY).working
    assert on_saturday[1] == "The law does not move this day to a working day."
    assert on_friday == ()
