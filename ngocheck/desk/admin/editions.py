"""Editions on the desk: to read, to take away and to go back to, never to change."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ngocheck.desk.publishing.change_text import STATES, list_name
from ngocheck.rulebook import models
from ngocheck.rulebook.changes import CALENDAR_KEY, KIND_NAMES, LISTS, State

from .base import DeskAdmin, columns_of


@admin.register(models.Edition)
class EditionAdmin(DeskAdmin):
    """What was published. Editions are frozen: they can be read here, not changed."""

    list_display = ["edition", "published_at", "published_by", "note", "goes_back_to"]
    list_select_related = ["published_by", "rolled_back_to"]
    list_filter = ["published_by"]
    search_fields = ["number", "sha256", *columns_of("note")]
    SHOWN: ClassVar[tuple[str, ...]] = (
        "number",
        "published_at",
        "published_by",
        "goes_back_to",
        *columns_of("note"),
        "what_changed",
        "sha256",
        "files",
        "going_back",
    )
    fields = SHOWN
    readonly_fields = SHOWN

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return cast("models.editions.EditionQuerySet", super().get_queryset(request)).light("changes")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("edition"), ordering="number")
    def edition(self, edition: models.Edition) -> str:
        return edition.label

    @admin.display(description=_("rolled back to"))
    def goes_back_to(self, edition: models.Edition) -> str:
        return edition.rolled_back_to.label if edition.rolled_back_to else ""

    @admin.display(description=_("what changed"))
    def what_changed(self, edition: models.Edition) -> str:
        return ", ".join(map(change_summary, edition.changes)) or "–"

    @admin.display(description=_("files"))
    def files(self, edition: models.Edition) -> SafeString:
        links = format_html('<a href="{}">{}</a>', file_of("edition_file", edition), _("The edition as JSON"))
        if models.Edition.objects.filter(pk=edition.pk).exclude(rows="").exists():
            rows = format_html('<a href="{}">{}</a>', file_of("edition_rows", edition), _("Its rows as JSON"))
            links = format_html("{} · {}", links, rows)
        return links

    @admin.display(description=_("roll back"))
    def going_back(self, edition: models.Edition) -> SafeString:
        return format_html('<a href="{}">{}</a>', file_of("roll_back", edition), _("Roll back to this edition"))


def change_summary(change: dict[str, str]) -> str:
    """A change as an edition keeps it, in words."""
    keys = {**{name: list_name(name) for name in LISTS}, CALENDAR_KEY: ""}
    name = f"{KIND_NAMES[change['kind']]} {keys.get(change['key'], change['key'])}".strip()
    return f"{name} ({STATES[State(change['state'])]})"


def file_of(name: str, edition: models.Edition) -> str:
    return reverse(f"desk:{name}", args=[edition.number])
