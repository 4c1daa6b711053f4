"""Edits of a rulebook, as editors of the law would make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ngocheck.engine.conditions import Condition, ConditionSet, Operator
from ngocheck.engine.rules import Penalty, Rule, Rulebook
from ngocheck.rulebook.calendar.working_days import moved_calendar
from tests.conftest import READING_DAY

Edit = Callable[[Rulebook], Rulebook]


def rule_of(rulebook: Rulebook, code: str, on: date = READING_DAY) -> Rule:
    return next(rule for rule in rulebook.requirements[code] if rule.in_force(on))


def with_versions(rulebook: Rulebook, versions: Mapping[str, tuple[Rule, ...]]) -> Rulebook:
    return replace(rulebook, requirements={**rulebook.requirements, **versions})


def changing(code: str, **columns: Any) -> Edit:
    """An edit of the version in force."""

    def edit(rulebook: Rulebook) -> Rulebook:
        rule = rule_of(rulebook, code)
        edited = [
            replace(rule, **columns) if version is rule else version for version in rulebook.requirements[code]
        ]
        return with_versions(rulebook, {code: tuple(edited)})

    return edit


def later_version(code: str, start: date, change: Callable[[Rule], Rule]) -> Edit:
    """The version in force is closed, and a changed one follows it."""

    def edit(rulebook: Rulebook) -> Rulebook:
        rule = rule_of(rulebook, code)
        others = tuple(version for version in rulebook.requirements[code] if version is not rule)
        closed = replace(rule, effective_until=start)
        return with_versions(rulebook, {code: (*others, closed, change(replace(rule, effective_from=start)))})

    return edit


def due_on(month: int, day: int) -> Callable[[Rule], Rule]:
    return lambda rule: replace(rule, deadlines=tuple(replace(d, month=month, day=day) for d in rule.deadlines))


def days_more(amount: int) -> Callable[[Rule], Rule]:
    return lambda rule: replace(
        rule, deadlines=tuple(replace(d, amount=d.amount + amount) for d in rule.deadlines)
    )


def counting(**columns: Any) -> Callable[[Rule], Rule]:
    return lambda rule: replace(rule, deadlines=tuple(replace(d, **columns) for d in rule.deadlines))


def parameter(code: str, factor: int) -> Edit:
    """All values of the parameter so many times as large."""

    def edit(rulebook: Rulebook) -> Rulebook:
        old = rulebook.parameters[code]
        values = tuple(replace(value, value=value.value * factor) for value in old.values)
        return replace(rulebook, parameters={**rulebook.parameters, code: replace(old, values=values)})

    return edit


def presuming(code: str, fact: Any) -> Edit:
    def edit(rulebook: Rulebook) -> Rulebook:
        asked = replace(rulebook.questions[code], presumed=fact)
        return replace(rulebook, questions={**rulebook.questions, code: asked})

    return edit


def fined(code: str, change: Callable[[Penalty], Penalty]) -> Edit:
    """Its penalties, changed."""
    return lambda rulebook: changing(code, penalties=tuple(map(change, rule_of(rulebook, code).penalties)))(
        rulebook
    )


def without(code: str) -> Edit:
    def edit(rulebook: Rulebook) -> Rulebook:
        return replace(rulebook, requirements={c: r for c, r in rulebook.requirements.items() if c != code})

    return edit


def day_off(day: date) -> Edit:
    return lambda rulebook: replace(rulebook, calendar=moved_calendar(rulebook.calendar, day, is_working=False))


def condition(code: str, operator: Operator, value: Any) -> ConditionSet:
    return ((Condition(code, operator, value),),)
