"""Scenarios on the desk: found by area, year and words; written as text by those who know how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.publishing.draft import draft_rulebook
from ngocheck.desk.scenarios.text import APPLICABILITY, FIELDS, PARTS, TEXTS
from ngocheck.engine.edition import EditionError
from ngocheck.engine.facts import EARLIEST, LATEST, AnswerError, read_facts
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook import models
from ngocheck.rulebook.scenarios.run import ABSENT, PART_OF_TEXT
from ngocheck.wording.refusals import answer_refusal

from .base import DeskAdmin

QUESTION_LISTS = ("missing", "presumed")


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
        if "answers" in cleaned:
            self._check_answers(cleaned["answers"], rulebook)
        if "expect" in cleaned:
            for message in wrong_expectations(cleaned["expect"], rulebook):
                self.add_error("expect", message)
        return cleaned

    def _check_answers(self, answers: Any, rulebook: Rulebook) -> None:
        try:
            read_facts(answers, rulebook)
        except AnswerError as error:
            self.add_error("answers", answer_refusal(error))


def wrong_expectations(expect: Any, rulebook: Rulebook) -> Iterator[str]:
    """What cannot be expected, each in words."""
    if not isinstance(expect, Mapping):
        yield _('Write one JSON object, like {"rep-ngo-database": {"applicability": "applies"}}.')
        return
    for code, expected in expect.items():
        if code not in rulebook.requirements:
            yield _("%(code)s: there is no such requirement.") % {"code": code}
        elif expected != ABSENT:
            yield from (f"{code}: {message}" for message in wrong_fields(expected, rulebook))


def wrong_fields(expected: Any, rulebook: Rulebook) -> Iterator[str]:
    if not isinstance(expected, Mapping) or not expected:
        yield _('write what is expected of it, like {"applicability": "applies"}, or "absent".')
        return
    for field, value in expected.items():
        if field not in FIELDS or not field:
            known = ", ".join(filter(None, FIELDS))
            yield _("a finding has no “%(field)s”. It has: %(known)s.") % {"field": field, "known": known}
        else:
            yield from wrong_value(field, value, rulebook)


def wrong_value(field: str, value: Any, rulebook: Rulebook) -> Iterator[str]:
    if field == "applicability" and (not isinstance(value, str) or value not in APPLICABILITY):
        yield _("applicability is one of: %(known)s.") % {"known": ", ".join(APPLICABILITY)}
    elif field == "met" and not (value is None or isinstance(value, bool)):
        yield _("met is true, false or null.")
    elif field in QUESTION_LISTS:
        yield from wrong_questions(field, value, rulebook)
    elif field in PARTS:
        yield from wrong_rows(field, value)


def wrong_rows(field: str, value: Any) -> Iterator[str]:
    if not is_list_of(value, dict):
        yield _("%(field)s is a list of objects, like [{}].") % {"field": field}
        return
    for part, wanted in sorted({(part, isinstance(row[part], str)) for row in value for part in row}):
        text = part.removesuffix(PART_OF_TEXT)
        if text not in PARTS[field] or (part != text and text not in TEXTS):
            yield _("%(field)s: there is no “%(part)s”. There is: %(known)s.") % {
                "field": field,
                "part": part,
                "known": ", ".join(PARTS[field]),
            }
        elif part != text and not wanted:
            yield _("%(field)s: “%(part)s” is a part of a text, in quotes.") % {"field": field, "part": part}


def wrong_questions(field: str, value: Any, rulebook: Rulebook) -> Iterator[str]:
    if not is_list_of(value, str):
        yield _('%(field)s is a list of question codes, like ["status"].') % {"field": field}
        return
    for code in value:
        if code not in rulebook.questions:
            yield _("%(field)s: there is no question “%(code)s”.") % {"field": field, "code": code}


def is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


class YearFilter(admin.SimpleListFilter):
    title = gettext_lazy("year of the day looked at")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = models.Scenario.objects.dates("on", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in days]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        year = self.value() or ""
        return queryset.filter(on__year=int(year)) if year.isascii() and year.isdigit() else queryset


@admin.register(models.Scenario)
class ScenarioAdmin(DeskAdmin):
    form = ScenarioText
    change_list_template = "desk/scenarios/scenario_list.html"
    change_form_template = "desk/scenarios/scenario_text.html"
    list_display = ["name", "area", "on", "number_expected"]
    list_select_related = ["area"]
    list_filter = ["area", YearFilter]
    search_fields = ["name", "law", "expect", "answers"]
    fields = ["name", "area", "on", "answers", "expect", "law"]

    @admin.display(description=gettext_lazy("expected findings"))
    def number_expected(self, scenario: models.Scenario) -> int:
        return len(scenario.expect)
