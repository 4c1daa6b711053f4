"""What the scenarios have seen of the law: each requirement applying, not applying and undetermined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ngocheck.engine.conditions import EVERYBODY
from ngocheck.engine.findings import Applicability
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook.models import Scenario


@dataclass(frozen=True, slots=True)
class SeenState:
    """How many scenarios expect a requirement in this state, and whether at least one is wanted."""

    applicability: Applicability
    seen: int
    wanted: bool

    @property
    def lacking(self) -> bool:
        return self.wanted and not self.seen


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """A version in force or to come, and how many scenarios of its time see it applying."""

    rule: Rule
    seen: int


@dataclass(frozen=True, slots=True)
class Coverage:
    requirement: str
    states: tuple[SeenState, ...]
    versions: tuple[VersionSeen, ...]

    @property
    def complete(self) -> bool:
        return not any(state.lacking for state in self.states) and all(version.seen for version in self.versions)


def coverage(scenarios: Iterable[Scenario], rulebook: Rulebook, on: date) -> list[Coverage]:
    """What is seen of every requirement; of versions, those that are in force on the day `on` or later."""
    days = days_expected(scenarios)
    return [
        Coverage(code, states_seen(code, rules, days), versions_seen(code, rules, days, on))
        for code, rules in rulebook.requirements.items()
    ]


Days = dict[tuple[str, str], list[date]]


def days_expected(scenarios: Iterable[Scenario]) -> Days:
    """The days of the scenarios that expect a requirement (by code) in a state."""
    days: Days = defaultdict(list)
    for scenario in scenarios:
        for code, expected in scenario.expect.items():
            if isinstance(expected, Mapping) and "applicability" in expected:
                days[code, expected["applicability"]].append(scenario.on)
    return days


def states_seen(code: str, rules: tuple[Rule, ...], days: Days) -> tuple[SeenState, ...]:
    """One that concerns everybody in one of its versions needs to be seen applying only."""
    everybody = any(rule.applies == EVERYBODY for rule in rules)
    return tuple(
        SeenState(state, len(days.get((code, state.value), ())), not everybody or state is Applicability.APPLIES)
        for state in Applicability
    )


def versions_seen(code: str, rules: tuple[Rule, ...], days: Days, on: date) -> tuple[VersionSeen, ...]:
    applying = days.get((code, Applicability.APPLIES.value), [])
    return tuple(
        VersionSeen(rule, sum(map(rule.in_force, applying)))
        for rule in rules
        if rule.effective_until is None or rule.effective_until > on
    )
