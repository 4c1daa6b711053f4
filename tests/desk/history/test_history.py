"""Undoing a change from the history; a row removed with its parts: they must be the person's to change as well."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from ngocheck.rulebook.models import Area, Choice, Question, Section
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


def test_back_to_before_a_change_undoes_exactly_that_and_what_came_after():
    area, editor = Area.objects.first(), signed_in(person("whole", "view_area", "change_area"))
    first = area.title_en
    for title in ("Second", "Third"):
        area.title_en = title
        area.save()
    for back, title in ((0, "Second"), (0, "Third"), (2, "Second"), (4, first)):
        page = editor.get(reverse("desk:history", args=["area", area.pk]))
        addresses = re.findall(r'href="([^"]*/restore/\d+/)"', page.content.decode())
        assert editor.post(addresses[back]).status_code == 302
        area.refresh_from_db()
        assert area.title_en == title


def test_what_was_made_is_not_taken_back_to_before_it_was_there():
    section = Section.objects.create(code="made-up", title_en="Made up")
    page = signed_in(person("whole", "view_section", "change_section")).get(
        reverse("desk:history", args=["section", section.pk])
    )
    assert "Made up" in page.content.decode()
    assert "/restore/" not in page.content.decode()
