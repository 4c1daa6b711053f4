"""The gates run the scenarios, and ask that each requirement is seen in each of its states."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ngocheck.rulebook.gates.problem import version_name
from ngocheck.rulebook.models import Citation, ConditionGroup, Requirement, RequirementVersion, Scenario
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish
from tests.support.refusing import ONE_DAY, Purpose, Refused, a_scenario, assert_refused, change, live, refusals

pytestmark = pytest.mark.django_db


# Scenarios.


def one_that_comes_out_otherwise() -> Refused:
    row = a_scenario(expect={"fair-notice": {"applicability": "does_not_apply"}})
    return (
        f"Scenario “A new scenario”: {live('fair-notice').title_en}, whether it applies: does not apply → "
        "applies. Mend the law's rows, or what the scenario expects."
    ), row


def one_with_an_answer_that_is_none() -> Refused:
    row = a_scenario(answers={"fair_form": "flashmob"})
    told = "What form does the fair have? “flashmob”. fair_form: choose one of: stall, talk"
    return f"Scenario “A new scenario”: {told}", row


def one_of_a_requirement_that_is_none() -> Refused:
    row = a_scenario(expect={"fair-notise": "absent"})
    return "Scenario “A new scenario”: fair-notise, the requirement: not in force → no such requirement.", row


def one_that_expects_a_word() -> Refused:
    row = a_scenario(expect={"fair-notice": "applies"})
    return (
        "Scenario “A new scenario”: expected findings: fair-notice needs a JSON object with a field, or “absent”.",
        row,
    )


def one_that_expects_a_list() -> Refused:
    return "Scenario “A new scenario”: expected findings: one JSON object is needed.", a_scenario(expect=["x"])


def one_that_expects_a_due_date_in_a_word() -> Refused:
    row = a_scenario(expect={"fair-notice": {"due": "2026-11-22"}})
    return "Scenario “A new scenario”: expected findings: fair-notice.due needs a list of JSON objects.", row


def one_that_misses_a_word() -> Refused:
    row = a_scenario(expect={"fair-notice": {"missing": "fair_on"}})
    return "Scenario “A new scenario”: expected findings: fair-notice.missing needs a list of codes.", row


@pytest.mark.parametrize(
    "breaking",
    [
        one_that_comes_out_otherwise,
        one_with_an_answer_that_is_none,
        one_of_a_requirement_that_is_none,
        one_that_expects_a_word,
        one_that_expects_a_list,
        one_that_expects_a_due_date_in_a_word,
        one_that_misses_a_word,
    ],
)
def test_scenarios_that_do_not_hold_are_refused(breaking: Callable[[], Refused]):
    assert_refused(*breaking())


def test_a_scenario_that_expects_nothing_is_refused_by_its_own_rule():
    row = a_scenario()
    Scenario.objects.filter(pk=row.pk).update(expect={})
    assert_refused("scenario A new scenario: expected findings: ", row)


def test_a_changed_deadline_is_refused_for_the_scenarios_that_expect_the_old_one():
    change(live("club-report").deadlines.get(), month=4, day=1)
    found = [(message, row) for message, row in refusals() if ", due dates: last day 31 March " in message]
    assert found
    assert all(isinstance(row, Scenario) and "club-report" in row.expect for _, row in found)


# Coverage.


@pytest.mark.parametrize(
    ("state", "words"),
    [("applies", "applying"), ("does_not_apply", "not applying"), ("undetermined", "undetermined")],
)
def test_a_requirement_is_seen_in_each_state(state: str, words: str):
    code = "leaflet"
    expect_no_longer(code, state)
    message = f"“{live(code).title_en}” ({code}): no scenario expects it {words}. Add one."
    assert_refused(message, Requirement.objects.get(code=code))


def expect_no_longer(code: str, state: str) -> None:
    """Takes a requirement in a state out of all that scenarios expect."""
    for scenario in Scenario.objects.filter(expect__has_key=code):
        expected = scenario.expect[code]
        if expected != "absent" and expected.get("applicability") == state:
            rest = {key: value for key, value in scenario.expect.items() if key != code}
            change(scenario, expect=rest) if rest else scenario.delete()


def test_what_applies_to_everybody_need_only_be_seen_applying():
    code = "no-harm"
    assert not ConditionGroup.objects.filter(version__requirement__code=code, purpose=Purpose.APPLIES).exists()
    for state in ("does_not_apply", "undetermined"):
        expect_no_longer(code, state)
    change(live(code), title_en="Another title")
    assert publish(today(), four_eyes=False) is not None


def a_version_from(code: str, start: date) -> RequirementVersion:
    """A copy of the live version without its conditions from a day on; the live one ends there."""
    old = live(code)
    citations = list(old.citations.all())
    change(old, effective_until=start)
    new = RequirementVersion.objects.get(pk=old.pk)
    new.pk = None
    new._state.adding = True
    change(new, effective_from=start, effective_until=None)
    for citation in citations:
        Citation.objects.create(version=new, provision=citation.provision, position=citation.position)
    return new


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False), (1, False)])
def test_a_version_to_come_is_seen_applying_in_its_time(days: int, refused: bool):
    start = date(2028, 1, 1)
    version = a_version_from("right-to-ask", start)
    a_scenario(on=start + days * ONE_DAY, expect={"right-to-ask": {"applicability": "applies"}})
    if refused:
        message = (
            f"{version_name(version)}: no scenario expects it applying in its time. Add one that looks at a day "
        )
        assert_refused(f"{message}from 1 January 2028 on.", version)
    else:
        assert publish(today(), four_eyes=False) is not None


def test_the_message_for_a_version_with_an_end_names_both_days():
    version = live("founders")
    change(version, effective_until=date(2040, 1, 1))
    expect_no_longer("founders", "applies")
    assert_refused("a day from 1 January 2024 on and before 1 January 2040.", version)
