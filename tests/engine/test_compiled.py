"""The compiled condition sets say what a plain walk over the conditions says."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngocheck.engine.compiled import CompiledSets, States, bit_numbers
from ngocheck.engine.conditions import (
    COMPARE,
    EVERYBODY,
    NOBODY,
    OPERATORS_FOR,
    Condition,
    ConditionSet,
    Facts,
    Kind,
    Operator,
)
from ngocheck.engine.edition import read_question
from tests.support import reference
from tests.support.strategies import Law, complete_facts, incomplete_facts, laws

THOROUGH = settings(max_examples=100, deadline=None)
QUICK = settings(max_examples=20, deadline=None)


def compiled(law: Law) -> CompiledSets:
    return CompiledSets(law.sets, law.kinds, law.presumed)


def listed(states: States, width: int) -> list[bool | None]:
    """The states one by one, as the walk gives them."""
    return [
        True if states.holds >> number & 1 else None if states.unknown >> number & 1 else False
        for number in range(width)
    ]


def walked(law: Law, facts: Facts) -> list[bool | None]:
    return [reference.state(groups, facts) for groups in law.sets]


def evaluated(sets: CompiledSets, facts: Facts) -> States:
    """True, unknown or false for every set, presumptions left aside."""
    return sets.states(*sets.marks(facts))


def missing(law: Law, facts: Facts) -> list[set[str]]:
    """The missing questions that the masks give, by set."""
    sets = compiled(law)
    found = sets.missing(facts, *sets.marks(facts))
    return [{question for question, bits in found if bits >> n & 1} for n in range(sets.width)]


@THOROUGH
@given(st.data())
def test_complete_answers_decide_every_set_as_the_walk_does(data):
    law = data.draw(laws())
    facts = data.draw(complete_facts(law))
    states = evaluated(compiled(law), facts)
    assert states.unknown == 0
    assert listed(states, len(law.sets)) == walked(law, facts)


@THOROUGH
@given(st.data())
def test_incomplete_answers_leave_open_what_the_walk_leaves_open(data):
    law = data.draw(laws())
    facts = data.draw(incomplete_facts(*law))
    assert listed(evaluated(compiled(law), facts), len(law.sets)) == walked(law, facts)


@THOROUGH
@given(st.data())
def test_the_missing_questions_are_those_of_the_groups_that_no_answer_ruled_out(data):
    law = data.draw(laws())
    facts = data.draw(incomplete_facts(*law))
    assert missing(law, facts) == [reference.missing(groups, facts) for groups in law.sets]


@THOROUGH
@given(st.data())
def test_presumptions_stand_in_for_answers_that_are_not_there(data):
    law = data.draw(laws())
    facts = data.draw(incomplete_facts(*law))
    sets = compiled(law)
    dead, _ = sets.marks(facts)
    states = sets.states(*sets.presume(facts, dead))
    assert listed(states, sets.width) == walked(law, reference.presuming(facts, law.presumed))


@THOROUGH
@given(st.data())
def test_the_groups_that_hold_are_marked_for_the_reasons(data):
    law = data.draw(laws())
    facts = data.draw(incomplete_facts(*law))
    sets = compiled(law)
    holding = evaluated(sets, facts).groups
    for number, groups in enumerate(law.sets):
        for slot, group in enumerate(groups):
            marked = bool(holding >> (slot * sets.width + number) & 1)
            assert marked == (reference.group_state(group, facts) is True)


@pytest.mark.parametrize("depth", range(1, 6))
@QUICK
@given(data=st.data())
def test_sets_of_any_depth_fold_into_one_state_each(depth, data):
    law = data.draw(laws(least=depth, most=depth))
    facts = data.draw(incomplete_facts(*law))
    sets = compiled(law)
    assert sets.depth == depth
    assert listed(evaluated(sets, facts), sets.width) == walked(law, facts)
    assert missing(law, facts) == [reference.missing(groups, facts) for groups in law.sets]


@THOROUGH
@given(st.data())
def test_questions_that_are_not_missing_cannot_decide_anything(data):
    """However they are answered, a set's state hangs on the absorbed missing questions alone."""
    law = data.draw(laws())
    facts = data.draw(incomplete_facts(*law))
    one, other = data.draw(complete_facts(law)), data.draw(complete_facts(law))
    for groups in law.sets:
        asked = reference.missing_absorbed(groups, facts)
        assert asked <= reference.missing(groups, facts)
        mixed = {**other, **{question: one[question] for question in asked}, **facts}
        assert reference.state(groups, mixed) == reference.state(groups, {**one, **facts})


NUMBER_5 = (Kind.NUMBER, 5, (4, 5, 6))
HALF_OF_17 = (Kind.NUMBER, Decimal("8.5"), (8, Decimal("8.5"), 9))
LEAP_DAY = (Kind.DATE, date(2028, 2, 29), (date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)))
NINE = (Kind.TIME, time(9, 0), (time(8, 59), time(9, 0), time(9, 1)))
MEANING = [
    pytest.param(Operator.LT, (True, False, False), id="less than"),
    pytest.param(Operator.LTE, (True, True, False), id="at most"),
    pytest.param(Operator.GT, (False, False, True), id="more than"),
    pytest.param(Operator.GTE, (False, True, True), id="at least"),
    pytest.param(Operator.EQ, (False, True, False), id="exactly"),
    pytest.param(Operator.NE, (True, False, True), id="not"),
]


@pytest.mark.parametrize(("kind", "threshold", "beside"), [NUMBER_5, HALF_OF_17, LEAP_DAY, NINE])
@pytest.mark.parametrize(("operator", "expected"), MEANING)
def test_thresholds_below_at_and_above(operator, expected, kind, threshold, beside):
    sets = CompiledSets([((Condition("q", operator, threshold),),)], {"q": kind})
    assert tuple(bool(evaluated(sets, {"q": fact}).holds) for fact in beside) == expected


@pytest.mark.parametrize(
    ("operator", "fact", "expected"),
    [
        (Operator.IN, "a", True),
        (Operator.IN, "c", False),
        (Operator.NOT_IN, "a", False),
        (Operator.NOT_IN, "c", True),
        (Operator.ANY_OF, frozenset("bc"), True),
        (Operator.ANY_OF, frozenset("c"), False),
        (Operator.ANY_OF, frozenset(), False),
        (Operator.NONE_OF, frozenset("bc"), False),
        (Operator.NONE_OF, frozenset("c"), True),
        (Operator.NONE_OF, frozenset(), True),
    ],
)
def test_choices_are_compared_with_a_and_b(operator, fact, expected):
    kind = Kind.SEVERAL if isinstance(fact, frozenset) else Kind.ONE
    sets = CompiledSets([((Condition("q", operator, frozenset("ab")),),)], {"q": kind})
    assert bool(evaluated(sets, {"q": fact}).holds) is expected


def test_no_is_an_answer_and_no_answer_is_not_no():
    sets = CompiledSets([((Condition("q", Operator.IS, False),),)], {"q": Kind.YES_NO})
    assert evaluated(sets, {"q": False}) == States(holds=1, unknown=0, groups=1)
    assert evaluated(sets, {"q": True}) == States(holds=0, unknown=0, groups=0)
    assert evaluated(sets, {}) == States(holds=0, unknown=1, groups=0)


def test_every_operator_fits_a_kind_of_question_and_can_compare():
    assert {operator for operators in OPERATORS_FOR.values() for operator in operators} == set(COMPARE)
    assert set(OPERATORS_FOR) == set(Kind)


def test_the_empty_group_is_everybody_and_the_empty_set_is_nobody():
    yes: ConditionSet = ((Condition("q", Operator.IS, True),),)
    sets = CompiledSets([EVERYBODY, NOBODY, yes, (*yes, ())], {"q": Kind.YES_NO})
    assert listed(evaluated(sets, {}), 4) == [True, False, None, True]
    assert listed(evaluated(sets, {"q": False}), 4) == [True, False, False, True]
    assert sets.missing({}, *sets.marks({})) == [("q", 0b0100)]


def test_the_numbers_of_bits_come_lowest_first_and_end():
    assert list(bit_numbers(0b1001_0010)) == [1, 4, 7]
    assert list(bit_numbers(1 << 300)) == [300]
    assert list(bit_numbers(0)) == list(bit_numbers(-1)) == []


def test_no_sets_at_all_need_no_answers():
    assert evaluated(CompiledSets([], {"q": Kind.YES_NO}), {"q": True}) == States(0, 0, 0)


def test_a_presumption_gives_way_to_an_answer():
    over_five: ConditionSet = ((Condition("amount", Operator.GT, 5),),)
    sets = CompiledSets([over_five], {"amount": Kind.NUMBER}, {"amount": "over"})
    assert sets.states(*sets.presume({}, 0)).holds == 1
    dead, _ = sets.marks({"amount": 5})
    assert sets.states(*sets.presume({"amount": 5}, dead)) == States(0, 0, 0)


@pytest.mark.parametrize(
    ("kind", "written", "presumed"),
    [
        (Kind.YES_NO, "no", False),
        (Kind.YES_NO, "yes", True),
        (Kind.NUMBER, "0", 0),
        (Kind.NUMBER, "over", "over"),
        (Kind.ONE, "a", "a"),
        (Kind.YES_NO, "", None),
    ],
)
def test_a_presumption_is_read_from_the_edition_and_no_is_one(kind, written, presumed):
    texts = {key: {} for key in ("text", "hint", "unit", "not_yet")}
    row = {"code": "q", "section": "s", "minimum": None, "maximum": None, "choices": []}
    row |= {"none_was": "", "waits_for": None, **texts}
    assert read_question({**row, "kind": kind.value, "presumed": written}).presumed == presumed


def test_two_groups_that_wait_for_the_same_are_both_asked_and_one_that_waits_for_more_is_not():
    here, short = Condition("here", Operator.IS, True), Condition("short", Operator.IS, True)
    assert reference.missing_absorbed(((here, short), (short,)), {}) == {"short"}
    assert reference.missing_absorbed(((here, short), (short,)), {"here": True}) == {"short"}
    assert reference.missing_absorbed(((here, short), (short, here)), {}) == {"here", "short"}
