"""`manage.py mutate`: which changes of the law no scenario would notice."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ngocheck.rulebook.models import Edition, Scenario
from ngocheck.rulebook.publishing.live import live_rulebook
from tests.support.commandline import Outcome

pytestmark = pytest.mark.django_db
FOUNDERS = ("--on-requirement", "founders")


def mutate(*arguments: str) -> Outcome:
    """The command in this process; what it raises ends it as on the command line."""
    out = StringIO()
    try:
        call_command("mutate", *arguments, stdout=out)
    except CommandError as refusal:
        return Outcome(refusal.returncode, out.getvalue(), str(refusal))
    return Outcome(0, out.getvalue(), "")


def test_the_changes_that_nobody_notices_stand_below_their_requirement():
    Scenario.objects.all().delete()
    done = mutate(*FOUNDERS)
    first, *survivors, total, _not_counted = done.out.splitlines()
    assert done.code == 0
    assert first == f"founders: 0 of {len(survivors)} changes noticed"
    assert total == f"Changed draft: 0 of {len(survivors)} changes noticed, 0.0 per cent."
    assert any(
        "at least 10 persons → the threshold on the other side: more than 10 persons" in one for one in survivors
    )


def test_the_same_as_json_with_answers_to_make_a_scenario_of():
    Scenario.objects.all().delete()
    told = json.loads(mutate(*FOUNDERS, "--json").out)
    (requirement,) = told["requirements"]
    assert (told["killed"], requirement["requirement"]) == (0, "founders")
    assert len(requirement["survivors"]) == told["total"]
    assert all(survivor["answers"] for survivor in requirement["survivors"])


def test_too_few_noticed_ends_with_exit_code_1():
    assert mutate(*FOUNDERS, "--at-least", "0").code == 0
    Scenario.objects.all().delete()
    done = mutate(*FOUNDERS, "--at-least", "95")
    assert (done.code, done.err) == (1, "0.0 per cent of the changes are noticed, 95 are asked for.")


def test_the_live_edition_is_named_and_without_one_refused():
    label = live_rulebook().label
    assert f"Changed {label}: " in mutate("--edition", "live", *FOUNDERS).out
    Edition.objects.all().delete()
    assert "No edition is published yet." in mutate("--edition", "live").err


def test_a_requirement_that_there_is_not_is_refused():
    done = mutate("--on-requirement", "nothing")
    assert (done.code, done.err) == (1, "--on-requirement: there is no requirement nothing.")
