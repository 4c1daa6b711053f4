"""The page "Publish": what changed, what stands in the way, what it would do, who agreed; and then the button."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ngocheck.desk.frame import desk_page, draw, signed_in_user
from ngocheck.desk.translations.queue import waiting_by_language
from ngocheck.rulebook.publishing import approvals
from ngocheck.rulebook.publishing import publish as publishing
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.translations import Freshness

from .impact_table import impact_table
from .pending import ToMend, Waiting, to_mend

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
    """Shows what waits; sent back with a note it publishes."""
    if request.method != "POST":
        return draw_publish(request, Waiting(today()))
    if not request.user.has_perm("rulebook.publish_edition"):
        raise PermissionDenied
    form = NoteForm(request.POST)
    if not form.is_valid():
        return draw_publish(request, Waiting(today()), form=form)
    seen = form.cleaned_data
    try:
        edition = publishing.publish(
            today(),
            form.note,
            by=signed_in_user(request),
            expected_sha256=seen["sha256"],
            expected_live=seen["live"],
        )
    except publishing.NotPublishable as refusal:
        errors = [ToMend(error.message, error.address or "#changes") for error in to_mend(refusal.problems)]
        return draw_publish(request, Waiting(today()), form=form, errors=errors)
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
    """Approves one change (its own button) or all that are ticked; none where one is no longer as it was read."""
    one = request.POST.get("one")
    waiting = Waiting(today())
    found, gone = waiting.chosen([one] if one else request.POST.getlist("read"))
    ticked = request.POST.getlist("read")
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
    return redirect("desk:publish")


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
        "may_publish": request.user.has_perm("rulebook.publish_edition"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return draw(request, "desk/publishing/publish.html", _("Publish"), context, status)
