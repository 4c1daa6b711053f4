"""Rules with a date, and rulebooks of them, whose conditions a test makes up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ngocheck.engine.conditions import EVERYBODY, NOBODY, ConditionSet, Kind
from ngocheck.engine.rules import Passage, Question, Rule, Rulebook, Step
from tests.support.handmade import CODE, DEADLINE, RULE, rulebook_with
from tests.support.strategies import PALETTE

DATED = next(question for question in PALETTE if question.kind is Kind.DATE)


def book(rules: list[Rule], questions: Mapping[str, Question]) -> Rulebook:
    return rulebook_with(rules, {**questions, **{code: replace(DATED, code=code) for code in ("since", "done")}})


def rule(
    code: str,
    *,
    applies: ConditionSet = EVERYBODY,
    met: ConditionSet = NOBODY,
    unclear: ConditionSet = NOBODY,
    when: ConditionSet = EVERYBODY,
    **deadline: Any,
) -> Rule:
    """A rule with a date five days after `since`, for those whom `when` concerns, a step for them, and a passage
    that a provision supports, beside one for everybody."""
    return replace(
        RULE,
        requirement=code,
        applies=applies,
        met=met,
        unclear=unclear,
        deadlines=(replace(DEADLINE, when=when, **deadline),),
        passages=(Passage({}, when),),
        steps=(Step({}, when),),
        provisions=(CODE, replace(CODE, passage=1)),
    )
