"""Each table of the rulebook as a spreadsheet, out and in: XLSX and CSV.

A row is known by its natural key, and so is what it points to: one column for each part of the key. Codes of
many-to-many links stand with commas, JSON as its text, dates as 2026-01-31. An empty cell is an empty value. A
row with "yes" in the column "delete" is removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    ForeignKey,
    JSONField,
    ManyToManyField,
    Model,
    QuerySet,
    TextField,
)
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from tablib import Dataset

from ngocheck.rulebook.rows.intake import Incoming, Refusal
from ngocheck.rulebook.rows.row_text import columns_of
from ngocheck.rulebook.rows.rulebook_file import storable

DELETE = "delete"
YES, NO = ("yes", "1", "true", "x"), ("no", "0", "false", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a file has it: texts, each row with its number in the file."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


class Cell(widgets.Widget):
    """Between a value of a column and the text of a cell."""

    def __init__(self, column: Field, of_link: bool) -> None:
        super().__init__()
        self.column = column
        self.of_link = of_link

    def render(self, value: Any, obj: Any = None, **_kwargs: Any) -> str | int | Decimal:
        if value is None:
            return ""
        if isinstance(self.column, ManyToManyField):
            return ", ".join(sorted(row.code for row in value.all()))
        if isinstance(self.column, JSONField):
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, bool):
            return YES[0] if value else NO[0]
        if isinstance(value, Decimal):
            return Decimal(f"{value.normalize():f}")
        return value if isinstance(value, int) else str(value)

    def clean(self, value: str, row: Any = None, **_kwargs: Any) -> Any:
        """The value that the text stands for. Raises ValidationError in words."""
        if isinstance(self.column, ManyToManyField):
            return sorted({(code.strip(),) for code in value.split(",") if code.strip()})
        if not storable(value):
            raise ValidationError(_("there is a character in it that cannot be stored."))
        if isinstance(self.column, CharField | TextField) and (value or not self.column.has_default()):
            return value
        if not value.strip():
            return None if self.of_link or self.column.null else self.column.get_default()
        return self.typed(value.strip())

    def typed(self, text: str) -> Any:
        if isinstance(self.column, BooleanField):
            if text.lower() not in (*YES, *NO):
                raise ValidationError(_("“%(text)s”: write yes or no.") % {"text": text})
            return text.lower() in YES
        if isinstance(self.column, JSONField):
            return _json(text)
        return self.column.to_python(text)


def _json(text: str) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("“%(text)s” is not JSON.") % {"text": text[:60]}) from error
    if not storable(value):
        raise ValidationError(_("there is a character in it that cannot be stored."))
    return value


def column_at(model: type[Model], lookup: str) -> Field:
    """The column that a lookup ends in."""
    *steps, last = lookup.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def key_columns(model: type[Model], link: ForeignKey) -> list[tuple[str, bool]]:
    """The columns that name what a link points to, and whether each is the link's own.

    Where both rows hang on the same one, as a group and its deadline on a version, that is not named twice.
    """
    own = {column.name for column in model._meta.fields}
    return [
        (part, False) if "__" in part and part.partition("__")[0] in own else (f"{link.name}__{part}", True)
        for part in link.related_model.KEY
    ]


def lookups(model: type[Model]) -> list[str]:
    """The names of a sheet's columns, the key first."""
    found = list(model.KEY)
    for column in columns_of(model):
        names = (
            [name for name, _own in key_columns(model, column)]
            if isinstance(column, ForeignKey)
            else [column.name]
        )
        found += [name for name in names if name not in found]
    return found


@cache
def resource(model: type[Model]) -> resources.ModelResource:
    names = lookups(model)
    made = {name: _field(model, name) for name in names}
    options = {"fields": names, "export_order": names}
    return resources.modelresource_factory(model, custom_fields=made, meta_options=options)()


def _field(model: type[Model], name: str) -> fields.Field:
    widget = Cell(column_at(model, name), of_link="__" in name)
    return fields.Field(attribute=name, column_name=name, widget=widget)


def dataset(model: type[Model]) -> Dataset:
    """All rows of a table, in a constant number of queries."""
    made = resource(model).export(list(with_keys(model._default_manager.all())))
    made.title = model._meta.model_name
    return made


def with_keys(rows: QuerySet) -> QuerySet:
    """The rows with all that their natural keys and those of their links are made of, for one query."""
    links = [link for link in rows.model._meta.fields if link.is_relation]
    paths = [path for link in links for path in (link.name, *_key_paths(link))]
    return rows.select_related(*paths).prefetch_related(*(link.name for link in rows.model._meta.many_to_many))


def _key_paths(link: Any) -> list[str]:
    key = getattr(link.related_model, "KEY", ())
    return [f"{link.name}__{lookup.rpartition('__')[0]}" for lookup in key if "__" in lookup]


# What a sheet says.


def incoming(model: type[Model], sheet: Sheet, place: str = "") -> tuple[list[Incoming], list[Refusal]]:
    """The rows of a sheet, or what is wrong with it. `place` names the sheet where a file has several."""
    wrong = list(wrong_headers(model, sheet.headers))
    if wrong:
        return [], [Refusal(place, message) for message in wrong]
    found: list[Incoming] = []
    refusals: list[Refusal] = []
    for number, texts in sheet.rows:
        row = Row(model, dict(zip(sheet.headers, texts, strict=True)))
        where = f"{place} {_('row %(number)s') % {'number': number}}".strip()
        refusals += [Refusal(where, message) for message in row.wrong]
        found.append(Incoming(model, row.values, where, row.delete))
    return found, refusals


def wrong_headers(model: type[Model], headers: Iterable[str]) -> Iterator[str]:
    given, known = list(headers), lookups(model)
    for name in sorted({name for name in given if given.count(name) > 1}):
        yield _("the column “%(name)s” is there twice.") % {"name": name}
    for name in given:
        if name not in (*known, DELETE):
            names = ", ".join(known)
            yield _("there is no column “%(name)s”. The columns are: %(names)s.") % {"name": name, "names": names}
    needed = [*model.KEY, *(name for name in known if any(name in group for group in broken(model, given)))]
    for name in dict.fromkeys(needed):
        if name not in given:
            yield _("the column “%(name)s” is missing.") % {"name": name}


def broken(model: type[Model], given: list[str]) -> Iterator[list[str]]:
    """The columns of each link that the sheet names in part."""
    for link in (column for column in columns_of(model) if isinstance(column, ForeignKey)):
        names = [name for name, _own in key_columns(model, link)]
        if any(name in given and own for name, own in key_columns(model, link)):
            yield names


class Row:
    """A row of a sheet, read: `values` as `Incoming` wants them, and what is wrong, in words."""

    def __init__(self, model: type[Model], texts: dict[str, str]) -> None:
        self.model = model
        self.wrong: list[str] = []
        self.delete = texts.get(DELETE, "").strip().lower() in YES
        if not self.delete and texts.get(DELETE, "").strip().lower() not in NO:
            self.wrong.append(_("%(column)s: write yes or nothing.") % {"column": DELETE})
        self.cells = dict(self.read(texts))
        self.values: dict[str, Any] = {}
        for column in columns_of(model):
            if isinstance(column, ForeignKey):
                self.link(column)
            elif column.name in self.cells:
                self.values[column.name] = self.cells[column.name]

    def read(self, texts: dict[str, str]) -> Iterator[tuple[str, Any]]:
        for name, field in resource(self.model).fields.items():
            if name not in texts:
                continue
            try:
                yield name, field.widget.clean(texts[name])
            except ValidationError as error:
                self.wrong.append(f"{name}: {' '.join(error.messages)}")

    def link(self, column: ForeignKey) -> None:
        names = key_columns(self.model, column)
        if any(name not in self.cells for name, _own in names):
            return
        empty = all(self.cells[name] in (None, "") for name, own in names if own)
        self.values[column.name] = None if empty else tuple(_key_part(self.cells[name]) for name, _own in names)


def _key_part(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
