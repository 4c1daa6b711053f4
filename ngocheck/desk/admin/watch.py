"""The watch list on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today

from .base import DeskAdmin, NextCheck, columns_of, in_languages

Row = models.WatchEntry


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
    autocomplete_fields = ["sources", "requirements"]
    fieldsets = [
        (None, {"fields": [("code", "position"), "state"]}),
        (None, in_languages("title", "text", "who", "timing")),
        (
            _("How far it is, and how sure that is"),
            {"fields": ["updated_on", "in_force_on", "confidence", "next_check_on"]},
        ),
        (_("Where it is said, and what it would touch"), {"fields": ["sources", "requirements"]}),
    ]

    @admin.display(description=_("to look at"), ordering="next_check_on")
    def look(self, entry: Row) -> str:
        return str(_("look again")) if entry.next_check_on < today() else ""

    def view_on_site(self, entry: Row) -> str:
        return f"{reverse('coming')}#{entry.code}"
