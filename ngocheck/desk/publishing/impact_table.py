"""The impact of the draft as a table: how many of the made-up organisations would get another result."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from django.utils.translation import get_language

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.impact.on_organisations import Impact, impacts
from ngocheck.rulebook.impact.on_scenarios import ScenarioImpact, scenario_impact
from ngocheck.rulebook.models import Scenario
from ngocheck.wording.memo import Memo
from ngocheck.wording.refusals import missing_value_text
from ngocheck.wording.values import number_text

from .pending import Waiting

MOST_SCENARIOS = 20


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """One requirement on the day on which it is looked at; `numbers` of organisations in the table's order."""

    title: str
    on: date
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImpactTable:
    """`unmoved` counts changed requirements that change nobody's result; of `more` scenarios only the number is
    shown. `unknown` says why nothing could be counted."""

    rows: tuple[ImpactRow, ...] = ()
    unmoved: int = 0
    scenarios: tuple[ScenarioImpact, ...] = ()
    more: int = 0
    unknown: str = ""


def impact_table(waiting: Waiting) -> ImpactTable:
    """What publishing would do. A draft that does not hold together has none; the problems say why."""
    new = waiting.draft.rulebook
    if new is None or not waiting.changes:
        return ImpactTable(unknown=waiting.draft.unreadable)
    return IMPACTS.get(None, key_of(waiting), lambda: counted(waiting, new))


# Counting takes seconds, and the page is looked at again and again: after each approval, by each who approves.
IMPACTS: Memo[ImpactTable] = Memo(most=24)


def key_of(waiting: Waiting) -> tuple[Hashable, ...]:
    """What stands for all that the table is made from: both rulebooks, the scenarios, the day and the language."""
    live = waiting.live.sha256 if waiting.live else ""
    return live, waiting.draft.sha256, hash_of_rows(waiting.proposal.rows), waiting.today, get_language()


@lru_cache(maxsize=4)
def hash_of_rows(rows: str) -> str:
    return sha256(rows.encode()).hexdigest()


def counted(waiting: Waiting, new: Rulebook) -> ImpactTable:
    try:
        found = impacts(waiting.old, new, waiting.today)
        touched = scenario_impact(waiting.old, new, Scenario.objects.all())
    except LookupError as error:
        return ImpactTable(unknown=missing_value_text(error))
    rows = tuple(impact_row(impact, waiting) for impact in found if impact.anybody)
    shown = tuple(touched[:MOST_SCENARIOS])
    return ImpactTable(rows, len(found) - len(rows), shown, len(touched) - len(shown))


def impact_row(impact: Impact, waiting: Waiting) -> ImpactRow:
    changed = (impact.date_changed, impact.sum_changed, impact.other)
    numbers = (impact.before, impact.after, impact.gained, impact.lost, *changed)
    return ImpactRow(waiting.name(impact.requirement), impact.on, tuple(map(number_text, numbers)))
