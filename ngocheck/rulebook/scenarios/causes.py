"""Results that moved, by what moved them: an amount, the calendar, one requirement; before and after of exactly
what was asserted. A whole group is taken over with one tick."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.changes import Change, PartKind
from ngocheck.rulebook.models import Scenario
from ngocheck.wording.values import lower_first, plain_text

from .renewal import Renewed, renewed
from .run import AS_SETS, OF_OBJECTS, UNKNOWN, Outcome
from .words import FIELDS, title_of, unreadable_in_words, value_in_words

AMOUNTS, CALENDAR, UNREADABLE = "amounts", "calendar", "answers"
IN_TENGE = ("penalties", "amount_tenge")


@dataclass(frozen=True, slots=True)
class Moved:
    """One asserted field of a scenario that came out otherwise; both values in words. `lost` names what was
    asserted and is not there any more: that is mended by hand."""

    scenario: Scenario
    requirement: str
    title: str
    field: str
    before: str
    after: str
    lost: tuple[str, ...]

    @property
    def field_name(self) -> str:
        return str(FIELDS.get(self.field, self.field))

    @property
    def words(self) -> str:
        """For example: Income tax return, due dates: last day 31 March 2027 → last day 30 March 2027."""
        if self.field == UNREADABLE:
            return "; ".join(self.lost)
        lost = f" ({_('not there any more: %(what)s') % {'what': '; '.join(self.lost)}})" if self.lost else ""
        return f"{self.title}, {lower_first(self.field_name)}: {self.before} → {self.after}{lost}"


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved in the same way in one scenario or more."""

    told: str
    scenarios: tuple[Scenario, ...]

    @property
    def words(self) -> str:
        count = len(self.scenarios)
        if count == 1:
            return _("“%(scenario)s”: %(what)s") % {"scenario": self.scenarios[0], "what": self.told}
        counted = ngettext("%(count)s scenario: %(what)s", "%(count)s scenarios: %(what)s", count)
        return counted % {"count": count, "what": self.told}


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved results: its key, its title, how much it moved in words, and each of the moved fields."""

    key: str
    title: str
    summary: str
    rows: tuple[Moved, ...]

    @property
    def token(self) -> str:
        """What a form sends back to say which results were read: the key, and a digest of all that stood there."""
        seen = [(row.scenario.pk, row.requirement, row.field, row.before, row.after) for row in self.rows]
        return f"{self.key} {hashlib.sha256(repr(seen).encode()).hexdigest()}"

    @property
    def anchor(self) -> str:
        """Where it stands on the page of scenarios."""
        return f"cause-{slugify(self.key)}"

    @property
    def movements(self) -> list[Movement]:
        """What moved in how many scenarios, the most first."""
        alike: dict[str, list[Scenario]] = {}
        for row in self.rows:
            alike.setdefault(row.words, []).append(row.scenario)
        found = [Movement(told, tuple(scenarios)) for told, scenarios in alike.items()]
        return sorted(found, key=lambda movement: -len(movement.scenarios))

    @property
    def takeable(self) -> bool:
        """Whether anything in it can be taken over without losing an assertion."""
        return any(not row.lost for row in self.rows)


def causes(outcomes: Iterable[Outcome], changes: Iterable[Change], rulebook: Rulebook) -> list[Cause]:
    """The failing results by cause, the one that moved most first. `changes` are those since the live edition."""
    changes = list(changes)
    keyed = [(cause_of(row, changes), row) for outcome in outcomes for row in moved_rows(outcome, rulebook)]
    keyed.sort(key=lambda one: one[0])
    found = [
        _cause(key, tuple(row for _key, row in rows), changes, rulebook)
        for key, rows in groupby(keyed, key=lambda one: one[0])
    ]
    return sorted(found, key=lambda cause: -len(cause.rows))


def moved_rows(outcome: Outcome, rulebook: Rulebook) -> Iterator[Moved]:
    """Each asserted field that came out otherwise, of lists what did; or that the answers cannot be read."""
    scenario = outcome.scenario
    if outcome.unreadable:
        why = unreadable_in_words(outcome, rulebook)
        yield Moved(scenario, "", _("Answers that cannot be read"), UNREADABLE, "", "", (why,))
    for one in outcome.differences:
        code, field = one.requirement, one.field
        now = UNKNOWN if one.found == UNKNOWN else asserted_now(outcome, code, field)
        before, after = without_what_stayed(one.expected, now)
        yield Moved(
            scenario,
            code,
            title_of(code, rulebook, scenario.on),
            field,
            value_in_words(field, before, rulebook),
            value_in_words(field, after, rulebook),
            tuple(lost_in_words(name, value, rulebook) for name, value in renewal(outcome, code, field).lost),
        )


def lost_in_words(field: str, value: Any, rulebook: Rulebook) -> str:
    """A field that is expected no more: its value, or of a list one entry or all of them."""
    entry = field in (*AS_SETS, *OF_OBJECTS) and not isinstance(value, list)
    return value_in_words(field, [value] if entry else value, rulebook)


def without_what_stayed(before: object, after: object) -> tuple[object, object]:
    """Of two lists of objects that are as long, the places that differ."""
    if not (isinstance(before, list) and isinstance(after, list)) or len(before) != len(after):
        return before, after
    if not all(isinstance(one, dict) for one in (*before, *after)):
        return before, after
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return [pair[0] for pair in differing], [pair[1] for pair in differing]


def renewal(outcome: Outcome, code: str, field: str) -> Renewed:
    """What the scenario would expect of the requirement after taking the field over; "" stands for all of it."""
    return renewed(outcome.scenario.expect[code], outcome.findings.get(code), {field} if field else None)


def asserted_now(outcome: Outcome, code: str, field: str) -> object:
    """The value now of exactly what was asserted in the field."""
    now = renewal(outcome, code, field).expected
    return now.get(field) if field and isinstance(now, Mapping) else now


def cause_of(row: Moved, changes: Iterable[Change]) -> str:
    """The key of what moved it: its own requirement where that changed, or else an amount, or the calendar."""
    if row.field == UNREADABLE:
        return UNREADABLE
    kinds = {change.kind for change in changes}
    if row.requirement in {change.requirement for change in changes}:
        return f"requirement {row.requirement}"
    if row.field == "due" and PartKind.CALENDAR in kinds:
        return CALENDAR
    if PartKind.PARAMETER in kinds and (row.field in IN_TENGE or row.field in ("applicability", "met", "")):
        return AMOUNTS
    return f"requirement {row.requirement}"


def _cause(key: str, rows: tuple[Moved, ...], changes: Iterable[Change], rulebook: Rulebook) -> Cause:
    return Cause(key, cause_title(key, changes, rulebook), summary_of(rows), rows)


def cause_title(key: str, changes: Iterable[Change], rulebook: Rulebook) -> str:
    """What it is called: the amounts by their titles with the newest value, a requirement by its own."""
    if key == UNREADABLE:
        return _("Answers that cannot be read")
    if key == CALENDAR:
        return _("Working days")
    if key == AMOUNTS:
        codes = [change.key for change in changes if change.kind == PartKind.PARAMETER]
        titles = [plain_text(rulebook.parameters[code].title) for code in codes if code in rulebook.parameters]
        return "; ".join(titles) or _("Amounts")
    return title_of(key.removeprefix("requirement "), rulebook, date.max)


def summary_of(rows: tuple[Moved, ...]) -> str:
    """How much moved, for example: Penalties 88, Fee in tenge 34, in 10 scenarios."""
    fields = sorted({row.field for row in rows})
    counted = [f"{FIELDS.get(field, field)}: {sum(row.field == field for row in rows)}" for field in fields]
    scenarios = len({row.scenario.pk for row in rows})
    words = ngettext("in %(count)s scenario", "in %(count)s scenarios", scenarios) % {"count": scenarios}
    return f"{', '.join(counted)}, {words}"


def take_over(cause: Cause, outcomes: Iterable[Outcome], by: AbstractBaseUser) -> tuple[int, int]:
    """Writes the new values of a group's fields into its scenarios, signed; what would lose an assertion stays.

    Returns how many fields were taken over, and how many stay.
    """
    by_scenario = {outcome.scenario.pk: outcome for outcome in outcomes}
    taken = 0
    for pk, rows in groupby(sorted(cause.rows, key=lambda row: row.scenario.pk), key=lambda row: row.scenario.pk):
        outcome, whole = by_scenario[pk], [row for row in rows if not row.lost]
        scenario = outcome.scenario
        for row in whole:
            scenario.expect[row.requirement] = renewal(outcome, row.requirement, row.field).expected
        if whole:
            scenario._history_user = by
            scenario.save()
        taken += len(whole)
    return taken, len(cause.rows) - taken
