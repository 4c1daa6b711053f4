"""A rulebook and organisations made up from a seed, in the shape that the peers were measured on.

A hundred requirements have some 266 groups (1-4 each) and 825 conditions (1-5 a group) over 35 questions: 16 yes
or no, 8 with one choice, 4 with several, 4 numbers, 3 dates. About a third of the requirements apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from ngocheck.engine.conditions import OPERATORS_FOR, Condition, ConditionSet, Fact, Group, Kind

KINDS = {Kind.YES_NO: 16, Kind.ONE: 8, Kind.SEVERAL: 4, Kind.NUMBER: 4, Kind.DATE: 3}
CHOICES = tuple("abcdef")
FIRST_DAY, LENGTH = date(2026, 1, 1), 365
LARGEST = 1000
PROFILES = 23_335
SHARE_MISSING = 0.32

# How often a requirement has 1, 2, ... groups, a group 1, 2, ... conditions; and how many conditions, all
# different, there are to pick from on a question that is not yes or no.
GROUPS = (15, 30, 29, 26)
CONDITIONS = (12, 20, 28, 26, 14)
DIFFERENT = 22


@dataclass(frozen=True, slots=True)
class Synthetic:
    kinds: Mapping[str, Kind]
    sets: tuple[ConditionSet, ...]

    @property
    def groups(self) -> int:
        return sum(len(groups) for groups in self.sets)

    @property
    def conditions(self) -> int:
        return sum(len(group) for groups in self.sets for group in groups)


def rulebook(requirements: int, seed: int) -> Synthetic:
    random = Random(seed)
    kinds = {f"{kind}_{n}": kind for kind, count in KINDS.items() for n in range(count)}
    pool = {question: possible_conditions(random, question, kind) for question, kind in kinds.items()}
    return Synthetic(kinds, tuple(condition_set(random, pool) for _ in range(requirements)))


def possible_conditions(random: Random, question: str, kind: Kind) -> list[Condition]:
    if kind is Kind.YES_NO:
        return [Condition(question, OPERATORS_FOR[kind][0], value) for value in (True, False)]
    found: dict[Condition, None] = {}
    while len(found) < DIFFERENT:
        found[Condition(question, random.choice(OPERATORS_FOR[kind]), value(random, kind))] = None
    return list(found)


def value(random: Random, kind: Kind) -> Any:
    if kind in (Kind.ONE, Kind.SEVERAL):
        return frozenset(random.sample(CHOICES, random.randint(1, 4)))
    return fact(random, kind)


def condition_set(random: Random, pool: Mapping[str, list[Condition]]) -> ConditionSet:
    (count,) = random.choices(range(1, len(GROUPS) + 1), GROUPS)
    return tuple(group(random, pool) for _ in range(count))


def group(random: Random, pool: Mapping[str, list[Condition]]) -> Group:
    (count,) = random.choices(range(1, len(CONDITIONS) + 1), CONDITIONS)
    return tuple(random.choice(pool[question]) for question in random.sample(list(pool), count))


def profiles(kinds: Mapping[str, Kind], seed: int, missing: float = 0.0) -> list[dict[str, Fact]]:
    """The answers of all organisations, each question left out with the probability `missing`."""
    random = Random(seed)
    return [
        {question: fact(random, kind) for question, kind in kinds.items() if random.random() >= missing}
        for _ in range(PROFILES)
    ]


def fact(random: Random, kind: Kind) -> Fact:
    match kind:
        case Kind.YES_NO:
            return random.random() < 0.5  # noqa: PLR2004
        case Kind.ONE:
            return random.choice(CHOICES)
        case Kind.SEVERAL:
            return frozenset(random.sample(CHOICES, random.randint(0, 4)))
        case Kind.NUMBER:
            return random.randint(0, LARGEST)
    return FIRST_DAY + timedelta(days=random.randrange(LENGTH))
