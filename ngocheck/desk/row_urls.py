"""Where on the desk a row is mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import F, Model
from django.urls import reverse

from ngocheck.rulebook import models
from ngocheck.rulebook.changes import CALENDAR_KEY, Change, PartKind, version_key
from ngocheck.rulebook.models.base import Keyed, linked_table
from ngocheck.rulebook.rows.row_text import owner_link

# The table whose rows are the parts of a kind: rows with a code of their own.
BY_CODE: Mapping[str, Any] = {table.PART: table for table in models.KEYED if table.PART and table.KEY == ("code",)}


def address_of(row: Model | None, scenario_on: date | None = None) -> str:
    """The page where the row is edited, its own or the one of the row it belongs to; "" where there is none.

    With a day it is the page of a new scenario of that day, for the requirement or version that the row is.
    """
    if row is None or row.pk is None:
        return ""
    if scenario_on is not None:
        code = getattr(row.requirement if isinstance(row, models.RequirementVersion) else row, "code", "")
        return f"{reverse('desk:new_scenario')}?{urlencode({'requirement': code, 'on': scenario_on})}"
    if isinstance(row, models.Scenario):
        return reverse("desk:scenario", args=[row.pk])
    link = owner_link(type(row)) if isinstance(row, Keyed) else None
    if link is None or admin.site.is_registered(type(row)):
        return change_page(type(row), row.pk) if admin.site.is_registered(type(row)) else ""
    if admin.site.is_registered(linked_table(link)):
        return change_page(linked_table(link), getattr(row, link.attname))
    return address_of(getattr(row, link.name))


def owner_of(row: Model) -> Model:
    """The row that has a page on the desk: this one, or the one that it belongs to; of a condition its version."""
    link = owner_link(type(row)) if isinstance(row, Keyed) else None
    if link is None or admin.site.is_registered(type(row)):
        return row
    return owner_of(getattr(row, link.name))


def change_page(model: type[Model], pk: int) -> str:
    return reverse(f"admin:rulebook_{model._meta.model_name}_change", args=[pk])


def addresses_of(changes: Iterable[Change]) -> dict[tuple[str, str], str]:
    """Where what changed is edited, by kind and key; one query a kind. What is gone has no page."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        wanted[change.kind].add(change.key)
    found = {
        (kind, code): change_page(model, pk)
        for kind, model in BY_CODE.items()
        if wanted[kind]
        for pk, code in model._default_manager.filter(code__in=wanted[kind]).values_list("pk", "code")
    }
    if wanted[PartKind.CALENDAR]:
        found[PartKind.CALENDAR, CALENDAR_KEY] = reverse("desk:calendar")
    return {**found, **_versions(wanted[PartKind.VERSION])}


def _versions(keys: set[str]) -> dict[tuple[str, str], str]:
    if not keys:
        return {}
    codes = {key.partition("@")[0] for key in keys}
    rows = models.RequirementVersion.objects.filter(requirement__code__in=codes)
    return {
        (PartKind.VERSION, version_key(code, first_day.isoformat())): change_page(models.RequirementVersion, pk)
        for pk, code, first_day in rows.values_list("pk", F("requirement__code"), "effective_from")
    }
