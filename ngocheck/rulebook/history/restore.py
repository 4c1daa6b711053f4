"""Bringing back what a row said once, or a row that was removed with its parts. The result is a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, ManyToManyField, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ngocheck.rulebook.gates import refusal_text
from ngocheck.rulebook.models import Question
from ngocheck.rulebook.models.base import Keyed, column_of, linked_table
from ngocheck.rulebook.rows.intake import Plan, Refusal, Refused, row_title
from ngocheck.rulebook.rows.row_text import (
    CHANGED,
    NEW,
    RowChange,
    cell_changes,
    columns_of,
    links_of,
    row_name,
)

from . import records as history
from .records import PARTS

REASON = gettext_noop("restored")
# Rows that one person removed within this time were removed in one act.
ONE_ACT = timedelta(seconds=30)


def outcome(model: type[Keyed], number: int) -> Plan:
    """What restoring a record of the history would change, and what stands in its way. Writes nothing.

    Raises DoesNotExist where there is no such record.
    """
    return _bring_back(model, number, by=None, keep=False)


def restore(model: type[Keyed], number: int, by: Any) -> Plan:
    """Makes the row what it was after that record; a removed one comes back with the parts removed with it.

    Raises Refused where it does not hold, for example over an overlap; then nothing is changed.
    """
    plan = _bring_back(model, number, by=by, keep=True)
    if plan.refusals:
        raise Refused(plan)
    return plan


def _bring_back(model: type[Keyed], number: int, *, by: Any, keep: bool) -> Plan:
    record = model.history.get(history_id=number)
    live = model._default_manager.filter(pk=record.id).first()
    works = [Restored(record, live), *(Restored(one) for one in ([] if live else removed_with(record)))]
    around = rows_around(works)
    with transaction.atomic():
        for work in works:
            work.compare(around)
            if not work.refusals and work.changes:
                # The parts of a removed row held beside each other when they went; nobody else has parts of it.
                work.ask(alone=keep or work is works[0])
            if keep and not work.refusals and work.changes:
                work.save(by)
            if work.refusals:
                transaction.set_rollback(True)
                break
    changes = [change for work in works for change in work.changes]
    return Plan(tuple(changes), tuple(refusal for work in works for refusal in work.refusals))


def rows_around(works: list[Restored]) -> history.Rows:
    """All that the rows point to, then and now, for a few queries a table."""
    rows = history.Rows()
    rows.found = {(work.model, work.row.pk): work.row for work in works}
    for work in works:
        for row in filter(None, (work.row, work.live)):
            rows.want(row)
        for link, pk in work.targets():
            rows.wanted[linked_table(link)] |= {pk} if pk else set()
    rows.load()
    questions = [row for (model, _pk), row in rows.found.items() if model is Question]
    prefetch_related_objects(questions, "choices")
    return rows


def removed_with(record: Any) -> Iterator[Any]:
    """The last records of the parts that went when the row, which is gone, went."""
    model = record.instance_type
    gone = model.history.filter(id=record.id).first()
    if gone and gone.history_type == "-":
        yield from _parts_gone(model, {record.id}, gone)


def _parts_gone(model: type[Keyed], pks: set[int], gone: Any) -> Iterator[Any]:
    for part, owner in PARTS[model]:
        records = part.history.filter(
            history_user=gone.history_user_id,
            history_type="-",
            history_date__range=(gone.history_date - ONE_ACT, gone.history_date + ONE_ACT),
            **{f"{owner}__in": pks},
        )
        last = {record.id: record for record in records.order_by("history_id")}
        there = set(part._default_manager.filter(pk__in=last).values_list("pk", flat=True))
        parts = [record for pk, record in last.items() if pk not in there]
        yield from parts
        yield from _parts_gone(part, {record.id for record in parts}, gone)


class Restored:
    """One row on its way back: the row with its older values, what that changes, and what does not hold."""

    def __init__(self, record: Any, live: Keyed | None = None) -> None:
        self.model = record.instance_type
        self.live = live
        self.row = record.instance
        self.row._state.adding = self.live is None
        self.links = links_then(self.model, record) if self.model._meta.many_to_many else {}
        self.changes: list[RowChange] = []
        self.refusals: list[Refusal] = []

    def targets(self) -> Iterator[tuple[Field, int | None]]:
        for link in links_of(self.model):
            yield link, getattr(self.row, link.attname)
        for name, pks in self.links.items():
            for pk in pks:
                yield column_of(self.model, name), pk

    def compare(self, around: history.Rows) -> None:
        """What it changes, or what is gone of what it points to and does not come back with it."""
        for link, pk in self.targets():
            place = (linked_table(link), pk)
            if pk and place in around.gone:
                self.refusals.append(Refusal(row_title(self.row), gone_text(link, around.found.get(place, pk))))
        if self.refusals:
            return
        found = cell_changes(
            (column, self.old(column, around), around.value(column, self.row, self.links))
            for column in columns_of(self.model)
        )
        if found or self.live is None:
            kind = CHANGED if self.live else NEW
            self.changes = [RowChange(kind, self.model, row_name(self.row), found)]

    def old(self, column: Field, around: history.Rows) -> Any:
        if self.live is None:
            return None
        if isinstance(column, ManyToManyField):
            return list(getattr(self.live, column.name).all())
        return around.value(column, self.live, {})

    def ask(self, *, alone: bool) -> None:
        """Asks the row whether it holds: `alone` also beside the other rows of its table, a query a rule."""
        links = [] if alone else [link.name for link in links_of(self.model)]
        try:
            self.row.full_clean(exclude=links, validate_unique=alone, validate_constraints=alone)
        except ValidationError as error:
            self.refusals = [Refusal(row_title(self.row), refusal_text(error, self.model))]
            self.changes = []

    def save(self, by: Any) -> None:
        self.row._change_reason = REASON
        if by is not None:
            self.row._history_user = by
        self.row.save()
        for link in self.model._meta.many_to_many:
            getattr(self.row, link.name).set(self.links[link.name])


def links_then(model: type[Keyed], record: Any) -> dict[str, list[int]]:
    """The rows that the row's many-to-many links led to, by the link's name."""
    number = number_with_links(record)
    return history.linked(model, [number])[number]


def number_with_links(record: Any) -> int:
    """The record that has the row's many-to-many links: they go before a row's last record is made."""
    if record.history_type != "-":
        return record.history_id
    older = record.instance_type.history.filter(id=record.id, history_id__lt=record.history_id)
    return older.values_list("history_id", flat=True).order_by("-history_id").first() or record.history_id


def gone_text(link: Field, row: Any) -> str:
    """That a row which is named is no longer there; its number where nobody remembers the row."""
    name = row_name(row) if isinstance(row, Keyed) else row
    words = _("%(column)s: “%(row)s” is gone. Restore that first.")
    return words % {"column": link.verbose_name, "row": name}
