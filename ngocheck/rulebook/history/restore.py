"""Bringing back what a row said once, or a row that was removed with its parts. The result is a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, ManyToManyField, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ngocheck.rulebook.rows.intake import Plan, Refusal, Refused, said
from ngocheck.rulebook.rows.row_text import (
    CHANGED,
    NEW,
    RowChange,
    cell_changes,
    columns_of,
    links_of,
    refusal_text,
    row_name,
)

from . import records as history
from .records import PARTS

REASON = gettext_noop("restored")
# Rows that one person removed within this time were removed in one act.
ONE_ACT = timedelta(seconds=30)


def outcome(model: type[Model], number: int) -> Plan:
    """What restoring a record of the history would change, and what stands in its way. Writes nothing.

    Raises DoesNotExist where there is no such record.
    """
    return _bring_back(model, number, by=None, keep=False)


def restore(model: type[Model], number: int, by: Any) -> Plan:
    """Makes the row what it was after that record; a removed one comes back with the parts removed with it.

    Raises Refused where it does not hold, for example over an overlap; then nothing is changed.
    """
    plan = _bring_back(model, number, by=by, keep=True)
    if plan.refusals:
        raise Refused(plan)
    return plan


def _bring_back(model: type[Model], number: int, *, by: Any, keep: bool) -> Plan:
    record = model.history.get(history_id=number)
    changes: list[RowChange] = []
    refusals: list[Refusal] = []
    with transaction.atomic():
        for one in (record, *removed_with(record)):
            work = Restored(one)
            if not work.refusals:
                work.save(by)
            changes += work.changes
            refusals += work.refusals
            if work.refusals:
                break
        if refusals or not keep:
            transaction.set_rollback(True)
    return Plan(tuple(changes), tuple(refusals))


def removed_with(record: Any) -> Iterator[Any]:
    """The last records of the parts that went when the row went; none where the row is there."""
    model = record.instance_type
    gone = model.history.filter(id=record.id).first()
    if gone is None or gone.history_type != "-" or model._default_manager.filter(pk=record.id).exists():
        return
    yield from _parts_gone(model, {record.id}, gone)


def _parts_gone(model: type[Model], pks: set[int], gone: Any) -> Iterator[Any]:
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

    def __init__(self, record: Any) -> None:
        self.model = record.instance_type
        self.live = self.model._default_manager.filter(pk=record.id).first()
        self.row = record.instance
        self.row._state.adding = self.live is None
        self.linked = history.linked(self.model, [number_with_links(record)])
        self.number = number_with_links(record)
        self.changes: list[RowChange] = []
        self.refusals: list[Refusal] = []
        self.check()

    def check(self) -> None:
        gone = [_gone(link.verbose_name, link.related_model, pk) for link, pk in self.targets() if pk]
        self.refusals = [Refusal(said(self.row), message) for message in gone if message]
        if self.refusals:
            return
        pairs = [(column, self.old(column), self.new(column)) for column in columns_of(self.model)]
        found = cell_changes(pairs)
        if found or self.live is None:
            kind = CHANGED if self.live else NEW
            self.changes = [RowChange(kind, self.model, row_name(self.row), found)]

    def targets(self) -> Iterator[tuple[Field, int | None]]:
        for link in links_of(self.model):
            yield link, getattr(self.row, link.attname)
        for link in self.model._meta.many_to_many:
            for pk in self.linked[link.name, self.number]:
                yield link, pk

    def old(self, column: Field) -> Any:
        if self.live is None:
            return None
        value = getattr(self.live, column.name)
        return list(value.all()) if isinstance(column, ManyToManyField) else value

    def new(self, column: Field) -> Any:
        if isinstance(column, ManyToManyField):
            return list(column.related_model._default_manager.filter(pk__in=self.linked[column.name, self.number]))
        return getattr(self.row, column.name)

    def save(self, by: Any) -> None:
        if not self.changes:
            return
        try:
            self.row.full_clean()
        except ValidationError as error:
            self.refusals = [Refusal(said(self.row), refusal_text(error, self.model))]
            return
        self.row._change_reason = REASON
        if by is not None:
            self.row._history_user = by
        self.row.save()
        for link in self.model._meta.many_to_many:
            getattr(self.row, link.name).set(self.linked[link.name, self.number])


def number_with_links(record: Any) -> int:
    """The record that has the row's many-to-many links: they go before a row's last record is made."""
    if record.history_type != "-":
        return record.history_id
    older = record.instance_type.history.filter(id=record.id, history_id__lt=record.history_id)
    return older.values_list("history_id", flat=True).order_by("-history_id").first() or record.history_id


def _gone(column: str, model: type[Model], pk: int) -> str:
    """What is to be said of a row that is named and no longer there, or ""."""
    if model._default_manager.filter(pk=pk).exists():
        return ""
    rows = history.Rows()
    rows.wanted[model].add(pk)
    rows.load()
    row = rows.found.get((model, pk))
    return _("%(column)s: “%(row)s” is gone. Restore that first.") % {
        "column": column,
        "row": row_name(row) if row else pk,
    }
