"""How fast all organisations are counted at once, against OpenFisca: python bench/impact.py

turns.py says how it is timed. Exit code 1 when a bound is broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import synthetic
from engine import assert_equal
from openfisca import OpenFisca
from turns import Bound, Way, print_bounds, print_times, take_turns

from ngocheck.engine.bulk.bits import Columns, Marks
from ngocheck.engine.compiled import CompiledSets
from ngocheck.engine.conditions import ConditionSet

SEED = 26
REQUIREMENTS = 100
ROUNDS = 9
COMPARED = 500
MOST_BYTES = 5_000_000
EDITED = 7


def main() -> int:
    law = synthetic.rulebook(REQUIREMENTS, SEED)
    complete = synthetic.profiles(law.kinds, SEED + 1)
    incomplete = synthetic.profiles(law.kinds, SEED + 2, synthetic.SHARE_MISSING)
    columns, gaps = Columns.of(complete, law.kinds), Columns.of(incomplete, law.kinds)
    peer = OpenFisca(law.sets, law.kinds, synthetic.CHOICES)
    peer.load(complete)
    assert_same(law, columns, peer)
    assert_three_values(law, gaps, incomplete)

    edits = edited(law)
    all_sets = Way("ours, all requirements", whole(law, columns), [None], 6)
    afresh = Way("ours, all requirements, no condition remembered", forgetting(law, columns), [None], 3)
    three = Way("ours, all requirements, 32 % of the answers missing", whole(law, gaps), [None], 6)
    peer_all = Way("OpenFisca, all requirements", lambda _: peer.run(peer.requirements), [None], 1)
    peer_one = Way("OpenFisca, the edited requirement alone", peer.run, [peer.requirements[:1]], 1)
    edit = Way("ours, one edited requirement, as `quick_impact`", gained_and_lost(columns), edits, 300)
    index = Way("ours, the index made from the answers", lambda _: Columns.of(complete, law.kinds), [None], 1)
    arrays = Way("OpenFisca, the arrays made from the answers", lambda _: peer.load(complete), [None], 1)
    take_turns([all_sets, afresh, three, peer_all, peer_one, edit, index, arrays], ROUNDS)

    bounds = [
        Bound("OpenFisca against ours, all requirements", peer_all, all_sets, at_least=10),
        Bound("the same with no condition remembered", peer_all, afresh, at_least=3),
        Bound("OpenFisca's whole run against one edited requirement", peer_all, edit, at_least=30),
        Bound("OpenFisca with that requirement alone against it", peer_one, edit, at_least=30),
        Bound("making ready: ours against OpenFisca", index, arrays, at_most=1.5),
    ]
    print(f"{REQUIREMENTS} requirements, {law.groups} groups, {law.conditions} conditions")
    print(f"{len(law.kinds)} questions, {len(complete):,} organisations")
    print("OpenFisca gave the same for every organisation and requirement")
    print_times("All organisations at once", [all_sets, afresh, three, peer_all])
    print_times("One edited requirement: how many gain it, how many lose it", [edit, peer_one])
    print_times("Making ready, once", [index, arrays])
    return print_bounds(bounds) | print_memory(columns)


def whole(law: synthetic.Synthetic, columns: Columns) -> Callable[[object], list[Marks]]:
    return lambda _: [columns.states(groups) for groups in law.sets]


def forgetting(law: synthetic.Synthetic, columns: Columns) -> Callable[[object], list[Marks]]:
    def run(_: object) -> list[Marks]:
        fresh = Columns(columns.size, columns.columns)
        return [fresh.states(groups) for groups in law.sets]

    return run


def edited(law: synthetic.Synthetic) -> list[tuple[ConditionSet, ConditionSet]]:
    """Each requirement before and after an edit: a condition of one group changes places with another's."""
    random = Random(EDITED)
    pool = [condition for groups in law.sets for group in groups for condition in group]
    found = []
    for groups in law.sets:
        first, *others = groups
        found.append((groups, ((*first[1:], random.choice(pool)), *others)))
    return found


def gained_and_lost(columns: Columns) -> Callable[[tuple[ConditionSet, ConditionSet]], tuple[int, int]]:
    def run(edit: tuple[ConditionSet, ConditionSet]) -> tuple[int, int]:
        before, after = (columns.states(groups).holds for groups in edit)
        return (after & ~before).bit_count(), (before & ~after).bit_count()

    return run


def assert_same(law: synthetic.Synthetic, columns: Columns, peer: OpenFisca) -> None:
    """Every organisation and requirement as OpenFisca has it."""
    for groups, array in zip(law.sets, peer.run(peer.requirements), strict=True):
        marks = columns.states(groups)
        assert_equal("unknown on complete answers", marks.unknown, 0)
        digits = "".join("1" if applies else "0" for applies in reversed(array.tolist()))
        assert_equal("ours", marks.holds, int(digits, 2))


def assert_three_values(law: synthetic.Synthetic, columns: Columns, profiles: list[dict]) -> None:
    """A few organisations with answers missing as one assessment has them."""
    compiled = CompiledSets(law.sets, law.kinds)
    marks = [columns.states(groups) for groups in law.sets]
    for number, facts in enumerate(profiles[:COMPARED]):
        states = compiled.states(*compiled.marks(facts))
        holds = sum((mark.holds >> number & 1) << place for place, mark in enumerate(marks))
        unknown = sum((mark.unknown >> number & 1) << place for place, mark in enumerate(marks))
        assert_equal("ours, incomplete", (holds, unknown), (states.holds, states.unknown))


def print_memory(columns: Columns) -> int:
    """The exit code: 1 where the index with all that is remembered takes more than it may."""
    kept = sum(map(sys.getsizeof, columns.masks()))
    verdict = "holds" if kept <= MOST_BYTES else "BROKEN"
    text, limit = "memory of the index and what it remembers", f"at most {MOST_BYTES / 1e6:g}"
    print(f"  {text:<52}{kept / 1e6:8.1f} MB  {limit:<12} {verdict}")
    return int(kept > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
