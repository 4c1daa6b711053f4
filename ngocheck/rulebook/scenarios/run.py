"""Running scenarios: does the rulebook give the findings that editors expect?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Fact
from ngocheck.engine.facts import AnswerError, read_facts
from ngocheck.engine.findings import Finding, findings_of
from ngocheck.engine.report import finding_report
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import Scenario
from ngocheck.wording.refusals import answer_refusal, missing_value_text

ABSENT = "absent"
UNKNOWN = "no such requirement"
WHOLE_LISTS = ("due",)
AS_SETS = ("missing", "presumed")
SOME_OF = ("penalties", "provisions", "reasons")
OF_OBJECTS = (*WHOLE_LISTS, *SOME_OF)
PART_OF_TEXT = "_has"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise than expected. `field` is "" where the whole finding is meant."""

    requirement: str
    field: str
    expected: Any
    found: Any


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


def run_scenarios(scenarios: Iterable[Scenario], rulebook: Rulebook) -> list[Outcome]:
    """Every scenario's outcome, with the findings that it names. Those whose answers the rulebook does not take
    (any more) come out unreadable."""
    return [scenario_outcome(scenario, rulebook, only_named=True) for scenario in scenarios]


class ScenarioError(ValueError):
    """A scenario that the rulebook cannot be asked; says why in the editor's language."""


def scenario_outcome(scenario: Scenario, rulebook: Rulebook, *, only_named: bool = False) -> Outcome:
    """One scenario's outcome, with all findings or only with those that it names."""
    try:
        check_expectation(scenario.expect)
        facts = read_scenario_answers(scenario.answers, rulebook)
        wanted = frozenset(scenario.expect if only_named else rulebook.requirements)
        findings = {f.rule.requirement: f for f in findings_of(wanted, rulebook, facts, scenario.on)}
    except ScenarioError as error:
        return Outcome(scenario, (), {}, str(error))
    except LookupError as error:
        return Outcome(scenario, (), {}, missing_value_text(error))
    return Outcome(scenario, tuple(all_differences(scenario, rulebook, findings)), findings)


def read_scenario_answers(answers: Any, rulebook: Rulebook) -> dict[str, Fact]:
    """What a scenario answers. Raises ScenarioError."""
    try:
        return read_facts(answers, rulebook)
    except AnswerError as error:
        raise ScenarioError(answer_refusal(error)) from error


def all_differences(
    scenario: Scenario, rulebook: Rulebook, findings: Mapping[str, Finding]
) -> Iterator[Difference]:
    for code, expected in scenario.expect.items():
        if code in rulebook.requirements:
            yield from finding_differences(code, expected, findings.get(code))
        else:
            yield Difference(code, "", expected, UNKNOWN)


def check_expectation(expect: Any) -> None:
    """Raises ScenarioError where the expected findings have not the shape that findings are reported in."""
    if not isinstance(expect, Mapping):
        raise ScenarioError(_("expected findings: one JSON object is needed."))
    for code, expected in expect.items():
        if expected == ABSENT:
            continue
        if not isinstance(expected, Mapping) or not expected:
            told = _("expected findings: %(code)s needs a JSON object with a field, or “absent”.")
            raise ScenarioError(told % {"code": code})
        for key, value in expected.items():
            if not fits(key, value):
                told = (
                    _("expected findings: %(code)s.%(field)s needs a list of JSON objects.")
                    if key in OF_OBJECTS
                    else _("expected findings: %(code)s.%(field)s needs a list of codes.")
                )
                raise ScenarioError(told % {"code": code, "field": key})


def fits(key: str, value: Any) -> bool:
    """Whether a value has the shape that the finding's report has under the key."""
    wanted = Mapping if key in OF_OBJECTS else str if key in AS_SETS else None
    return wanted is None or (isinstance(value, list) and all(isinstance(entry, wanted) for entry in value))


def finding_differences(code: str, expected: Any, finding: Finding | None) -> Iterator[Difference]:
    if expected == ABSENT or finding is None:
        if (expected == ABSENT) != (finding is None):
            yield Difference(code, "", expected, finding and finding_report(finding)["applicability"])
        return
    found = finding_report(finding)
    for key, value in expected.items():
        if key not in found or not agrees(key, value, found[key]):
            yield Difference(code, key, value, found.get(key))


def agrees(key: str, expected: Any, found: Any) -> bool:
    """All due dates must be named; of penalties, provisions and reasons those that matter, in any order, or none
    at all where the list is empty."""
    if key in AS_SETS:
        return set(expected) == set(found)
    if key in WHOLE_LISTS:
        return len(expected) == len(found) and all(map(within, expected, found))
    if key in SOME_OF:
        return all(any(within(wanted, entry) for entry in found) for wanted in expected) and bool(
            expected or not found
        )
    return bool(expected == found)


def within(wanted: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether the entry has all that is wanted."""
    return all(has(entry, key, value) for key, value in wanted.items())


def has(entry: Mapping[str, Any], key: str, value: Any) -> bool:
    """A key ending in _has asks for a part of a text."""
    if not key.endswith(PART_OF_TEXT):
        return bool(entry.get(key) == value)
    text = entry.get(key.removesuffix(PART_OF_TEXT))
    return isinstance(text, str) and isinstance(value, str) and value in text
