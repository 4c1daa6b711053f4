from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.mutants.kept import fingerprints, keep
from ngocheck.rulebook.mutants.results import Result, results
from ngocheck.rulebook.mutants.words import mutant_in_words
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook, today
from ngocheck.rulebook.publishing.publish import make_draft

from .scenarios import drafted

WHOLE = 100


class Command(EnglishCommand):
    help = (
        "Changes one condition of the law at a time and says which changes no scenario would notice. What it "
        "finds of the draft stands on the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--edition", choices=["draft", "live"], default="draft", help="whose law is changed")
        parser.add_argument("--on-requirement", metavar="CODE", help="only the conditions of this requirement")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
        parser.add_argument(
            "--at-least", type=float, metavar="PER CENT", default=0, help="exit 1 where fewer are noticed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        code, on = options["on_requirement"], today()
        try:
            rulebook = live_rulebook() if options["edition"] == "live" else drafted()
            if code is not None and code not in rulebook.requirements:
                raise CommandError(f"--on-requirement: there is no requirement {code}.")
            wanted = list(rulebook.requirements) if code is None else [code]
            prints = fingerprints(make_draft(on).content)
            found = list(results(wanted, rulebook, Scenario.objects.all()))
            if options["edition"] == "draft":
                keep(found, prints)
        except NothingPublished as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read ({error}). Run: make setup") from error
        killed, total = sum(one.killed for one in found), sum(one.total for one in found)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found, rulebook, on), ensure_ascii=False, indent=2))
        else:
            for line in lines(found, rulebook, on):
                self.stdout.write(line)
        if share(killed, total) < options["at_least"]:
            told = f"{share(killed, total):.1f} per cent of the changes are noticed"
            raise CommandError(f"{told}, {options['at_least']:g} are asked for.", returncode=1)


def share(killed: int, total: int) -> float:
    """In per cent; where there is nothing to notice nothing goes unnoticed."""
    return WHOLE * killed / total if total else WHOLE


def lines(found: list[Result], rulebook: Rulebook, on: date) -> Iterator[str]:
    """A line for each requirement, one below it for each change that goes unnoticed, and the sums."""
    for result in found:
        yield f"{result.requirement}: {result.killed} of {result.total} changes noticed"
        for survivor in result.survivors:
            yield f"  {mutant_in_words(survivor.mutant, rulebook, on)}"
        for mutant in result.one_law:
            yield f"  the same law: {mutant_in_words(mutant, rulebook, on)}"
    killed, total = sum(one.killed for one in found), sum(one.total for one in found)
    yield f"Changed {rulebook.label}: {killed} of {total} changes noticed, {share(killed, total):.1f} per cent."
    same, beyond = sum(len(one.one_law) for one in found), sum(len(one.beyond) for one in found)
    yield f"Not counted: {same} that leave the law the same, {beyond} that only show a penalty to more people."


def as_json(found: list[Result], rulebook: Rulebook, on: date) -> dict[str, Any]:
    killed, total = sum(one.killed for one in found), sum(one.total for one in found)
    return {
        "edition": rulebook.label,
        "killed": killed,
        "total": total,
        "per_cent": round(share(killed, total), 1),
        "requirements": [
            {
                "requirement": result.requirement,
                "killed": result.killed,
                "total": result.total,
                "survivors": [
                    {
                        "mutant": str(mutant_in_words(survivor.mutant, rulebook, on)),
                        "on": survivor.example and survivor.example.on.isoformat(),
                        "answers": survivor.example and survivor.example.answers,
                    }
                    for survivor in result.survivors
                ],
                "same_law": [str(mutant_in_words(mutant, rulebook, on)) for mutant in result.one_law],
                "beyond_scenarios": [str(mutant_in_words(mutant, rulebook, on)) for mutant in result.beyond],
            }
            for result in found
        ],
    }
