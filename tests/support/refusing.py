"""Rows changed so that publishing is refused, and what it is refused for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Model

from ngocheck.rulebook.models import (
    Area,
    Condition,
    ConditionGroup,
    Edition,
    Question,
    RequirementVersion,
    Scenario,
)
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, publish

ONE_DAY = timedelta(days=1)
Purpose = ConditionGroup.Purpose
Refused = tuple[str, Model | None]


def a_scenario(**columns: object) -> Scenario:
    row = Scenario(
        name="A new scenario",
        area=Area.objects.get(code="fair"),
        on=today(),
        answers={"fair_form": "stall"},
        expect={"fair-notice": {"applicability": "applies"}},
    )
    return change(row, **columns)


def live(code: str) -> RequirementVersion:
    """The version without an end."""
    return RequirementVersion.objects.get(requirement__code=code, effective_until=None)


def change(row: Model, **columns: object) -> Model:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row


def add_condition(group: ConditionGroup, question: str, operator: str, value: str) -> Condition:
    asked = Question.objects.get(code=question)
    position = group.conditions.count() + 1
    return Condition.objects.create(group=group, position=position, question=asked, operator=operator, value=value)


def add_group(version: RequirementVersion, purpose: str, *condition: str, limits: Model | None = None):
    limited = {purpose: limits} if limits else {}
    position = version.groups.filter(purpose=purpose, **limited).count() + 1
    group = ConditionGroup.objects.create(version=version, purpose=purpose, position=position, **limited)
    add_condition(group, *condition)
    return group


def refusals() -> list[tuple[str, Model | None]]:
    """What publishing is refused for, each with the row to mend."""
    with pytest.raises(NotPublishable) as refusal:
        publish(today())
    assert Edition.objects.count() == 1
    return [(problem.message, problem.row) for problem in refusal.value.problems]


def assert_refused(message: str, row: Model | None) -> None:
    found = refusals()
    assert [named for named in found if message in named[0] and named[1] == row], found
