"""Sources and their provisions on the desk."""

from __future__ import annotations

from django.contrib import admin

from ngocheck.rulebook import models

from .base import DeskAdmin, Stacked, WithoutMenu, columns_of, in_languages


class ProvisionInline(Stacked):
    model = models.Provision
    fieldsets = [(None, in_languages("article", told=False)), (None, {"fields": [tuple(columns_of("url"))]})]


@admin.register(models.Source)
class SourceAdmin(DeskAdmin):
    list_display = ["short", "code", "kind", "as_of", "url_ru"]
    list_filter = ["kind"]
    search_fields = ["code", *columns_of("title"), *columns_of("short")]
    inlines = [ProvisionInline]
    fieldsets = [
        (None, {"fields": [("code", "kind")]}),
        (None, in_languages("title", "short", "note")),
        (None, {"fields": [tuple(columns_of("url")), ("as_of", "amended_on")]}),
    ]


@admin.register(models.Provision)
class ProvisionAdmin(WithoutMenu):
    """Provisions are edited with their source; others find them here to name them."""

    list_display = ["source", "article", "url_ru"]
    list_select_related = ["source"]
    list_filter = ["source__kind"]
    search_fields = [*columns_of("article"), "source__code", *columns_of("source__short")]
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": ["source"]}),
        (None, in_languages("article")),
        (None, {"fields": [tuple(columns_of("url"))]}),
    ]
