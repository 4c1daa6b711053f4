"""Scenarios as a table: found by area, year and words. They are made and changed on a page of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from ngocheck.rulebook import models

from .base import DeskAdmin


@admin.register(models.Scenario)
class ScenarioAdmin(DeskAdmin):
    change_list_template = "desk/scenarios/scenario_list.html"
    list_display = ["name", "area", "on", "number_expected"]
    list_select_related = ["area"]
    list_filter = ["area"]
    date_hierarchy = "on"
    search_fields = ["name", "law", "expect", "answers"]

    @admin.display(description=gettext_lazy("expected findings"))
    def number_expected(self, scenario: models.Scenario) -> int:
        return len(scenario.expect)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("desk:new_scenario")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("desk:scenario", pk=object_id)
