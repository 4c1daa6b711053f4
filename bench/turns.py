"""Ways to do the same work, timed in turns, and the bounds between them.

Everything runs in one process, in turns, so that a slow moment of the machine slows all of it. Times are medians
over the rounds, and so are ratios, each taken within a round.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Any


@dataclass
class Way:
    """One way to do the work. A round takes as many `cases` as keep every way's turn about as long."""

    name: str
    run: Callable[[Any], Any]
    cases: Sequence[Any]
    a_round: int
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turn = cycle(self.cases)

    def time_a_round(self) -> None:
        run, batch = self.run, list(islice(self.turn, self.a_round))
        start = perf_counter()
        for case in batch:
            run(case)
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


def take_turns(ways: Sequence[Way], rounds: int) -> None:
    gc.collect()
    gc.disable()
    for _ in range(rounds):
        for way in ways:
            way.time_a_round()
    gc.enable()


def print_times(title: str, ways: Sequence[Way]) -> None:
    print(f"\n{title}")
    for way in ways:
        print(f"  {way.name:<52}{way.microseconds:8.1f} us{way.microseconds / ways[0].microseconds:8.1f} x")


def print_bounds(bounds: Sequence[Bound]) -> int:
    """The exit code: 1 where a bound is broken."""
    print("\nBounds")
    for bound in bounds:
        verdict = "holds" if bound.holds else "BROKEN"
        print(f"  {bound.text:<52}{bound.ratio:8.1f} x   {bound.limit:<12} {verdict}")
    return 0 if all(bound.holds for bound in bounds) else 1
