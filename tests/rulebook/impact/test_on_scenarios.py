"""Impact on the scenarios that editors keep: what comes out otherwise in each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ngocheck.engine.amounts import MRP
from ngocheck.rulebook.impact.on_scenarios import FindingChange, scenario_impact
from ngocheck.rulebook.models import Scenario
from tests.conftest import READING_DAY
from tests.support.edits import changing, day_off, due_on, parameter, rule_of, without

REPORT = "club-report"


def scenario(on: date = READING_DAY, **answers: Any) -> Scenario:
    return Scenario(name="An organisation", on=on, answers=answers)


REGISTERED = {"status": "registered", "legal_form": "foundation", "registered_on": "2020-05-05"}


def test_scenarios_show_the_dates_that_move(rulebook):
    concerned_one, other = scenario(**REGISTERED), scenario(status="informal")
    new = changing(REPORT, deadlines=due_on(5, 1)(rule_of(rulebook, REPORT)).deadlines)(rulebook)
    (found,) = scenario_impact(rulebook, new, [concerned_one, other])
    assert found.scenario is concerned_one
    (change,) = found.changes
    assert (change.requirement, change.field) == (REPORT, "due")
    assert change.before[0]["on"] == "2027-03-31"
    assert change.after[0]["on"] == "2027-05-01"


def test_scenarios_show_what_is_gone_and_what_no_longer_applies(rulebook):
    (found,) = scenario_impact(rulebook, without(REPORT)(rulebook), [scenario(**REGISTERED)])
    assert FindingChange(REPORT, "applicability", "applies", "absent") in found.changes
    (found,) = scenario_impact(rulebook, changing(REPORT, applies=())(rulebook), [scenario(**REGISTERED)])
    assert FindingChange(REPORT, "applicability", "applies", "does_not_apply") in found.changes


def test_scenarios_show_a_moved_working_day(rulebook):
    fair = {"fair_form": "concert", "fair_on": "2026-12-20", "organiser": "local_club"}
    kept = scenario(status="registered", **fair)
    found = scenario_impact(rulebook, day_off(date(2026, 12, 10))(rulebook), [kept, scenario()])
    assert [impact.scenario for impact in found] == [kept]
    assert {change.field for change in found[0].changes} == {"due"}


def test_a_scenario_whose_answers_can_no_longer_be_read_says_so(rulebook):
    fewer = {code: asked for code, asked in rulebook.questions.items() if code != "status"}
    (found,) = scenario_impact(rulebook, replace(rulebook, questions=fewer), [scenario(**REGISTERED)])
    assert found.unreadable.startswith("status:")
    assert scenario_impact(replace(rulebook, questions=fewer), rulebook, [scenario(**REGISTERED)]) == []


def test_scenarios_without_an_edition_to_compare_with_say_nothing(rulebook):
    assert scenario_impact(None, rulebook, [scenario(**REGISTERED)]) == []
    assert scenario_impact(rulebook, rulebook, [scenario(**REGISTERED)]) == []


def test_scenarios_show_the_sums_that_another_index_gives(rulebook):
    (found,) = scenario_impact(rulebook, parameter(MRP, 2)(rulebook), [scenario(**REGISTERED)])
    (change,) = (change for change in found.changes if change.requirement == REPORT)
    assert change.field == "penalties"
    before, after = ([fine["tenge"] for fine in side if fine["tenge"]] for side in (change.before, change.after))
    assert before
    assert after == [2 * tenge for tenge in before]
