"""The watch list on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook import models
from ngocheck.rulebook.history.records import LOADED
from ngocheck.rulebook.publishing.live import today

from .base import DeskAdmin, NextCheck, columns_of, in_languages

Row = models.WatchEntry


@dataclass(frozen=True, slots=True)
class Turn:
    """A state that an entry came into; `when` is None for the one that it was loaded with."""

    state: str
    when: datetime | None
    who: str


def trail(entry: Row) -> list[Turn]:
    """The states of an entry from the first on, as far as its history knows them."""
    turns: list[Turn] = []
    last = None
    for record in entry.history.select_related("history_user").order_by("history_id"):
        if record.state != last:
            when = None if record.history_change_reason == LOADED else record.history_date
            turns.append(Turn(record.get_state_display(), when, str(record.history_user or "")))
        last = record.state
    return turns or [Turn(entry.get_state_display(), None, "")]


def to_start(entry: Row) -> list[models.RequirementVersion]:
    """The last versions of the requirements that it would touch, where none begins on its first day yet."""
    found = []
    for requirement in entry.requirements.prefetch_related("versions"):
        versions = sorted(requirement.versions.all(), key=lambda version: version.effective_from)
        if versions and entry.in_force_on not in {version.effective_from for version in versions}:
            found.append(versions[-1])
    return found


@admin.register(models.WatchEntry)
class WatchEntryAdmin(DeskAdmin):
    """Changes of law that are coming. Visitors see them with the next edition."""

    list_display = ["title", "state", "updated_on", "next_check_on", "look"]
    list_filter = [NextCheck, "state", "confidence"]
    date_hierarchy = "updated_on"
    search_fields = [
        "code",
        *columns_of("title"),
        *columns_of("text"),
        *columns_of("sources__title"),
        "requirements__code",
    ]
    fieldsets = [
        (None, {"fields": [("code", "position"), "state"]}),
        (None, in_languages("title", "text", "who", "timing")),
        (
            _("How far it is, and how sure that is"),
            {"fields": ["updated_on", ("in_force_on", "day_unknown"), "confidence", "next_check_on"]},
        ),
        (_("Where it is said, and what it would touch"), {"fields": ["sources", "requirements"]}),
    ]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        entry = kwargs.get("obj")
        if entry is not None:
            context |= {"trail": trail(entry), "to_start": to_start(entry)}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("to look at"), ordering="next_check_on")
    def look(self, entry: Row) -> str:
        return str(_("look again")) if entry.next_check_on < today() else ""

    def view_on_site(self, entry: Row) -> str:
        return f"{reverse('coming')}#{entry.code}"
