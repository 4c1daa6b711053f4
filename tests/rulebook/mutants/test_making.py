"""Mutants of the sample law and of conditions made by hand: each kind, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from ngocheck.engine.amounts import Parameter, ParameterValue
from ngocheck.engine.conditions import EVERYBODY, Condition, Kind, Measure, Operator
from ngocheck.engine.deadlines import DeadlineKind
from ngocheck.engine.sources import Text
from ngocheck.rulebook.mutants.making import Alteration, Purpose, altered_conditions, moved_threshold, mutants
from tests.support.handmade import DEADLINE, FINE, RULE, rulebook_with
from tests.support.strategies import question

IN, ANY_OF = Operator.IN, Operator.ANY_OF
YES = Condition("q", Operator.IS, True)
WHOLE_GROUP, CONDITION = Alteration.WITHOUT_GROUP, Alteration.WITHOUT_CONDITION


def altered(kind: Kind, operator: Operator, value: object, choices: str = "", **columns: object):
    """What becomes of one condition on the question q: operator and value of each mutant."""
    law = rulebook_with([RULE], {"q": replace(question(kind, choices), **columns)})
    found = altered_conditions(Condition("q", operator, value), RULE, law)
    return [(one.condition.operator, one.condition.value) for one in found]


def test_yes_becomes_no():
    assert altered(Kind.YES_NO, Operator.IS, True) == [(Operator.IS, False)]


def test_one_of_becomes_none_of_and_loses_each_choice():
    assert altered(Kind.ONE, IN, frozenset("ab"), "abc") == [
        (Operator.NOT_IN, frozenset("ab")),
        (IN, frozenset("b")),
        (IN, frozenset("a")),
    ]
    assert altered(Kind.SEVERAL, ANY_OF, frozenset("a"), "ab") == [(Operator.NONE_OF, frozenset("a"))]


def test_two_ways_to_mistype_that_come_to_the_same_are_one():
    """Of two choices "none of a" is "one of b"; of whole numbers "more than 9" is "at least 10"."""
    assert altered(Kind.ONE, IN, frozenset("ab"), "ab") == [
        (Operator.NOT_IN, frozenset("ab")),
        (IN, frozenset("b")),
        (IN, frozenset("a")),
    ]
    assert altered(Kind.NUMBER, Operator.GTE, 10) == [(Operator.LT, 10), (Operator.GT, 10), (Operator.GTE, 9)]


def test_a_threshold_at_the_edge_of_what_can_be_answered_is_not_moved_over_it():
    assert altered(Kind.NUMBER, Operator.LTE, 100, maximum=100) == [(Operator.GT, 100), (Operator.LT, 100)]


@pytest.mark.parametrize(
    ("kind", "value", "earlier"),
    [
        (Kind.DATE, date(2026, 3, 1), date(2026, 2, 28)),
        (Kind.TIME, time(9, 0), time(8, 59)),
        (Kind.NUMBER, 10, 9),
    ],
)
def test_a_threshold_moves_by_one(kind, value, earlier):
    assert (Operator.GTE, earlier) in altered(kind, Operator.GTE, value)


def test_nothing_moves_over_the_ends_of_days_and_of_a_day():
    assert moved_threshold(time(23, 59), 1) is None
    assert moved_threshold(time(23, 59), -1) == time(23, 58)
    assert moved_threshold(date(1900, 1, 1), -1) is None


def test_an_amount_of_the_day_moves_by_one_on_every_day():
    """Half of 17 regions, later of 20: 8.5 and 10 become 9.5 and 11, or 7.5 and 9."""
    values = (
        ParameterValue(date(2020, 1, 1), date(2024, 1, 1), Decimal(17), "confirmed"),
        ParameterValue(date(2024, 1, 1), None, Decimal(20), "confirmed"),
    )
    law = rulebook_with([RULE], {"q": question(Kind.NUMBER)})
    law = replace(law, parameters={"regions": Parameter("regions", Text({}), Text({}), values)})
    condition = Condition("q", Operator.GT, Measure("regions", Decimal("0.5")))
    moved = {one.alteration: one.parameter for one in altered_conditions(condition, RULE, law) if one.parameter}
    assert [value.value for value in moved[Alteration.HIGHER].values] == [Decimal("9.5"), 11]
    assert [value.value for value in moved[Alteration.LOWER].values] == [Decimal("7.5"), 9]


# Where in a rule.


def made(**columns: object) -> list[tuple[str, int, Alteration, object]]:
    """Place and kind of every mutant, with the condition set that it has there."""
    rule = replace(RULE, **columns)
    codes = "qrs"
    law = rulebook_with([rule], {code: question(Kind.YES_NO, code=code) for code in codes})
    return [(one.place.purpose, one.place.number, one.alteration, one.groups) for one in mutants(rule, law)]


def test_a_rule_for_everybody_has_none():
    assert made() == []


def test_the_only_group_leaves_everybody_and_a_test_without_conditions():
    no = replace(YES, value=False)
    assert made(applies=((YES,),), met=((YES,),)) == [
        (Purpose.APPLIES, 0, WHOLE_GROUP, EVERYBODY),
        (Purpose.APPLIES, 0, Alteration.OPPOSITE, ((no,),)),
        (Purpose.MET, 0, WHOLE_GROUP, ()),
        (Purpose.MET, 0, Alteration.OPPOSITE, ((no,),)),
    ]


def test_groups_and_conditions_are_left_out_one_at_a_time():
    r, s = (replace(YES, question=code) for code in "rs")
    left_out = [one for one in made(applies=((YES, r), (s,))) if one[2] in (WHOLE_GROUP, CONDITION)]
    assert [groups for *_, groups in left_out] == [
        ((s,),),
        ((r,), (s,)),
        ((YES,), (s,)),
        ((YES, r),),
    ]


def test_deadlines_and_penalties_are_mutated_each_for_itself():
    limited = replace(DEADLINE, when=((YES,),), kind=DeadlineKind.NO_DAY)
    found = made(deadlines=(DEADLINE, limited), penalties=(replace(FINE, when=((YES,),)),))
    assert {one[:2] for one in found} == {(Purpose.DEADLINE, 1), (Purpose.PENALTY, 0)}


@pytest.mark.usefixtures("db")
def test_a_mutant_changes_its_own_set_alone_and_has_a_name_of_its_own(rulebook):
    for rules in rulebook.requirements.values():
        found = [mutant for rule in rules for mutant in mutants(rule, rulebook)]
        assert len({mutant.name for mutant in found}) == len(found)
        for mutant in found:
            pairs = zip(mutant.rule.condition_sets, mutant.mutated().condition_sets, strict=True)
            assert sum(one != other for one, other in pairs) == 1, mutant.name
