"""The versions of requirements on the desk: what the law asks for a time, on a form in tabs."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.conditions.rows import groups_of, key_of, sentences
from ngocheck.desk.conditions.sentences import Vocabulary, applies_in_short, day_for, with_conditions
from ngocheck.desk.versions.tabs import Tab, filled_tabs
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import date_text

from .base import DeskAdmin, NextCheck, columns_of, in_languages
from .parts import CitationInline, DeadlineInline, PassageInline, PenaltyInline, StepInline
from .requirements import IN_TIME, InTime, Version, time_of, version_before

Purpose = models.ConditionGroup.Purpose
TABS = (
    Tab(
        "text",
        gettext_lazy("Text"),
        (
            (None, {"fields": [("requirement", "force", "stage")]}),
            (None, in_languages("title", "short", "text", "place", "channel", "documents")),
        ),
        (StepInline,),
    ),
    Tab("conditions", gettext_lazy("Conditions"), (), (PassageInline,)),
    Tab(
        "dates",
        gettext_lazy("Dates"),
        (
            (
                None,
                {
                    "description": gettext_lazy(
                        "A change of law is a new version: the button “New version” copies this one and ends it."
                    ),
                    "fields": [("effective_from", "effective_until", "start_confirmed", "nothing_follows")],
                },
            ),
            (None, in_languages("timing", told=False)),
        ),
        (DeadlineInline,),
    ),
    Tab(
        "fines",
        gettext_lazy("Fee and fines"),
        ((None, {"fields": ["fee_mrp"]}), (None, in_languages("fee_text", told=False))),
        (PenaltyInline,),
    ),
    Tab("sources", gettext_lazy("Sources"), (), (CitationInline,)),
    Tab(
        "sure",
        gettext_lazy("How sure"),
        (
            (None, {"fields": ["confidence", ("next_check_on", "verified_on", "verified_by")]}),
            (None, in_languages("doubt", told=False)),
        ),
    ),
)


@admin.register(Version)
class RequirementVersionAdmin(DeskAdmin):
    list_display = ["title", "requirement", "in_time", "how_sure", "next_check_on"]
    list_select_related = ["requirement"]
    list_filter = [InTime, "requirement__area", "confidence", NextCheck, "force"]
    search_fields = ["requirement__code", *columns_of("title"), *columns_of("text")]
    autocomplete_fields = ["requirement"]
    delete_confirmation_template = "desk/versions/delete_version.html"
    readonly_fields = ["confidence", "verified_on", "verified_by"]
    inlines = [part for tab in TABS for part in tab.parts]
    fieldsets = [fieldset for tab in TABS for fieldset in tab.fieldsets]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("requirement")
        return rows.prefetch_related("groups", with_conditions("groups__conditions"))

    def save_model(self, request: HttpRequest, obj: Version, form: Any, change: Any) -> None:
        """A new version starts as not confirmed: how sure it is a reviewer says."""
        if not change:
            obj.confidence = models.sources.Confidence.UNVERIFIED
        super().save_model(request, obj, form, change)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        version = cast("Version | None", self.get_object(request, object_id))
        known = {**(extra_context or {}), "before": version_before(version) if version else None}
        return super().delete_view(request, object_id, known)

    def delete_model(self, request: HttpRequest, obj: Version) -> None:
        """Deletes the version; the one before it goes on where that was asked for, so that no hole is left."""
        before, until = version_before(obj), obj.effective_until
        super().delete_model(request, obj)
        if before and "reopen" in request.POST:
            before.effective_until = until
            before.save()
            messages.info(request, _("The version before is in force again: %(version)s.") % {"version": before})

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The columns; those who are concerned are said in the words of one request, read once for all rows."""
        vocabulary = Vocabulary()

        @admin.display(description=gettext_lazy("applies when"))
        def applies_when(version: Version) -> str:
            return applies_in_short(version, vocabulary, today())

        first, *others = super().get_list_display(request)
        return [first, applies_when, *others]

    @admin.display(description=gettext_lazy("time"), ordering="effective_from")
    def in_time(self, version: Version) -> str:
        known = {
            "time": IN_TIME[time_of(version, today())],
            "start": date_text(version.effective_from),
            "end": version.effective_until and date_text(version.effective_until),
        }
        if version.effective_until is None:
            return _("%(time)s: from %(start)s") % known
        return _("%(time)s: from %(start)s until the day before %(end)s") % known

    @admin.display(description=gettext_lazy("confidence"), ordering="confidence")
    def how_sure(self, version: Version) -> str:
        """The confidence without what it means, which the form explains."""
        return str(version.get_confidence_display()).partition(":")[0]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["tabs"] = filled_tabs(TABS, context["adminform"], context["inline_admin_formsets"])
        version = kwargs.get("obj")
        if version is not None:
            groups = groups_of(version)
            said = sentences(version, groups, Vocabulary(), today())
            own = len({Purpose.APPLIES, *(group.purpose for group in groups if key_of(group) == group.purpose)})
            context["sentences"], context["sentences_of_parts"] = said[:own], said[own:]
            context["looked_at"] = day_for(version, today())
        return super().render_change_form(request, context, *args, **kwargs)
