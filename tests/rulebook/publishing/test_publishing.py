"""Publishing: what holds together becomes an edition that every process sees; what does not is named."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import StringIO
from shutil import copy

import pytest
from django.core.management import CommandError, call_command

from ngocheck.engine.conditions import Measure
from ngocheck.engine.edition import FORMAT, EditionError, read_edition
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.gates.problem import version_name
from ngocheck.rulebook.gates.rows import row_name
from ngocheck.rulebook.models import (
    Choice,
    Citation,
    Condition,
    ConditionGroup,
    Deadline,
    Edition,
    Guide,
    Question,
    Requirement,
    RequirementVersion,
    Section,
)
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook, today
from ngocheck.rulebook.publishing.publish import NotPublishable, publish
from ngocheck.rulebook.publishing.rows_to_edition import edition_content
from tests.support.commandline import environment_of, manage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_pair_of_eyes(settings):
    """Who approved is asked in tests of its own."""
    settings.FOUR_EYES = False


def change_a_title(title: str = "Another title") -> RequirementVersion:
    version = RequirementVersion.objects.filter(effective_until=None).first()
    version.title_en = title
    version.save()
    return version


# Editions.


def test_the_first_edition_has_number_1_and_is_named_by_its_hash():
    edition = Edition.objects.get()
    assert edition.number == 1
    assert edition.sha256 == hashlib.sha256(edition.content.encode()).hexdigest()
    assert edition.label == f"1-{edition.sha256[:8]}"


def test_an_unchanged_rulebook_gives_no_new_edition():
    assert publish(today()) is None
    assert Edition.objects.count() == 1


def test_a_row_saved_as_it_was_gives_no_new_edition():
    RequirementVersion.objects.first().save()
    assert publish(today()) is None


def test_a_changed_row_gives_the_next_number_with_another_hash():
    first = Edition.objects.get()
    change_a_title()
    second = publish(today(), "A better title.")
    assert (second.number, second.note_en) == (2, "A better title.")
    assert second.sha256 != first.sha256
    assert Edition.objects.first() == second


def test_a_change_taken_back_is_an_edition_with_the_first_ones_hash():
    first = Edition.objects.get()
    title = RequirementVersion.objects.filter(effective_until=None).first().title_en
    change_a_title()
    publish(today())
    change_a_title(title)
    third = publish(today())
    assert (third.number, third.sha256) == (3, first.sha256)


def test_an_edition_keeps_what_it_said_when_rows_change():
    before = live_rulebook()
    version = change_a_title()
    code = version.requirement.code
    assert live_rulebook() == before
    publish(today())
    assert live_rulebook().requirements[code][-1].texts["title"]["en"] == "Another title"
    assert before.requirements[code][-1].texts["title"]["en"] != "Another title"


# Reading an edition back.


def test_an_edition_is_read_back_as_the_rows_say(rulebook: Rulebook):
    assert read_edition(edition_content(today()), rulebook.label) == rulebook
    assert rulebook.label == Edition.objects.get().label


def test_nothing_of_the_rows_is_lost_in_an_edition(rulebook: Rulebook):
    rules = [rule for versions in rulebook.requirements.values() for rule in versions]
    sets = [groups for rule in rules for groups in (rule.applies, rule.met, rule.unclear)]
    sets += [deadline.when for rule in rules for deadline in rule.deadlines]
    sets += [passage.when for rule in rules for passage in rule.passages]
    sets += [penalty.when for rule in rules for penalty in rule.penalties]
    sets += [step.when for rule in rules for step in rule.steps]
    conditions = [condition for groups in sets for group in groups for condition in group]
    assert list(rulebook.requirements) == [row.code for row in Requirement.objects.all()]
    assert list(rulebook.questions) == [row.code for row in Question.objects.all()]
    assert len(rules) == RequirementVersion.objects.count()
    assert len(conditions) == Condition.objects.count()
    assert (
        sum(isinstance(c.value, Measure) for c in conditions) == Condition.objects.exclude(parameter=None).count()
    )
    assert sum(len(rule.deadlines) for rule in rules) == Deadline.objects.count()
    cited = [provision for rule in rules for provision in rule.provisions]
    assert len(cited) == Citation.objects.count()
    assert sum(one.passage is not None for one in cited) == Citation.objects.exclude(passage=None).count() > 0


def test_an_edition_of_another_format_or_with_a_hole_is_not_read():
    edition = json.loads(Edition.objects.get().content)
    with pytest.raises(EditionError, match=f"this engine reads {FORMAT}"):
        read_edition({**edition, "format": FORMAT + 1}, "x")
    for part in edition.keys() - {"format", "watch"}:
        with pytest.raises(EditionError, match=part):
            read_edition({key: value for key, value in edition.items() if key != part}, "x")


# The rulebook that visitors see.


def test_the_live_rulebook_costs_one_small_query(django_assert_num_queries):
    live_rulebook()
    with django_assert_num_queries(1) as queries:
        live_rulebook()
    assert "content" not in queries.captured_queries[0]["sql"]


def test_a_new_edition_is_read_once_and_then_kept(django_assert_num_queries):
    first = live_rulebook()
    change_a_title()
    publish(today())
    with django_assert_num_queries(2):
        second = live_rulebook()
    with django_assert_num_queries(1):
        assert live_rulebook() is second
    assert (first.label[:2], second.label[:2]) == ("1-", "2-")


def test_without_an_edition_there_is_no_rulebook_and_the_message_says_what_to_do():
    Edition.objects.all().delete()
    with pytest.raises(NothingPublished, match=r"No edition is published yet\. Run: python manage\.py load_law"):
        live_rulebook()


WATCH = """
import sys, django
django.setup()
from ngocheck.rulebook.publishing.live import live_rulebook
for line in sys.stdin:
    print(live_rulebook().label, flush=True)
"""
EDIT = """
from ngocheck.rulebook.models import Guide
Guide.objects.filter(code="fair").update(title_en="Another title")
"""


def test_a_running_process_sees_what_another_publishes(tmp_path, database_of_its_own):
    copy(database_of_its_own.removeprefix("sqlite:///"), tmp_path / "law.sqlite3")
    database = f"sqlite:///{tmp_path / 'law.sqlite3'}"
    with subprocess.Popen(
        [sys.executable, "-c", WATCH],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment_of(database, {"DJANGO_SETTINGS_MODULE": "ngocheck.settings"}),
        text=True,
        bufsize=1,
    ) as watcher:

        def seen() -> str:
            watcher.stdin.write("look\n")
            return watcher.stdout.readline().strip()

        first = seen()
        assert manage(database, "shell", "--no-imports", "-c", EDIT).code == 0
        unpublished = seen()
        outcome = manage(database, "publish", "--note", "Another title.", FOUR_EYES="off")
        second = seen()
        watcher.stdin.close()
    assert (first[:2], unpublished) == ("1-", first)
    assert (second[:2], outcome.out) == ("2-", f"Published edition {second}.\n")


# What does not hold together.


def two_versions_on_one_day() -> str:
    version = RequirementVersion.objects.exclude(effective_until=None).first()
    RequirementVersion.objects.filter(pk=version.pk).update(effective_until=None)
    return f"{version_name(version)}: in force from: This overlaps the one in force from "


def an_operator_that_does_not_fit() -> str:
    condition = Condition.objects.filter(question__kind="yes_no").first()
    Condition.objects.filter(pk=condition.pk).update(operator="lt")
    return f"does not fit “{condition.question.text_en}”"


def a_value_that_is_none() -> str:
    condition = Condition.objects.filter(question__kind="time").first()
    Condition.objects.filter(pk=condition.pk).update(value="09:00+05:00")
    return "“09:00+05:00” does not fit this question"


def a_choice_that_is_gone() -> str:
    Choice.objects.filter(question__code="fair_form", code="parade").delete()
    return "“Parade (parade)” is not a choice of “"


def a_question_of_another_kind() -> str:
    Question.objects.filter(code="gift_on").update(kind="yes_no")
    return "A deadline hangs on a date."


def a_version_without_a_provision() -> str:
    version = RequirementVersion.objects.first()
    version.citations.all().delete()
    return f"{version_name(version)}: it cites no provision."


def a_version_without_its_text() -> str:
    version = RequirementVersion.objects.first()
    RequirementVersion.objects.filter(pk=version.pk).update(text_en="")
    return f"{version_name(version)}: text (English): "


def a_group_without_conditions() -> str:
    group = ConditionGroup.objects.first()
    group.conditions.all().delete()
    return f"{row_name(group)}: it has no conditions."


def a_requirement_without_a_version() -> str:
    Requirement.objects.create(code="new-duty", area=Guide.objects.get(code="everything").areas.first())
    return "new-duty: it has no version."


def a_requirement_without_a_guide() -> str:
    for guide in Guide.objects.all():
        guide.areas.set(guide.areas.exclude(code="fair"))
    title = RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None).title_en
    return f"“{title}” (fair-notice): no guide leads to it."


def a_question_that_nobody_asks() -> str:
    Question.objects.create(code="new_one", kind="date", text_en="When?", section=Section.objects.first())
    return "When?: no requirement asks for it. Remove it or use it."


def a_question_without_choices() -> str:
    Question.objects.create(code="new_one", kind="one", text_en="Which?", section=Section.objects.first())
    return "Which?: it has no choices."


def today_compared_with_districts() -> Condition:
    """A condition that compares with the number of districts and whose version has no end."""
    return Condition.objects.filter(parameter__code="districts", group__version__effective_until=None).first()


def a_parameter_with_a_gap() -> str:
    condition = today_compared_with_districts()
    condition.parameter.values.filter(effective_until=None).update(effective_until=date(2029, 6, 1))
    condition.parameter.values.create(effective_from=date(2030, 1, 1), value=21, confidence="confirmed")
    amount = condition.parameter.title_en
    return f"{version_name(condition.group.version)}: the amount “{amount}” has no value on 1 June 2029."


def a_parameter_that_ends() -> str:
    condition = today_compared_with_districts()
    condition.parameter.values.filter(effective_until=None).update(effective_until=date(2029, 6, 1))
    amount = condition.parameter.title_en
    return f"{version_name(condition.group.version)}: the amount “{amount}” has no value on 1 June 2029."


def no_requirement_at_all() -> str:
    Requirement.objects.all().delete()
    return "There is no requirement yet."


@pytest.mark.parametrize(
    "breaking",
    [
        two_versions_on_one_day,
        an_operator_that_does_not_fit,
        a_value_that_is_none,
        a_choice_that_is_gone,
        a_question_of_another_kind,
        a_version_without_a_provision,
        a_version_without_its_text,
        a_group_without_conditions,
        a_requirement_without_a_version,
        a_requirement_without_a_guide,
        a_question_that_nobody_asks,
        a_question_without_choices,
        a_parameter_with_a_gap,
        a_parameter_that_ends,
        no_requirement_at_all,
    ],
)
def test_rows_that_do_not_hold_together_are_refused_by_name(breaking: Callable[[], str]):
    problem = breaking()
    with pytest.raises(NotPublishable) as refusal:
        publish(today())
    assert any(problem in str(named) for named in refusal.value.problems), refusal.value.problems
    assert Edition.objects.count() == 1


# The commands.


def told(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_publish_says_what_it_did():
    assert told("publish") == "Nothing has changed since the last edition.\n"
    change_a_title()
    assert told("publish") == f"Published edition {Edition.objects.get(number=2).label}.\n"


def test_publish_lists_every_problem():
    problems = [a_question_that_nobody_asks(), a_requirement_without_a_version()]
    with pytest.raises(CommandError) as refusal:
        call_command("publish")
    title, *lines = str(refusal.value).splitlines()
    assert title == "Not published:"
    assert {f"- {problem}" for problem in problems} <= set(lines)


def test_load_law_leaves_what_editors_wrote_alone():
    edited = change_a_title()
    assert "they stay as they are" in told("load_law")
    edited.refresh_from_db()
    assert edited.title_en == "Another title"
    assert Edition.objects.count() == 1
