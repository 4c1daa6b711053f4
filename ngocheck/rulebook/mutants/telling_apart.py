"""Answers to which a rule and its mutant say different things; or that there are none, so that both are one law.

Exact over all answers, given and not given: each question is answered in every way that its conditions tell
apart, and not at all, and of each group it is kept only whether it is false, waits or holds. Questions are taken
one after the other, and what comes to the same for all groups goes on as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ngocheck.engine.bulk.bits import holds_for
from ngocheck.engine.conditions import Condition, ConditionSet, Fact, Facts, Group
from ngocheck.engine.logic import answers_apart
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.gates.readings import readings

from .making import Mutant, Purpose

# Beyond so many ways in which all groups can stand it is not decided; the law's rules come to a few hundred.
MOST_WAYS = 50_000
# What these say does not hang on whether the rule applies, is met or is unclear.
ALONE = (Purpose.APPLIES, Purpose.PENALTY)


class TooMany(Exception):
    """A rule with too many different outcomes to tell whether two of it are one law."""


@dataclass(frozen=True, slots=True)
class Senseless:
    """A question that nobody is asked who gave the answers `given`."""

    question: str
    given: Group


@dataclass(frozen=True, slots=True)
class Apart:
    """Answers under which a mutant says something else than its rule. `less`: what the rule says there may concern
    the organisation, and by the mutant it does not."""

    facts: Facts
    less: bool


# A bit for each group that is false, one for each that waits, and one for each pair that is not met with.
Stand = tuple[int, int, int]


def answers_telling_apart(mutant: Mutant, rulebook: Rulebook, senseless: Iterable[Senseless]) -> Iterator[Apart]:
    """Answers that make sense and tell a mutant from its rule, one for each way in which all groups can stand;
    none where both say the same. Raises TooMany."""
    rule = mutant.rule
    sets = [rule.applies, rule.met, rule.unclear, mutant.place.groups, mutant.groups]
    numbers = replace(rulebook, requirements={}, parameters=mutant.parameters(rulebook))
    pairs = list(senseless)
    for reading in readings(sets, numbers, rule.effective_from, rule.effective_until):
        yield from _Reading(mutant, reading, rulebook, pairs).telling_apart()


def one_law(mutant: Mutant, rulebook: Rulebook, senseless: Iterable[Senseless]) -> bool:
    """Whether the mutant says the same as its rule to all answers that make sense; False where that is open."""
    try:
        return next(answers_telling_apart(mutant, rulebook, senseless), None) is None
    except TooMany:
        return False


def only_shows_more(mutant: Mutant, rulebook: Rulebook, senseless: Iterable[Senseless]) -> bool:
    """Whether all that the mutant does is to show a penalty to more people; what scenarios expect of penalties is
    that they are there."""
    if mutant.place.purpose is not Purpose.PENALTY:
        return False
    try:
        return not any(apart.less for apart in answers_telling_apart(mutant, rulebook, senseless))
    except TooMany:
        return False


class _Reading:
    """The sets of a mutant and its rule with the numbers of a day, and the pairs that can be told from them."""

    def __init__(
        self, mutant: Mutant, sets: Sequence[ConditionSet], rulebook: Rulebook, pairs: Sequence[Senseless]
    ) -> None:
        self.purpose = mutant.place.purpose
        self.has_done = any(deadline.done for deadline in mutant.rule.deadlines)
        self.rulebook = rulebook
        *background, before, after = sets
        self.sets = [before, after, *([] if self.purpose in ALONE else background)]
        self.groups = list(chain(*self.sets))
        self.asked = dict.fromkeys(condition.question for condition in chain(*self.groups))
        self.pairs = [
            pair for pair in pairs if {pair.question, *(c.question for c in pair.given)} <= set(self.asked)
        ]

    def telling_apart(self) -> Iterator[Apart]:
        reached: dict[Stand, dict[str, Fact]] = {(0, 0, 0): {}}
        for code in self.asked:
            ways = self._ways(code)
            further: dict[Stand, dict[str, Fact]] = {}
            for (dead, waiting, sense), facts in reached.items():
                for (kills, waits, sensible), fact in ways.items():
                    killed = dead | kills
                    stand = killed, (waiting | waits) & ~killed, sense | sensible
                    if stand not in further:
                        further[stand] = facts if fact is None else {**facts, code: fact}
            if len(further) > MOST_WAYS:
                raise TooMany
            reached = further
        for (dead, waiting, sense), facts in reached.items():
            if sense == (1 << len(self.pairs)) - 1:
                states = self._states(dead, waiting)
                if self._told_apart(states):
                    yield Apart(facts, less=states[0] is not False and states[1] is False)

    def _ways(self, code: str) -> dict[Stand, Fact | None]:
        """An answer for each way in which the question decides on groups and pairs; None for no answer."""
        question = self.rulebook.questions[code]
        here = [condition for group in self.groups for condition in group if condition.question == code]
        given = [condition for pair in self.pairs for condition in pair.given if condition.question == code]
        found: dict[Stand, Fact | None] = {}
        for fact in [None, *answers_apart(question, [*here, *given])]:
            dead = waiting = sense = 0
            for place, group in enumerate(self.groups):
                outcomes = [self._holds(c, fact, question.presumed) for c in group if c.question == code]
                dead |= (False in outcomes) << place
                waiting |= (None in outcomes) << place
            for place, pair in enumerate(self.pairs):
                ruled_out = any(fact is None or not c.holds(fact) for c in pair.given if c.question == code)
                sense |= (ruled_out or (pair.question == code and fact is None)) << place
            found.setdefault((dead, waiting & ~dead, sense), fact)
        return found

    @staticmethod
    def _holds(condition: Condition, fact: Fact | None, presumed: Fact | None) -> bool | None:
        if fact is not None:
            return condition.holds(fact)
        return None if presumed is None else holds_for(condition, presumed)

    def _states(self, dead: int, waiting: int) -> list[bool | None]:
        """Whether each set holds, is false or is open."""
        states = []
        for groups in self.sets:
            every = (1 << len(groups)) - 1
            alive = every & ~dead
            states.append(True if alive & ~waiting else None if alive else False)
            dead, waiting = dead >> len(groups), waiting >> len(groups)
        return states

    def _told_apart(self, states: Sequence[bool | None]) -> bool:
        before, after = states[:2]
        match self.purpose:
            case Purpose.APPLIES:
                return before is not after
            case Purpose.PENALTY:
                return (before is False) is not (after is False)
        applies, met, unclear = states[2:]
        if applies is False:
            return False
        match self.purpose:
            case Purpose.MET:
                silent = self._silent(4, unclear)
                return not silent and self._result(0, before) is not self._result(1, after)
            case Purpose.UNCLEAR:
                tested = met is not None or self.has_done
                return tested and self._silent(0, before) is not self._silent(1, after)
        return before is not after

    def _result(self, place: int, state: bool | None) -> bool | None:
        """What a test says; nothing where it has no conditions."""
        return state if any(self.sets[place]) else None

    def _silent(self, place: int, state: bool | None) -> bool:
        return any(self.sets[place]) and state is not False
