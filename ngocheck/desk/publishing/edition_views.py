"""Editions: their files to take away, and going back to one."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ngocheck.checklists.outputs.views import attached
from ngocheck.desk.frame import desk_page, draw, signed_in_user
from ngocheck.rulebook.changes import changes_between
from ngocheck.rulebook.models import Edition
from ngocheck.rulebook.publishing import publish as publishing
from ngocheck.rulebook.publishing.publish import NotPublishable, content_of

from .pending import ToMend, to_mend
from .views import NoteForm

VIEW = "rulebook.view_edition"
JSON = "application/json; charset=utf-8"


@desk_page(VIEW)
@require_safe
def edition_file(request: HttpRequest, number: int) -> HttpResponse:
    """The edition as the engine reads it: byte by byte what its hash is of."""
    edition = get_object_or_404(Edition.objects.light("content"), number=number)
    return attached(edition.content, JSON, f"edition-{edition.label}.json")


@desk_page(VIEW)
@require_safe
def edition_rows(request: HttpRequest, number: int) -> HttpResponse:
    """The editors' rows that the edition was made from, as the whole rulebook is exported."""
    edition = get_object_or_404(Edition.objects.light("rows").exclude(rows=""), number=number)
    return attached(edition.rows, JSON, f"rows-{edition.label}.json")


@desk_page(VIEW, "rulebook.publish_edition")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roll_back(request: HttpRequest, number: int) -> HttpResponse:
    """Asks for a note and whether it is meant; then visitors see at once what the older edition said."""
    edition = get_object_or_404(Edition.objects.light("content", "rows"), number=number)
    if request.method != "POST":
        return draw_roll_back(request, edition)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return draw_roll_back(request, edition, form)
    try:
        made = publishing.roll_back(
            edition, signed_in_user(request), form.note, expected_live=form.cleaned_data["live"]
        )
    except NotPublishable as refusal:
        return draw_roll_back(request, edition, form, to_mend(refusal.problems))
    known = {"edition": made.label, "older": edition.label}
    messages.success(request, _("Edition %(edition)s is live. It says what edition %(older)s said.") % known)
    return redirect("admin:rulebook_edition_changelist")


def draw_roll_back(
    request: HttpRequest, edition: Edition, form: NoteForm | None = None, errors: list[ToMend] | None = None
) -> HttpResponse:
    live = Edition.objects.live()
    context = {
        "edition": edition,
        "live": live,
        "is_live": live is not None and live.sha256 == edition.sha256,
        "count": len(changes_between(content_of(live), content_of(edition) or {})),
        "form": form or NoteForm(),
        "seen": {"live": live.number if live else 0, "sha256": edition.sha256},
        "errors": errors or [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors or (form and form.errors) else HTTPStatus.OK
    title = _("Roll back to edition %(edition)s") % {"edition": edition.label}
    return draw(request, "desk/publishing/roll_back.html", title, context, status)
