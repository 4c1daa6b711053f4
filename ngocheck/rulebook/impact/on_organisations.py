"""What a change of the rulebook would do to organisations, counted on made-up ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from ngocheck.engine.amounts import ParameterValue
from ngocheck.engine.bulk.bits import Columns
from ngocheck.engine.bulk.effects import Terms, effect, terms, who_is_due, who_is_moved, who_pays
from ngocheck.engine.conditions import ConditionSet, Fact
from ngocheck.engine.deadlines import MONTHS_AHEAD, Deadline, add_months
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.engine.workdays import Calendar

from .population import made_up


@dataclass(frozen=True, slots=True)
class Impact:
    """What becomes of one requirement on the day `on`, as numbers of organisations.

    `before` and `after` are those it applies to for certain; `gained` and `lost` lead from the one to the other,
    to and from "does not apply" and "undetermined" alike. `date_changed` is among those it applies to before and
    after, and so is `sum_changed`: another fee, or another fine at risk. `other` are those of them who meet it
    otherwise, and those it applies to neither before nor after who know now that it does not, or know no more.
    """

    requirement: str
    on: date
    before: int
    after: int
    gained: int
    lost: int
    date_changed: int
    sum_changed: int
    other: int

    @property
    def anybody(self) -> bool:
        """Whether any organisation sees another result."""
        return any((self.gained, self.lost, self.date_changed, self.sum_changed, self.other))


class Quick(NamedTuple):
    """What conditions that are not saved would do: organisations by result, and what changes from the rule."""

    applies: int
    undetermined: int
    gained: int
    lost: int


def impacts(old: Rulebook | None, new: Rulebook, today: date, population: Columns | None = None) -> list[Impact]:
    """The impact on every requirement whose versions differ, or that comes out otherwise for any organisation.

    Each is looked at on the first day from `today` on which it differs. Without a `population` the made-up
    organisations are counted. Raises LookupError where a parameter that a rule needs has no value on such a day:
    a draft that does not hold together (`gates.problems`) has no impact.
    """
    return list(_Comparison(old, new, population).impacts(today))


def quick_impact(
    conditions: ConditionSet, rule: Rule | None, rulebook: Rulebook, on: date, population: Columns | None = None
) -> Quick:
    """What the conditions would do in the place of the rule's own, in microseconds; None for a new requirement.

    Raises LookupError where a parameter that is compared with has no value on the day.
    """
    ruleset = ruleset_on(rulebook, on)
    columns = (population or made_up(rulebook)).presuming(presumed(rulebook))
    before = columns.states(ruleset.resolve(rule.applies)).holds if rule else 0
    after, unknown = columns.states(ruleset.resolve(conditions))
    return Quick(
        after.bit_count(), unknown.bit_count(), (after & ~before).bit_count(), (before & ~after).bit_count()
    )


def concerned(rulebook: Rulebook, on: date, population: Columns | None = None) -> dict[str, int]:
    """How many organisations each requirement that is in force on the day applies to."""
    columns = (population or made_up(rulebook)).presuming(presumed(rulebook))
    ruleset = ruleset_on(rulebook, on)
    return {
        rule.requirement: columns.states(ruleset.resolve(rule.applies)).holds.bit_count() for rule in ruleset.rules
    }


def presumed(rulebook: Rulebook) -> dict[str, Fact]:
    return {code: asked.presumed for code, asked in rulebook.questions.items() if asked.presumed is not None}


class _Side:
    """One of the two rulebooks, with the organisations as it presumes them; None asks nothing of anybody."""

    def __init__(self, rulebook: Rulebook | None, population: Columns) -> None:
        self.rulebook = rulebook
        self.presumed = presumed(rulebook) if rulebook else {}
        self.columns = population.presuming(self.presumed)

    def terms(self, on: date) -> dict[str, Terms]:
        if self.rulebook is None:
            return {}
        ruleset = ruleset_on(self.rulebook, on)
        return {rule.requirement: terms(rule, ruleset) for rule in ruleset.rules}

    @property
    def versions(self) -> Mapping[str, tuple[Rule, ...]]:
        return self.rulebook.requirements if self.rulebook else {}

    def turns(self) -> Iterator[date]:
        """The days on which a version or a value of a parameter starts or ends."""
        parameters = self.rulebook.parameters.values() if self.rulebook else ()
        dated: list[Rule | ParameterValue] = [rule for versions in self.versions.values() for rule in versions]
        dated += [value for parameter in parameters for value in parameter.values]
        for row in dated:
            yield row.effective_from
            if row.effective_until:
                yield row.effective_until


class _Comparison:
    """Two rulebooks side by side, over the same organisations."""

    def __init__(self, old: Rulebook | None, new: Rulebook, population: Columns | None) -> None:
        before, after = (population, population) if population else populations(old, new)
        self.old, self.new = _Side(old, before), _Side(new, after)
        self.calendars = (old.calendar if old else new.calendar, new.calendar)
        self.same_days = _same_days(*self.calendars)
        self._moved: dict[tuple[Deadline, date], int] = {}

    def impacts(self, today: date) -> Iterator[Impact]:
        """In the order of the new rulebook, those that it has no more last."""
        found = dict(self._with_other_terms(today))
        old, new = self.old.versions, self.new.versions
        differ = {code for code in new.keys() | old.keys() if old.get(code) != new.get(code)}
        on = self._day_for_the_rest(today)
        before, after = self.old.terms(on), self.new.terms(on)
        for code in dict.fromkeys(chain(new, old)):
            impact = found.get(code)
            if impact is None and (code in differ or self._may_differ(before.get(code), after.get(code))):
                impact = self.impact(code, before.get(code), after.get(code), on)
            if impact and (code in differ or impact.anybody):
                yield impact

    def _with_other_terms(self, today: date) -> Iterator[tuple[str, Impact]]:
        """Each requirement with other terms, on the first day that has them."""
        seen: set[str] = set()
        turns = {day for day in chain(self.old.turns(), self.new.turns()) if day > today}
        for on in sorted({today} | turns):
            before, after = self.old.terms(on), self.new.terms(on)
            for code in (after.keys() | before.keys()) - seen:
                if before.get(code) != after.get(code):
                    seen.add(code)
                    yield code, self.impact(code, before.get(code), after.get(code), on)

    def _may_differ(self, old: Terms | None, new: Terms | None) -> bool:
        """Whether a requirement with the same terms may come out otherwise: other days need a deadline for it."""
        dated = any(asked is not None and asked.deadlines for asked in (old, new))
        return (dated and not self.same_days) or self.old.columns is not self.new.columns

    def _day_for_the_rest(self, today: date) -> date:
        """Today; where days were moved only later, a day from which the due dates about the first are in view."""
        changed = [day for day in _changed_days(*self.calendars) if day >= today]
        return max(today, add_months(min(changed), 1 - MONTHS_AHEAD)) if changed else today

    def impact(self, requirement: str, old: Terms | None, new: Terms | None, on: date) -> Impact:
        before = effect(old, self.old.columns, self.calendars[0])
        after = effect(new, self.new.columns, self.calendars[1])
        both = before.applies & after.applies
        met_changed = both & (before.met ^ after.met | before.unmet ^ after.unmet)
        not_known = (before.unknown ^ after.unknown) & ~(before.applies | after.applies)
        date_changed = both & self._dates(old, new, both, on) if both else 0
        return Impact(
            requirement=requirement,
            on=on,
            before=before.applies.bit_count(),
            after=after.applies.bit_count(),
            gained=(after.applies & ~before.applies).bit_count(),
            lost=(before.applies & ~after.applies).bit_count(),
            date_changed=date_changed.bit_count(),
            sum_changed=self._sums(old, new, both).bit_count(),
            other=(met_changed | not_known).bit_count(),
        )

    def _dates(self, old: Terms | None, new: Terms | None, both: int, on: date) -> int:
        """Those of `both` who get another due date. Deadlines that stay need a look at moved days only, unless the
        day of one depends on which others may concern somebody."""
        if old is None or new is None:
            return 0
        stay = self.old.columns is self.new.columns
        apart = stay and not (old.earliest_while_open or new.earliest_while_open)
        kept = [limited for limited in old.deadlines if apart and limited in new.deadlines]
        gone = tuple(limited for limited in old.deadlines if limited not in kept)
        come = tuple(limited for limited in new.deadlines if limited not in kept)
        changed = 0
        for deadline, when in () if self.same_days else kept:
            changed |= self.new.columns.states(when).holds & self._moved_by(deadline, on)
        before = who_is_due(gone, both, self.old.columns, on, self.calendars[0])
        after = who_is_due(come, both, self.new.columns, on, self.calendars[1])
        for due in before.keys() | after.keys():
            changed |= before.get(due, 0) ^ after.get(due, 0)
        return changed

    def _sums(self, old: Terms | None, new: Terms | None, both: int) -> int:
        """Those of `both` who would pay another sum."""
        if old is None or new is None or (old.costs == new.costs and self.old.columns is self.new.columns):
            return 0
        before = who_pays(old, both, self.old.columns)
        after = who_pays(new, both, self.new.columns)
        changed = 0
        for cost in before.keys() | after.keys():
            changed |= before.get(cost, 0) ^ after.get(cost, 0)
        return changed

    def _moved_by(self, deadline: Deadline, on: date) -> int:
        """Those for whom the deadline's days differ; many requirements have the same deadline."""
        key = (deadline, on)
        if key not in self._moved:
            self._moved[key] = who_is_moved(deadline, self.new.columns, on, *self.calendars)
        return self._moved[key]


def populations(old: Rulebook | None, new: Rulebook) -> tuple[Columns, Columns]:
    """The made-up organisations for both; the same ones, but where a question has another kind of answer."""
    if old is None:
        return made_up(new), made_up(new)
    shared = old.questions.keys() & new.questions.keys()
    if all(old.questions[code].kind is new.questions[code].kind for code in shared):
        return made_up(old, new), made_up(old, new)
    return made_up(new, old), made_up(old, new)


def _changed_days(one: Calendar, other: Calendar) -> set[date]:
    """The days that are worked by one calendar only."""
    return (one.days_off.keys() ^ other.days_off.keys()) | (one.days_worked.keys() ^ other.days_worked.keys())


def _same_days(one: Calendar, other: Calendar) -> bool:
    reach = (one.first_year, one.last_year) == (other.first_year, other.last_year)
    return reach and not _changed_days(one, other)
