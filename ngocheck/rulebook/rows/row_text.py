"""Rows and their values in words, for editors: what a column is called, what stood there, what stands there."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Field, ForeignKey, ManyToManyField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.rulebook.models.base import Keyed, column_of

NEW, CHANGED, REMOVED = "new", "changed", "removed"
ACT_NAMES = {NEW: gettext_lazy("new"), CHANGED: gettext_lazy("changed"), REMOVED: gettext_lazy("removed")}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value of a row: what the column is called, and both values in words. Empty is ""."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What becomes of one row. `kind` is new, changed or removed; `place` is where a file says so."""

    kind: str
    model: type[Keyed]
    row: str
    cells: tuple[CellChange, ...] = ()
    place: str = ""

    @property
    def act(self) -> str:
        """The kind in the editor's language."""
        return str(ACT_NAMES[self.kind])

    @property
    def table(self) -> str:
        return str(self.model._meta.verbose_name)


def columns_of(model: type[Keyed]) -> list[Field]:
    """All that editors put into a row: columns, then many-to-many links."""
    own = [field for field in model._meta.fields if not field.primary_key and field.name != "made_from"]
    return own + list(model._meta.many_to_many)


def links_of(model: type[Keyed]) -> list[ForeignKey]:
    return [field for field in model._meta.fields if isinstance(field, ForeignKey)]


def owner_link(model: type[Keyed]) -> ForeignKey | None:
    """The link to the row that a row belongs to, which its natural key begins with; None where it stands alone."""
    name, inner, _rest = model.KEY[0].partition("__")
    return cast("ForeignKey", column_of(model, name)) if inner else None


def row_name(row: Keyed) -> str:
    """The row in words; its number where what it is named after is gone."""
    try:
        return str(row)
    except (AttributeError, ObjectDoesNotExist):
        return f"{row._meta.verbose_name} {row.pk}"


def value_text(field: Field, value: Any) -> str:
    """A value as an editor reads it; links are given as rows (many-to-many: as an iterable of rows)."""
    if value is None or value == "":
        return ""
    if isinstance(field, ManyToManyField):
        return ", ".join(sorted(row_name(row) for row in value))
    if isinstance(value, Keyed):
        return row_name(value)
    return _plain(dict(field.flatchoices).get(value, value) if field.flatchoices else value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return str(value)


def cell_changes(pairs: Iterable[tuple[Field, Any, Any]]) -> tuple[CellChange, ...]:
    """Old and new value of each column in words; values that read alike are left out."""
    worded = ((field, value_text(field, old), value_text(field, new)) for field, old, new in pairs)
    return tuple(CellChange(str(field.verbose_name), old, new) for field, old, new in worded if old != new)
