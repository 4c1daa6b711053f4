"""Mutants: a rule with one thing in its conditions changed, as an editor might mistype it.

Scenarios that are worth their name notice each of them. Mutated is what a scenario can expect: when a rule
applies, is met, is unclear, and whom its deadlines and penalties concern. Passages and steps are words, which no
scenario reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ngocheck.engine.amounts import Parameter
from ngocheck.engine.conditions import EVERYBODY, Condition, ConditionSet, Measure, Operator
from ngocheck.engine.facts import EARLIEST, LATEST
from ngocheck.engine.logic import answers_apart
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.workdays import ONE_DAY
from ngocheck.rulebook.gates.conditions import Place, places
from ngocheck.rulebook.gates.readings import readings
from ngocheck.rulebook.models import ConditionGroup

Purpose = ConditionGroup.Purpose
MUTATED = (Purpose.APPLIES, Purpose.MET, Purpose.UNCLEAR, Purpose.DEADLINE, Purpose.PENALTY)
# Without any group these are no test at all; the others hold for everybody.
TESTS = (Purpose.MET, Purpose.UNCLEAR)
OPPOSITE = {
    Operator.IN: Operator.NOT_IN,
    Operator.ANY_OF: Operator.NONE_OF,
    Operator.LT: Operator.GTE,
    Operator.GT: Operator.LTE,
    Operator.EQ: Operator.NE,
}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}
# The same with the threshold itself on the other side.
NEIGHBOUR = {Operator.LT: Operator.LTE, Operator.GT: Operator.GTE}
NEIGHBOUR |= {other: one for one, other in NEIGHBOUR.items()}


class Alteration(StrEnum):
    """What was changed."""

    OPPOSITE = "opposite"
    NEIGHBOUR = "neighbour"
    HIGHER = "higher"
    LOWER = "lower"
    WITHOUT_CHOICE = "without_choice"
    WITHOUT_CONDITION = "without_condition"
    WITHOUT_GROUP = "without_group"


@dataclass(frozen=True, slots=True)
class Altered:
    """A condition in the place of another. `parameter` is one that the rulebook does not have, for a threshold
    that was moved from one that it has."""

    alteration: Alteration
    condition: Condition
    parameter: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule whose condition set at `place` is `groups` instead.

    Changed is the group number `group` of it, and in that the condition number `number`; None where the whole
    group is gone. It is now `altered`, None where it is gone.
    """

    rule: Rule
    place: Place
    alteration: Alteration
    groups: ConditionSet
    group: int
    number: int | None = None
    altered: Altered | None = None

    @property
    def name(self) -> str:
        """Which of the requirement's mutants it is, for as long as the conditions stay as they are."""
        number = "" if self.number is None else self.number
        where = f"{self.rule.effective_from} {self.place.purpose} {self.place.number} {self.group} {number}"
        return " ".join([where, self.alteration, *sorted(self.dropped)])

    @property
    def dropped(self) -> frozenset[str]:
        """The choice that is not named any more; none where something else was changed."""
        now = self.altered.condition.value if self.altered else None
        before = self.before.value
        return before - now if isinstance(before, frozenset) and isinstance(now, frozenset) else frozenset()

    @property
    def before(self) -> Condition:
        """The condition that was changed or dropped; the first of a group that was dropped."""
        return self.place.groups[self.group][self.number or 0]

    def parameters(self, rulebook: Rulebook) -> dict[str, Parameter]:
        """The rulebook's parameters and its own."""
        own = self.altered and self.altered.parameter
        return {**rulebook.parameters, **({own.code: own} if own else {})}

    def mutated(self) -> Rule:
        return with_conditions(self.rule, self.place, self.groups)


def mutants(rule: Rule, rulebook: Rulebook) -> Iterator[Mutant]:
    """Every mutant of the rule; of those that say the same of one condition, one alone."""
    for place in places(rule):
        if place.purpose in MUTATED and any(place.groups):
            yield from _mutants_at(place, rule, rulebook)


def _mutants_at(place: Place, rule: Rule, rulebook: Rulebook) -> Iterator[Mutant]:
    groups = place.groups
    for slot, group in enumerate(groups):
        rest = groups[:slot] + groups[slot + 1 :]
        without = rest or (() if place.purpose in TESTS else EVERYBODY)
        yield Mutant(rule, place, Alteration.WITHOUT_GROUP, without, slot)
        for number, condition in enumerate(group):
            for altered in altered_conditions(condition, rule, rulebook):
                changed = _put(groups, slot, (*group[:number], altered.condition, *group[number + 1 :]))
                yield Mutant(rule, place, altered.alteration, changed, slot, number, altered)
            if len(group) > 1:
                changed = _put(groups, slot, group[:number] + group[number + 1 :])
                yield Mutant(rule, place, Alteration.WITHOUT_CONDITION, changed, slot, number)


def _put(groups: ConditionSet, slot: int, group: tuple[Condition, ...]) -> ConditionSet:
    return (*groups[:slot], group, *groups[slot + 1 :])


def altered_conditions(condition: Condition, rule: Rule, rulebook: Rulebook) -> list[Altered]:
    """The ways to mistype one condition that any answer tells from it and from each other, in the rule's time."""
    possible = list(_altered(condition, rulebook))
    own = {one.parameter.code: one.parameter for one in possible if one.parameter}
    numbers = replace(rulebook, requirements={}, parameters={**rulebook.parameters, **own})
    sets = [((condition,),), *(((one.condition,),) for one in possible)]
    read = readings(sets, numbers, rule.effective_from, rule.effective_until)
    seen = set()
    found = []
    for place, one in enumerate([None, *possible]):
        told = tuple(_truth([groups[0][0] for groups in reading], place, rulebook) for reading in read)
        if told not in seen and one:
            found.append(one)
        seen.add(told)
    return found


def _truth(conditions: Sequence[Condition], place: int, rulebook: Rulebook) -> tuple[bool, ...]:
    """What one of the conditions says to each answer that any of them tells from another."""
    question = rulebook.questions[conditions[0].question]
    return tuple(conditions[place].holds(fact) for fact in answers_apart(question, conditions))


def _altered(condition: Condition, rulebook: Rulebook) -> Iterator[Altered]:
    value, operator = condition.value, condition.operator
    if operator is Operator.IS:
        yield Altered(Alteration.OPPOSITE, replace(condition, value=not value))
        return
    yield Altered(Alteration.OPPOSITE, replace(condition, operator=OPPOSITE[operator]))
    if isinstance(value, frozenset):
        for choice in sorted(value) if len(value) > 1 else ():
            yield Altered(Alteration.WITHOUT_CHOICE, replace(condition, value=value - {choice}))
        return
    if operator in NEIGHBOUR:
        yield Altered(Alteration.NEIGHBOUR, replace(condition, operator=NEIGHBOUR[operator]))
    for alteration, step in ((Alteration.HIGHER, 1), (Alteration.LOWER, -1)):
        if isinstance(value, Measure):
            parameter = _moved_parameter(value, step, rulebook)
            measure = replace(value, parameter=parameter.code, factor=Decimal(1))
            yield Altered(alteration, replace(condition, value=measure), parameter)
        else:
            moved = moved_threshold(value, step)
            if moved is not None:
                yield Altered(alteration, replace(condition, value=moved))


def _moved_parameter(measure: Measure, step: int, rulebook: Rulebook) -> Parameter:
    """A parameter that is on each day what is compared with, and one more or less."""
    parameter = rulebook.parameters[measure.parameter]
    values = tuple(replace(dated, value=dated.value * measure.factor + step) for dated in parameter.values)
    return replace(parameter, code=f"{parameter.code} {measure.factor} {step}", values=values)


def moved_threshold(value: Any, step: int) -> Any:
    """A number, day or time of day moved by one, a day or a minute; None where nobody can answer so."""
    if isinstance(value, date):
        moved = value + step * ONE_DAY
        return moved if EARLIEST <= moved <= LATEST else None
    if isinstance(value, time):
        minute = datetime.combine(EARLIEST, value) + timedelta(minutes=step)
        return minute.time() if minute.date() == EARLIEST else None
    return value + step


def with_conditions(rule: Rule, place: Place, groups: ConditionSet) -> Rule:
    """The rule with other conditions at one place."""
    match place.purpose:
        case Purpose.APPLIES:
            return replace(rule, applies=groups)
        case Purpose.MET:
            return replace(rule, met=groups)
        case Purpose.UNCLEAR:
            return replace(rule, unclear=groups)
        case Purpose.DEADLINE:
            return replace(rule, deadlines=_limited(rule.deadlines, place.number, groups))
    return replace(rule, penalties=_limited(rule.penalties, place.number, groups))


def _limited(rows: tuple[Any, ...], number: int, groups: ConditionSet) -> tuple[Any, ...]:
    return (*rows[:number], replace(rows[number], when=groups), *rows[number + 1 :])
