"""Mutants of the sample law tried on its scenarios, and told in words."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.mutants.making import Alteration
from ngocheck.rulebook.mutants.results import Result, results
from ngocheck.rulebook.mutants.words import mutant_in_words
from tests.support.refusing import a_scenario

pytestmark = pytest.mark.django_db

READING_DAY = date(2026, 11, 22)


def result(rulebook, code: str, scenarios=None) -> Result:
    rows = Scenario.objects.all() if scenarios is None else scenarios
    (found,) = results([code], rulebook, rows)
    return found


def stall(**answers) -> Scenario:
    return a_scenario(
        name=f"A stall {sorted(answers.items())}",
        answers={"fair_form": "stall", "fair_place": "square", "fair_ends_at": "18:00", **answers},
        on=READING_DAY,
        expect={"fair-stall": {"met": answers["participants"] <= 10}},
    )


def moved(found: Result) -> set[str]:
    """The moved thresholds of participants that nobody notices, in words."""
    return {
        survivor.mutant.alteration
        for survivor in found.survivors
        if survivor.mutant.number is not None and survivor.mutant.before.value == 10
    }


def test_a_scenario_at_the_threshold_and_one_above_it_kill_what_one_far_away_does_not(rulebook):
    far = [stall(participants=3), stall(participants=50)]
    assert {Alteration.NEIGHBOUR, Alteration.HIGHER} <= moved(result(rulebook, "fair-stall", far))
    near = [stall(participants=10), stall(participants=11)]
    assert not moved(result(rulebook, "fair-stall", near))


def test_without_scenarios_every_mutant_survives_and_the_numbers_add_up(rulebook):
    whole, none = result(rulebook, "fair-stall"), result(rulebook, "fair-stall", [])
    assert none.killed == 0
    assert whole.killed + len(whole.survivors) + len(whole.one_law) + len(whole.beyond) == (
        none.total + len(none.one_law) + len(none.beyond)
    )


def test_a_scenario_that_fails_notices_nothing(rulebook):
    failing = stall(participants=10)
    failing.expect = {"fair-stall": {"met": False}}
    assert result(rulebook, "fair-stall", [failing]).killed == 0


def test_a_survivor_has_answers_that_a_scenario_can_be_made_of(rulebook):
    found = result(rulebook, "fair-stall", [stall(participants=3), stall(participants=50)])
    (neighbour,) = [
        one
        for one in found.survivors
        if one.mutant.alteration is Alteration.NEIGHBOUR and one.mutant.before.value == 10
    ]
    assert neighbour.example.answers["participants"] == 10
    (left,) = results(
        ["fair-stall"],
        rulebook,
        [a_scenario(answers=neighbour.example.answers, expect={"fair-stall": {"met": True}})],
    )
    assert Alteration.NEIGHBOUR not in moved(left)


def test_a_mutant_is_told_in_an_editors_words(rulebook):
    found = result(rulebook, "fair-stall", [stall(participants=3), stall(participants=50)])
    (neighbour,) = [
        one.mutant
        for one in found.survivors
        if one.mutant.alteration is Alteration.NEIGHBOUR and one.mutant.before.value == 10
    ]
    told = mutant_in_words(neighbour, rulebook, READING_DAY)
    assert told.change.startswith("the threshold on the other side: less than 10")
    assert "at most 10" in told.condition
    assert told.place.startswith("the requirement is met when ...")
    assert told.version == "in force from 6 June 2020"
