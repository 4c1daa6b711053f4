"""The search as tests ask it: over the versions in force on a day."""

from __future__ import annotations

from datetime import date

from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.wording.lookup import rules_with_all


def requirements_found(rulebook: Rulebook, on: date, query: str) -> tuple[Rule, ...]:
    """The versions in force on the day in which every one of the words stands, in any language."""
    return rules_with_all(tuple(rulebook.rules_on(on)), query)
