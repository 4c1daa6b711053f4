"""The rules in force on a day, with all their condition sets compiled into one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from .amounts import MRP, in_tenge
from .compiled import CompiledSets
from .conditions import Condition, ConditionSet, Measure
from .deadlines import Deadline
from .rules import Passage, Penalty, Rulebook, Step, Whom

T = TypeVar("T")
WHOM_PLACE = {whom: place for place, whom in enumerate(Whom)}


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A penalty with its amount in whole tenge on the day looked at; None without a fine or an index.

    A ruleset makes each once, so that what is made of it can be remembered by it.
    """

    penalty: Penalty
    tenge: int | None


def reading_place(penalty: Penalty) -> tuple[int, bool]:
    """The organisation first, then its head, then persons; for each the first offence, then the repeat."""
    return WHOM_PLACE[penalty.whom], penalty.repeat


class NoValue(LookupError):
    """A rule names the parameter with the code `parameter`, which has no value on the day."""

    def __init__(self, parameter: str) -> None:
        self.parameter = parameter
        super().__init__(f"{parameter} has no value on a day on which a rule needs it.")


class Ruleset:
    """Rules of one stretch of time without a change of law, in the rulebook's order.

    The condition sets stand in one row: first what decides applicability, one set a rule, so that bit r of any
    mask is rule r; then the tests (`met`, `unclear`), the limits of deadlines, passages, penalties and steps.
    """

    def __init__(self, rulebook: Rulebook, day: date) -> None:
        self.place = {code: number for number, code in enumerate(rulebook.questions)}
        self.values = {code: parameter.on(day) for code, parameter in rulebook.parameters.items()}
        self.rules = rulebook.rules_on(day)
        mrp = self.values.get(MRP)
        self.fees = [in_tenge(rule.fee_mrp, mrp) for rule in self.rules]
        self.sets: list[ConditionSet] = [self.resolve(rule.applies) for rule in self.rules]
        self.met = [self._add(rule.met) for rule in self.rules]
        # By requirement the clashes of answers under which its test says nothing.
        self.impossible = {rule.requirement: rulebook.impossible_in(rule.met) for rule in self.rules}
        self.unclear = [self._add(rule.unclear) for rule in self.rules]
        self.deadlines: list[list[tuple[Deadline, int | None]]] = [
            [(deadline, self._add(deadline.when)) for deadline in rule.deadlines] for rule in self.rules
        ]
        self.passages: list[list[tuple[Passage, int | None]]] = [
            [(passage, self._add(passage.when)) for passage in rule.passages] for rule in self.rules
        ]
        self.penalties: list[list[tuple[Sum, int | None]]] = [
            [
                (Sum(penalty.looked_at(day), in_tenge(penalty.mrp, mrp)), self._add(penalty.when))
                for penalty in sorted(rule.penalties, key=reading_place)
            ]
            for rule in self.rules
        ]
        self.steps: list[list[tuple[Step, int | None]]] = [
            [(step, self._add(step.when)) for step in rule.steps] for rule in self.rules
        ]
        # By rule all its passages, penalties or steps, with the mask of their limits: most no answer rules out.
        self.all_passages = [_with_limits(rows) for rows in self.passages]
        self.all_steps = [_with_limits(rows) for rows in self.steps]
        self.all_penalties = [_with_limits(rows) for rows in self.penalties]
        # By rule the limit of each of its provisions, that of the passage which it supports, and their mask.
        self.cited = [
            [rows[cited.passage - 1][1] if cited.passage else None for cited in rule.provisions]
            for rule, rows in zip(self.rules, self.passages, strict=True)
        ]
        self.cited_limits = [_mask(limits) for limits in self.cited]
        # By rule whether a day can show that it was done in time.
        self.has_done = [any(deadline.done for deadline in rule.deadlines) for rule in self.rules]
        # By rule the questions that its finding depends on.
        self.needs = [tuple(sorted(rule.questions, key=self.place.__getitem__)) for rule in self.rules]
        self.needing: dict[str, set[int]] = {code: set() for code in rulebook.questions}
        for number, questions in enumerate(self.needs):
            for question in questions:
                self.needing[question].add(number)
        self._numbers: dict[frozenset[str], tuple[int, ...]] = {}
        self.compiled = CompiledSets(
            self.sets,
            {code: question.kind for code, question in rulebook.questions.items()},
            {code: q.presumed for code, q in rulebook.questions.items() if q.presumed is not None},
        )

    def numbers_in(self, requirements: frozenset[str]) -> tuple[int, ...]:
        """The numbers of the rules of these requirements."""
        if requirements not in self._numbers:
            self._numbers[requirements] = tuple(
                number for number, rule in enumerate(self.rules) if rule.requirement in requirements
            )
        return self._numbers[requirements]

    def resolve(self, groups: ConditionSet) -> ConditionSet:
        """The same set with every Measure replaced by the number it is in these days."""
        return tuple(tuple(self._resolved(condition) for condition in group) for group in groups)

    def _resolved(self, condition: Condition) -> Condition:
        if not isinstance(condition.value, Measure):
            return condition
        value = self.values.get(condition.value.parameter)
        if value is None:
            raise NoValue(condition.value.parameter)
        return replace(condition, value=value * condition.value.factor)

    def _add(self, groups: ConditionSet) -> int | None:
        """The number of the set, once added; None for one that needs no evaluation."""
        if not any(groups):
            return None
        self.sets.append(self.resolve(groups))
        return len(self.sets) - 1


def _with_limits(rows: list[tuple[T, int | None]]) -> tuple[tuple[T, ...], int]:
    """The rows, and the sets that limit any of them as a mask."""
    return tuple(row for row, _limit in rows), _mask(limit for _row, limit in rows)


def _mask(limits: Iterable[int | None]) -> int:
    return sum({1 << limit for limit in limits if limit is not None})


def ruleset_on(rulebook: Rulebook, day: date) -> Ruleset:
    """The rules in force on `day`, compiled; days between two changes of law share one.

    Raises NoValue where a rule compares with a parameter that has no value on the day.
    """
    turn = rulebook.turn(day)
    ruleset = rulebook.compiled.get(turn)
    if not isinstance(ruleset, Ruleset):
        ruleset = rulebook.compiled[turn] = Ruleset(rulebook, day)
    return ruleset
