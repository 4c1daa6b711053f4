from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook, today
from ngocheck.rulebook.publishing.publish import make_draft
from ngocheck.rulebook.scenarios.causes import moved_rows
from ngocheck.rulebook.scenarios.run import Outcome, run_scenarios


class Command(EnglishCommand):
    help = "Runs the scenarios against the editors' draft and says which do not give what they expect."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--published", action="store_true", help="run against the published edition")
        parser.add_argument("--on-requirement", metavar="CODE", help="only scenarios that expect this requirement")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rulebook = live_rulebook() if options["published"] else drafted()
            outcomes = run_scenarios(chosen_scenarios(options["on_requirement"], rulebook), rulebook)
        except NothingPublished as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read ({error}). Run: make setup") from error
        failing = [outcome for outcome in outcomes if not outcome.holds]
        for outcome in failing:
            self.stdout.write(outcome_text(outcome, rulebook))
        self.stdout.write(f"Run against {rulebook.label}: {count_text(len(outcomes))}, {len(failing)} failing.")
        if failing:
            raise CommandError(f"{count_text(len(failing))} did not give what is expected.", returncode=1)


def drafted() -> Rulebook:
    """The draft's rulebook. Raises CommandError where the rows make no edition."""
    made = make_draft(today())
    if made.rulebook is None:
        raise CommandError(f"The rows do not make an edition yet. {made.unreadable}")
    return made.rulebook


def chosen_scenarios(requirement: str | None, rulebook: Rulebook) -> list[Scenario]:
    """All scenarios, or those that name the requirement in what they expect.

    Raises CommandError for a requirement that there is not.
    """
    if requirement is not None and requirement not in rulebook.requirements:
        raise CommandError(f"--on-requirement: there is no requirement {requirement}.")
    scenarios = Scenario.objects.select_related("area")
    return [scenario for scenario in scenarios if requirement is None or names_requirement(scenario, requirement)]


def names_requirement(scenario: Scenario, requirement: str) -> bool:
    return isinstance(scenario.expect, dict) and requirement in scenario.expect


def outcome_text(outcome: Outcome, rulebook: Rulebook) -> str:
    """The scenario, and a line for each thing that came out otherwise."""
    scenario = outcome.scenario
    moved = moved_rows(outcome, rulebook)
    lines = [outcome.unreadable] if outcome.unreadable else [f"{row.requirement}: {row.words}" for row in moved]
    return "\n  ".join([f"{scenario} ({scenario.area.code}, {scenario.on})", *lines])


def count_text(number: int) -> str:
    return "1 scenario" if number == 1 else f"{number} scenarios"
