"""An item in words: which newer texts stand on it, and which of its dates are in doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from ngocheck.checklists.sheet.backward_plan import backward_plan
from ngocheck.checklists.sheet.sheet import due_text, line_of
from ngocheck.engine.checklist import Item, Part
from ngocheck.engine.conditions import EVERYBODY
from ngocheck.engine.deadlines import DeadlineKind, DueDate, Safe, Unit, due_dates
from ngocheck.engine.findings import EVERYTHING, Applicability, Assessment, Finding
from ngocheck.engine.rules import Penalty, Whom
from ngocheck.engine.ruleset import Sum
from ngocheck.engine.sources import Provision, Source, Text
from tests.support.handmade import CALENDAR, DEADLINE, RULE, rulebook_with

ACT = Source("act", Text({"en": "An act"}), Text({"en": "Act"}), "law", "", None, Text({"en": ""}))
ARTICLE = Provision(ACT, Text({"en": "art. 1"}), "")
FILING = replace(DEADLINE, kind=DeadlineKind.BEFORE, question="event", unit=Unit.WORKING_DAYS, safe=Safe.BEFORE)


def applies(**said: object) -> Finding:
    plain = Finding(RULE, Applicability.APPLIES, None, (), (), (), (), (), (), None, (), False)
    return plain._replace(**said)


# A text that is newer in another language.


def test_a_fine_that_is_newer_in_another_language_says_so_on_the_item():
    words = Text({"en": "A new fine.", "ru": "Предупреждение."}, ("ru",))
    fine = Sum(
        Penalty(ARTICLE, Whom.ORGANISATION, Decimal(5), None, None, False, "confirmed", words, EVERYBODY), None
    )
    found = applies(penalties=(fine,))
    with translation.override("ru"):
        line = line_of(Item(found, Part.STANDING, None), rulebook_with([RULE]), "ru")
    assert ("en", "A new fine.") in [(newer.language, newer.text) for newer in line.newer]


# Dates in doubt.


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_date_that_is_not_confirmed_says_so(confirmed):
    due = DueDate(DEADLINE, date(2026, 12, 1), date(2026, 12, 1), None, confirmed)
    assert ("not confirmed" in due_text(due, CALENDAR).doubt) is not confirmed


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
