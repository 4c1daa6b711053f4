"""Sources and their provisions on the desk."""

from __future__ import annotations

from django.contrib import admin

from ngocheck.rulebook import models

from .base import DeskAdmin, Inline


class ProvisionInline(Inline):
    model = models.Provision


@admin.register(models.Source)
class SourceAdmin(DeskAdmin):
    list_display = ["short_en", "code", "kind", "as_of", "url"]
    list_filter = ["kind"]
    search_fields = ["code", "title_en", "title_ru", "title_kk", "short_en"]
    inlines = [ProvisionInline]


@admin.register(models.Provision)
class ProvisionAdmin(DeskAdmin):
    list_display = ["source", "article_en", "url"]
    list_select_related = ["source"]
    list_filter = ["source__kind"]
    search_fields = ["article_en", "article_ru", "article_kk", "source__code", "source__short_en"]
    autocomplete_fields = ["source"]
