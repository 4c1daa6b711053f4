"""The columns say of every organisation what the compiled sets and the plain walk say of it alone."""

from __future__ import annotations

import sys
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngocheck.engine.bulk.bits import REMEMBERED, Columns, Marks, Ordered, column
from ngocheck.engine.compiled import CompiledSets
from ngocheck.engine.conditions import EVERYBODY, NOBODY, ORDERED, Condition, Facts, Kind, Operator
from tests.support import reference
from tests.support.strategies import Law, incomplete_facts, laws

THOROUGH = settings(max_examples=150, deadline=None)


def state(marks: Marks, number: int) -> bool | None:
    return True if marks.holds >> number & 1 else None if marks.unknown >> number & 1 else False


def states(law: Law, columns: Columns) -> list[list[bool | None]]:
    """The states of all sets, by organisation."""
    marks = [columns.states(groups) for groups in law.sets]
    return [[state(mark, number) for mark in marks] for number in range(columns.size)]


@THOROUGH
@given(st.data())
def test_every_organisation_has_the_states_that_it_has_alone(data):
    law = data.draw(laws())
    profiles = data.draw(st.lists(incomplete_facts(*law), max_size=12))
    walked = [[reference.state(groups, facts) for groups in law.sets] for facts in profiles]
    assert states(law, Columns.of(profiles, law.kinds)) == walked


@THOROUGH
@given(st.data())
def test_presumptions_stand_in_as_they_do_for_one_organisation(data):
    law = data.draw(laws())
    profiles = data.draw(st.lists(incomplete_facts(*law), max_size=12))
    compiled = CompiledSets(law.sets, law.kinds, law.presumed)

    def alone(facts: Facts) -> list[bool | None]:
        dead, _ = compiled.marks(facts)
        found = compiled.states(*compiled.presume(facts, dead))
        return [state(Marks(found.holds, found.unknown), number) for number in range(compiled.width)]

    columns = Columns.of(profiles, law.kinds)
    expected = [alone(facts) for facts in profiles]
    assert states(law, columns.presuming(law.presumed)) == expected
    assert states(law, Columns.of(profiles, law.kinds, law.presumed)) == expected
    assert states(law, columns) == [[reference.state(s, facts) for s in law.sets] for facts in profiles]


@THOROUGH
@given(st.data())
def test_the_facts_come_back_as_they_were_given(data):
    law = data.draw(laws())
    profiles = data.draw(st.lists(incomplete_facts(*law), max_size=12))
    columns = Columns.of(profiles, law.kinds)
    assert [columns.facts(number) for number in range(columns.size)] == profiles


@pytest.mark.parametrize(
    ("kind", "facts", "threshold"),
    [
        (Kind.NUMBER, range(300), 255),
        (Kind.NUMBER, range(9), Decimal("8.5")),
        (Kind.NUMBER, [7] * 5, 7),
        (Kind.NUMBER, range(70_000), 65_536),
        (Kind.DATE, [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)], date(2028, 2, 29)),
        (Kind.TIME, [time(8, 59), time(9, 0), time(9, 1)], time(9, 0)),
    ],
)
@pytest.mark.parametrize("operator", ORDERED)
def test_thresholds_below_at_and_above(kind, facts, threshold, operator):
    condition = Condition("q", operator, threshold)
    having = column(kind, list(facts)).having(condition)
    assert having == sum(1 << number for number, fact in enumerate(facts) if condition.holds(fact))


def test_each_fact_comes_in_order_with_those_who_gave_it():
    answers = column(Kind.NUMBER, [5, None, 2, 5])
    assert isinstance(answers, Ordered)
    assert list(answers.each()) == [(2, 0b0100), (5, 0b1001)]


def test_nobody_and_a_question_that_nobody_was_asked():
    asked = ((Condition("q", Operator.IS, True),),)
    assert Columns(3, {}).states(asked) == Marks(holds=0, unknown=0b111)
    assert Columns(3, {}, {"q": True}).states(asked) == Marks(holds=0b111, unknown=0)
    assert Columns(3, {}, {"q": False}).states(asked) == Marks(holds=0, unknown=0)
    assert Columns.of([], {"q": Kind.YES_NO}).states(asked) == Marks(holds=0, unknown=0)


def test_the_empty_group_is_everybody_and_the_empty_set_is_nobody():
    columns = Columns.of([{}, {"q": True}], {"q": Kind.YES_NO})
    assert columns.states(EVERYBODY) == Marks(holds=0b11, unknown=0)
    assert columns.states(NOBODY) == Marks(holds=0, unknown=0)


def test_none_chosen_is_an_answer_and_no_answer_is_not_none():
    columns = Columns.of([{"q": frozenset()}, {}], {"q": Kind.SEVERAL})
    assert columns.states(((Condition("q", Operator.NONE_OF, frozenset("a")),),)) == Marks(0b01, 0b10)
    assert columns.states(((Condition("q", Operator.ANY_OF, frozenset("a")),),)) == Marks(0, 0b10)


def test_an_organisation_that_chose_several_is_found_once_by_each():
    columns = Columns.of([{"q": frozenset("ab")}, {"q": frozenset("b")}], {"q": Kind.SEVERAL})
    assert columns.states(((Condition("q", Operator.ANY_OF, frozenset("a")),),)).holds == 0b01
    assert columns.states(((Condition("q", Operator.NONE_OF, frozenset("a")),),)).holds == 0b10
    assert columns.states(((Condition("q", Operator.ANY_OF, frozenset("ab")),),)).holds == 0b11


def test_what_is_remembered_has_an_end():
    columns = Columns.of([{"q": number} for number in range(2000)], {"q": Kind.NUMBER})
    for threshold in range(2 * REMEMBERED):
        assert columns.states(((Condition("q", Operator.LT, threshold),),)).holds == (1 << threshold) - 1
    assert len(list(columns.masks())) <= REMEMBERED + 20


def test_a_thousand_different_numbers_cost_the_memory_of_their_digits():
    size = 23_335
    columns = Columns.of([{"q": number % 1000} for number in range(size)], {"q": Kind.NUMBER})
    assert sum(map(sys.getsizeof, columns.masks())) <= 12 * (size // 7)
