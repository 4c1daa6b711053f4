"""What a change of the rulebook would do to the scenarios that editors keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.report import penalties_report
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.scenarios.run import ABSENT, ScenarioError, read_scenario_answers

from .on_organisations import presumed


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One thing that comes out otherwise: `field` is "applicability", "met", "due", "amount_tenge" or "penalties".

    Applicability is "absent" for a requirement that is not in force; due dates are as a report has them, without
    what is not confirmed; penalties are as a report has them.
    """

    requirement: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ScenarioImpact:
    """A scenario with what changes in it, or with why the new rulebook cannot read its answers any more."""

    scenario: Scenario
    changes: tuple[FindingChange, ...]
    unreadable: str = ""


def scenario_impact(old: Rulebook | None, new: Rulebook, scenarios: Iterable[Scenario]) -> list[ScenarioImpact]:
    """The scenarios whose findings change, in their order; each is looked at on its own day.

    Without an old rulebook, or where that cannot read the answers, nothing is compared. Raises LookupError as
    `impact.impacts` does.
    """
    if old is None:
        return []
    pair_on = _Pairs(old, new).on
    compared = (_compared(*pair_on(scenario.on), scenario) for scenario in scenarios)
    return [impact for impact in compared if impact.changes or impact.unreadable]


class _Pairs:
    """Both rulebooks, each day with those requirements only that may come out otherwise on it."""

    def __init__(self, old: Rulebook, new: Rulebook) -> None:
        self.whole = old, new
        one, other = old.requirements, new.requirements
        codes = {code for code in one.keys() | other.keys() if one.get(code) != other.get(code)}
        self.edited = _only(codes, old), _only(codes, new)
        self.same_days = old.calendar == new.calendar and presumed(old) == presumed(new)
        self.same_values: dict[date, bool] = {}

    def on(self, day: date) -> tuple[Rulebook, Rulebook]:
        if day not in self.same_values:
            old, new = ({c: one.on(day) for c, one in book.parameters.items()} for book in self.whole)
            self.same_values[day] = old == new
        return self.edited if self.same_days and self.same_values[day] else self.whole


def _only(codes: set[str], rulebook: Rulebook) -> Rulebook:
    kept = {code: rules for code, rules in rulebook.requirements.items() if code in codes}
    return replace(rulebook, requirements=kept)


def _compared(old: Rulebook, new: Rulebook, scenario: Scenario) -> ScenarioImpact:
    try:
        before = _findings(old, scenario)
    except ScenarioError:
        return ScenarioImpact(scenario, ())
    try:
        after = _findings(new, scenario)
    except ScenarioError as error:
        return ScenarioImpact(scenario, (), str(error))
    codes = dict.fromkeys((*after, *before))
    return ScenarioImpact(scenario, tuple(c for code in codes for c in _changes(code, before, after)))


def _findings(rulebook: Rulebook, scenario: Scenario) -> dict[str, Finding]:
    facts = read_scenario_answers(scenario.answers, rulebook)
    return {finding.rule.requirement: finding for finding in assess(rulebook, facts, scenario.on).findings}


def _changes(code: str, before: Mapping[str, Finding], after: Mapping[str, Finding]) -> Iterator[FindingChange]:
    one, other = _seen(before.get(code)), _seen(after.get(code))
    for field in one:
        if one[field] != other[field]:
            yield FindingChange(code, field, one[field], other[field])


def _seen(finding: Finding | None) -> dict[str, Any]:
    if finding is None:
        return {"applicability": ABSENT, "met": None, "due": [], "amount_tenge": None, "penalties": []}
    due = [
        {
            "on": due.due_on.isoformat() if due.due_on else None,
            "safe_on": due.safe_on.isoformat() if due.safe_on else None,
            "period": due.period,
        }
        for due in finding.due
    ]
    return {
        "applicability": finding.applicability.value,
        "met": finding.met,
        "due": due,
        "amount_tenge": finding.amount_tenge,
        "penalties": penalties_report(finding.penalties),
    }
