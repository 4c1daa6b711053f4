"""The texts of the law as one workbook for translators: out, and in again as a draft.

A sheet for each table that has texts. A row is found again by its natural key, one column for each part; beside it
stand the texts in every language. Nothing but texts is taken, and only those of rows that are there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from ngocheck.rulebook.models.base import Keyed, column_of
from ngocheck.rulebook.rows import fixtures
from ngocheck.rulebook.rows.intake import Incoming, Plan, Refusal, take_in
from ngocheck.rulebook.rows.rulebook_file import IMPORT, plain_value
from ngocheck.rulebook.translations import WITH_TEXTS

from .workbook import Columns, SheetRow, write_workbook

TABLES: dict[str, type[Keyed]] = {str(model._meta.model_name): model for model in WITH_TEXTS}


def columns_for(model: type[Keyed]) -> Columns:
    texts = (f"{name}_{code}" for name in model.TEXTS for code, _name in settings.LANGUAGES)
    return Columns(model.KEY, tuple(name for name in texts if name not in model.KEY))


SHEETS = {title: columns_for(model) for title, model in TABLES.items()}


def export_texts() -> bytes:
    """Raises ValidationError where a text is longer than a cell may be."""
    with fixtures.known_rows() as known:
        rows = {
            title: [row_texts(row) for row in sorted(known[model], key=Keyed.natural_key)]
            for title, model in TABLES.items()
        }
    return write_workbook(SHEETS, rows)


def row_texts(row: Keyed) -> tuple[str, ...]:
    texts = (getattr(row, name) for name in columns_for(type(row)).texts)
    return (*map(str, row.natural_key()), *texts)


def import_texts(rows: Iterable[SheetRow], by: Any, *, keep: bool) -> Plan:
    """Takes the texts in as a draft, as a whole or not at all; with `keep` false only says what that would do."""
    incoming: list[Incoming] = []
    refusals: list[Refusal] = []
    for row in rows:
        try:
            incoming.append(Incoming(TABLES[row.sheet], row_values(row), row.place))
        except ValidationError as error:
            refusals.append(Refusal(row.place, " ".join(error.messages)))
    if refusals:
        return Plan(refusals=tuple(refusals))
    return take_in(incoming, by=by, reason=IMPORT, only_known=True, keep=keep)


def row_values(row: SheetRow) -> dict[str, Any]:
    """The values of a row as `Incoming` has them. The parts of a link's key stand in the order of that key."""
    model = TABLES[row.sheet]
    values: dict[str, Any] = {}
    for lookup in model.KEY:
        name, _sep, part = lookup.partition("__")
        if part:
            values[name] = (*values.get(name, ()), row.cells[lookup])
        else:
            values[name] = column_of(model, name).to_python(row.cells[lookup])
    texts = SHEETS[row.sheet].texts
    return values | {
        name: plain_value(column_of(model, name), text) for name, text in row.cells.items() if name in texts
    }
