"""Conditions: one comparison of one fact, and the operators that fit each kind of question."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

Fact = bool | str | frozenset[str] | int | date | time
Facts = Mapping[str, Fact]


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"


class Operator(StrEnum):
    IS = "is"
    IN = "in"
    NOT_IN = "not_in"
    ANY_OF = "any_of"
    NONE_OF = "none_of"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    EQ = "eq"
    NE = "ne"


ORDERED = (Operator.LT, Operator.LTE, Operator.GT, Operator.GTE, Operator.EQ, Operator.NE)

OPERATORS_FOR: Mapping[Kind, tuple[Operator, ...]] = {
    Kind.YES_NO: (Operator.IS,),
    Kind.ONE: (Operator.IN, Operator.NOT_IN),
    Kind.SEVERAL: (Operator.ANY_OF, Operator.NONE_OF),
    Kind.NUMBER: ORDERED,
    Kind.DATE: ORDERED,
    Kind.TIME: ORDERED,
}

COMPARE: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.IS: operator.eq,
    Operator.IN: lambda fact, choices: fact in choices,
    Operator.NOT_IN: lambda fact, choices: fact not in choices,
    Operator.ANY_OF: lambda fact, choices: not fact.isdisjoint(choices),
    Operator.NONE_OF: lambda fact, choices: fact.isdisjoint(choices),
    Operator.LT: operator.lt,
    Operator.LTE: operator.le,
    Operator.GT: operator.gt,
    Operator.GTE: operator.ge,
    Operator.EQ: operator.eq,
    Operator.NE: operator.ne,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that is a parameter of the day times a factor: half of the regions is Measure("regions", 0.5)."""

    parameter: str
    factor: Decimal


Value = Fact | Decimal


@dataclass(frozen=True, slots=True)
class Condition:
    question: str
    operator: Operator
    value: Value | Measure

    def holds(self, fact: Fact) -> bool:
        """Whether `fact` fulfils the condition. A Measure must have been resolved before."""
        return COMPARE[self.operator](fact, self.value)


Group = tuple[Condition, ...]
ConditionSet = tuple[Group, ...]
EVERYBODY: ConditionSet = ((),)
NOBODY: ConditionSet = ()


def questions_in(groups: ConditionSet) -> set[str]:
    """The questions that a condition set asks."""
    return {condition.question for group in groups for condition in group}
