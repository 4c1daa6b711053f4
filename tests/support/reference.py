"""The plain walk over conditions, in three values: what the compiled masks must agree with.

True, False and None (not known) combine as Kleene has it: one false condition makes a group false whatever is
not known of the others, and one group that holds makes a set true.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ngocheck.engine.compiled import OVER_ANY_THRESHOLD
from ngocheck.engine.conditions import ConditionSet, Facts, Group

State = bool | None


def state(groups: ConditionSet, facts: Facts) -> State:
    """Whether one of the groups holds."""
    found: State = False
    for group in groups:
        holds = group_state(group, facts)
        if holds:
            return True
        if holds is None:
            found = None
    return found


def group_state(group: Group, facts: Facts) -> State:
    """Whether every condition of the group holds."""
    found: State = True
    for condition in group:
        fact = facts.get(condition.question)
        if fact is None:
            found = None
        elif not condition.holds(fact):
            return False
    return found


def missing(groups: ConditionSet, facts: Facts) -> set[str]:
    """The unanswered questions of the groups that no answer has ruled out; none once the set is decided."""
    return waiting_for(groups, facts) if state(groups, facts) is None else set()


def waiting_for(groups: ConditionSet, facts: Facts) -> set[str]:
    """The unanswered questions of the groups that are not decided."""
    return {
        condition.question
        for group in groups
        if group_state(group, facts) is None
        for condition in group
        if condition.question not in facts
    }


def missing_absorbed(groups: ConditionSet, facts: Facts) -> set[str]:
    """The missing questions without the groups that can never matter.

    A group that waits for all that another waits for, and for more, holds only if the other holds as well.
    """
    if state(groups, facts) is not None:
        return set()
    waiting = [
        frozenset(condition for condition in group if condition.question not in facts)
        for group in groups
        if group_state(group, facts) is None
    ]
    needed = [group for group in waiting if not any(other < group for other in waiting)]
    return {condition.question for group in needed for condition in group}


def presuming(facts: Facts, presumed: Mapping[str, Any]) -> dict[str, Any]:
    """The facts once every unanswered question that has a presumption is taken to be answered so."""
    usual = {question: math.inf if fact == OVER_ANY_THRESHOLD else fact for question, fact in presumed.items()}
    return {**usual, **facts}
