"""What stands in the way of publishing: each problem in words, with the row to mend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Model

from ngocheck.engine.amounts import Parameter
from ngocheck.engine.conditions import Kind, Measure
from ngocheck.engine.edition import EditionError, Rule, Rulebook, read

from . import models

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


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before publishing. `row` is where to mend it, where there is one such place."""

    message: str
    row: Model | None = None

    def __str__(self) -> str:
        return self.message


def problems(text: str) -> list[Problem]:
    """All that is wrong with the rows as they are; `text` is the edition that they would make."""
    found = list(problems_in_rows())
    return found or list(problems_in_edition(text))


def problems_in_rows() -> Iterator[Problem]:
    """What the rows' own rules refuse: values that do not fit, overlapping versions, unknown codes."""
    for model in CHECKED:
        # The database itself sees to links between rows; asking it about each would be most of the work.
        links = {field.name for field in model._meta.fields if field.is_relation}
        for row in model._default_manager.select_related():
            try:
                row.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
            except ValidationError as error:
                yield Problem(f"{model._meta.verbose_name} {row}: {in_words(error, model)}", row)
    for group in models.ConditionGroup.objects.filter(conditions=None).select_related():
        yield Problem(f"condition group {group}: it has no conditions. Add one, or delete the group.", group)


def in_words(error: ValidationError, model: type[Model]) -> str:
    """The messages, each with the name of the column that it is about."""
    columns = {field.name: f"{field.verbose_name}: " for field in model._meta.fields}
    return " ".join(
        columns.get(name, "") + message for name, messages in error.message_dict.items() for message in messages
    )


def problems_in_edition(text: str) -> Iterator[Problem]:
    """What is wrong with an edition although every row for itself is right."""
    try:
        rulebook = read(json.loads(text), "draft")
    except EditionError as error:
        yield Problem(str(error))
        return
    if not rulebook.requirements:
        yield Problem("There is no requirement yet.")
    asked = {question for rules in rulebook.requirements.values() for rule in rules for question in hangs_on(rule)}
    for code in rulebook.questions.keys() - asked:
        yield Problem(f"Question {code}: no requirement asks for it. Remove it or use it.")
    for question in rulebook.questions.values():
        if question.kind in (Kind.ONE, Kind.SEVERAL) and not question.choices:
            yield Problem(f"Question {question.code}: it has no choices.")
    guided = {code for guide in rulebook.guides.values() for code in guide.requirements}
    for code, rules in rulebook.requirements.items():
        if not rules:
            yield Problem(f"Requirement {code}: it has no version.")
        if code not in guided:
            yield Problem(f"Requirement {code}: no guide leads to it.")
        for rule in rules:
            yield from problems_in_rule(rule, rulebook)


def problems_in_rule(rule: Rule, rulebook: Rulebook) -> Iterator[Problem]:
    name = f"Requirement {rule.requirement} from {rule.effective_from}"
    if not rule.provisions:
        yield Problem(f"{name}: it cites no provision.")
    for parameter in {
        condition.value.parameter for condition in all_conditions(rule) if isinstance(condition.value, Measure)
    }:
        day = first_day_without(rulebook.parameters[parameter], rule)
        if day:
            yield Problem(f"{name}: the parameter {parameter} has no value on {day}.")


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
