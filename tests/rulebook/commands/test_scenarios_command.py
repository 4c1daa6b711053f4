"""`manage.py scenarios`: which expectations of editors the draft, or the published edition, does not fulfil."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ngocheck.rulebook.models import Edition, ParameterValue, Question, Scenario
from ngocheck.rulebook.publishing.live import live_rulebook
from tests.support.commandline import Outcome, manage
from tests.support.refusing import a_scenario, change, live

pytestmark = pytest.mark.django_db


def scenarios(*arguments: str) -> Outcome:
    """The command in this process; what it raises ends it as on the command line."""
    out = StringIO()
    try:
        call_command("scenarios", *arguments, stdout=out)
    except CommandError as refusal:
        return Outcome(refusal.returncode, out.getvalue(), str(refusal))
    return Outcome(0, out.getvalue(), "")


def a_failing_scenario() -> Scenario:
    expected = {"applicability": "does_not_apply", "missing": ["fair_on", "fair_registered_on"]}
    return a_scenario(expect={"fair-notice": expected})


def test_the_present_law_fulfils_all():
    count = Scenario.objects.count()
    assert scenarios() == (0, f"Run against draft: {count} scenarios, 0 failing.\n", "")
    label = live_rulebook().label
    assert scenarios("--published") == (0, f"Run against {label}: {count} scenarios, 0 failing.\n", "")


def test_a_failing_scenario_is_named_with_each_difference():
    scenario = a_failing_scenario()
    done = scenarios()
    assert done.code == 1
    assert done.out == (
        f"A new scenario (fair, {scenario.on})\n"
        f"  fair-notice: {live('fair-notice').title_en}, whether it applies: does not apply → applies\n"
        f"Run against draft: {Scenario.objects.count()} scenarios, 1 failing.\n"
    )
    assert done.err == "1 scenario did not give what is expected."


def test_a_scenario_that_cannot_be_read_says_why():
    a_scenario(answers={"fair_form": "flashmob"})
    done = scenarios()
    assert done.code == 1
    assert "\n  fair_form: choose one of: stall," in done.out


def test_only_those_that_expect_a_requirement_are_run():
    a_failing_scenario()
    a_scenario(pk=None, name="Expects a list", expect=["fair-notice"])
    named = sum(
        "fair-notice" in scenario.expect
        for scenario in Scenario.objects.all()
        if scenario.expect != ["fair-notice"]
    )
    done = scenarios("--on-requirement", "fair-notice")
    assert done.out.endswith(f"Run against draft: {named} scenarios, 1 failing.\n")
    assert scenarios("--on-requirement", "club-report").code == 0


def test_a_requirement_that_is_none_is_refused_in_one_line():
    assert scenarios("--on-requirement", "nope") == (1, "", "--on-requirement: there is no requirement nope.")


def test_the_draft_is_run_until_it_is_published():
    change(live("club-report").deadlines.get(), month=4)
    draft = scenarios()
    assert draft.code == 1
    assert re.search("  club-report: .*, due dates: last day 31 March ", draft.out)
    assert draft.err.endswith(" scenarios did not give what is expected.")
    assert scenarios("--published").code == 0


def test_rows_that_make_no_edition_are_refused_in_one_line():
    Question.objects.filter(code="founders_count").update(kind="date")
    done = scenarios()
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("The rows do not make an edition yet. The edition cannot be read: ValueError: ")
    assert "\n" not in done.err


def test_a_parameter_without_a_value_fails_the_scenarios_of_its_days():
    ParameterValue.objects.filter(parameter__code="districts").delete()
    done = scenarios("--on-requirement", "reach-match")
    assert done.code == 1
    assert "  districts has no value on a day on which a rule needs it." in done.out


def test_without_an_edition_it_says_what_to_do():
    Edition.objects.all().delete()
    done = scenarios("--published")
    assert (done.code, done.out) == (1, "")
    assert done.err == "No edition is published yet. Run: python manage.py load_law"
    assert scenarios().code == 0


def test_it_ends_as_a_process_should(database_of_its_own, tmp_path):
    done = manage(database_of_its_own, "scenarios", "--on-requirement", "fair-notice")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Run against draft: ")
    refused = manage(database_of_its_own, "scenarios", "--on-requirement", "nope")
    assert refused == (1, "", "CommandError: --on-requirement: there is no requirement nope.\n")
    empty = manage(f"sqlite:///{tmp_path / 'empty.sqlite3'}", "scenarios")
    assert empty.code == 1
    assert len(empty.err.splitlines()) == 1
    assert "The database cannot be read" in empty.err
