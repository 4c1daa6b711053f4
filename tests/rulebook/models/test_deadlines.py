"""The rows of deadlines refuse what no law can mean, with a message that an editor understands."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ngocheck.rulebook.models import Deadline, Provision, Question, RequirementVersion

pytestmark = pytest.mark.django_db

FORWARD = "Only a day after a date or after a period moves past days off; only then name where the law says so."
EVENT = "Only days after each period begin with an event. Name the question that asks for its day."
DONE = "Only what is due so long after or before a date can have a day on which it was done."
DATE = "A deadline hangs on a date. Choose a question that asks for one."
ASKED = "Name the question that is asked only once the requirement applies."


@pytest.fixture
def version() -> RequirementVersion:
    return RequirementVersion.objects.create(
        requirement=RequirementVersion.objects.first().requirement,
        effective_from=date(1990, 1, 1),
        effective_until=date(1990, 2, 1),
        title_en="Report",
        text_en="Report to the office.",
        force="must",
        confidence="confirmed",
    )


def deadline(version: RequirementVersion, kind: str, **columns: object) -> Deadline:
    """A deadline of the kind with all that it needs, and what is given."""
    needs = {
        "after": {"amount": 1, "unit": "months", "question": question_of("date")},
        "before": {"amount": 5, "unit": "working_days", "question": question_of("date")},
        "each_period": {"month": 3, "day": 31},
    }
    return Deadline(version=version, kind=kind, confidence="confirmed", **{**needs.get(kind, {}), **columns})


def question_of(kind: str) -> Question:
    return Question.objects.filter(kind=kind).first()


def refusal(row: Deadline) -> str:
    """What the row refuses, also where no form has seen it."""
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("kind", "moves"),
    [("after", True), ("each_period", True), ("before", False), ("no_day", False), ("at_once", False)],
)
def test_only_a_day_after_something_moves_forward(version, kind, moves):
    row = deadline(version, kind, moves=True, moved_by=Provision.objects.first())
    if moves:
        row.full_clean()
    else:
        assert FORWARD in refusal(row)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_the_article_that_moves_a_day_stands_only_where_the_day_moves(version):
    assert FORWARD in refusal(deadline(version, "after", moved_by=Provision.objects.first()))
    deadline(version, "after", moves=True).full_clean()


@pytest.mark.parametrize(
    ("kind", "dated", "fits"),
    [
        ("each_period", True, True),
        ("each_period", False, False),
        ("after", True, False),
        ("no_day", True, False),
    ],
)
def test_only_named_periods_begin_with_an_event(version, kind, dated, fits):
    row = deadline(version, kind, from_event=True, question=question_of("date") if dated else None)
    if fits:
        row.full_clean()
    else:
        assert EVENT in refusal(row)


@pytest.mark.parametrize(
    ("kind", "fits"), [("after", True), ("before", True), ("each_period", False), ("no_day", False)]
)
def test_only_what_is_counted_from_a_date_has_a_day_on_which_it_was_done(version, kind, fits):
    row = deadline(version, kind, done=question_of("date"))
    if fits:
        row.full_clean()
    else:
        assert DONE in refusal(row)


@pytest.mark.parametrize("kind", ["yes_no", "number"])
def test_the_day_on_which_it_was_done_is_a_date(version, kind):
    assert DATE in refusal(deadline(version, "before", done=question_of(kind)))


def test_a_date_that_is_asked_late_is_asked_for(version):
    assert ASKED in refusal(deadline(version, "no_day", asked_once_it_applies=True))
    deadline(version, "after", asked_once_it_applies=True).full_clean()
