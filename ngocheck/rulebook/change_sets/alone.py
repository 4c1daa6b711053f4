"""The rows of the law as they are without some of the open change sets.

The tables hold the work of all change sets at once. What a row is without one of them is told by its history: its
state before the first record of a set that is not live, and then the columns that each other record changed.
docs/why/change-sets.md says why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Manager
from django.utils.translation import gettext as _

from ngocheck.rulebook.history.records import linked
from ngocheck.rulebook.models import ChangeSet
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.rows.intake import ORDER
from ngocheck.rulebook.rows.row_text import links_of

Links = dict[str, list[int]]


class Entangled(Exception):
    """A change set cannot stand alone: its rows lean on rows of another one. `names` are the rows of its own."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(set(names))
        told = _("This change set builds on rows that another one adds: %(rows)s. Publish that one first.")
        super().__init__(told % {"rows": "; ".join(self.names)})


@dataclass(slots=True)
class Wanted:
    """What one row is without the sets that are away; `row` is None where it is not there."""

    model: type[Keyed]
    pk: int
    row: Keyed | None
    links: Links = field(default_factory=dict)
    leaning: bool = False


def open_sets() -> set[int]:
    """The numbers of the change sets that are open."""
    return sets_in(ChangeSet.State.OPEN)


def sets_in(state: str) -> set[int]:
    return set(ChangeSet.objects.filter(state=state).order_by().values_list("pk", flat=True))


@contextmanager
def alone(own: int | None) -> Iterator[None]:
    """While it lasts, the tables hold what is live and the rows of the change set `own` (None: of no open one).

    It writes nothing that stays: the transaction is rolled back at its end. Raises Entangled.
    """
    away = open_sets() - {own}
    wanted = rows_without(away) if away else []
    if not wanted:
        yield
        return
    refuse_leaning(wanted)
    with transaction.atomic():
        swap(wanted)
        try:
            yield
        finally:
            transaction.set_rollback(True)


def rows_without(away: Collection[int]) -> list[Wanted]:
    """Every row that one of the sets `away` touched, as it is without them."""
    dropped = sets_in(ChangeSet.State.DROPPED)
    not_live = open_sets() | dropped
    return [
        row_without(model, pk, records, dropped.union(away), not_live, links)
        for model in ORDER
        for pk, records, links in touched_rows(model, away)
    ]


def touched_rows(model: type[Keyed], sets: Collection[int]) -> Iterator[tuple[int, list[Any], dict[int, Links]]]:
    """The rows of a table that the sets touched: number, all its records, the oldest first, and their links."""
    touched = model.history.filter(change_set__in=sets).order_by().values("id")
    records = list(model.history.filter(id__in=touched).order_by("id", "history_id"))
    links: dict[int, Links] = {}
    if records and model._meta.many_to_many:
        links = {number: dict(found) for number, found in linked(model, [r.history_id for r in records]).items()}
    for pk, together in groupby(records, key=attrgetter("id")):
        yield pk, list(together), links


def row_without(
    model: type[Keyed],
    pk: int,
    records: list[Any],
    undone: Collection[int],
    not_live: Collection[int],
    links: dict[int, Links],
) -> Wanted:
    """The row before the first record that is not live, and then all records but those of the sets `undone`."""
    first = next(place for place, record in enumerate(records) if record.change_set_id in not_live)
    base = records[first - 1] if first and records[first - 1].history_type != "-" else None
    wanted = Wanted(model, pk, base.instance if base else None, links.get(base.history_id, {}) if base else {})
    for before, record in zip([base, *records[first:]], records[first:], strict=False):
        if record.change_set_id not in undone:
            follow(wanted, before, record, links)
    return wanted


def follow(wanted: Wanted, before: Any, record: Any, links: dict[int, Links]) -> None:
    """What one record did to the row, done to it as it is wanted."""
    if record.history_type == "-":
        wanted.row, wanted.links = None, {}
    elif record.history_type == "+" or before is None or before.history_type == "-":
        wanted.row, wanted.links = record.instance, links.get(record.history_id, {})
    elif wanted.row is None:
        wanted.leaning = True
    else:
        for column in wanted.model._meta.concrete_fields:
            value = getattr(record, column.attname)
            if value != getattr(before, column.attname):
                setattr(wanted.row, column.attname, value)
        for link in wanted.model._meta.many_to_many:
            then, now = (links.get(one.history_id, {}).get(link.name, []) for one in (before, record))
            if set(then) != set(now):
                wanted.links = {**wanted.links, link.name: now}


def refuse_leaning(wanted: list[Wanted]) -> None:
    """Raises Entangled where a row that stays changes or names one that goes."""
    gone = {(one.model, one.pk) for one in wanted if one.row is None}
    names = [str(one.model._meta.verbose_name) for one in wanted if one.leaning]
    for model in ORDER:
        for link in links_of(model):
            missing = [pk for table, pk in gone if table is link.related_model]
            if missing:
                staying = model._default_manager.filter(**{f"{link.name}__in": missing})
                names += [str(row) for row in staying if (model, row.pk) not in gone]
    if names:
        raise Entangled(names)


def swap(wanted: list[Wanted]) -> None:
    """Puts the wanted rows in place of those that are there, past all signals: nobody's history is written.

    Raises Entangled where they cannot stand beside the rows that stay.
    """
    by_model = {model: [one for one in wanted if one.model is model] for model in ORDER}
    for model in reversed(ORDER):
        pks = [one.pk for one in by_model[model]]
        for link in model._meta.many_to_many if pks else ():
            for end in ends_of(link):
                delete_raw(link_table(link).filter(**{f"{end}__in": pks}))
        delete_raw(model._base_manager.filter(pk__in=pks))
    try:
        with transaction.atomic():
            for model in ORDER:
                rows = [one for one in by_model[model] if one.row is not None]
                model._base_manager.bulk_create([one.row for one in rows if one.row is not None])
                for link in model._meta.many_to_many:
                    link_table(link).bulk_create(link_rows(link, rows), ignore_conflicts=True)
    except IntegrityError as error:
        raise Entangled(str(one.row) for one in wanted if one.row is not None) from error


def link_table(link: Any) -> Manager[Any]:
    manager: Manager[Any] = link.remote_field.through._base_manager
    return manager


def ends_of(link: Any) -> list[str]:
    """The columns of the link's table that name a row; a link that goes both ways has a row for each way."""
    ends = [link.m2m_field_name(), link.m2m_reverse_field_name()]
    return ends if link.remote_field.symmetrical else ends[:1]


def link_rows(link: Any, rows: Iterable[Wanted]) -> list[Any]:
    through, owner, target = link.remote_field.through, link.m2m_field_name(), link.m2m_reverse_field_name()
    ways = [(owner, target), (target, owner)][: len(ends_of(link))]
    return [
        through(**{f"{this}_id": one.pk, f"{other}_id": pk})
        for one in rows
        for pk in one.links.get(link.name, [])
        for this, other in ways
    ]


def delete_raw(rows: Any) -> None:
    """Deletes rows and nothing that hangs on them: what hangs on them is put back, or deleted, too."""
    rows._raw_delete(rows.db)
