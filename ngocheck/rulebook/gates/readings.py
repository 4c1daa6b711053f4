"""Condition sets with parameters replaced by the numbers that they have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ngocheck.engine.conditions import ConditionSet, Measure
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import ruleset_on

Reading = tuple[ConditionSet, ...]


def readings(
    sets: Sequence[ConditionSet], rulebook: Rulebook, start: date = date.min, until: date | None = None
) -> list[Reading]:
    """The sets as they read on each day, from `start` to the day before `until`, on which a parameter they name
    begins to have another value; the sets as they are where they name none."""
    named = [rulebook.parameters[code] for code in measured(sets)]
    if not named:
        return [tuple(sets)]
    turns = {start, *(value.effective_from for parameter in named for value in parameter.values)}
    days = [
        day
        for day in sorted(turns)
        if start <= day and (until is None or day < until)
        if all(parameter.on(day) is not None for parameter in named)
    ]
    return [tuple(map(ruleset_on(rulebook, day).resolve, sets)) for day in days]


def measured(sets: Iterable[ConditionSet]) -> set[str]:
    """The parameters that the sets name."""
    conditions = (condition for groups in sets for group in groups for condition in group)
    return {condition.value.parameter for condition in conditions if isinstance(condition.value, Measure)}
