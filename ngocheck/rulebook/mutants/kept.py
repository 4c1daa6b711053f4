"""What was found of mutants, kept for each requirement until the law or its scenarios change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from time import monotonic
from typing import Any

from django.utils import timezone

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.changes import canonical
from ngocheck.rulebook.gates.problem import all_pairs
from ngocheck.rulebook.models import Scenario, TriedMutants

from .results import Result, results

# Of a question, what findings depend on; the rest is words.
OF_QUESTIONS = ("code", "kind", "minimum", "maximum", "presumed", "none_was")
SHARED = ("parameters", "calendar", "clashes")


def fingerprints(content: Mapping[str, Any]) -> dict[str, str]:
    """By requirement of an edition's JSON what stands for all that the trial of its mutants depends on."""
    questions = [
        [*(row.get(name) for name in OF_QUESTIONS), [choice["code"] for choice in row["choices"]]]
        for row in content["questions"]
    ]
    senseless = [
        [pair.question.code, [[c.question.code, c.operator, c.value] for c in pair.conditions.all()]]
        for pair in all_pairs()
    ]
    shared = fingerprint_of([questions, sorted(senseless), *(content[name] for name in SHARED)])
    scenarios: dict[str, list[list[Any]]] = defaultdict(list)
    for scenario in Scenario.objects.all():
        if isinstance(scenario.expect, dict):
            for code, expected in scenario.expect.items():
                scenarios[code].append([scenario.on.isoformat(), scenario.answers, expected])
    return {
        row["code"]: fingerprint_of([shared, row["versions"], sorted(scenarios[row["code"]], key=canonical)])
        for row in content["requirements"]
    }


def fingerprint_of(value: Any) -> str:
    return sha256(canonical(value).encode()).hexdigest()


def keep(found: Iterable[Result], prints: Mapping[str, str]) -> None:
    """Keeps the results of the draft whose fingerprints these are."""
    for result in found:
        survivors = [
            {
                "name": survivor.mutant.name,
                "on": survivor.example and survivor.example.on.isoformat(),
                "answers": survivor.example and survivor.example.answers,
            }
            for survivor in result.survivors
        ]
        TriedMutants.objects.update_or_create(
            requirement=result.requirement,
            defaults={
                "fingerprint": prints[result.requirement],
                "at": timezone.now(),
                "killed": result.killed,
                "survivors": survivors,
            },
        )


def try_again(codes: Iterable[str], rulebook: Rulebook, prints: Mapping[str, str], seconds: float) -> int:
    """Tries these requirements one after the other and keeps what is found, until the time is over; how many."""
    until = monotonic() + seconds
    wanted = list(codes)
    named = set(wanted)
    scenarios = [
        row for row in Scenario.objects.all() if isinstance(row.expect, dict) and named & row.expect.keys()
    ]
    tried = 0
    for result in results(wanted, rulebook, scenarios):
        keep([result], prints)
        tried += 1
        if monotonic() > until:
            break
    return tried
