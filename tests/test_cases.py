"""The law written twice: cases made by a second reader from the law itself, never from the fixtures."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ngocheck.engine.facts import read_facts
from ngocheck.engine.findings import assess
from ngocheck.engine.report import finding_report

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(Path(__file__).with_name("cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]
WHOLE = ("due",)
AS_SETS = ("missing", "presumed")


@pytest.mark.parametrize("case", CASES)
def test_the_law_as_the_case_reads_it(case: dict[str, Any], rulebook):
    assessment = assess(rulebook, read_facts(case["answers"], rulebook), date.fromisoformat(case["on"]))
    found = {f.rule.requirement: finding_report(f) for f in assessment.findings}
    for code, expected in case["expect"].items():
        assert differences(code, expected, found.get(code)) == []


def differences(code: str, expected: Any, found: dict[str, Any] | None) -> list[str]:
    if expected == "absent" or found is None:
        return [] if expected == "absent" and found is None else [f"{code}: expected {expected}, got {found}"]
    return [
        f"{code}.{key}: expected {value}, got {found[key]}"
        for key, value in expected.items()
        if not agrees(key, value, found[key])
    ]


def agrees(key: str, expected: Any, found: Any) -> bool:
    if key in AS_SETS:
        return set(expected) == set(found)
    if key in WHOLE:
        return len(expected) == len(found) and all(map(within, expected, found))
    if key in ("penalties", "provisions", "reasons"):
        return all(any(within(wanted, entry) for entry in found) for wanted in expected)
    return expected == found


def within(wanted: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Whether the entry has all that is wanted; a key ending in _has asks for a part of the text."""
    return all(
        value in entry[key.removesuffix("_has")] if key.endswith("_has") else entry[key] == value
        for key, value in wanted.items()
    )


def test_cases_cover_the_law(rulebook):
    cases = [param.values[0] for param in CASES]
    assert len(cases) >= 200
    assert sum(case["on"] < "2026-01-01" for case in cases) >= 30
    seen = {
        (code, expected["applicability"])
        for case in cases
        for code, expected in case["expect"].items()
        if expected != "absent" and "applicability" in expected
    }
    for code, rules in rulebook.requirements.items():
        everybody = any(rule.applies == ((),) for rule in rules)
        wanted = ["applies"] if everybody else ["applies", "does_not_apply", "undetermined"]
        assert [state for state in wanted if (code, state) not in seen] == [], code
