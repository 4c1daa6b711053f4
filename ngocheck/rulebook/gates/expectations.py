"""Scenarios: what editors expect comes out, and every requirement is expected in each of its states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ngocheck.engine.edition import Rulebook
from ngocheck.engine.findings import Applicability

from .. import models
from ..coverage import coverage
from ..scenarios import run
from .problem import Problem, Rows, name

SHOWN = 20
SEEN = {
    Applicability.APPLIES: "applying",
    Applicability.DOES_NOT_APPLY: "not applying",
    Applicability.UNDETERMINED: "undetermined",
}


def unfulfilled(rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """Scenarios that come out otherwise; then, once all of them can be read, what none of them looks at."""
    scenarios = list(models.Scenario.objects.all())
    outcomes = run(scenarios, rulebook)
    failing = [outcome for outcome in outcomes if not outcome.holds]
    for outcome in failing[:SHOWN]:
        yield Problem(
            f"Scenario “{outcome.scenario}”: {outcome}. Mend the law's rows, or what the scenario expects.",
            outcome.scenario,
        )
    if len(failing) > SHOWN:
        yield Problem(f"{len(failing) - SHOWN} more scenarios do not give the findings that they expect.")
    if not any(outcome.unreadable for outcome in outcomes):
        yield from unseen(scenarios, rulebook, rows, today)


def unseen(scenarios: Sequence[models.Scenario], rulebook: Rulebook, rows: Rows, today: date) -> Iterator[Problem]:
    """What no scenario expects: a requirement in one of its states, a version in force or to come applying."""
    for seen in coverage(scenarios, rulebook, today):
        for state in seen.states:
            if state.lacking:
                expected = f"no scenario expects it {SEEN[state.applicability]}. Add one."
                row = rows.requirements[seen.requirement]
                first = next((version.rule.effective_from for version in seen.versions), today)
                yield Problem(f"Requirement {seen.requirement}: {expected}", row, max(first, today))
        for version in seen.versions:
            if not version.seen:
                rule = version.rule
                until = f" and before {rule.effective_until}" if rule.effective_until else ""
                yield Problem(
                    f"{name(rule)}: no scenario expects it applying in its time. Add one that looks at a day "
                    f"from {rule.effective_from} on{until}.",
                    rows.version(rule),
                    max(rule.effective_from, today),
                )
