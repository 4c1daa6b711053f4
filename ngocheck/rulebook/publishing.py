"""Publishing: rows that hold together become an edition; others are refused, each problem named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from ngocheck.engine.amounts import Parameter
from ngocheck.engine.conditions import Kind, Measure
from ngocheck.engine.edition import EditionError, Rule, Rulebook, read

from . import models
from .editions import content

CHECKED = (
    models.Source,
    models.Area,
    models.Section,
    models.Guide,
    models.Question,
    models.Choice,
    models.Parameter,
    models.ParameterValue,
    models.CalendarDay,
    models.RequirementVersion,
    models.Passage,
    models.Penalty,
    models.Deadline,
    models.ConditionGroup,
    models.Condition,
)


class NotPublishable(Exception):
    """The rows do not hold together; `problems` says which, one sentence each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def publish(today: date, note: str = "") -> models.Edition | None:
    """The new edition, or None where nothing has changed since the last. Raises NotPublishable."""
    with transaction.atomic():
        problems = list(problems_in_rows())
        if problems:
            raise NotPublishable(problems)
        text = json.dumps(content(today), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        problems = list(problems_in_edition(text))
        if problems:
            raise NotPublishable(problems)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        last = models.Edition.objects.select_for_update().first()
        if last and last.sha256 == sha256:
            return None
        return models.Edition.objects.create(
            number=last.number + 1 if last else 1, sha256=sha256, content=text, note_en=note
        )


def problems_in_rows() -> Iterator[str]:
    """What the rows' own rules refuse: values that do not fit, overlapping versions, unknown codes."""
    for model in CHECKED:
        # The database itself sees to links between rows; asking it about each would be most of the work.
        links = {field.name for field in model._meta.fields if field.is_relation}
        for row in model._default_manager.select_related():
            try:
                row.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                yield f"{model._meta.verbose_name} {row}: {in_words(error, model)}"
    for group in models.ConditionGroup.objects.filter(conditions=None).select_related():
        yield f"condition group {group}: it has no conditions. Add one, or delete the group."


def in_words(error: ValidationError, model: type[Model]) -> str:
    """The messages, each with the name of the column that it is about."""
    columns = {field.name: f"{field.verbose_name}: " for field in model._meta.fields}
    return " ".join(
        columns.get(name, "") + message for name, messages in error.message_dict.items() for message in messages
    )


def problems_in_edition(text: str) -> Iterator[str]:
    """What is wrong with an edition although every row for itself is right."""
    try:
        rulebook = read(json.loads(text), "draft")
    except EditionError as error:
        yield str(error)
        return
    if not rulebook.requirements:
        yield "There is no requirement yet."
    asked = {question for rules in rulebook.requirements.values() for rule in rules for question in hangs_on(rule)}
    for code in rulebook.questions.keys() - asked:
        yield f"Question {code}: no requirement asks for it. Remove it or use it."
    for question in rulebook.questions.values():
        if question.kind in (Kind.ONE, Kind.SEVERAL) and not question.choices:
            yield f"Question {question.code}: it has no choices."
    guided = {code for guide in rulebook.guides.values() for code in guide.requirements}
    for code, rules in rulebook.requirements.items():
        if not rules:
            yield f"Requirement {code}: it has no version."
        if code not in guided:
            yield f"Requirement {code}: no guide leads to it."
        for rule in rules:
            yield from problems_in_rule(rule, rulebook)


def problems_in_rule(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    name = f"Requirement {rule.requirement} from {rule.effective_from}"
    if not rule.provisions:
        yield f"{name}: it cites no provision."
    for parameter in {
        condition.value.parameter for condition in all_conditions(rule) if isinstance(condition.value, Measure)
    }:
        day = first_day_without(rulebook.parameters[parameter], rule)
        if day:
            yield f"{name}: the parameter {parameter} has no value on {day}."


def first_day_without(parameter: Parameter, rule: Rule) -> date | None:
    """The first day in the rule's time on which the parameter has no value."""
    day = rule.effective_from
    while rule.effective_until is None or day < rule.effective_until:
        value = next((value for value in parameter.values if value.in_force(day)), None)
        if value is None:
            return day
        if value.effective_until is None:
            return None
        day = value.effective_until
    return None


def all_conditions(rule: Rule) -> Iterator:
    for groups in (
        rule.applies,
        rule.met,
        rule.unclear,
        *(deadline.when for deadline in rule.deadlines),
        *(passage.when for passage in rule.passages),
    ):
        for group in groups:
            yield from group


def hangs_on(rule: Rule) -> set[str]:
    """The questions that a rule needs answered."""
    dates = {deadline.question for deadline in rule.deadlines if deadline.question}
    return dates | {condition.question for condition in all_conditions(rule)}
