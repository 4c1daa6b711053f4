"""The law written twice: scenarios made by a second reader from the law itself, never from the rules' rows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.scenarios.run import scenario_outcome

ROWS = json.loads((Path(__file__).parents[2] / "fixtures" / "scenarios.json").read_text(encoding="utf-8"))
SCENARIOS = [
    Scenario(
        **{
            **{k: v for k, v in row["fields"].items() if k != "area"},
            "on": date.fromisoformat(row["fields"]["on"]),
        }
    )
    for row in ROWS
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_the_law_as_the_scenario_reads_it(scenario, rulebook):
    found = scenario_outcome(scenario, rulebook)
    assert found.unreadable == ""
    assert [str(difference) for difference in found.differences] == []


def test_scenarios_cover_the_law(rulebook):
    assert len(SCENARIOS) >= 200
    assert sum(scenario.on.year < 2026 for scenario in SCENARIOS) >= 30
    seen = {
        (code, expected["applicability"])
        for scenario in SCENARIOS
        for code, expected in scenario.expect.items()
        if expected != "absent" and "applicability" in expected
    }
    for code, rules in rulebook.requirements.items():
        everybody = any(rule.applies == ((),) for rule in rules)
        wanted = ["applies"] if everybody else ["applies", "does_not_apply", "undetermined"]
        assert [state for state in wanted if (code, state) not in seen] == [], code
