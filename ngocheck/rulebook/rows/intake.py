"""Taking rows in from a file: what would change, what does not hold, and doing it as a whole or not at all.

A dry run and the real one go the same way: rows are saved inside a transaction, looked at, and kept only where
they hold and keeping was asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CASCADE, Field, ForeignKey, ManyToManyField, ProtectedError
from django.utils.translation import gettext as _

from ngocheck.rulebook import gates
from ngocheck.rulebook.models.base import Keyed, column_of, linked_table
from ngocheck.rulebook.models.stamps import readable_stamps

from . import fixtures
from .row_text import CHANGED, NEW, REMOVED, RowChange, cell_changes, columns_of, links_of, row_name

Key = tuple[Any, ...]
Named = tuple[type[Keyed], Any]
# A row stands after every row that it points to.
ORDER = fixtures.ORDER


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row as a file gives it.

    `values` has the columns that the file names: links as natural keys, many-to-many links as lists of them,
    all else as Python values. `place` says where it stands in the file.
    """

    model: type[Keyed]
    values: dict[str, Any]
    place: str = ""

    @property
    def key(self) -> Key:
        return tuple(key_part(self.model, lookup, self.values) for lookup in self.model.KEY)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that does not hold: where (a place in the file, or a row), and what, in words."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file does to the rows. Where there are refusals nothing of it is done."""

    changes: tuple[RowChange, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def sha256(self) -> str:
        """Names exactly this plan, so that what is confirmed is what was read."""
        return sha256(repr((self.changes, self.refusals)).encode()).hexdigest()

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


class Refused(Exception):
    """The rows of a file do not hold together; `plan.refusals` says what does not."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        super().__init__("\n".join(map(str, plan.refusals)))


def key_part(model: type[Keyed], lookup: str, values: dict[str, Any]) -> Any:
    """A part of the natural key of a row that has these values, as `natural_key()` gives it."""
    name, _sep, rest = lookup.partition("__")
    column = column_of(model, name)
    value = values[name] if name in values else column.get_default()
    if rest:
        return value[linked_table(column).KEY.index(rest)] if value else None
    return value.isoformat() if isinstance(value, date) else value


def value_of(row: Keyed, column: Field) -> Any:
    """What a row holds in a column, as `Incoming.values` would have it."""
    if isinstance(column, ManyToManyField):
        return sorted(other.natural_key() for other in getattr(row, column.name).all()) if row.pk else []
    value = getattr(row, column.name)
    return value.natural_key() if isinstance(value, Keyed) else value


def take_in(
    incoming: Sequence[Incoming],
    *,
    by: Any,
    reason: str,
    keep: bool,
    only_these: bool = False,
    only_known: bool = False,
) -> Plan:
    """Takes rows in, or with `keep` false only says what that would do.

    `only_these` removes every row that the file does not have; `only_known` refuses rows that are not there yet.
    What would stand in the way of publishing, and did not before, is refused too. `by` is a user, or None.
    """
    with transaction.atomic():
        intake = Intake(by, reason, only_known)
        intake.compare(incoming, only_these)
        if not intake.refusals and intake.changes:
            before = {str(problem) for problem in gates.problems_in_rows()}
            intake.carry_out()
            if not intake.refusals:
                after = map(str, gates.problems_in_rows())
                intake.refusals += [Refusal("", message) for message in after if message not in before]
        if intake.refusals or not keep:
            transaction.set_rollback(True)
        return Plan(tuple(intake.changes), tuple(intake.refusals))


def intake_place(one: Incoming) -> tuple[int, bool]:
    """Rows come after those that they name, in other tables and in their own."""
    own_links = (column.name for column in links_of(one.model) if linked_table(column) is one.model)
    return ORDER.index(one.model), any(one.values.get(name) for name in own_links)


@dataclass
class Intake:
    """The work on one file."""

    by: Any
    reason: str
    only_known: bool = False
    changes: list[RowChange] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    known: dict[type[Keyed], dict[Key, Keyed]] = field(default_factory=dict)
    to_save: list[tuple[Keyed, str]] = field(default_factory=list)
    to_link: list[tuple[Keyed, str, list[Keyed]]] = field(default_factory=list)
    to_remove: list[Keyed] = field(default_factory=list)

    def compare(self, incoming: Sequence[Incoming], only_these: bool) -> None:
        """Finds what is new, changed and to remove. Writes nothing."""
        with fixtures.known_rows() as tables:
            self.known = {model: {row.natural_key(): row for row in rows} for model, rows in tables.items()}
        standing = {model: dict(rows) for model, rows in self.known.items()}
        given: dict[type[Keyed], set[Key]] = defaultdict(set)
        for one in sorted(incoming, key=intake_place):
            if one.key in given[one.model]:
                self.refusals.append(Refusal(one.place, _("this row is given twice.")))
                continue
            given[one.model].add(one.key)
            self.take(one)
        if only_these:
            others = (row for model in ORDER for key, row in standing[model].items() if key not in given[model])
            self.plan_removal({named(row) for row in others}, standing)

    def take(self, one: Incoming) -> None:
        known = self.known[one.model]
        if self.only_known and one.key not in known:
            self.refusals.append(Refusal(one.place, _("there is no such row. What names a row stays as it is.")))
            return
        row = known.get(one.key) or one.model()
        kind = CHANGED if row.pk else NEW
        if kind == NEW and one.model.TEXTS:
            row.made_from = readable_stamps(one.values.get("made_from"))
        differences = list(self.differences(row, one))
        known[one.key] = row
        if not differences and kind == CHANGED:
            return
        for message in wrong_values(row, one):
            self.refusals.append(Refusal(one.place or incoming_title(one), message))
        self.changes.append(RowChange(kind, one.model, row_name(row), cell_changes(differences), one.place))
        if kind == NEW or any(not isinstance(column, ManyToManyField) for column, _old, _new in differences):
            self.to_save.append((row, one.place))

    def differences(self, row: Keyed, one: Incoming) -> Iterator[tuple[Field, Any, Any]]:
        """Sets the values that differ, and yields each with the old and the new one, links as rows."""
        for column in columns_of(one.model):
            if column.name not in one.values:
                continue
            old, new = value_of(row, column) if row.pk else None, one.values[column.name]
            if isinstance(column, ManyToManyField):
                if sorted(new) != (old or []):
                    old_rows = list(getattr(row, column.name).all()) if row.pk else []
                    targets = self.targets(column, new, one)
                    self.to_link.append((row, column.name, targets))
                    yield column, old_rows, targets
            elif isinstance(column, ForeignKey):
                if not row.pk or old != new:
                    was = getattr(row, column.name) if row.pk else None
                    target = next(iter(self.targets(column, [new] if new else [], one)), None)
                    setattr(row, column.name, target)
                    yield column, was, target
            elif not row.pk or not alike(old, new):
                setattr(row, column.name, new)
                yield column, old, new

    def targets(self, column: Field, keys: Iterable[Key], one: Incoming) -> list[Keyed]:
        """The rows that a link names; what is not there is refused."""
        found = []
        for key in keys:
            row = self.known[linked_table(column)].get(tuple(key))
            if row is None:
                wanted = " ".join(str(part) for part in key if part is not None)
                message = _("%(column)s: there is no %(table)s “%(wanted)s”.") % {
                    "column": column.verbose_name,
                    "table": linked_table(column)._meta.verbose_name,
                    "wanted": wanted,
                }
                self.refusals.append(Refusal(one.place or incoming_title(one), message))
            else:
                found.append(row)
        return found

    def plan_removal(self, leaving: set[Named], standing: dict[type[Keyed], dict[Key, Keyed]]) -> None:
        """Rows that go, with all that belongs to them; parts first."""
        for model in ORDER:
            leaving |= {named(row) for row in standing[model].values() if owners(row) & leaving}
        going = [row for model in ORDER for row in standing[model].values() if named(row) in leaving]
        self.changes += [RowChange(REMOVED, type(row), row_name(row)) for row in going]
        self.to_remove = going[::-1]
        for row, place in self.to_save:
            if row.pk is None and owners(row) & leaving:
                self.refusals.append(Refusal(place or row_title(row), _("what it belongs to is to be removed.")))
        self.to_save = [(row, place) for row, place in self.to_save if named(row) not in leaving]

    def carry_out(self) -> None:
        """Saves and removes, then asks every row that was touched whether it holds."""
        saved = [(row, place) for row, place in self.to_save if self.save(row, place)]
        if self.refusals:
            return
        for row, name, targets in self.to_link:
            self.sign(row)
            getattr(row, name).set(targets)
        for row in self.to_remove:
            self.remove(row)
        for row, place in saved:
            self.ask(row.clean, row, place)

    def save(self, row: Keyed, place: str) -> bool:
        for link in links_of(type(row)):
            target = getattr(row, link.name)
            if target is not None and target.pk is None:
                return False  # what it points to was refused, and is named
            setattr(row, link.name, target)
        if not self.ask(row.validate_constraints, row, place):
            return False
        self.sign(row)
        row.save()
        return True

    def remove(self, row: Keyed) -> None:
        self.sign(row)
        try:
            row.delete()
        except ProtectedError as error:
            users = ", ".join(sorted(row_title(cast("Keyed", user)) for user in error.protected_objects)[:5])
            self.refusals.append(Refusal(row_title(row), _("it cannot go: %(users)s.") % {"users": users}))

    def sign(self, row: Keyed) -> None:
        row._change_reason = self.reason
        if self.by is not None:
            row._history_user = self.by

    def ask(self, question: Any, row: Keyed, place: str) -> bool:
        try:
            question()
        except ValidationError as error:
            self.refusals.append(Refusal(place or row_title(row), gates.refusal_text(error, type(row))))
            return False
        return True


def wrong_values(row: Keyed, one: Incoming) -> Iterator[str]:
    """What the columns, each for itself, refuse. Links that name a row which is not there are named elsewhere."""
    for link in links_of(one.model):
        if not link.null and not one.values.get(link.name) and getattr(row, link.name, None) is None:
            yield _("%(column)s: this must not be empty.") % {"column": link.verbose_name}
    try:
        row.clean_fields(exclude=[link.name for link in links_of(one.model)])
    except ValidationError as error:
        yield gates.refusal_text(error, one.model)


def alike(old: Any, new: Any) -> bool:
    """Spreadsheets and browsers end lines each in their own way; that is no change."""
    if isinstance(old, str) and isinstance(new, str):
        return old.replace("\r\n", "\n") == new.replace("\r\n", "\n")
    return bool(old == new)


def named(row: Keyed) -> Named:
    return type(row), row.pk


def owners(row: Keyed) -> set[Named]:
    """The rows without which this one does not stay."""
    owning = [link for link in links_of(type(row)) if link.remote_field.on_delete is CASCADE]
    return {(linked_table(link), getattr(row, link.attname)) for link in owning}


def row_title(row: Keyed) -> str:
    return f"{row._meta.verbose_name} {row_name(row)}"


def incoming_title(one: Incoming) -> str:
    key = " ".join(str(part) for part in one.key if part is not None)
    return f"{one.model._meta.verbose_name} {key}"
