"""The law's fixture files: which rows stand in which file, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db.models import JSONField
from django.db.models.signals import post_save

from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import KNOWN, Keyed, KnownRows

from .cache import once
from .row_text import links_of

GROUNDWORK: dict[str, tuple[type[Keyed], ...]] = {
    "sources": (models.Source, models.Provision),
    "parameters": (models.Parameter, models.ParameterValue),
    "calendar": (models.CalendarYear, models.CalendarDay),
    "questions": (models.Area, models.Section, models.Question, models.Choice),
}
# A requirement and all that belongs to its versions, with the lookup that leads to its area.
BY_AREA: tuple[tuple[type[Keyed], str], ...] = (
    (models.Requirement, "area"),
    (models.RequirementVersion, "requirement__area"),
    (models.Passage, "version__requirement__area"),
    (models.Citation, "version__requirement__area"),
    (models.Deadline, "version__requirement__area"),
    (models.Penalty, "version__requirement__area"),
    (models.Step, "version__requirement__area"),
    (models.ConditionGroup, "version__requirement__area"),
    (models.Condition, "group__version__requirement__area"),
)
LAST: dict[str, tuple[type[Keyed], ...]] = {
    "guides": (models.Guide,),
    "watch": (models.WatchEntry,),
    "scenarios": (models.Scenario,),
    "answers": (models.AnswerClash, models.SenselessQuestion, models.SenselessCondition),
}
# Every table after those that its links lead to.
ORDER = (
    *(model for group in GROUNDWORK.values() for model in group),
    *(model for model, _ in BY_AREA),
    *(model for group in LAST.values() for model in group),
)


def directory() -> Path:
    """The folder of the law's own files."""
    return Path(settings.FIXTURE_DIRS[0])


def names(folder: Path) -> list[str]:
    """The files in the order in which they load: groundwork, one file an area, what points to requirements."""
    fixed = [*GROUNDWORK, *LAST]
    areas = sorted(path.stem for path in folder.glob("*.json") if path.stem not in fixed)
    return [*GROUNDWORK, *areas, *LAST]


def load(folder: Path) -> None:
    """Loads every file over the rows that are there, with Django's loaddata; nothing is deleted."""
    with known_rows():
        call_command("loaddata", *(str(folder / f"{name}.json") for name in names(folder)), verbosity=0)


@contextmanager
def known_rows() -> Iterator[dict[type[Keyed], list[Keyed]]]:
    """Every row with what it points to. While this lasts, links and natural keys are looked up in memory."""
    known = KnownRows()
    token = KNOWN.set(known)

    def remember(sender: type[Keyed], instance: Keyed, **kwargs: Any) -> None:
        if isinstance(instance, Keyed):
            known.add(instance)

    post_save.connect(remember)
    try:
        yield {model: _read(model, known) for model in ORDER}
    finally:
        post_save.disconnect(remember)
        KNOWN.reset(token)


def _read(model: type[Keyed], known: KnownRows) -> list[Keyed]:
    """A whole table in its order, added to what is known."""
    rows = list(model._default_manager.prefetch_related(*(link.name for link in model._meta.many_to_many)))
    links = links_of(model)
    trees = [field.attname for field in model._meta.fields if isinstance(field, JSONField)]
    for row in rows:
        known.add(row)
    for row in rows:
        for name in trees:
            setattr(row, name, _in_order(getattr(row, name)))
        for link in links:
            link.set_cached_value(row, known.follow(row, link.name))
    return rows


def _in_order(value: Any) -> Any:
    """A JSON value with its keys by the alphabet: PostgreSQL keeps them in an order of its own."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    return [_in_order(part) for part in value] if isinstance(value, list) else value


def files() -> Iterator[tuple[str, str]]:
    """Every file's name and the text it should have, from the rows as they are."""
    with known_rows() as rows:
        for name, tables in area_parts(rows):
            yield name, rows_as_text(tables)


def whole_law() -> str:
    """All rows as one file, with natural keys, in the order in which they load."""
    return once("file", _whole)


def _whole() -> str:
    with known_rows() as rows:
        return rows_as_text([table for _name, tables in area_parts(rows) for table in tables])


def area_parts(rows: dict[type[Keyed], list[Keyed]]) -> Iterator[tuple[str, list[list[Keyed]]]]:
    """Every file's name with the rows that stand in it, table by table."""
    for name, tables in GROUNDWORK.items():
        yield name, [rows[model] for model in tables]
    for area in rows[models.Area]:
        yield cast("models.Area", area).code, [in_area(rows[model], lookup, area) for model, lookup in BY_AREA]
    for name, tables in LAST.items():
        yield name, [rows[model] for model in tables]


def in_area(rows: list[Keyed], lookup: str, area: Keyed) -> list[Keyed]:
    """The rows that a lookup leads from to the area."""
    return [row for row in rows if attrgetter(lookup.replace("__", "."))(row) == area]


def rows_as_text(tables: list[list[Keyed]]) -> str:
    rows = [row for table in tables for row in sorted(table, key=_row_place)]
    return serializers.serialize(
        "json", rows, indent=1, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )


def _row_place(row: Keyed) -> list[str]:
    """A lasting order that is the same on every database; rows with a position keep it first."""
    position = getattr(row, "position", 0) if not hasattr(row, "version_id") else 0
    return [
        f"{position:06}",
        *(f"{part:06}" if isinstance(part, int) else str(part or "") for part in row.natural_key()),
    ]
