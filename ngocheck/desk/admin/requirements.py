"""Requirements on the desk, and which of their versions is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.conditions.sentences import day_for
from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import shown_text
from ngocheck.rulebook.models.dated import DatedQuerySet
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import date_text, plain_text

from .base import DeskAdmin, Inline, Wanted, columns_of

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
        "all": (gettext_lazy("all, also ended"), lambda rows, _on: rows),
    }

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Where nothing is chosen, those that ended are left out, and the choice says so."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _("not ended")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in self.WANTED:
            return super().queryset(request, queryset)
        return cast("DatedQuerySet", queryset).not_ended(today())


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
    template = "desk/versions/_versions.html"
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
