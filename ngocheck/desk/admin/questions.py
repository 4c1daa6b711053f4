"""Areas, sections, questions and guides on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook import models

from .base import DeskAdmin, Stacked, columns_of, in_languages


@admin.register(models.Area)
class AreaAdmin(DeskAdmin):
    list_display = ["code", "title_en", "position"]
    search_fields = ["code", *columns_of("title")]
    fieldsets = [(None, {"fields": [("code", "position")]}), (None, in_languages("title"))]


@admin.register(models.Section)
class SectionAdmin(DeskAdmin):
    list_display = ["title_en", "code", "position"]
    list_editable = ["position"]
    search_fields = ["code", *columns_of("title"), *columns_of("intro")]
    fieldsets = [(None, {"fields": [("code", "position")]}), (None, in_languages("title", "intro"))]


class ChoiceInline(Stacked):
    model = models.Choice
    fieldsets = [(None, {"fields": [("code", "position")]}), (None, in_languages("label", "hint"))]


@admin.register(models.Question)
class QuestionAdmin(DeskAdmin):
    list_display = ["text_en", "code", "section", "kind", "position"]
    list_select_related = ["section"]
    list_filter = ["section", "kind"]
    search_fields = ["code", *columns_of("text"), *columns_of("hint")]
    autocomplete_fields = ["section", "waits_for"]
    inlines = [ChoiceInline]
    fieldsets = [
        (None, {"fields": [("code", "position"), "section", "kind"]}),
        (None, in_languages("text", "hint", "unit", "not_yet")),
        (
            _("What is accepted, and what is presumed"),
            {"fields": [("minimum", "maximum"), "presumed", "none_was", "waits_for"]},
        ),
    ]


@admin.register(models.Guide)
class GuideAdmin(DeskAdmin):
    list_display = ["title_en", "code", "position"]
    search_fields = ["code", *columns_of("title"), *columns_of("summary")]
    filter_horizontal = ["areas", "requirements"]
    fieldsets = [
        (None, {"fields": [("code", "position")]}),
        (None, in_languages("title", "summary", "at_hand", "intro")),
        (_("What it leads to"), {"fields": ["areas", "requirements"]}),
    ]
