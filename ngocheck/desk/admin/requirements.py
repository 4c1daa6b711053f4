"""Requirements, their versions and conditions on the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ngocheck.rulebook import models

from .base import DeskAdmin, Inline


class VersionInline(Inline):
    """The versions of a requirement in time; each opens on a page of its own."""

    model = models.RequirementVersion
    fields = ["effective_from", "effective_until", "force", "title_en", "confidence", "next_check_on"]
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Requirement)
class RequirementAdmin(DeskAdmin):
    list_display = ["code", "area", "position"]
    list_select_related = ["area"]
    list_filter = ["area"]
    search_fields = ["code", "versions__title_en"]
    inlines = [VersionInline]


class CitationInline(Inline):
    model = models.Citation
    autocomplete_fields = ["provision"]


class DeadlineInline(Inline):
    model = models.Deadline
    autocomplete_fields = ["question", "provision"]


class PenaltyInline(Inline):
    model = models.Penalty
    autocomplete_fields = ["provision"]


class PassageInline(Inline):
    model = models.Passage


class GroupInline(Inline):
    """The version's condition groups, read as sentences; their conditions open on the group's own page."""

    model = models.ConditionGroup
    fields = ["purpose", "deadline", "passage", "position", "conditions_in_words"]
    readonly_fields = ["conditions_in_words"]

    @admin.display(description="conditions")
    def conditions_in_words(self, group: models.ConditionGroup) -> str:
        return " AND ".join(str(condition) for condition in group.conditions.all()) or "none yet"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.prefetch_related("conditions__question", "conditions__parameter")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offers only the deadlines and passages of the version that is being edited."""
        if db_field.name in ("deadline", "passage"):
            version = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
            kwargs["queryset"] = db_field.related_model.objects.filter(version=version).select_related(
                "version__requirement"
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


LAW = ["title", "text", "file_with", "documents", "timing", "fee_text", "doubt"]


@admin.register(models.RequirementVersion)
class RequirementVersionAdmin(DeskAdmin):
    list_display = [
        "requirement",
        "title_en",
        "effective_from",
        "effective_until",
        "force",
        "confidence",
        "next_check_on",
    ]
    list_select_related = ["requirement"]
    list_filter = ["requirement__area", "confidence", "force", "next_check_on"]
    search_fields = ["requirement__code", "title_en", "title_ru", "title_kk", "text_en"]
    autocomplete_fields = ["requirement"]
    save_on_top = True
    inlines = [CitationInline, DeadlineInline, PenaltyInline, PassageInline, GroupInline]
    fieldsets = [
        (
            None,
            {
                "description": "A change of law is a new version. End the old one on the day the new one starts.",
                "fields": ["requirement", ("effective_from", "effective_until", "start_confirmed"), "force"],
            },
        ),
        ("In English", {"fields": [f"{name}_en" for name in LAW]}),
        ("In Russian", {"classes": ["collapse"], "fields": [f"{name}_ru" for name in LAW]}),
        ("In Kazakh", {"classes": ["collapse"], "fields": [f"{name}_kk" for name in LAW]}),
        ("Fee", {"fields": ["fee_mrp"]}),
        (
            "How sure, and when to look again",
            {"fields": ["confidence", ("verified_on", "verified_by"), "next_check_on"]},
        ),
    ]


class ConditionInline(Inline):
    model = models.Condition
    autocomplete_fields = ["question", "parameter"]


@admin.register(models.ConditionGroup)
class ConditionGroupAdmin(DeskAdmin):
    list_display = ["version", "purpose", "position", "conditions_in_words"]
    list_filter = ["purpose", "version__requirement__area"]
    search_fields = ["version__requirement__code"]
    autocomplete_fields = ["version"]
    inlines = [ConditionInline]
    conditions_in_words = GroupInline.conditions_in_words

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("version__requirement")
        return rows.prefetch_related("conditions__question", "conditions__parameter")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in ("deadline", "passage"):
            kwargs["queryset"] = db_field.related_model.objects.select_related("version__requirement")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
