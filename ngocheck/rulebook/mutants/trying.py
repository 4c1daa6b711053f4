"""The scenarios of one requirement tried on its mutants: the first that notices kills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ngocheck.engine.amounts import MRP, Parameter
from ngocheck.engine.conditions import Facts
from ngocheck.engine.findings import Finding, findings_of
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook.gates.readings import measured
from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.scenarios.run import finding_differences, read_scenario_answers, run_scenarios

from .making import Mutant


@dataclass(frozen=True, slots=True)
class Expected:
    """What one scenario expects of one requirement."""

    scenario: Scenario
    facts: Facts
    on: date
    expect: Any

    def notices(self, finding: Finding | None) -> bool:
        code = finding.rule.requirement if finding else ""
        return any(finding_differences(code, self.expect, finding))


def expected_by_requirement(scenarios: Iterable[Scenario], rulebook: Rulebook) -> dict[str, list[Expected]]:
    """By requirement what the scenarios that hold expect of it; one that fails notices nothing."""
    found: dict[str, list[Expected]] = {code: [] for code in rulebook.requirements}
    for outcome in run_scenarios(scenarios, rulebook):
        if outcome.holds:
            scenario = outcome.scenario
            facts = read_scenario_answers(scenario.answers, rulebook)
            for code, expect in scenario.expect.items():
                found[code].append(Expected(scenario, facts, scenario.on, expect))
    return found


def alone(rule: Rule, rulebook: Rulebook, parameters: Mapping[str, Parameter]) -> Rulebook:
    """A rulebook of one version of one requirement, with the questions and parameters that it needs."""
    named = measured(rule.condition_sets) | {MRP}
    return replace(
        rulebook,
        requirements={rule.requirement: (rule,)},
        questions={code: asked for code, asked in rulebook.questions.items() if code in rule.questions},
        parameters={code: parameter for code, parameter in parameters.items() if code in named},
    )


def finding_in(rule: Rule, law: Rulebook, facts: Facts, on: date) -> Finding | None:
    """The finding in a law that has this rule alone; None while it is not in force."""
    return next(findings_of(frozenset([rule.requirement]), law, facts, on), None)


class Trial:
    """The scenarios of one version of a requirement. Those that killed lately are asked first."""

    def __init__(self, rule: Rule, rulebook: Rulebook, expected: Iterable[Expected]) -> None:
        self.rulebook = rulebook
        self.expected = [one for one in expected if rule.in_force(one.on)]

    def killer(self, mutant: Mutant) -> Expected | None:
        """A scenario that expects what the mutant does not say; None where no scenario notices it."""
        rule = mutant.mutated()
        law = alone(rule, self.rulebook, mutant.parameters(self.rulebook))
        for place, one in enumerate(self.expected):
            if one.notices(finding_in(rule, law, one.facts, one.on)):
                self.expected.insert(0, self.expected.pop(place))
                return one
        return None
