"""Restoring a row that was removed with its parts: they must be the person's to change as well."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from ngocheck.rulebook.models import Choice, Question, Section
from tests.support.desk_people import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    """Where a question is restored that was removed with its one choice."""
    section = Section.objects.create(code="made-up", title_en="Made up")
    question = Question.objects.create(code="made_up", kind="one", text_en="Which?", section=section)
    Choice.objects.create(question=question, code="first", label_en="First")
    question.delete()
    record = Question.history.filter(code="made_up", history_type="-").latest("history_id")
    return reverse("desk:restore", args=["question", record.history_id])


def restored_by(user: User, address: str) -> int:
    return signed_in(user).post(address).status_code


def test_who_may_not_change_a_part_does_not_restore_the_whole(address):
    half = person("half", "view_question", "change_question", "view_choice")
    assert restored_by(half, address) == 403
    assert not Question.objects.filter(code="made_up").exists()
    assert not Choice.objects.filter(code="first", question__code="made_up").exists()


def test_who_may_change_both_restores_both(address):
    whole = person("whole", "view_question", "change_question", "change_choice")
    assert restored_by(whole, address) == 302
    assert Choice.objects.get(question__code="made_up").code == "first"
