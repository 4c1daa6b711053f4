"""Running scenarios: does the rulebook give the findings that editors expect?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ngocheck.engine.edition import Rulebook
from ngocheck.engine.facts import AnswerError, read_facts
from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.report import finding_report

from .models import Scenario

ABSENT = "absent"
WHOLE_LISTS = ("due",)
AS_SETS = ("missing", "presumed")
SOME_OF = ("penalties", "provisions", "reasons")
PART_OF_TEXT = "_has"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise than expected. `field` is "" where the whole finding is meant."""

    requirement: str
    field: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        place = f"{self.requirement}.{self.field}" if self.field else self.requirement
        return f"{place}: expected {self.expected}, got {self.found}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario run: what came out otherwise, or why the answers could not be read; neither where it holds."""

    scenario: Scenario
    differences: tuple[Difference, ...]
    findings: Mapping[str, Finding]
    unreadable: str = ""

    @property
    def holds(self) -> bool:
        return not self.differences and not self.unreadable


def run(scenarios: Iterable[Scenario], rulebook: Rulebook) -> list[Outcome]:
    """Every scenario's outcome. Those whose answers the rulebook does not take (any more) come out unreadable."""
    return [outcome(scenario, rulebook) for scenario in scenarios]


def outcome(scenario: Scenario, rulebook: Rulebook) -> Outcome:
    try:
        facts = read_facts(scenario.answers, rulebook)
    except AnswerError as error:
        return Outcome(scenario, (), {}, str(error))
    findings = {f.rule.requirement: f for f in assess(rulebook, facts, scenario.on).findings}
    found = tuple(
        difference
        for code, expected in scenario.expect.items()
        for difference in differences(code, expected, findings.get(code))
    )
    return Outcome(scenario, found, findings)


def differences(code: str, expected: Any, finding: Finding | None) -> Iterator[Difference]:
    if expected == ABSENT or finding is None:
        if (expected == ABSENT) != (finding is None):
            yield Difference(code, "", expected, finding and finding_report(finding)["applicability"])
        return
    found = finding_report(finding)
    for key, value in expected.items():
        if key not in found or not agrees(key, value, found[key]):
            yield Difference(code, key, value, found.get(key))


def agrees(key: str, expected: Any, found: Any) -> bool:
    """All due dates must be named; of penalties, provisions and reasons those that matter, in any order."""
    if key in AS_SETS:
        return set(expected) == set(found)
    if key in WHOLE_LISTS:
        return len(expected) == len(found) and all(map(within, expected, found))
    if key in SOME_OF:
        return all(any(within(wanted, entry) for entry in found) for wanted in expected)
    return bool(expected == found)


def within(wanted: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether the entry has all that is wanted; a key ending in _has asks for a part of the text."""
    return all(
        value in entry.get(key.removesuffix(PART_OF_TEXT), "")
        if key.endswith(PART_OF_TEXT)
        else entry.get(key) == value
        for key, value in wanted.items()
    )
