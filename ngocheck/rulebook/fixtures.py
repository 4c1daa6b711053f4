"""The law's fixture files: which rows stand in which file, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db.models import Model, QuerySet

from . import models

GROUNDWORK: dict[str, tuple[type[Model], ...]] = {
    "sources": (models.Source, models.Provision),
    "parameters": (models.Parameter, models.ParameterValue),
    "calendar": (models.CalendarYear, models.CalendarDay),
    "questions": (models.Area, models.Section, models.Question, models.Choice),
}
# A requirement and all that belongs to its versions, with the lookup that leads to its area.
BY_AREA: tuple[tuple[type[Model], str], ...] = (
    (models.Requirement, "area"),
    (models.RequirementVersion, "requirement__area"),
    (models.Citation, "version__requirement__area"),
    (models.Passage, "version__requirement__area"),
    (models.Deadline, "version__requirement__area"),
    (models.Penalty, "version__requirement__area"),
    (models.ConditionGroup, "version__requirement__area"),
    (models.Condition, "group__version__requirement__area"),
)
LAST: dict[str, tuple[type[Model], ...]] = {
    "guides": (models.Guide,),
    "watch": (models.WatchEntry,),
    "scenarios": (models.Scenario,),
}


def directory() -> Path:
    return Path(settings.FIXTURE_DIRS[0])


def names() -> list[str]:
    """The files in the order in which they load: groundwork, one file an area, what points to requirements."""
    fixed = [*GROUNDWORK, *LAST]
    areas = sorted(path.stem for path in directory().glob("*.json") if path.stem not in fixed)
    return [*GROUNDWORK, *areas, *LAST]


def files() -> Iterator[tuple[str, str]]:
    """Every file's name and the text it should have, from the rows as they are."""
    yield from tables(GROUNDWORK)
    for area in models.Area.objects.all():
        rows = [with_keys(model._default_manager.filter(**{lookup: area})) for model, lookup in BY_AREA]
        yield area.code, written(rows)
    yield from tables(LAST)


def tables(files: dict[str, tuple[type[Model], ...]]) -> Iterator[tuple[str, str]]:
    """Files that hold whole tables."""
    for name, row_models in files.items():
        yield name, written([with_keys(model._default_manager.all()) for model in row_models])


def written(querysets: list[QuerySet]) -> str:
    rows = [row for queryset in querysets for row in sorted(queryset, key=_place)]
    return serializers.serialize(
        "json", rows, indent=1, use_natural_foreign_keys=True, use_natural_primary_keys=True
    )


def with_keys(rows: QuerySet) -> QuerySet:
    """The rows with all that their natural keys and those of their links are made of, for one query."""
    links = rows.model._meta.fields
    paths = [path for link in links if link.is_relation for path in (link.name, *_key_paths(link))]
    many = [link.name for link in rows.model._meta.many_to_many]
    return rows.select_related(*paths).prefetch_related(*many)


def _key_paths(link: Any) -> list[str]:
    key = getattr(link.related_model, "KEY", ())
    return [f"{link.name}__{lookup.rpartition('__')[0]}" for lookup in key if "__" in lookup]


def _place(row: Model) -> list[str]:
    """A lasting order that is the same on every database; rows with a position keep it first."""
    position = getattr(row, "position", 0) if not hasattr(row, "version_id") else 0
    return [
        f"{position:06}",
        *(f"{part:06}" if isinstance(part, int) else str(part or "") for part in row.natural_key()),
    ]
