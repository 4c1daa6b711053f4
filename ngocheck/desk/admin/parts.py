"""The parts of a version on its form: steps, citations, deadlines, penalties and passages, each with its place."""

from __future__ import annotations

from typing import Any

from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook import models

from .base import Folded, in_languages


class Placed(BaseInlineFormSet):
    """Parts with a place each; one without takes the next free place when it is saved."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        place = form.fields.get("position")
        if place:
            place.required = False
        if place and form.instance.pk is None:
            place.initial = None
            place.help_text = _("Empty: the next free place, for example 3 after 1 and 2.")

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if form not in self.deleted_forms]
        without = [form for form in kept if form.cleaned_data.get("position", 0) is None]
        last = max((form.instance.position or 0 for form in kept if form not in without), default=0)
        for place, form in enumerate(without, last + 1):
            form.instance.position = place


class PlacedInline(Folded):
    formset = Placed


class CitationInline(PlacedInline):
    model = models.Citation
    fields = [("position", "provision", "passage"), "sentence"]
    autocomplete_fields = ["provision"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Of passages only those of the version on the page, which a new one does not have yet."""
        if db_field.name == "passage" and request.resolver_match:
            version = request.resolver_match.kwargs.get("object_id")
            passages = models.Passage.objects.select_related("version__requirement")
            kwargs["queryset"] = passages.filter(version=version) if version else passages.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DeadlineInline(PlacedInline):
    model = models.Deadline
    autocomplete_fields = ["question", "done", "provision", "moved_by"]
    fieldsets = [
        (None, {"fields": [("position", "kind", "question")]}),
        (
            _("So long after or before a date"),
            {"fields": [("amount", "unit", "eve"), ("done", "asked_once_it_applies")]},
        ),
        (_("After each period"), {"fields": [("every", "month", "day"), ("periods_from", "from_event")]}),
        (_("Days off"), {"fields": [("safe", "moves", "moved_by")]}),
        (_("How sure"), {"fields": [("confidence", "provision")]}),
    ]


class PenaltyInline(PlacedInline):
    model = models.Penalty
    autocomplete_fields = ["provision"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "whom", "repeat"),
                    ("mrp", "arrest_days", "prison_years"),
                    ("provision", "confidence", "confirmed_from"),
                ]
            },
        ),
        (None, in_languages("text", told=False)),
    ]


class PassageInline(PlacedInline):
    model = models.Passage
    fieldsets = [(None, {"fields": ["position"]}), (None, in_languages("text", told=False))]


class StepInline(PlacedInline):
    model = models.Step
    fieldsets = [(None, {"fields": ["position"]}), (None, in_languages("text", told=False))]
