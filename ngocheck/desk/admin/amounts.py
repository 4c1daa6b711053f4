"""Amounts by date and the calendar on the desk."""

from __future__ import annotations

from django.contrib import admin

from ngocheck.rulebook import models

from .base import DeskAdmin, Inline


class ValueInline(Inline):
    model = models.ParameterValue
    autocomplete_fields = ["source"]


@admin.register(models.Parameter)
class ParameterAdmin(DeskAdmin):
    list_display = ["title_en", "code"]
    search_fields = ["code", "title_en"]
    inlines = [ValueInline]


@admin.register(models.CalendarYear)
class CalendarYearAdmin(DeskAdmin):
    list_display = ["year", "official", "note"]
    autocomplete_fields = ["source"]


@admin.register(models.CalendarDay)
class CalendarDayAdmin(DeskAdmin):
    list_display = ["date", "is_working", "reason_en", "confidence"]
    list_filter = ["is_working", "confidence"]
    date_hierarchy = "date"
    autocomplete_fields = ["source"]
