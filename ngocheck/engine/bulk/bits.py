"""Many organisations at once: the facts by question, one bit for each organisation.

Organisation n is bit n of every mask, so a condition set over all of them costs a few operations on long
numbers. Choices have a mask each. Ordered facts are numbered in their order, from 1, with 0 for no answer, and
the masks are those numbers' binary digits: a threshold costs by the digits, not by how many facts there are,
and so does the memory.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ngocheck.engine.compiled import OVER_ANY_THRESHOLD
from ngocheck.engine.conditions import ORDERED, Condition, ConditionSet, Fact, Facts, Kind, Operator

REMEMBERED = 600
VIEWS = 2
UNORDERED = (Kind.YES_NO, Kind.ONE, Kind.SEVERAL)
COMPLEMENTS = (Operator.NOT_IN, Operator.NONE_OF)
TRUE_FOR_THE_LARGEST = (Operator.GT, Operator.GTE, Operator.NE)
# For each binary digit: a byte to the digit itself, written "0" or "1".
DIGITS = tuple(bytes(ord("0") + (byte >> digit & 1) for byte in range(256)) for digit in range(8))


class Marks(NamedTuple):
    """Bits by organisation: those for whom it is true, and those for whom it is open; false for the rest."""

    holds: int
    unknown: int


class Picked:
    """A column of choices, or of yes and no: a mask for each that was picked."""

    def __init__(self, answered: int, by_choice: Mapping[Any, int], several: bool) -> None:
        self.answered = answered
        self.by_choice = by_choice
        self.several = several

    def having(self, condition: Condition) -> int:
        value: Any = condition.value
        picked = 0
        for choice in (value,) if condition.operator is Operator.IS else value:
            picked |= self.by_choice.get(choice, 0)
        return self.answered ^ picked if condition.operator in COMPLEMENTS else picked

    def fact(self, number: int) -> Fact | None:
        if not self.answered >> number & 1:
            return None
        picked = frozenset(choice for choice, mask in self.by_choice.items() if mask >> number & 1)
        return picked if self.several else next(iter(picked))

    def masks(self) -> Sequence[int]:
        return (self.answered, *self.by_choice.values())


class Ordered:
    """A column of numbers, dates or times: `facts` in order, and the digits of each organisation's number."""

    def __init__(self, answered: int, facts: Sequence[Any], digits: Sequence[int]) -> None:
        self.answered = answered
        self.facts = facts
        self.digits = digits

    def having(self, condition: Condition) -> int:
        value: Any = condition.value
        below = self._first(bisect_left(self.facts, value))
        match condition.operator:
            case Operator.LT:
                return below
            case Operator.GTE:
                return self.answered ^ below
        up_to = self._first(bisect_right(self.facts, value))
        match condition.operator:
            case Operator.LTE:
                return up_to
            case Operator.GT:
                return self.answered ^ up_to
            case Operator.EQ:
                return up_to ^ below
        return self.answered ^ up_to ^ below

    def each(self) -> Iterator[tuple[Any, int]]:
        """Every fact, in order, with the mask of those who gave it."""
        for number, mask in _parted(self.digits, self.answered):
            yield self.facts[number - 1], mask

    def fact(self, number: int) -> Fact | None:
        place = sum((mask >> number & 1) << digit for digit, mask in enumerate(self.digits))
        fact: Fact | None = self.facts[place - 1] if place else None
        return fact

    def masks(self) -> Sequence[int]:
        return (self.answered, *self.digits)

    def _first(self, count: int) -> int:
        """Those who gave one of the first `count` facts: whose number is less than `count` + 1, digit by digit.

        Of four organisations number 0 gave 30, number 1 gave 10, number 2 nothing and number 3 gave 20; so the
        numbers of their facts are 3, 1, 0 and 2. Organisation 0 is the last bit of each mask:

            answered      1011
            ones          0011   of 3 and 1
            twos          1001   of 3 and 2

        Who gave one of the first two? Those with less than 3, binary 11. From the twos: 0010 of those who
        answered have none where 11 has one, so they are less; 1001 are the same so far. From the ones: of these
        1000 have none, so they are less too; 0001 is the same to the end, and that is 3 itself.

        >>> f"{Ordered(0b1011, (10, 20, 30), (0b0011, 0b1001))._first(2):04b}"
        '1010'
        """
        if count == len(self.facts):
            return self.answered
        less, same = 0, self.answered
        for digit in range(len(self.digits) - 1, -1, -1):
            with_digit = same & self.digits[digit]
            if (count + 1) >> digit & 1:
                less |= same ^ with_digit
                same = with_digit
            else:
                same ^= with_digit
        return less


Column = Picked | Ordered


def column(kind: Kind, facts: Sequence[Any]) -> Column:
    """The column of one question; `facts` has an entry for each organisation, None where there is no answer."""
    given = {fact for fact in facts if fact is not None}
    known = list(given) if kind in UNORDERED else sorted(given)
    numbers: dict[Hashable, int] = {fact: number for number, fact in enumerate(known, 1)}
    numbers[None] = 0
    digits = _digits([numbers[fact] for fact in facts])
    answered = 0
    for mask in digits:
        answered |= mask
    if kind not in UNORDERED:
        return Ordered(answered, known, digits)
    by_choice: dict[Any, int] = {}
    for number, mask in _parted(digits, answered):
        fact: Any = known[number - 1]
        for choice in fact if kind is Kind.SEVERAL else (fact,):
            by_choice[choice] = by_choice.get(choice, 0) | mask
    return Picked(answered, by_choice, several=kind is Kind.SEVERAL)


def _digits(numbers: Sequence[int]) -> tuple[int, ...]:
    """A mask for each binary digit, the lowest first."""
    table = array("I", reversed(numbers))
    if sys.byteorder == "big":
        table.byteswap()
    row = table.tobytes()
    return tuple(
        int(row[digit // 8 :: table.itemsize].translate(DIGITS[digit % 8]), 2)
        for digit in range(max(numbers, default=0).bit_length())
    )


def _parted(digits: Sequence[int], among: int) -> Iterator[tuple[int, int]]:
    """The numbers that occur, in order, each with the mask of its organisations."""
    parts = [(len(digits), 0, among)]
    while parts:
        digit, number, mask = parts.pop()
        if not mask:
            continue
        if not digit:
            yield number, mask
            continue
        with_digit = mask & digits[digit - 1]
        parts.append((digit - 1, 2 * number + 1, with_digit))
        parts.append((digit - 1, 2 * number, mask ^ with_digit))


class Columns:
    """The facts of `size` organisations, ready for any condition set.

    `presumed` is what is taken as given while a question is not answered, as for `CompiledSets`. The masks of
    conditions are remembered, so a set that differs in one condition from the last costs next to nothing.
    """

    def __init__(
        self, size: int, columns: Mapping[str, Column], presumed: Mapping[str, Fact] | None = None
    ) -> None:
        self.size = size
        self.columns = columns
        self.everyone = (1 << size) - 1
        self._presumed = presumed or {}
        self._true: dict[Condition, int] = {}
        self._open: dict[str, int] = {}
        self._presuming: dict[Hashable, Columns] = {}

    @classmethod
    def of(
        cls, profiles: Sequence[Facts], kinds: Mapping[str, Kind], presumed: Mapping[str, Fact] | None = None
    ) -> Columns:
        """The columns of these organisations' facts, in their order."""
        columns = {code: column(kind, [facts.get(code) for facts in profiles]) for code, kind in kinds.items()}
        return cls(len(profiles), columns, presumed)

    def presuming(self, presumed: Mapping[str, Fact]) -> Columns:
        """The same organisations with these presumptions, and no others."""
        key = frozenset(presumed.items())
        if key not in self._presuming:
            if len(self._presuming) >= VIEWS:
                self._presuming.clear()
            self._presuming[key] = Columns(self.size, self.columns, presumed)
        return self._presuming[key]

    def states(self, groups: ConditionSet) -> Marks:
        """Whom the set holds for, and for whom it is open. Measures must have been resolved before."""
        holds = possible = 0
        for group in groups:
            true = alive = self.everyone
            for condition in group:
                fulfilled = self._fulfilling(condition)
                true &= fulfilled
                alive &= fulfilled | self._open[condition.question]
            holds |= true
            possible |= alive
        return Marks(holds, possible ^ holds)

    def facts(self, number: int) -> dict[str, Fact]:
        """The facts of one organisation."""
        found = {code: answers.fact(number) for code, answers in self.columns.items()}
        return {code: fact for code, fact in found.items() if fact is not None}

    def masks(self) -> Iterator[int]:
        """All that is kept: the index and the conditions that are remembered, with every presumption."""
        for answers in self.columns.values():
            yield from answers.masks()
        yield from self._remembered()

    def _remembered(self) -> Iterable[int]:
        yield from (*self._open.values(), *self._true.values())
        for other in self._presuming.values():
            yield from other._remembered()

    def _fulfilling(self, condition: Condition) -> int:
        mask = self._true.get(condition)
        if mask is None:
            if len(self._true) >= REMEMBERED:
                self._true.clear()
            mask = self._true[condition] = self._look_up(condition)
        return mask

    def _look_up(self, condition: Condition) -> int:
        """Those for whom the condition is true; notes beside whom it is open for."""
        answers = self.columns.get(condition.question)
        fulfilled, answered = (answers.having(condition), answers.answered) if answers else (0, 0)
        silent = self.everyone ^ answered
        presumed = self._presumed.get(condition.question)
        self._open[condition.question] = silent if presumed is None else 0
        return fulfilled | silent if presumed is not None and holds_for(condition, presumed) else fulfilled


def holds_for(condition: Condition, presumed: Fact) -> bool:
    """Whether a presumption fulfils the condition; "over" is a number above every threshold."""
    if presumed == OVER_ANY_THRESHOLD and condition.operator in ORDERED:
        return condition.operator in TRUE_FOR_THE_LARGEST
    return condition.holds(presumed)
