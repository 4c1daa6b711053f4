"""The watch list on the desk."""

from __future__ import annotations

from django.contrib import admin

from ngocheck.rulebook import models

from .base import DeskAdmin


@admin.register(models.WatchEntry)
class WatchEntryAdmin(DeskAdmin):
    list_display = ["title_en", "state", "updated_on", "in_force_on", "next_check_on"]
    list_filter = ["state", "confidence"]
    search_fields = ["code", "title_en", "title_ru", "title_kk"]
    filter_horizontal = ["sources", "requirements"]
