"""Areas, sections, questions and guides on the desk."""

from __future__ import annotations

from django.contrib import admin

from ngocheck.rulebook import models

from .base import DeskAdmin, Inline


@admin.register(models.Area)
class AreaAdmin(DeskAdmin):
    list_display = ["code", "title_en", "position"]


@admin.register(models.Section)
class SectionAdmin(DeskAdmin):
    list_display = ["title_en", "code", "position"]
    list_editable = ["position"]
    search_fields = ["code", "title_en"]


class ChoiceInline(Inline):
    model = models.Choice


@admin.register(models.Question)
class QuestionAdmin(DeskAdmin):
    list_display = ["text_en", "code", "section", "kind", "position"]
    list_select_related = ["section"]
    list_filter = ["section", "kind"]
    search_fields = ["code", "text_en", "text_ru", "text_kk"]
    autocomplete_fields = ["section"]
    inlines = [ChoiceInline]


@admin.register(models.Guide)
class GuideAdmin(DeskAdmin):
    list_display = ["title_en", "code", "position"]
    filter_horizontal = ["areas", "requirements"]
