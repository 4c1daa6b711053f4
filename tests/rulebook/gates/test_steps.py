"""Steps: at least one for every duty, five at most, each a short line."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from ngocheck.rulebook.gates.problem import Rows
from ngocheck.rulebook.gates.steps import problems_in_steps
from ngocheck.rulebook.models import RequirementVersion, Step
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import make_draft
from tests.support.refusing import live

pytestmark = pytest.mark.django_db


def problems() -> list[tuple[str, object]]:
    draft = make_draft(today()).rulebook
    return [(problem.message, problem.row) for problem in problems_in_steps(draft, Rows())]


def with_steps(code: str, count: int) -> RequirementVersion:
    version = live(code)
    version.steps.all().delete()
    for position in range(1, count + 1):
        Step.objects.create(
            version=version, position=position, text_en="Ask", text_ru="Спросите", text_kk="Сұраңыз"
        )
    return version


@pytest.mark.parametrize(("count", "fits"), [(0, False), (1, True), (5, True), (6, False)])
@pytest.mark.parametrize("code", ["fair-notice", "fair-sign", "no-harm"])
def test_what_is_asked_has_one_to_five_steps(rulebook, code, count, fits):
    version = with_steps(code, count)
    assert [row for _, row in problems()] == ([] if fits else [version])


@pytest.mark.parametrize("code", ["right-to-ask", "fair-silence"])
def test_a_right_and_a_duty_of_the_office_need_no_step(rulebook, code):
    with_steps(code, 0)
    assert problems() == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(("length", "fits"), [(89, True), (90, True), (91, False)])
def test_a_step_has_at_most_ninety_characters(rulebook, language, length, fits):
    step = with_steps("fair-notice", 1).steps.get()
    setattr(step, f"text_{language}", "a" * length)
    if fits:
        step.clean_fields()
    else:
        with pytest.raises(ValidationError, match="90"):
            step.clean_fields()
