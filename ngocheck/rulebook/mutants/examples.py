"""An organisation that tells a mutant from its rule: one of the requirement's scenarios, few answers changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from ngocheck.engine.conditions import Fact, Facts
from ngocheck.engine.facts import write_fact
from ngocheck.engine.findings import Finding
from ngocheck.engine.report import finding_report
from ngocheck.engine.rules import Rulebook

from .making import Mutant, Purpose
from .telling_apart import Senseless, TooMany, answers_telling_apart
from .trying import Expected, alone, finding_in

MOST_WAYS = 60
# What the law says to somebody; the rest of a finding follows from it.
SAID = ("applicability", "met", "due", "penalties")


@dataclass(frozen=True, slots=True)
class Example:
    """Answers and a day on which the mutant says something else than its rule."""

    on: date
    answers: dict[str, Any]


def example_of(
    mutant: Mutant, rulebook: Rulebook, senseless: Iterable[Senseless], expected: Sequence[Expected]
) -> Example | None:
    """An organisation to make a scenario of; `expected` is what scenarios expect of the requirement already.

    None where none was found: a few ways to tell the two apart are looked at, not all.
    """
    mutated = mutant.mutated()
    law = alone(mutant.rule, rulebook, rulebook.parameters)
    other = alone(mutated, rulebook, mutant.parameters(rulebook))
    starts = [(one.on, one.facts) for one in expected if mutant.rule.in_force(one.on)]
    starts = starts or [(mutant.rule.effective_from, {})]
    for on, facts in _nearest(starts, mutant, rulebook, senseless):
        if said(finding_in(mutant.rule, law, facts, on)) != said(finding_in(mutated, other, facts, on)):
            return Example(on, {code: write_fact(fact) for code, fact in facts.items()})
    return None


def said(finding: Finding | None) -> list[Any]:
    report = finding_report(finding) if finding else {}
    return [report.get(field) for field in SAID]


def _nearest(
    starts: Iterable[tuple[date, Facts]], mutant: Mutant, rulebook: Rulebook, senseless: Iterable[Senseless]
) -> list[tuple[date, dict[str, Fact]]]:
    """Each start with the answers of each way to tell the two apart. First stand those that answer all that the
    changed group asks, of these those with the fewest changes."""
    try:
        apart = answers_telling_apart(mutant, rulebook, senseless)
        wanted = (one.facts for one in apart if one.less or mutant.place.purpose is not Purpose.PENALTY)
        ways = list(islice(wanted, MOST_WAYS))
    except TooMany:
        return []
    asked = {condition.question for condition in mutant.place.groups[mutant.group]}
    possible: list[tuple[int, int, date, dict[str, Fact]]] = []
    for on, start in starts:
        for way in ways:
            silent = mutant.rule.questions & start.keys() - way.keys()
            kept = {code: fact for code, fact in start.items() if code not in silent}
            for facts in ({**start, **way}, {**kept, **way}):
                changed = sum(start.get(code) != facts.get(code) for code in start.keys() | facts.keys())
                possible.append((len(asked - facts.keys()), changed, on, facts))
    possible.sort(key=lambda one: one[:3])
    return [(on, facts) for *_, on, facts in possible]
