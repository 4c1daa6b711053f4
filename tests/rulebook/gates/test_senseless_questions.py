"""A question that makes no sense after certain answers is asked by no rule, or publishing is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ngocheck.rulebook.gates.problem import all_pairs, version_name
from ngocheck.rulebook.gates.senseless_questions import asked_all_the_same
from ngocheck.rulebook.models import Question, SenselessCondition, SenselessQuestion
from ngocheck.rulebook.publishing.live import today
from tests.support.refusing import (
    ONE_DAY,
    Purpose,
    add_condition,
    add_group,
    assert_refused,
    change,
    live,
    refusals,
)

pytestmark = pytest.mark.django_db


def a_pair(question: str, *given: tuple[str, str, str]) -> SenselessQuestion:
    asked = Question.objects.get(code=question)
    pair = SenselessQuestion.objects.create(code="a-pair", question=asked, reason_en="It has no reach.")
    for position, (code, operator, value) in enumerate(given, 1):
        row = Question.objects.get(code=code)
        SenselessCondition.objects.create(
            pair=pair, position=position, question=row, operator=operator, value=value
        )
    return pair


def asking(rulebook, pair: SenselessQuestion) -> dict[str, dict]:
    """By requirement the answers with which it asks the question of the pair."""
    pairs = all_pairs().filter(pk=pair.pk)
    return {one.rule.requirement: one.facts for one in asked_all_the_same(pairs, rulebook, today())}


def test_the_law_asks_no_question_without_sense(rulebook):
    assert list(asked_all_the_same(all_pairs(), rulebook, today())) == []
    assert SenselessQuestion.objects.exists()


def test_a_rule_that_asks_all_the_same_is_named_with_question_answers_and_reason(db):
    a_pair("reach", ("legal_form", "in", "society"), ("status", "in", "planned,informal"))
    version = live("reach-match")
    assert_refused(
        f"{version_name(version)}: it still asks “What reach does the charter name?” (reach) of those who answer: "
        "What stage is your club at? Planned; What form does your club have? Society. It has no reach. Add a "
        "condition that rules these answers out, or mend the senseless question.",
        version,
    )
    assert all("proof" not in message for message, _row in refusals() if "it still asks" in message)


def test_a_condition_that_rules_the_answers_out_mends_it(db):
    pair = a_pair("reach", ("legal_form", "in", "society"), ("status", "in", "planned,informal"))
    version = live("reach-match")
    add_condition(version.groups.get(purpose=Purpose.APPLIES), "status", "in", "registered,founded")
    assert [message for message, row in refusals() if row == version and pair.reason_en in message] == []


def test_every_condition_of_a_pair_must_hold(rulebook):
    assert (
        asking(rulebook, a_pair("branch_districts", ("reach", "in", "local"), ("legal_form", "in", "party"))) == {}
    )


def test_what_is_asked_of_some_of_the_answers_is_asked(rulebook):
    """One form in four is enough."""
    pair = a_pair("reach", ("legal_form", "in", "party,society,foreign_branch"), ("status", "in", "founded"))
    assert asking(rulebook, pair) == {"reach-match": {"legal_form": "society", "status": "founded"}}


def test_a_test_and_a_date_ask_too(rulebook):
    assert asking(rulebook, a_pair("founders_count", ("legal_form", "in", "society"))).keys() == {"founders"}
    pair = SenselessQuestion.objects.get(code="a-pair")
    pair.conditions.update(question=Question.objects.get(code="status"), value="registered")
    change(pair, question=Question.objects.get(code="registered_on"))
    assert asking(rulebook, pair).keys() == {"club-report", "proof"}


def test_versions_that_have_ended_may_ask_what_they_like(db):
    a_pair("founders_count", ("legal_form", "in", "party"))
    (ended,) = live("founders").requirement.versions.exclude(effective_until=None)
    assert ended.effective_until + ONE_DAY < today()
    add_group(ended, Purpose.APPLIES, "legal_form", "in", "party")
    assert [message for message, row in refusals() if "it still asks" in message] == []


def test_a_value_that_does_not_fit_the_question_is_refused(db):
    pair = a_pair("reach", ("legal_form", "in", "no_such_form"))
    assert_refused("“no_such_form” is not a choice of", pair.conditions.get())


def test_the_desk_shows_which_rules_still_ask(admin_client):
    pair = a_pair("reach", ("legal_form", "in", "society"))
    version = live("reach-match")
    link = reverse("admin:rulebook_requirementversion_change", args=[version.pk])
    page = admin_client.get(reverse("admin:rulebook_senselessquestion_change", args=[pair.pk])).content.decode()
    assert f'<a href="{link}">{version_name(version)}</a>' in page
    other = SenselessQuestion.objects.exclude(pk=pair.pk).first()
    address = reverse("admin:rulebook_senselessquestion_change", args=[other.pk])
    assert "no rule" in admin_client.get(address).content.decode()
    listed = admin_client.get(reverse("admin:rulebook_senselessquestion_changelist")).content.decode()
    assert "legal_form is one of society" in listed
