"""The part of an edition that a row is written into, kept with each record of its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ngocheck.rulebook.changes import CALENDAR_KEY, PROVISION, PartKind, part_name

from .base import Keyed
from .editions import ChangeSet

# How many of a row's natural key name its part; one for all others.
LOOKUPS: Mapping[str, int] = {PartKind.VERSION: 2, PROVISION: 2, PartKind.CALENDAR: 0}


class Records(HistoricalRecords):
    """The history of a table; that of its links gets a name in the editor's language too."""

    def get_meta_options_m2m(self, through_model: type[models.Model]) -> dict[str, Any]:
        table = cast("type[Keyed]", through_model._meta.auto_created)
        link = next(link for link in table._meta.many_to_many if link.remote_field.through is through_model)
        name = history_name(format_lazy("{table}, {link}", table=table._meta.verbose_name, link=link.verbose_name))
        return {
            **super().get_meta_options_m2m(through_model),
            "verbose_name": name,
            "verbose_name_plural": name,
        }


def history_name(table: str | Promise) -> Promise:
    """What the history of a table is called in the editor's language."""
    return format_lazy("{table}: {history}", table=table, history=_("history"))


class PartRecord(models.Model):
    """A record of the history that knows the part: a condition of a version, for example, is "version
    asm-notify@2026-01-01".

    `part_left` is the part that the row belonged to before, where that is another one: it was moved, or a code or
    a first day in the part's key was changed. A row that belongs to no part of an edition has "" in both.
    `change_set` is the work that it was written in; none for what commands and files wrote.
    """

    part = models.CharField(_("part of the edition"), max_length=400, default="", editable=False)
    part_left = models.CharField(_("part that it left"), max_length=400, default="", editable=False)
    change_set = models.ForeignKey(
        ChangeSet,
        verbose_name=_("change set"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


# Gives the change set that a row is written in, by the row's name; none outside of the desk.
WORKING_IN: ContextVar[Callable[[str], ChangeSet | None] | None] = ContextVar("working_in", default=None)


def part_of(row: Keyed) -> str:
    """The part that the row is written into; "" where there is none, or the rows that name it are gone."""
    if not row.PART:
        return ""
    try:
        key = row.key(row.KEY[: LOOKUPS.get(row.PART, 1)])
    except ObjectDoesNotExist:
        return ""
    return part_name(row.PART, "@".join(map(str, key)) or CALENDAR_KEY)


def note_part(instance: Any, history_instance: Any, **_others: Any) -> None:
    """Says the part of a record just before it is saved; for the signal `pre_create_historical_record`.

    The part before is the one of the record before, which `keep_loaded` has looked up.
    """
    before = instance.__dict__.pop("_part_before", None) or ""
    history_instance.part = part_of(instance) or before
    history_instance.part_left = before if before != history_instance.part else ""
    working_in = WORKING_IN.get()
    history_instance.change_set = working_in(str(instance)) if working_in else None
