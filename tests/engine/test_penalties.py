"""Penalties: whom they hit, in which order they are read, and which of them the answers rule out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from ngocheck.engine.conditions import Condition, Facts, Kind, Operator
from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.report import finding_report
from ngocheck.engine.rules import Question, Rulebook, Whom
from ngocheck.engine.ruleset import WHOM_PLACE
from tests.support.handmade import FINE, RULE, rulebook_with

ON = date(2026, 11, 22)


def consent(rulebook: Rulebook, facts: Facts) -> Finding:
    findings = assess(rulebook, {"fair_form": "stall", **facts}, ON).findings
    return next(finding for finding in findings if finding.rule.requirement == "fair-consent")


def told(finding: Finding) -> list[tuple[str, float | None, int | None]]:
    return [(row["whom"], row["mrp"], row["arrest_days"]) for row in finding_report(finding)["penalties"]]


OF_A_CLUB = [("organisation", 100, None), ("organisation", 150, None)]
OF_A_PERSON = [("organiser_person", 50, 15), ("organiser_person", 70, 25)]
OF_OTHERS = [("participant", 30, 15), ("helper", 30, 10), ("foreigner", None, 15)]
AROUND = [("official", 40, None), ("person", 20, None)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, [*OF_A_CLUB, *AROUND, *OF_A_PERSON, *OF_OTHERS]),
        ({"organiser": "adult_citizen"}, [*AROUND, *OF_A_PERSON, *OF_OTHERS]),
        ({"organiser": "local_club"}, [*OF_A_CLUB, *AROUND, *OF_OTHERS]),
        ({"organiser": "foreigner"}, [*AROUND, *OF_OTHERS]),
    ],
    ids=["nobody said", "a citizen", "a club", "a foreigner"],
)
def test_only_penalties_that_can_hit_who_organises_are_told(rulebook, facts, expected):
    assert told(consent(rulebook, facts)) == expected


def test_a_penalty_that_waits_for_an_answer_asks_for_nothing():
    waiting = replace(FINE, when=((Condition("organiser", Operator.IS, True),),))
    asked = Question("organiser", Kind.YES_NO, "", {}, {}, {}, None, None, None, ())
    book = rulebook_with([replace(RULE, penalties=(waiting,))], {"organiser": asked})
    (finding,) = assess(book, {}, ON).findings
    assert (len(finding.penalties), finding.missing) == (1, ())
    assert assess(book, {"organiser": False}, ON).findings[0].penalties == ()


def test_penalties_are_read_by_whom_they_hit_and_then_first_before_repeat():
    rows = [replace(FINE, whom=whom, repeat=repeat) for repeat in (True, False) for whom in reversed(Whom)]
    (finding,) = assess(rulebook_with([replace(RULE, penalties=tuple(rows))]), {}, ON).findings
    places = [(WHOM_PLACE[fine.penalty.whom], fine.penalty.repeat) for fine in finding.penalties]
    assert len(places) == len(rows)
    assert all(one < other for one, other in pairwise(places))


def test_a_penalty_has_a_confidence_of_its_own(rulebook):
    sure = {row["whom"]: row["confidence"] for row in finding_report(consent(rulebook, {}))["penalties"]}
    assert (sure["person"], sure["official"]) == ("unverified", "confirmed")


def test_a_penalty_is_unverified_on_days_before_those_for_which_it_was_read():
    fine = replace(FINE, confirmed_from=date(2026, 1, 1))
    rulebook = rulebook_with([replace(RULE, penalties=(fine,))])

    def sure(day: date) -> str:
        (finding,) = assess(rulebook, {}, day).findings
        return finding.penalties[0].penalty.confidence

    assert sure(date(2025, 12, 31)) == "unverified"
    assert sure(date(2026, 1, 1)) == "confirmed"
