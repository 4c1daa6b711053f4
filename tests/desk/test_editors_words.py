"""The rulebook's words for editors in Russian; what does not depend on their language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override

from ngocheck.engine.facts import AnswerError, read_answer
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.approvals import CHECKED
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import make_draft
from ngocheck.rulebook.rows import fixtures
from ngocheck.wording.refusals import answer_refusal
from tests.support.desk_people import signed_in
from tests.support.desk_speech import CYRILLIC, LATIN, LATIN_NAMES, Strangers, values_of_rows
from tests.support.refusing import a_scenario, change, live

pytestmark = pytest.mark.django_db


# What stands in the way of publishing.


def no_next_check() -> None:
    change(live("fair-notice"), next_check_on=None, verified_by="")


def nothing_cited() -> None:
    live("fair-notice").citations.all().delete()


def an_empty_group() -> None:
    models.ConditionGroup.objects.first().conditions.all().delete()


def two_at_once() -> None:
    version = live("fair-notice")
    other = models.RequirementVersion.objects.get(pk=version.pk)
    other.pk, other.effective_from = None, version.effective_from + timedelta(days=1)
    other.save()


def an_expectation_that_fails() -> None:
    a_scenario(expect={"fair-notice": {"applicability": "does_not_apply"}})


# What an editor wrote is told as it is.
NO_FORM = "flashmob"


def an_answer_that_is_none() -> None:
    a_scenario(answers={"fair_form": NO_FORM})


def a_scenario_less() -> None:
    models.Scenario.objects.filter(expect__has_key="fair-notice").delete()


def what_nothing_uses() -> None:
    models.Area.objects.create(code="new", title_en="New")
    models.Parameter.objects.create(code="new", title_en="New")
    source = models.Source.objects.create(code="new", kind="law", title_en="New", short_en="New")
    models.Provision.objects.create(source=source, article_en="art. 1")


@pytest.mark.parametrize(
    "breaking",
    [
        no_next_check,
        nothing_cited,
        an_empty_group,
        two_at_once,
        an_expectation_that_fails,
        an_answer_that_is_none,
        a_scenario_less,
        what_nothing_uses,
    ],
)
def test_problems_are_told_in_the_editors_language(breaking: Callable[[], None]):
    breaking()
    strangers = Strangers(LATIN, LATIN_NAMES, [*values_of_rows(), NO_FORM])
    with override("ru"):
        told = [str(problem) for problem in make_draft(today()).problems(today())]
    assert told
    for message in told:
        assert CYRILLIC.search(message)
        assert not LATIN.search(strangers.left(message)), message


def test_what_the_engine_refuses_is_said_in_its_own_words_in_english(rulebook):
    kinds = {question.kind: question for question in rulebook.questions.values()}
    for question in kinds.values():
        with pytest.raises(AnswerError) as refusal:
            read_answer(question, {"no": "answer"})
        assert answer_refusal(refusal.value) == str(refusal.value)
        with override("ru"):
            assert CYRILLIC.search(answer_refusal(refusal.value))


# Names.


def test_every_table_and_column_has_a_name_in_russian():
    for model in apps.get_app_config("rulebook").get_models():
        columns = () if model.__name__.startswith("Historical") else model._meta.get_fields()
        named = [column for column in columns if column.concrete and column.name not in ("id", "made_from")]
        with override("ru"):
            names = [model._meta.verbose_name, model._meta.verbose_name_plural]
            names += [column.verbose_name for column in named]
            assert [name for name in names if not CYRILLIC.search(str(name))] == [], model


def test_a_reason_that_the_desk_keeps_is_shown_in_russian():
    row = models.Source.objects.first()
    row._change_reason = CHECKED
    row.save()
    client = signed_in(User.objects.create_superuser("boss"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    page = client.get(reverse("desk:history", args=["source", row.pk])).content.decode()
    assert "проверено, без изменений" in page
    assert CHECKED not in page


# What is in no language.


def test_what_is_published_does_not_depend_on_the_editors_language():
    made = {}
    for language in ("en", "ru"):
        with override(language):
            made[language] = (make_draft(today()).text, fixtures.whole_law())
    assert made["en"] == made["ru"]


def output_of(*command: str) -> str:
    out = StringIO()
    with override("ru"):
        try:
            call_command(*command, stdout=out, stderr=out)
        except CommandError as error:
            out.write(str(error))
    return out.getvalue()


def test_commands_speak_english():
    no_next_check()
    a_scenario(answers={"fair_form": NO_FORM})
    told = [output_of("publish"), output_of("scenarios"), output_of("roles")]
    assert "it has no day for its next check. Fill in “next check”." in told[0]
    assert "choose one of: " in told[1]
    assert "editor (also changes the rows): nobody" in told[2]
    assert not any(CYRILLIC.search(text.replace("Русский", "").replace("Қазақша", "")) for text in told)
