"""What became of a requirement's mutants: killed by a scenario, the same law as before, or unnoticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.gates.problem import all_pairs
from ngocheck.rulebook.gates.senseless_questions import given_answers
from ngocheck.rulebook.models import Scenario

from .examples import Example, example_of
from .making import Mutant, mutants
from .telling_apart import Senseless, one_law, only_shows_more
from .trying import Expected, Trial, expected_by_requirement


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no scenario notices, with an organisation that would, where one was found."""

    mutant: Mutant
    example: Example | None


@dataclass(frozen=True, slots=True)
class Result:
    """The mutants of one requirement. Not counted are those of `one_law`, which say the same as before to
    everybody, and those `beyond` scenarios: they only show a penalty to more people, and no scenario can expect it
    not to be there.
    """

    requirement: str
    killed: int
    survivors: tuple[Survivor, ...]
    one_law: tuple[Mutant, ...]
    beyond: tuple[Mutant, ...]

    @property
    def total(self) -> int:
        return self.killed + len(self.survivors)


def results(requirements: Iterable[str], rulebook: Rulebook, scenarios: Iterable[Scenario]) -> Iterator[Result]:
    """The result of each of the requirements, all of which the rulebook has."""
    expected, senseless = expected_by_requirement(scenarios, rulebook), senseless_answers(rulebook)
    for code in requirements:
        yield result_of(code, rulebook, expected[code], senseless)


def senseless_answers(rulebook: Rulebook) -> list[Senseless]:
    """The questions that nobody is asked after certain answers, as the rows have them."""
    return [Senseless(pair.question.code, given_answers(pair, rulebook)) for pair in all_pairs()]


def result_of(
    requirement: str, rulebook: Rulebook, expected: Sequence[Expected], senseless: Sequence[Senseless]
) -> Result:
    """What scenarios, with what they expect of the requirement, notice of the mutants of all its versions."""
    killed = 0
    survivors: list[Survivor] = []
    same: list[Mutant] = []
    beyond: list[Mutant] = []
    for mutant, killer in tried(requirement, rulebook, expected):
        if killer:
            killed += 1
        elif one_law(mutant, rulebook, senseless):
            same.append(mutant)
        elif only_shows_more(mutant, rulebook, senseless):
            beyond.append(mutant)
        else:
            survivors.append(Survivor(mutant, example_of(mutant, rulebook, senseless, expected)))
    return Result(requirement, killed, tuple(survivors), tuple(same), tuple(beyond))


def tried(
    requirement: str, rulebook: Rulebook, expected: Sequence[Expected]
) -> Iterator[tuple[Mutant, Expected | None]]:
    """Every mutant with what notices it."""
    for rule in rulebook.requirements[requirement]:
        trial = Trial(rule, rulebook, expected)
        for mutant in mutants(rule, rulebook):
            yield mutant, trial.killer(mutant)
