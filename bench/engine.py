"""How fast the engine is, against a plain walk and the fastest peer: python bench/engine.py

Everything runs in one process, in turns, so that a slow moment of the machine slows all of it. Times are medians
over the rounds, and so are ratios, each taken within a round. Exit code 1 when a bound is broken.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import reference
import synthetic
from datalogic import Datalogic, answers_as_json

from ngocheck.engine.conditions import Facts
from ngocheck.engine.masks import CompiledSets, States, bits

SEED = 26
REQUIREMENTS = 100
TEN_TIMES = 1000
ROUNDS = 60
COMPARED = 500

Answers = dict[str, Any]
Missing = list[tuple[str, int]]


@dataclass
class Way:
    """One way to do the work. A round takes as many organisations as keep every way's turn about as long."""

    name: str
    run: Callable[[Answers], Any]
    organisations: Sequence[Answers]
    a_round: int
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turn = cycle(self.organisations)

    def time_a_round(self) -> None:
        run, batch = self.run, list(islice(self.turn, self.a_round))
        start = perf_counter()
        for answers in batch:
            run(answers)
        self.times.append((perf_counter() - start) / self.a_round * 1e6)

    @property
    def microseconds(self) -> float:
        return median(self.times)


@dataclass(frozen=True)
class Bound:
    """`slower` takes `at_least` times as long as `faster`, or at most so many times."""

    text: str
    slower: Way
    faster: Way
    at_least: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float:
        return median(slow / fast for slow, fast in zip(self.slower.times, self.faster.times, strict=True))

    @property
    def holds(self) -> bool:
        if self.at_least is not None and self.ratio < self.at_least:
            return False
        return self.at_most is None or self.ratio <= self.at_most

    @property
    def limit(self) -> str:
        return f"at least {self.at_least:g}" if self.at_least is not None else f"at most {self.at_most:g}"


class Ours:
    """What `assess` asks of the compiled sets; as lists for those who want to see every state."""

    def __init__(self, law: synthetic.Synthetic) -> None:
        self.compiled = CompiledSets(law.sets, law.kinds)

    def states(self, facts: Facts) -> States:
        return self.compiled.evaluate(facts)

    def listed(self, facts: Facts) -> list[bool | None]:
        return self.expanded(self.compiled.evaluate(facts))

    def missing(self, facts: Facts) -> tuple[States, Missing]:
        marks = self.compiled.marks(facts)
        return self.compiled.states(*marks), self.compiled.missing(facts, *marks)

    def missing_listed(self, facts: Facts) -> list[tuple[bool | None, set[str]]]:
        states, missing = self.missing(facts)
        questions: list[set[str]] = [set() for _ in range(self.compiled.width)]
        for question, sets in missing:
            for number in bits(sets):
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
    take_turns(states + missing)

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


def take_turns(ways: Sequence[Way]) -> None:
    gc.collect()
    gc.disable()
    for _ in range(ROUNDS):
        for way in ways:
            way.time_a_round()
    gc.enable()


def print_times(title: str, ways: Sequence[Way]) -> None:
    print(f"\n{title}")
    for way in ways:
        print(f"  {way.name:<52}{way.microseconds:8.1f} us{way.microseconds / ways[0].microseconds:8.1f} x")


def print_bounds(bounds: Sequence[Bound]) -> int:
    print("\nBounds")
    for bound in bounds:
        verdict = "holds" if bound.holds else "BROKEN"
        print(f"  {bound.text:<52}{bound.ratio:8.1f} x   {bound.limit:<12} {verdict}")
    return 0 if all(bound.holds for bound in bounds) else 1


if __name__ == "__main__":
    sys.exit(main())
