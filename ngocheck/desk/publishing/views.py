"""The page "Publish": what changed, what stands in the way, what it would do, who agreed; and then the button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ngocheck.desk.change_sets.working import current
from ngocheck.desk.frame import desk_page, draw, signed_in_user
from ngocheck.desk.translations.queue import waiting_by_language
from ngocheck.rulebook.change_sets.alone import Entangled
from ngocheck.rulebook.change_sets.work import meetings
from ngocheck.rulebook.changes import KIND_NAMES, Change
from ngocheck.rulebook.models import ChangeSet, Remark
from ngocheck.rulebook.publishing import approvals
from ngocheck.rulebook.publishing import publish as publishing
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.translations import Freshness

from .impact_table import impact_table
from .left import left_in
from .pending import ToMend, Waiting, token_of_all

LONGEST_NOTE = 4000
MOST_OPEN = 20
VIEW = "rulebook.view_edition"
IN_LANGUAGE = {
    "en": gettext_lazy("In English"),
    "ru": gettext_lazy("In Russian"),
    "kk": gettext_lazy("In Kazakh"),
}


def note_field(language: str, label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_NOTE,
        required=language == settings.SOURCE_LANGUAGE,
        widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
        error_messages={"required": gettext_lazy("Say in a sentence what changed and why: visitors read it.")},
    )


class NoteForm(forms.Form):
    """What changed and why, for visitors; English at least. With what the editor was looking at."""

    live = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            self.fields[f"note_{code}"] = note_field(code, IN_LANGUAGE[code])

    @property
    def note(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"note_{code}"] for code, _name in settings.LANGUAGES}


@desk_page(VIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Shows all that waits; sent back with a note it publishes."""
    return published(request, None)


@desk_page(VIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish_alone(request: HttpRequest, number: int) -> HttpResponse:
    """Shows one change set and what is said of it; sent back with a note it publishes that alone."""
    change_set = get_object_or_404(ChangeSet, pk=number)
    return published(request, change_set) if change_set.open else draw_closed(request, change_set)


def published(request: HttpRequest, change_set: ChangeSet | None) -> HttpResponse:
    try:
        waiting = Waiting(today(), change_set)
    except Entangled as error:
        return draw_entangled(request, change_set, error)
    if request.method != "POST":
        return draw_publish(request, waiting)
    if not request.user.has_perm("rulebook.publish_edition"):
        raise PermissionDenied
    form = NoteForm(request.POST)
    if not form.is_valid():
        return draw_publish(request, waiting, form=form)
    seen = form.cleaned_data
    try:
        edition = publishing.publish(
            today(),
            form.note,
            change_set=change_set,
            by=signed_in_user(request),
            expected_sha256=seen["sha256"],
            expected_live=seen["live"],
        )
    except publishing.NotPublishable as refusal:
        now = Waiting(today(), change_set)
        errors = [replace(one, address=one.address or "#changes") for one in now.to_mend(refusal.problems)]
        return draw_publish(request, now, form=form, errors=errors)
    if edition is None:
        messages.info(request, _("Nothing has changed since the last edition, so there is nothing to publish."))
    else:
        messages.success(
            request, _("Published edition %(edition)s. Visitors see it now.") % {"edition": edition.label}
        )
    return redirect("desk:publish")


@desk_page(VIEW, "rulebook.approve_change")
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Approves one change (its own button), all that are ticked, or all that stand there; none where one is no
    longer as it was read."""
    return approved(request, None)


@desk_page(VIEW, "rulebook.approve_change")
@require_POST
def approve_alone(request: HttpRequest, number: int) -> HttpResponse:
    """The same for what one change set alone would publish."""
    return approved(request, get_object_or_404(ChangeSet, pk=number, state=ChangeSet.State.OPEN))


def approved(request: HttpRequest, change_set: ChangeSet | None) -> HttpResponse:
    try:
        waiting = Waiting(today(), change_set)
    except Entangled as refusal:
        return draw_entangled(request, change_set, refusal)
    ticked = request.POST.getlist("read")
    found, gone = wished(request, waiting, ticked)
    if gone:
        error = _("What you read has changed since you opened this page. Nothing was approved: look again.")
        return draw_publish(request, waiting, errors=[ToMend(error, "#changes")], ticked=ticked)
    if not found:
        error = _("Nothing was ticked. Tick the changes that you read, or use the button of one of them.")
        return draw_publish(request, waiting, errors=[ToMend(error, "#changes")])
    with transaction.atomic():
        for change in found:
            approvals.approve(change, signed_in_user(request))
    words = ngettext("Approved %(count)s change.", "Approved %(count)s changes.", len(found))
    messages.success(request, words % {"count": len(found)})
    return redirect(page_of(change_set))


def wished(request: HttpRequest, waiting: Waiting, ticked: Sequence[str]) -> tuple[list[Change], bool]:
    """The changes that are to be approved, and whether anything is no longer as it was read."""
    if "all" in request.POST:
        everything = waiting.to_approve(signed_in_user(request))
        return everything, request.POST["all"] != token_of_all(everything)
    found, gone = waiting.chosen([request.POST["one"]] if "one" in request.POST else ticked)
    return found, bool(gone)


def preview_of(change_set: ChangeSet | None) -> str:
    query = f"?change_set={change_set.pk}" if change_set else ""
    return reverse("desk:preview") + query


def page_of(change_set: ChangeSet | None) -> str:
    return reverse("desk:publish_alone", args=[change_set.pk]) if change_set else reverse("desk:publish")


def draw_publish(
    request: HttpRequest,
    waiting: Waiting,
    *,
    form: NoteForm | None = None,
    errors: Sequence[ToMend] = (),
    ticked: Sequence[str] = (),
) -> HttpResponse:
    """The page; with status 422 where something was refused. What was typed and ticked stays."""
    refused = bool(errors) or (form is not None and bool(form.errors))
    seen = {"live": waiting.live.number if waiting.live else 0, "sha256": waiting.draft.sha256}
    context: dict[str, Any] = {
        "waiting": waiting,
        "address": page_of(waiting.change_set),
        "preview": preview_of(waiting.change_set),
        "others": open_beside(waiting.change_set),
        **about(request, waiting.change_set),
        "left": left_in(waiting) if waiting.change_set and waiting.changes else [],
        "groups": waiting.groups(signed_in_user(request)),
        "open": len(waiting.changes) <= MOST_OPEN,
        "impact": impact_table(waiting),
        "translations": waiting_by_language(waiting.today, (Freshness.MISSING, Freshness.OUTDATED)),
        "errors": errors,
        "form": form or NoteForm(initial=seen),
        "seen": seen,
        "ticked": set(ticked),
        "four_eyes": settings.FOUR_EYES,
        "may_approve": request.user.has_perm("rulebook.approve_change"),
        "all_token": token_of_all(waiting.to_approve(signed_in_user(request))) if waiting.change_set else "",
        "may_publish": request.user.has_perm("rulebook.publish_edition"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    title = str(waiting.change_set) if waiting.change_set else _("Publish")
    return draw(request, "desk/publishing/publish.html", title, context, status)


def open_beside(change_set: ChangeSet | None) -> list[ChangeSet]:
    """The other change sets that are open."""
    rows = ChangeSet.objects.filter(state=ChangeSet.State.OPEN).select_related("author", "assignee")
    return list(rows.exclude(pk=change_set.pk) if change_set else rows)


def about(request: HttpRequest, change_set: ChangeSet | None) -> dict[str, Any]:
    """What stands on the page of one change set beside what it would publish."""
    if change_set is None:
        return {}
    return {
        "met": [(other, [part_in_words(part) for part in parts]) for other, parts in meetings(change_set)],
        "remarks": change_set.remarks.select_related("by"),
        "links": change_set.links.select_related("by"),
        "people": User.objects.filter(is_staff=True, is_active=True).order_by("username"),
        "kinds": Remark.Kind.choices,
        "on": today().isoformat(),
        "working": current(request) == change_set,
        "may_write": request.user.has_perm("rulebook.change_changeset"),
    }


def part_in_words(part: str) -> str:
    """A part of an edition as the history names it, with its kind in the editor's language."""
    kind, _sep, key = part.partition(" ")
    return f"{KIND_NAMES.get(kind, kind)} {key}"


def draw_closed(request: HttpRequest, change_set: ChangeSet) -> HttpResponse:
    """A change set that was published or dropped: what became of it."""
    context = {"change_set": change_set, "remarks": change_set.remarks.select_related("by")}
    return draw(request, "desk/change_sets/closed.html", str(change_set), context)


def draw_entangled(request: HttpRequest, change_set: ChangeSet | None, error: Entangled) -> HttpResponse:
    context = {"change_set": change_set, "refusal": error, **about(request, change_set)}
    return draw(request, "desk/change_sets/entangled.html", str(change_set), context, HTTPStatus.CONFLICT)
