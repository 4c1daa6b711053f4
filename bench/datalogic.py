"""The rulebook in JsonLogic for datalogic-py, the fastest rule engine for Python that was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from datalogic_py import DataHandle, Engine

from ngocheck.engine.conditions import Condition, ConditionSet, Fact, Facts, Group, Operator

SIGNS = {
    Operator.IS: "==",
    Operator.LT: "<",
    Operator.LTE: "<=",
    Operator.GT: ">",
    Operator.GTE: ">=",
    Operator.EQ: "==",
    Operator.NE: "!=",
}
Json = Any


class Datalogic:
    """Compiled once, evaluated many times; answers must be complete, since JsonLogic does not know unknowns.

    There are two ways to ask for many rules at once. Of the ways to compare several choices, "some ... in" was
    the fastest; a list of yes and no as Python objects comes faster from one expression.
    """

    def __init__(self, sets: tuple[ConditionSet, ...]) -> None:
        engine = Engine()
        expressions = [set_expression(groups) for groups in sets]
        self.session = engine.session()
        self.rules = [engine.compile(expression) for expression in expressions]
        self.list_of_all = engine.compile(expressions)

    def as_one_expression(self, answers: Mapping[str, Json]) -> list[bool]:
        return self.session.evaluate(self.list_of_all, answers)

    def as_many_rules(self, answers: Mapping[str, Json]) -> list[str]:
        """The results as JSON: "true" or "false"."""
        return self.session.evaluate_many(self.rules, DataHandle(answers))


def set_expression(groups: ConditionSet) -> Json:
    return {"or": [group_expression(group) for group in groups]}


def group_expression(group: Group) -> Json:
    return {"and": [expression(condition) for condition in group]}


def expression(condition: Condition) -> Json:
    answer = {"var": condition.question}
    match condition.operator:
        case Operator.IN:
            return {"in": [answer, as_json(condition.value)]}
        case Operator.NOT_IN:
            return {"!": [{"in": [answer, as_json(condition.value)]}]}
        case Operator.ANY_OF:
            return {"some": [answer, {"in": [{"var": ""}, as_json(condition.value)]}]}
        case Operator.NONE_OF:
            return {"!": [{"some": [answer, {"in": [{"var": ""}, as_json(condition.value)]}]}]}
    return {SIGNS[condition.operator]: [answer, as_json(condition.value)]}


def answers_as_json(facts: Facts) -> dict[str, Json]:
    return {question: as_json(fact) for question, fact in facts.items()}


def as_json(fact: Fact) -> Json:
    """Lists for sets; days as text, which sorts as the days do."""
    if isinstance(fact, frozenset):
        return sorted(fact)
    return fact.isoformat() if isinstance(fact, date) else fact
