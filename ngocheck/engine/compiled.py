"""Condition sets compiled so that evaluating all of them costs by the number of questions, not of rules.

Every group of every set has a bit: group j of set t is bit j*T + t. For each answer to a question the mask of
the groups that it makes false is known beforehand, for each question the mask of the groups it occurs in. One
pass over the questions ORs the masks of what is answered (dead) and of what is not (open); a few shifts fold
groups into sets. The plain walk over conditions stands in the tests as the reference.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .conditions import Condition, ConditionSet, Fact, Facts, Kind

Kill = Callable[[Any], int]
OVER_ANY_THRESHOLD = "over"


@dataclass(frozen=True, slots=True)
class States:
    """Bits by set: `holds` for those that are true, `unknown` for those that are open; the rest are false.

    `groups` has the bits of the groups that hold, for the reasons. CompiledSets has an example.
    """

    holds: int
    unknown: int
    groups: int


class CompiledSets:
    """Condition sets over questions, ready to be evaluated against facts.

    `kinds` gives the kind of every question, `presumed` the answer that is taken as given while a question is
    not answered: a fact, or "over" for a number above every threshold.

    Two sets with two groups each, set 0 is "a, or b", set 1 "a and c, or d"; the bits of their groups:

        bit       3    2    1        0
        set       1    0    1        0
        group     d    b    a and c  a

    Say a is answered no and d yes. The no makes two groups false, b and c are waited for:

    >>> from ngocheck.engine.conditions import Operator
    >>> a, b, c, d = (Condition(question, Operator.IS, True) for question in "abcd")
    >>> sets = CompiledSets([((a,), (b,)), ((a, c), (d,))], dict.fromkeys("abcd", Kind.YES_NO))
    >>> dead, waiting = sets.marks({"a": False, "d": True})
    >>> f"dead {dead:04b}, waiting {waiting:04b}"
    'dead 0011, waiting 0110'

    Not dead are 1100, and of these 1000 waits for nothing. Folded, 1000 | 1000 >> 2 ends in 10: set 1 holds.
    1100 | 1100 >> 2 ends in 11: neither set is false, so set 0 is unknown.

    >>> states = sets.states(dead, waiting)
    >>> f"holds {states.holds:02b}, unknown {states.unknown:02b}, groups {states.groups:04b}"
    'holds 10, unknown 01, groups 1000'
    """

    def __init__(
        self,
        sets: Sequence[ConditionSet],
        kinds: Mapping[str, Kind],
        presumed: Mapping[str, Fact] | None = None,
    ) -> None:
        presumed = presumed or {}
        self.width = len(sets)
        self.depth = max((len(groups) for groups in sets), default=0) or 1
        self._base = (1 << self.width) - 1
        self._shifts = tuple(self._fold_shifts())
        self._full = 0
        by_question: dict[str, list[tuple[Condition, int]]] = {}
        for t, groups in enumerate(sets):
            for j, group in enumerate(groups):
                bit = 1 << (j * self.width + t)
                self._full |= bit
                for condition in group:
                    by_question.setdefault(condition.question, []).append((condition, bit))
        self._plan: list[tuple[str, Kill, int]] = []
        self._presumptions: dict[str, int] = {}
        self.occurs: dict[str, int] = {}
        for question in [code for code in kinds if code in by_question]:
            conditions = by_question[question]
            kill = kill_function(kinds[question], conditions)
            occurs = 0
            for _, bit in conditions:
                occurs |= bit
            self._plan.append((question, kill, occurs))
            self.occurs[question] = occurs
            if question in presumed:
                self._presumptions[question] = kill(presumed[question])

    def _fold_shifts(self) -> Iterator[int]:
        rows = 1
        while rows < self.depth:
            rows *= 2
        while rows > 1:
            rows //= 2
            yield rows * self.width

    def fold(self, groups: int) -> int:
        """The sets that have at least one of the groups."""
        for shift in self._shifts:
            groups |= groups >> shift
        return groups & self._base

    def marks(self, facts: Facts) -> tuple[int, int]:
        """The groups that the facts make false, and the groups that still wait for an answer."""
        dead = waiting = 0
        answer = facts.get
        for question, kill, occurs in self._plan:
            fact = answer(question)
            if fact is None:
                waiting |= occurs
            else:
                dead |= kill(fact)
        return dead, waiting

    def states(self, dead: int, waiting: int) -> States:
        alive = self._full & ~dead
        groups = alive & ~waiting
        holds = self.fold(groups)
        return States(holds, self.fold(alive) & ~holds, groups)

    def presume(self, facts: Facts, dead: int) -> tuple[int, int]:
        """The marks once every unanswered question that has a presumption is taken to be answered so."""
        waiting = 0
        for question, _, occurs in self._plan:
            if facts.get(question) is not None:
                continue
            presumption = self._presumptions.get(question)
            if presumption is None:
                waiting |= occurs
            else:
                dead |= presumption
        return dead, waiting

    def open_groups(self, dead: int, waiting: int) -> int:
        """The groups that no answer has ruled out and that still wait for one."""
        return self._full & ~dead & waiting

    def missing(self, facts: Facts, dead: int, waiting: int) -> list[tuple[str, int]]:
        """Each unanswered question in an open group of an open set, with the bits of those sets."""
        open_groups = self.open_groups(dead, waiting)
        decided = self.fold(self._full & ~dead & ~waiting)
        answer, fold = facts.get, self.fold
        found = []
        for question, _, occurs in self._plan:
            groups = open_groups & occurs
            if groups and answer(question) is None:
                sets = fold(groups) & ~decided
                if sets:
                    found.append((question, sets))
        return found

    def with_several(self, groups: int) -> int:
        """The sets that have more than one of the groups."""
        once = twice = 0
        for _ in range(self.depth):
            row = groups & self._base
            twice |= once & row
            once |= row
            groups >>= self.width
        return twice

    def presumed_questions(self) -> frozenset[str]:
        return frozenset(self._presumptions)


def bit_numbers(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first; none of a negative number, which has no last one."""
    while mask > 0:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def kill_function(kind: Kind, conditions: Sequence[tuple[Condition, int]]) -> Kill:
    """A function from a fact to the mask of the groups that it makes false."""

    def mask_of(fact: Any) -> int:
        dead = 0
        for condition, bit in conditions:
            if not condition.holds(fact):
                dead |= bit
        return dead

    if kind is Kind.YES_NO:
        return {False: mask_of(False), True: mask_of(True)}.__getitem__
    if kind is Kind.ONE:
        return _remembering(mask_of)
    if kind is Kind.SEVERAL:
        return _remembering(mask_of)
    return _by_cells(conditions, mask_of)


class _Remembered(dict[Any, int]):
    """Masks by answer, computed when first met. Answers are checked choices, so it stays small."""

    def __init__(self, mask_of: Kill) -> None:
        self._mask_of = mask_of

    def __missing__(self, fact: Any) -> int:
        mask = self[fact] = self._mask_of(fact)
        return mask


def _remembering(mask_of: Kill) -> Kill:
    return _Remembered(mask_of).__getitem__


def _by_cells(conditions: Sequence[tuple[Condition, int]], mask_of: Kill) -> Kill:
    """Thresholds cut an ordered answer into cells: below the first, at it, between, ..., above the last."""
    thresholds: list[Any] = sorted({condition.value for condition, _ in conditions})
    masks = [0] * (2 * len(thresholds) + 1)
    for index, threshold in enumerate(thresholds):
        masks[2 * index] = _mask_between(conditions, threshold, below=True)
        masks[2 * index + 1] = mask_of(threshold)
    masks[-1] = _mask_between(conditions, thresholds[-1], below=False)

    def mask(fact: Any) -> int:
        if fact == OVER_ANY_THRESHOLD:
            return masks[-1]
        return masks[bisect_left(thresholds, fact) + bisect_right(thresholds, fact)]

    return mask


@dataclass(frozen=True, slots=True)
class _Beside:
    """A value just below or just above a threshold, with no other threshold between."""

    threshold: Any
    below: bool

    def __lt__(self, other: Any) -> bool:
        return bool(self.threshold <= other) if self.below else bool(self.threshold < other)

    def __gt__(self, other: Any) -> bool:
        return not self.__lt__(other)

    def __le__(self, other: Any) -> bool:
        return self.__lt__(other)

    def __ge__(self, other: Any) -> bool:
        return not self.__lt__(other)

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return hash((self.threshold, self.below))


def _mask_between(conditions: Sequence[tuple[Condition, int]], threshold: Any, *, below: bool) -> int:
    beside: Any = _Beside(threshold, below)
    dead = 0
    for condition, bit in conditions:
        if not condition.holds(beside):
            dead |= bit
    return dead
