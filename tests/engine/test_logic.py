"""What condition sets can come to over all answers, compared with trying all answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import chain, combinations, product
from math import prod
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ngocheck.engine.conditions import EVERYBODY, NOBODY, Condition, ConditionSet, Facts, Group, Kind, Operator
from ngocheck.engine.facts import EARLIEST, LARGEST, LATEST
from ngocheck.engine.logic import Questions, answers_apart, example
from ngocheck.engine.rules import Question
from ngocheck.engine.ruleset import ruleset_on
from tests.support.strategies import Law, answers, around, laws, question

MOST_TRIED = 400
LT, LTE, GT, GTE, EQ, NE = Operator.LT, Operator.LTE, Operator.GT, Operator.GTE, Operator.EQ, Operator.NE


def asked(kind: Kind, choices: str = "", **columns: Any) -> dict[str, Question]:
    return {"q": replace(question(kind, choices), **columns)}


def on_q(operator: Operator, value: Any) -> Condition:
    return Condition("q", operator, value)


def can_hold(group: Group, questions: Questions) -> bool:
    return example(questions, [(group,)]) is not None


def always_holds(groups: ConditionSet, questions: Questions) -> bool:
    return example(questions, [], groups) is None


# One question.


@pytest.mark.parametrize(
    ("above", "below", "holds"),
    [(3, 4, False), (3, 5, True), (3, 3, False), (Decimal("8.5"), 9, False), (Decimal("8.5"), 10, True)],
)
def test_between_two_numbers_there_must_be_a_whole_one(above, below, holds):
    group = (on_q(GT, above), on_q(LT, below))
    assert can_hold(group, asked(Kind.NUMBER)) is holds


def test_half_a_region_is_nobodys_answer():
    assert not can_hold((on_q(EQ, Decimal("8.5")),), asked(Kind.NUMBER))
    assert can_hold((on_q(EQ, Decimal("10.0")),), asked(Kind.NUMBER))
    assert always_holds(((on_q(NE, Decimal("8.5")),),), asked(Kind.NUMBER))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (on_q(LT, 2), False),
        (on_q(LTE, 2), True),
        (on_q(GTE, 7), True),
        (on_q(GT, 7), False),
        (on_q(EQ, 1), False),
        (on_q(NE, 1), True),
        (on_q(GT, 100), False),
        (on_q(LT, 100), True),
    ],
)
def test_a_number_stays_within_the_bounds_of_its_question(condition, holds):
    assert can_hold((condition,), asked(Kind.NUMBER, minimum=2, maximum=7)) is holds


def test_without_bounds_a_number_is_not_negative_and_not_beyond_what_is_taken():
    assert not can_hold((on_q(LT, 0),), asked(Kind.NUMBER))
    assert can_hold((on_q(LTE, 0),), asked(Kind.NUMBER))
    assert can_hold((on_q(GTE, LARGEST),), asked(Kind.NUMBER))
    assert not can_hold((on_q(GT, LARGEST),), asked(Kind.NUMBER))


@pytest.mark.parametrize(("day", "holds"), [(date(2026, 3, 1), False), (date(2026, 3, 2), True)])
def test_between_two_days_there_must_be_one(day, holds):
    group = (on_q(GT, date(2026, 2, 28)), on_q(LT, day))
    assert can_hold(group, asked(Kind.DATE)) is holds


def test_days_are_those_that_an_answer_takes():
    assert not can_hold((on_q(LT, EARLIEST),), asked(Kind.DATE))
    assert not can_hold((on_q(GT, LATEST),), asked(Kind.DATE))
    assert can_hold((on_q(LT, date(2200, 1, 1)),), asked(Kind.DATE))
    assert not can_hold((on_q(GT, date(2200, 1, 1)),), asked(Kind.DATE))


@pytest.mark.parametrize(("clock", "holds"), [(time(9, 1), False), (time(9, 2), True)])
def test_between_two_times_there_must_be_a_minute(clock, holds):
    group = (on_q(GT, time(9, 0)), on_q(LT, clock))
    assert can_hold(group, asked(Kind.TIME)) is holds


def test_a_day_begins_at_midnight_and_ends_a_minute_before():
    assert not can_hold((on_q(LT, time(0, 0)),), asked(Kind.TIME))
    assert not can_hold((on_q(GT, time(23, 59)),), asked(Kind.TIME))


def test_a_choice_is_one_of_the_questions():
    questions = asked(Kind.ONE, "abc")
    assert can_hold((on_q(Operator.NOT_IN, frozenset("ab")),), questions)
    assert not can_hold((on_q(Operator.NOT_IN, frozenset("abc")),), questions)
    assert not can_hold((on_q(Operator.IN, frozenset("a")), on_q(Operator.IN, frozenset("bc"))), questions)
    assert always_holds(
        ((on_q(Operator.IN, frozenset("ab")),), (on_q(Operator.NOT_IN, frozenset("a")),)), questions
    )


def test_of_several_choices_none_all_or_some_can_be_chosen():
    questions = asked(Kind.SEVERAL, "abc")
    any_of, none_of = Operator.ANY_OF, Operator.NONE_OF
    assert can_hold((on_q(any_of, frozenset("a")), on_q(any_of, frozenset("bc"))), questions)
    assert can_hold((on_q(none_of, frozenset("abc")),), questions)
    assert not can_hold((on_q(any_of, frozenset("ab")), on_q(none_of, frozenset("abc"))), questions)
    assert not always_holds(((on_q(any_of, frozenset("abc")),),), questions)


def test_twenty_choices_are_told_apart_only_as_far_as_conditions_do():
    questions = asked(Kind.SEVERAL, "abcdefghijklmnopqrst")
    found = answers_apart(questions["q"], [on_q(Operator.ANY_OF, frozenset("abc"))])
    assert found == [frozenset(), frozenset("a")]


# Sets.


def test_everybody_and_nobody():
    questions = asked(Kind.YES_NO)
    assert always_holds(EVERYBODY, questions)
    assert not always_holds(NOBODY, questions)
    assert can_hold((), questions)
    assert example(questions, [EVERYBODY, EVERYBODY]) == {}
    assert example(questions, [EVERYBODY, NOBODY]) is None


def test_an_example_names_only_the_questions_that_matter():
    questions = {code: replace(question(Kind.YES_NO), code=code) for code in "abc"}
    yes = {code: Condition(code, Operator.IS, True) for code in "abc"}
    no = Condition("a", Operator.IS, False)
    assert example(questions, [((yes["a"],),), ((no,), (yes["b"],))]) == {"a": True, "b": True}
    assert example(questions, [((yes["a"],),), ((no, yes["b"]),)]) is None
    assert example(questions, [((yes["a"],),)], ((yes["a"], yes["b"]),)) == {"a": True, "b": False}


# Compared with trying all answers.


def all_answers(law: Law) -> Iterator[Facts]:
    """Every complete set of answers, as far as thresholds can tell them apart."""
    conditions = [condition for groups in law.sets for group in groups for condition in group]
    values = {
        code: domain(question, [c.value for c in conditions if c.question == code])
        for code, question in law.questions.items()
        if any(condition.question == code for condition in conditions)
    }
    assume(prod(map(len, values.values())) <= MOST_TRIED)
    return (dict(zip(values, picked, strict=True)) for picked in product(*values.values()))


def domain(asked: Question, thresholds: list[Any]) -> list[Any]:
    match asked.kind:
        case Kind.YES_NO:
            return [False, True]
        case Kind.ONE:
            return list(asked.choice_codes)
        case Kind.SEVERAL:
            sizes = range(len(asked.choices) + 1)
            return [frozenset(some) for size in sizes for some in combinations(asked.choice_codes, size)]
        case Kind.NUMBER if asked.maximum is not None:
            return list(range(asked.minimum, asked.maximum + 1))
    return sorted(set(chain(*map(around, thresholds))))


def holds(groups: ConditionSet, facts: Facts) -> bool:
    return any(all(condition.holds(facts[condition.question]) for condition in group) for group in groups)


@st.composite
def small_laws(draw: st.DrawFn) -> Law:
    """Laws whose answers can all be tried; numbers are answered from so many to so many."""
    law = draw(laws(most=3))
    low, high = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    bounded = {
        code: replace(question, minimum=low, maximum=high) if question.kind is Kind.NUMBER else question
        for code, question in law.questions.items()
    }
    return Law(bounded, law.sets)


TRYING = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)


@TRYING
@given(small_laws())
def test_a_group_can_hold_if_some_answers_fulfil_it(law):
    tried = list(all_answers(law))
    for group in chain(*law.sets):
        assert can_hold(group, law.questions) is any(holds((group,), facts) for facts in tried)


@TRYING
@given(small_laws())
def test_a_set_always_holds_if_all_answers_fulfil_it(law):
    tried = list(all_answers(law))
    for groups in law.sets:
        assert always_holds(groups, law.questions) is all(holds(groups, facts) for facts in tried)


@TRYING
@given(small_laws())
def test_two_sets_can_hold_together_if_some_answers_fulfil_both(law):
    tried = list(all_answers(law))
    for one, other in combinations(law.sets, 2):
        found = example(law.questions, [one, other])
        expected = any(holds(one, facts) and holds(other, facts) for facts in tried)
        assert (found is not None) is expected
        if found is not None:
            assert fulfils(found, one, law)
            assert fulfils(found, other, law)


@TRYING
@given(small_laws())
def test_an_example_fulfils_what_it_should_and_nothing_that_it_should_not(law):
    tried = list(all_answers(law))
    for holding, failing in product(law.sets, law.sets):
        found = example(law.questions, [holding], failing)
        expected = any(holds(holding, facts) and not holds(failing, facts) for facts in tried)
        assert (found is not None) is expected
        if found is not None:
            assert fulfils(found, holding, law)
            assert not holds(failing, found)


def fulfils(facts: Facts, groups: ConditionSet, law: Law) -> bool:
    """Whether the answers fulfil a group that asks for nothing else, with answers that its questions take."""
    named = [group for group in groups if all(condition.question in facts for condition in group)]
    for code, fact in facts.items():
        asked = law.questions[code]
        if asked.kind is Kind.NUMBER:
            assert asked.minimum <= fact <= asked.maximum
    return holds(tuple(named), facts)


@TRYING
@given(laws(), st.data())
def test_answers_apart_leave_no_outcome_out(law, data):
    conditions = [condition for groups in law.sets for group in groups for condition in group]
    code = data.draw(st.sampled_from(sorted({condition.question for condition in conditions})))
    on_it = [condition for condition in conditions if condition.question == code]
    found = [tuple(c.holds(fact) for c in on_it) for fact in answers_apart(law.questions[code], on_it)]
    thresholds = [condition.value for condition in on_it]
    fact = data.draw(answers(law.questions[code], thresholds))
    assert len(found) == len(set(found))
    assert tuple(condition.holds(fact) for condition in on_it) in found


# The law.


def test_all_pairs_of_the_present_law_are_compared_in_a_moment(rulebook):
    ruleset = ruleset_on(rulebook, date(2026, 11, 22))
    applies = ruleset.sets[: len(ruleset.rules)]
    start = perf_counter()
    together = [example(rulebook.questions, [one, other]) for one, other in combinations(applies, 2)]
    assert perf_counter() - start < 3
    assert 0 < together.count(None) < len(together)


def test_an_application_and_a_notification_exclude_each_other(rulebook):
    ruleset = ruleset_on(rulebook, date(2026, 11, 22))
    applies = {rule.requirement: ruleset.sets[number] for number, rule in enumerate(ruleset.rules)}
    assert example(rulebook.questions, [applies["fair-notice"], applies["fair-consent"]]) is None
    both = example(rulebook.questions, [applies["fair-notice"], applies["fair-hours"]])
    assert both is not None
    assert both["fair_form"] == "stall"
