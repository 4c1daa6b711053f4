"""Scenarios on the desk."""

from __future__ import annotations

from django.contrib import admin

from ngocheck.rulebook import models

from .base import DeskAdmin


@admin.register(models.Scenario)
class ScenarioAdmin(DeskAdmin):
    list_display = ["name", "area", "on"]
    list_select_related = ["area"]
    list_filter = ["area", "on"]
    search_fields = ["name", "law"]
    date_hierarchy = "on"
