"""Which day is told while it is open which of several deadlines concerns an organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.conditions import Condition, Facts, Kind, Operator
from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.rules import Question
from ngocheck.engine.sources import Text
from tests.support.handmade import DEADLINE, RULE, rulebook_with

ON = date(2026, 11, 22)
WORDS = Text({"en": ""})
SINCE = Question("since", Kind.DATE, "section", WORDS, WORDS, WORDS, None, None, None, ())
FORM = replace(SINCE, code="form", kind=Kind.ONE)


def of(form: str) -> tuple[tuple[Condition, ...], ...]:
    return ((Condition("form", Operator.IN, frozenset({form})),),)


LEAGUE = replace(DEADLINE, amount=10, when=of("league"))
CLUB = replace(DEADLINE, amount=5, when=of("club"))
BAND = replace(CLUB, confirmed=False, when=of("band"))


def looked_at(facts: Facts, *deadlines) -> Finding:
    rulebook = rulebook_with([replace(RULE, deadlines=deadlines)], {"since": SINCE, "form": FORM})
    (finding,) = assess(rulebook, facts, ON).findings
    return finding


@pytest.mark.parametrize(
    ("form", "day"), [("league", date(2026, 12, 1)), ("club", date(2026, 11, 26)), ("other", None)]
)
def test_an_answer_leaves_the_day_of_the_deadline_that_it_chooses(form, day):
    finding = looked_at({"since": date(2026, 11, 21), "form": form}, LEAGUE, CLUB)
    assert [due.due_on for due in finding.due] == ([day] if day else [])
    assert finding.missing == ()


def test_while_it_is_open_the_earliest_of_the_possible_days_is_told():
    finding = looked_at({"since": date(2026, 11, 21)}, LEAGUE, CLUB)
    assert [(due.due_on, due.confirmed) for due in finding.due] == [(date(2026, 11, 26), True)]
    assert finding.missing == ("form",)


def test_a_day_that_two_of_them_give_is_confirmed_only_where_both_are():
    finding = looked_at({"since": date(2026, 11, 21)}, LEAGUE, CLUB, BAND)
    assert [(due.due_on, due.confirmed) for due in finding.due] == [(date(2026, 11, 26), False)]


def test_a_deadline_that_holds_leaves_no_room_for_those_that_may():
    finding = looked_at({"since": date(2026, 11, 21)}, replace(LEAGUE, when=DEADLINE.when), CLUB)
    assert [due.due_on for due in finding.due] == [date(2026, 12, 1)]


def test_without_the_date_that_they_hang_on_no_day_is_told():
    finding = looked_at({}, LEAGUE, CLUB)
    assert finding.due == ()
    assert set(finding.missing) == {"since", "form"}
