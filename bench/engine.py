"""How fast the engine is, against a plain walk and the fastest peer: python bench/engine.py

turns.py says how it is timed. Exit code 1 when a bound is broken.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import synthetic
from datalogic import Datalogic, answers_as_json
from turns import Bound, Way, print_bounds, print_times, take_turns

from ngocheck.engine.compiled import CompiledSets, States, bit_numbers
from ngocheck.engine.conditions import Facts
from tests.support import reference

SEED = 26
REQUIREMENTS = 100
TEN_TIMES = 1000
ROUNDS = 60
COMPARED = 500

Missing = list[tuple[str, int]]


class Ours:
    """What `assess` asks of the compiled sets; as lists for those who want to see every state."""

    def __init__(self, law: synthetic.Synthetic) -> None:
        self.compiled = CompiledSets(law.sets, law.kinds)

    def states(self, facts: Facts) -> States:
        return self.compiled.states(*self.compiled.marks(facts))

    def listed(self, facts: Facts) -> list[bool | None]:
        return self.expanded(self.compiled.states(*self.compiled.marks(facts)))

    def missing(self, facts: Facts) -> tuple[States, Missing]:
        marks = self.compiled.marks(facts)
        return self.compiled.states(*marks), self.compiled.missing(facts, *marks)

    def missing_listed(self, facts: Facts) -> list[tuple[bool | None, set[str]]]:
        states, missing = self.missing(facts)
        questions: list[set[str]] = [set() for _ in range(self.compiled.width)]
        for question, sets in missing:
            for number in bit_numbers(sets):
                questions[number].add(question)
        return list(zip(self.expanded(states), questions, strict=True))

    def expanded(self, states: States) -> list[bool | None]:
        width = self.compiled.width
        holds, unknown = f"{states.holds:0{width}b}", f"{states.unknown:0{width}b}"
        pairs = zip(reversed(holds), reversed(unknown), strict=True)
        return [True if is_true == "1" else None if is_open == "1" else False for is_true, is_open in pairs]


class Walk:
    """The plain walk over the conditions, as the tests use it."""

    def __init__(self, law: synthetic.Synthetic) -> None:
        self.sets = law.sets

    def states(self, facts: Facts) -> list[bool | None]:
        return [reference.state(groups, facts) for groups in self.sets]

    def missing(self, facts: Facts) -> list[tuple[bool | None, set[str]]]:
        found = []
        for groups in self.sets:
            state = reference.state(groups, facts)
            found.append((state, reference.waiting_for(groups, facts) if state is None else set()))
        return found


def main() -> int:
    law = synthetic.rulebook(REQUIREMENTS, SEED)
    complete = synthetic.profiles(law.kinds, SEED + 1)
    incomplete = synthetic.profiles(law.kinds, SEED + 2, synthetic.SHARE_MISSING)
    as_json = [answers_as_json(facts) for facts in complete]
    ours, walk, peer = Ours(law), Walk(law), Datalogic(law.sets)
    larger = Ours(synthetic.rulebook(TEN_TIMES, SEED))

    for facts, answers in islice(zip(complete, as_json, strict=True), COMPARED):
        expected = walk.states(facts)
        assert_equal("ours", ours.listed(facts), expected)
        assert_equal("datalogic-py, one expression", peer.as_one_expression(answers), expected)
        texts = ["true" if state else "false" for state in expected]
        assert_equal("datalogic-py, many rules", peer.as_many_rules(answers), texts)
    for facts in incomplete[:COMPARED]:
        assert_equal("ours, incomplete", ours.missing_listed(facts), walk.missing(facts))

    masks = Way("ours, two masks, as assess uses them", ours.states, complete, 600)
    listed = Way("ours, spread into a list", ours.listed, complete, 300)
    walked = Way("plain walk", walk.states, complete, 60)
    one_expression = Way("datalogic-py, one expression", peer.as_one_expression, as_json, 100)
    many_rules = Way("datalogic-py, a rule each", peer.as_many_rules, as_json, 60)
    ten_times = Way("ours, two masks, 1,000 requirements", larger.states, complete, 400)
    open_masks = Way("ours, masks", ours.missing, incomplete, 300)
    open_listed = Way("ours, spread into lists and sets", ours.missing_listed, incomplete, 150)
    open_walked = Way("plain walk", walk.missing, incomplete, 40)
    states = [masks, listed, walked, one_expression, many_rules, ten_times]
    missing = [open_masks, open_listed, open_walked]
    take_turns(states + missing, ROUNDS)

    fastest_peer = min(one_expression, many_rules, key=lambda way: way.microseconds)
    bounds = [
        Bound("the plain walk against ours", walked, masks, at_least=8),
        Bound("datalogic-py against ours", fastest_peer, masks, at_least=5),
        Bound("ours with 1,000 requirements against 100", ten_times, masks, at_most=2.5),
        Bound("the plain walk against ours, with missing questions", open_walked, open_masks, at_least=3),
    ]
    print(f"{REQUIREMENTS} requirements, {law.groups} groups, {law.conditions} conditions")
    print(f"{len(law.kinds)} questions, {len(complete):,} organisations")
    print(f"{COMPARED} organisations of each kind gave the same results in every way")
    print_times("Complete answers: the state of every requirement", states)
    print_times("32 % of the answers missing: states, and the missing questions of what is open", missing)
    return print_bounds(bounds)


def assert_equal(name: str, found: object, expected: object) -> None:
    """Nothing is timed that does not give the same results."""
    if found != expected:
        sys.exit(f"{name}: {found} is not {expected}")


if __name__ == "__main__":
    sys.exit(main())
