"""What condition sets can come to over all answers: some that fulfil these and none of those, or none at all.

Exact, and without trying all answers: thresholds cut an ordered answer into cells, chosen options count only as
far as conditions tell them apart, and questions are taken one after the other. Measures must have been replaced
by the numbers of a day, as `Ruleset.sets` has them. Whether two questions can be answered so by one organisation
is not known here: every complete set of answers is possible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, product
from typing import Any, TypeVar

from .conditions import NOBODY, Condition, ConditionSet, Fact, Facts, Kind, Operator
from .facts import EARLIEST, LARGEST, LATEST
from .rules import BREAKING, Clash, Question
from .workdays import ONE_DAY

Questions = Mapping[str, Question]
Found = TypeVar("Found")
ONE_MINUTE = timedelta(minutes=1)
FIRST_MINUTE, LAST_MINUTE = time(0, 0), time(23, 59)


def example(questions: Questions, holding: Sequence[ConditionSet], failing: ConditionSet = NOBODY) -> Facts | None:
    """Answers that fulfil every set of `holding` and no group of `failing`; None where no answers do."""
    for groups in product(*holding):
        facts = _fulfilling(tuple(chain(*groups)), failing, questions)
        if facts is not None:
            return facts
    return None


def _fulfilling(needed: Sequence[Condition], failing: ConditionSet, questions: Questions) -> Facts | None:
    """Answers under which all of `needed` hold and each group of `failing` has a condition that does not."""
    asked = dict.fromkeys(condition.question for condition in chain(needed, *failing))
    steps: list[tuple[str, dict[int, Fact]]] = []
    for code in asked:
        of_this = [condition for condition in needed if condition.question == code]
        refuted = _refuted(questions[code], of_this, failing)
        if not refuted:
            return None
        steps.append((code, refuted))
    return _refuting_all(steps, (1 << len(failing)) - 1)


def _refuted(question: Question, needed: Sequence[Condition], failing: ConditionSet) -> dict[int, Fact]:
    """An answer for each set of groups (as bits) that fitting answers make false, as far as it may matter."""
    against = [
        (condition, 1 << place)
        for place, group in enumerate(failing)
        for condition in group
        if condition.question == question.code
    ]
    found: dict[int, Fact] = {}
    for fact in answers_apart(question, [*needed, *(condition for condition, _ in against)]):
        if all(condition.holds(fact) for condition in needed):
            mask = 0
            for condition, bit in against:
                if not condition.holds(fact):
                    mask |= bit
            found.setdefault(mask, fact)
    return _largest(found)


def _refuting_all(steps: Sequence[tuple[str, dict[int, Fact]]], wanted: int) -> Facts | None:
    """One answer a question so that together they make false every group that is wanted."""
    reached: dict[int, dict[str, Fact]] = {0: {}}
    for code, refuted in steps:
        further: dict[int, dict[str, Fact]] = {}
        for dead, facts in reached.items():
            for mask, fact in refuted.items():
                further.setdefault(dead | mask, {**facts, code: fact})
        reached = _largest(further)
    return reached.get(wanted)


def _largest(found: dict[int, Found]) -> dict[int, Found]:
    """Without the masks that lie within another one: whatever they allow, the larger one allows as well."""
    return {mask: value for mask, value in found.items() if not any(mask | o == o != mask for o in found)}


def between(question: str, first: date, last: date) -> ConditionSet:
    """The answers to a question from one day to another, both included."""
    return ((Condition(question, Operator.GTE, first), Condition(question, Operator.LTE, last)),)


def clashing(question: str, clashes: Iterable[Clash]) -> ConditionSet:
    """The answers to a question that nobody can give: those that clash with a fixed day."""
    return tuple(
        (Condition(question, BREAKING[clash.relation], clash.day),)
        for clash in clashes
        if clash.question == question and clash.day and not clash.may_insist
    )


def answers_apart(question: Question, conditions: Sequence[Condition]) -> list[Fact]:
    """An answer for each way in which the conditions, all on this question, can come out together."""
    apart: dict[tuple[bool, ...], Fact] = {}
    for fact in _candidates(question, conditions):
        apart.setdefault(_outcomes(conditions, fact), fact)
    return list(apart.values())


def _outcomes(conditions: Sequence[Condition], fact: Fact) -> tuple[bool, ...]:
    return tuple(condition.holds(fact) for condition in conditions)


def _candidates(question: Question, conditions: Sequence[Condition]) -> Iterable[Fact]:
    thresholds: list[Any] = [condition.value for condition in conditions]
    match question.kind:
        case Kind.YES_NO:
            return (True, False)
        case Kind.ONE:
            return question.choice_codes
        case Kind.SEVERAL:
            return _picked(question, conditions)
        case Kind.NUMBER:
            return _numbers(question, thresholds)
        case Kind.DATE:
            return _days(thresholds)
        case Kind.TIME:
            return _minutes(thresholds)


def _picked(question: Question, conditions: Sequence[Condition]) -> Iterable[Fact]:
    """Few choices together rather than many; what comes out the same as before is not built upon."""
    none: frozenset[str] = frozenset()
    apart = {_outcomes(conditions, none): none}
    for code in question.choice_codes:
        for picked in list(apart.values()):
            more = picked | {code}
            apart.setdefault(_outcomes(conditions, more), more)
    return sorted(apart.values(), key=len)


def _numbers(question: Question, thresholds: Iterable[Any]) -> Iterator[int]:
    """Whole numbers at, just below and just above each threshold, as far as the question takes them."""
    lowest = 0 if question.minimum is None else question.minimum
    highest = LARGEST if question.maximum is None else question.maximum
    yield lowest
    for threshold in sorted(thresholds):
        low, high = math.floor(threshold), math.ceil(threshold)
        yield from (n for n in (low - 1, low, high, high + 1) if lowest <= n <= highest)


def _days(thresholds: Iterable[date]) -> Iterator[date]:
    for day in sorted(thresholds):
        yield from (d for d in (day - ONE_DAY, day, day + ONE_DAY) if EARLIEST <= d <= LATEST)
    yield EARLIEST


def _minutes(thresholds: Iterable[time]) -> Iterator[time]:
    for clock in sorted(thresholds):
        yield clock
        minute = datetime.combine(EARLIEST, clock)
        if clock > FIRST_MINUTE:
            yield (minute - ONE_MINUTE).time()
        if clock < LAST_MINUTE:
            yield (minute + ONE_MINUTE).time()
