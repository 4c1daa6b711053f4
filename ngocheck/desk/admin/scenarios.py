"""Scenarios on the desk: found by area, year and words; written as text by those who know how."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.publishing.draft import draft_rulebook
from ngocheck.engine.edition import EditionError
from ngocheck.engine.facts import EARLIEST, LATEST
from ngocheck.rulebook import models
from ngocheck.rulebook.scenarios.run import ScenarioError, check_expectation, read_scenario_answers

from .base import DeskAdmin


class ScenarioText(forms.ModelForm):
    """A scenario written as text; refused where the draft could not run it."""

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if not EARLIEST <= on <= LATEST:
            raise ValidationError(_("Choose a day from 1900 to 2100."))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            rulebook = draft_rulebook()
        except EditionError as error:
            raise ValidationError(
                _("The draft cannot be read, so nothing can be compared with it: %(reason)s") % {"reason": error}
            ) from error
        self._refuse("answers", lambda answers: read_scenario_answers(answers, rulebook))
        self._refuse("expect", check_expectation)
        return cleaned

    def _refuse(self, column: str, check: Callable[[Any], object]) -> None:
        try:
            if column in self.cleaned_data:
                check(self.cleaned_data[column])
        except ScenarioError as error:
            self.add_error(column, str(error))


@admin.register(models.Scenario)
class ScenarioAdmin(DeskAdmin):
    form = ScenarioText
    change_list_template = "desk/scenarios/scenario_list.html"
    change_form_template = "desk/scenarios/scenario_text.html"
    list_display = ["name", "area", "on", "number_expected"]
    list_select_related = ["area"]
    list_filter = ["area"]
    date_hierarchy = "on"
    search_fields = ["name", "law", "expect", "answers"]
    fields = ["name", "area", "on", "answers", "expect", "law"]

    @admin.display(description=gettext_lazy("expected findings"))
    def number_expected(self, scenario: models.Scenario) -> int:
        return len(scenario.expect)
