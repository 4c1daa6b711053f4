"""Which mutants are the same law as before, compared with what the engine says to answers at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ngocheck.engine.conditions import Condition, ConditionSet, Kind, Operator
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook.mutants.examples import example_of, said
from ngocheck.rulebook.mutants.making import Alteration, Mutant, mutants
from ngocheck.rulebook.mutants.telling_apart import (
    Senseless,
    answers_telling_apart,
    one_law,
    only_shows_more,
)
from ngocheck.rulebook.mutants.trying import alone, finding_in
from tests.support.handmade import DEADLINE, FINE, RULE, rulebook_with
from tests.support.strategies import incomplete_facts, laws, question

ON = RULE.effective_from
YES = Condition("q", Operator.IS, True)
NO = replace(YES, value=False)
OTHER = replace(YES, question="r")
ASKED = {code: question(Kind.YES_NO, code=code) for code in "qr"}


def differs(mutant: Mutant, law: Rulebook, facts) -> bool:
    """Whether the engine says something else to the facts once the mutant stands in the place of its rule."""
    rule, mutated = mutant.rule, mutant.mutated()
    other = alone(mutated, law, mutant.parameters(law))
    return said(finding_in(rule, alone(rule, law, law.parameters), facts, ON)) != said(
        finding_in(mutated, other, facts, ON)
    )


def limited(rule: Rule, sets: list[ConditionSet]) -> Rule:
    """The rule with condition sets at every place that is mutated."""
    return replace(
        rule,
        applies=sets[0],
        met=sets[1],
        unclear=sets[2],
        deadlines=(replace(DEADLINE, when=sets[3], question="since"), DEADLINE),
        penalties=(replace(FINE, when=sets[3]),),
    )


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_mutant_that_says_something_else_to_any_answers_is_never_called_the_same_law(data):
    law = data.draw(laws(most=3))
    sets = [*law.sets, *([((),)] * 4)][:4]
    rule = limited(RULE, sets)
    asked = {**law.questions, "since": question(Kind.DATE, code="since")}
    rulebook = rulebook_with([rule], asked)
    possible = list(mutants(rule, rulebook))
    if not possible:
        return
    mutant = data.draw(st.sampled_from(possible))
    facts = data.draw(incomplete_facts(asked, [mutant.groups, *sets]))
    if differs(mutant, rulebook, facts):
        assert not one_law(mutant, rulebook, [])


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_what_tells_a_test_of_whom_it_concerns_apart_does_so_in_the_engine_too(data):
    law = data.draw(laws(most=3))
    rule = replace(RULE, applies=law.sets[0])
    rulebook = rulebook_with([rule], law.questions)
    mutant = data.draw(st.sampled_from(list(mutants(rule, rulebook))))
    for apart in answers_telling_apart(mutant, rulebook, []):
        assert differs(mutant, rulebook, apart.facts)


def mutants_of(rule: Rule, alteration: Alteration) -> list[Mutant]:
    return [one for one in mutants(rule, rulebook_with([rule], ASKED)) if one.alteration is alteration]


def test_a_condition_that_a_shorter_group_makes_needless_can_go():
    """Of "q, or q and r" nothing changes where r, or the whole second group, is left out."""
    rule = replace(RULE, applies=((YES,), (YES, OTHER)))
    law = rulebook_with([rule], ASKED)
    same = [one.alteration for one in mutants(rule, law) if one_law(one, law, [])]
    assert set(same) == {Alteration.WITHOUT_CONDITION, Alteration.WITHOUT_GROUP, Alteration.OPPOSITE}
    assert not any(one_law(one, law, []) for one in mutants(rule, law) if one.group == 0)


def test_a_test_matters_to_those_alone_whom_the_rule_may_concern():
    """It asks of q, and applies only where q is yes."""
    rule = replace(RULE, applies=((YES,),), met=((OTHER, YES), (OTHER, NO)))
    law = rulebook_with([rule], ASKED)
    (mutant,) = (
        one for one in mutants_of(rule, Alteration.WITHOUT_GROUP) if one.place.groups == rule.met and one.group
    )
    assert one_law(mutant, law, [])
    everybody = replace(rule, applies=((),))
    (mutant,) = (one for one in mutants_of(everybody, Alteration.WITHOUT_GROUP) if one.group)
    assert not one_law(mutant, law, [])


def test_answers_without_sense_tell_nothing_apart():
    """Nobody is asked r who said no to q."""
    rule = replace(RULE, applies=((YES, OTHER),))
    law = rulebook_with([rule], ASKED)
    without_q = next(one for one in mutants_of(rule, Alteration.WITHOUT_CONDITION) if one.number == 0)
    no_sense = {"q": False, "r": True}
    assert no_sense in [apart.facts for apart in answers_telling_apart(without_q, law, [])]
    left = [apart.facts for apart in answers_telling_apart(without_q, law, [Senseless("r", (NO,))])]
    assert left == [{"r": True}, {"q": False}]


def test_a_penalty_that_more_people_read_is_beyond_scenarios_and_a_lost_one_is_not():
    rule = replace(RULE, penalties=(replace(FINE, when=((YES,),)),))
    law = rulebook_with([rule], ASKED)
    (to_all,), (to_others,) = (mutants_of(rule, kind) for kind in (Alteration.WITHOUT_GROUP, Alteration.OPPOSITE))
    assert only_shows_more(to_all, law, [])
    assert not only_shows_more(to_others, law, [])
    assert not one_law(to_all, law, [])


def test_the_example_starts_from_no_answers_where_there_is_no_scenario():
    rule = replace(RULE, applies=((YES, OTHER),))
    law = rulebook_with([rule], ASKED)
    (without_r,) = (one for one in mutants_of(rule, Alteration.WITHOUT_CONDITION) if one.number == 1)
    found = example_of(without_r, law, [], [])
    assert found is not None
    assert found.on == ON
    assert found.answers["q"] is True
    assert found.answers.get("r") is not True
