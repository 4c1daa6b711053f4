"""Requirements and their versions on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, cast

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.conditions.rows import groups_of, sentences
from ngocheck.desk.conditions.sentences import Vocabulary, applies_in_short, day_for, with_conditions
from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import shown_text
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import date_text, plain_text

from .base import DeskAdmin, Inline, NextCheck, Stacked, Wanted, columns_of, in_languages

Version = models.RequirementVersion
NOW, LATER, ENDED = "now", "later", "ended"
IN_TIME = {
    NOW: gettext_lazy("in force today"),
    LATER: gettext_lazy("to come"),
    ENDED: gettext_lazy("ended"),
}


def time_of(version: Version, on: date) -> str:
    """Whether a version is in force on the day, or comes later, or has ended."""
    if on < version.effective_from:
        return LATER
    return ENDED if version.ended(on) else NOW


def version_before(version: Version) -> Version | None:
    """The version of the same requirement that ends where this one begins."""
    others = Version.objects.filter(requirement=version.requirement_id, effective_until=version.effective_from)
    return others.first()


class InTime(Wanted):
    title = gettext_lazy("time")
    parameter_name = "time"
    WANTED: ClassVar = {
        NOW: (IN_TIME[NOW], lambda rows, on: rows.in_force(on)),
        LATER: (IN_TIME[LATER], lambda rows, on: rows.filter(effective_from__gt=on)),
        ENDED: (IN_TIME[ENDED], lambda rows, on: rows.filter(effective_until__lte=on)),
    }


class VersionInline(Inline):
    """The versions of a requirement in time; each opens on a page of its own."""

    model = Version
    SHOWN: ClassVar[tuple[str, ...]] = (
        "effective_from",
        "effective_until",
        "force",
        "title",
        "confidence",
        "next_check_on",
    )
    fields = SHOWN
    readonly_fields = SHOWN
    can_delete = False

    @admin.display(description=gettext_lazy("title"))
    def title(self, version: Version) -> str:
        return shown_text(version, "title")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Requirement)
class RequirementAdmin(DeskAdmin):
    list_display = ["title", "code", "area", "current", "next_change"]
    list_display_links = ["title", "code"]
    list_select_related = ["area"]
    list_filter = ["area", "versions__force", "versions__confidence"]
    search_fields = ["code", *columns_of("versions__title")]
    filter_horizontal = ["contradicts"]
    inlines = [VersionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        columns = ("requirement", "effective_from", "effective_until", "made_from", *columns_of("title"))
        versions = Version.objects.only(*columns).order_by("effective_from")
        return super().get_queryset(request).prefetch_related(Prefetch("versions", queryset=versions))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        requirement = kwargs.get("obj")
        if requirement is not None:
            version = shown_version(requirement.versions.all(), today())
            context["version"], context["on"] = version, day_for(version, today()) if version else None
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("title"))
    def title(self, requirement: models.Requirement) -> str:
        version = shown_version(requirement.versions.all(), today())
        return plain_text(version.title) if version else _("no version yet")

    @admin.display(description=gettext_lazy("current version"))
    def current(self, requirement: models.Requirement) -> str:
        version = version_in_time(requirement.versions.all(), NOW, today())
        if version is None:
            return _("none is in force")
        since = _("since %(day)s") % {"day": date_text(version.effective_from)}
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:rulebook_requirementversion_change", args=[version.pk]), since
        )

    @admin.display(description=gettext_lazy("next change"))
    def next_change(self, requirement: models.Requirement) -> str:
        on, versions = today(), requirement.versions.all()
        coming = version_in_time(versions, LATER, on)
        now = version_in_time(versions, NOW, on)
        if now and now.effective_until and (coming is None or now.effective_until < coming.effective_from):
            return _("ends before %(day)s") % {"day": date_text(now.effective_until)}
        return _("new version on %(day)s") % {"day": date_text(coming.effective_from)} if coming else "–"


def version_in_time(versions: Iterable[Version], time: str, on: date) -> Version | None:
    """The first of the versions that is in force, to come or ended on the day."""
    return next((version for version in versions if time_of(version, on) == time), None)


def shown_version(versions: Iterable[Version], on: date) -> Version | None:
    """The version that names a requirement: the one in force, else the next one, else the last."""
    ordered = list(versions)
    return (
        version_in_time(ordered, NOW, on)
        or version_in_time(ordered, LATER, on)
        or (ordered[-1] if ordered else None)
    )


class CitationInline(Stacked):
    model = models.Citation
    fields = [("position", "provision"), "passage"]
    autocomplete_fields = ["provision"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Of passages only those of the version on the page, which a new one does not have yet."""
        if db_field.name == "passage" and request.resolver_match:
            version = request.resolver_match.kwargs.get("object_id")
            passages = models.Passage.objects.select_related("version__requirement")
            kwargs["queryset"] = passages.filter(version=version) if version else passages.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class DeadlineInline(Stacked):
    model = models.Deadline
    autocomplete_fields = ["question", "done", "provision", "moved_by"]
    fieldsets = [
        (None, {"fields": [("position", "kind")]}),
        (
            gettext_lazy("So long after or before a date"),
            {"fields": ["question", ("amount", "unit", "eve"), "done", "asked_once_it_applies"]},
        ),
        (gettext_lazy("After each period"), {"fields": [("every", "month", "day"), "from_event", "periods_from"]}),
        (gettext_lazy("Days off"), {"fields": ["safe", ("moves", "moved_by")]}),
        (gettext_lazy("How sure"), {"fields": ["confidence", "provision"]}),
    ]


class PenaltyInline(Stacked):
    model = models.Penalty
    autocomplete_fields = ["provision"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("position", "whom", "repeat"),
                    ("mrp", "arrest_days", "prison_years"),
                    "provision",
                    ("confidence", "confirmed_from"),
                ]
            },
        ),
        (None, in_languages("text")),
    ]


class PassageInline(Stacked):
    model = models.Passage
    fieldsets = [(None, {"fields": ["position"]}), (None, in_languages("text"))]


class StepInline(Stacked):
    model = models.Step
    fieldsets = [(None, {"fields": ["position"]}), (None, in_languages("text"))]


@admin.register(Version)
class RequirementVersionAdmin(DeskAdmin):
    list_display = ["title", "requirement", "in_time", "how_sure", "next_check_on"]
    list_select_related = ["requirement"]
    list_filter = [InTime, "requirement__area", "confidence", NextCheck, "force"]
    search_fields = ["requirement__code", *columns_of("title"), *columns_of("text")]
    autocomplete_fields = ["requirement"]
    save_on_top = True
    delete_confirmation_template = "desk/versions/delete_version.html"
    readonly_fields = ["verified_on", "verified_by"]
    inlines = [StepInline, CitationInline, DeadlineInline, PenaltyInline, PassageInline]
    fieldsets = [
        (
            None,
            {
                "description": gettext_lazy(
                    "A change of law is a new version: the button “New version” copies this one and ends it."
                ),
                "fields": [
                    "requirement",
                    ("effective_from", "effective_until"),
                    "start_confirmed",
                    ("force", "stage"),
                ],
            },
        ),
        (
            gettext_lazy("What the law asks, in three languages"),
            in_languages(*models.RequirementVersion.TEXTS),
        ),
        (gettext_lazy("Fee"), {"fields": ["fee_mrp"]}),
        (
            gettext_lazy("How sure, and when to look again"),
            {"fields": ["confidence", ("verified_on", "verified_by", "next_check_on")]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("requirement")
        return rows.prefetch_related("groups", with_conditions("groups__conditions"))

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
        version = kwargs.get("obj")
        if version is not None:
            context["sentences"] = sentences(version, groups_of(version), Vocabulary(), today())
            context["looked_at"] = day_for(version, today())
        return super().render_change_form(request, context, *args, **kwargs)
