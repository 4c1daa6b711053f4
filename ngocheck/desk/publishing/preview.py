"""See the site with the draft: for staff who may, on any day, plainly marked on every page.

A cookie of its own says that there may be a preview, so that visitors' requests, which do not have it, cost
nothing more; whether there is one, and for which day, stands in the session of the one who started it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import cast

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ngocheck.desk.change_sets import look
from ngocheck.desk.frame import DayInput, back, desk_page, draw
from ngocheck.engine.facts import read_day
from ngocheck.rulebook.change_sets.alone import Entangled, alone
from ngocheck.rulebook.models import ChangeSet
from ngocheck.rulebook.publishing.live import showing, today
from ngocheck.rulebook.publishing.publish import Draft, make_draft

from .pending import ToMend, to_mend

COOKIE = "preview"
KEY = "preview_on"
KEY_ALONE = "preview_change_set"
# The page of the desk that it was started from; there is none where it was started on its own page.
KEY_BACK = "preview_back"
PERMISSION = "rulebook.preview_draft"
FILE_NAME = 'filename="'
# What a rulebook that cannot be read, or cannot be asked about a day, ends in.
UNREADABLE = (LookupError, ValueError, TypeError, ArithmeticError)


class DayForm(forms.Form):
    on = forms.CharField(
        label=gettext_lazy("As of"),
        max_length=10,
        widget=DayInput,
        help_text=gettext_lazy("The day that the site takes for today, for example 2028-05-01."),
    )

    change_set = forms.ModelChoiceField(
        ChangeSet.objects.filter(state=ChangeSet.State.OPEN),
        required=False,
        label=gettext_lazy("Change set"),
        empty_label=gettext_lazy("everything that is open"),
        help_text=gettext_lazy("What the site is shown with: one change set alone, or all work at once."),
    )

    def clean_on(self) -> date:
        day = read_day(self.cleaned_data["on"])
        if day is None:
            raise forms.ValidationError(_("Write the date as year-month-day, from 1900 to 2100: 2028-05-01."))
        return day


@desk_page(PERMISSION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """Starts a preview on a day, changes its day, or ends it. Another page's button says in `next` which page of
    the site to open, and in `back` where its end leads to."""
    if request.method != "POST":
        on = running(request) or today()
        shown = {
            "on": on.isoformat(),
            "change_set": request.GET.get("change_set") or request.session.get(KEY_ALONE),
        }
        return draw_preview(request, DayForm(initial=shown), make_draft(today()))
    if "stop" in request.POST:
        return stop(request)
    form = DayForm(request.POST)
    chosen = form.cleaned_data["change_set"] if form.is_valid() else None
    try:
        made = draft_of(chosen)
    except Entangled as error:
        form.add_error("change_set", str(error))
        made = make_draft(today())
    if not form.is_valid() or made.rulebook is None:
        return draw_preview(request, form, made)
    request.session[KEY] = form.cleaned_data["on"].isoformat()
    request.session[KEY_ALONE] = chosen.pk if chosen else None
    request.session[KEY_BACK] = back(request, "", "back")
    response = redirect(back(request, reverse("start")))
    response.set_cookie(
        COOKIE, "on", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, path="/"
    )
    return response


def draft_of(change_set: ChangeSet | None) -> Draft:
    """The draft with one change set alone, or with all that are open. Raises Entangled."""
    if change_set is None:
        return make_draft(today())
    with alone(change_set.pk):
        return make_draft(today())


def stop(request: HttpRequest) -> HttpResponse:
    """Ends the preview and goes back to where it was started, or else to where it was ended, or to the desk."""
    for key in (KEY, KEY_ALONE):
        request.session.pop(key, None)
    response = redirect(request.session.pop(KEY_BACK, "") or back(request, reverse("desk:preview")))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def draw_preview(request: HttpRequest, form: DayForm, made: Draft) -> HttpResponse:
    unreadable = reasons(made, made.unreadable, today()) if made.unreadable else []
    refused = form.is_bound and (form.errors or unreadable)
    context = {"form": form, "running": running(request), "unreadable": unreadable}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return draw(request, "desk/publishing/preview.html", _("See the site with the draft"), context, status)


def reasons(made: Draft, error: str, day: date) -> list[ToMend]:
    """Why the draft cannot be shown: what publishing would find, or else the error itself."""
    return to_mend(made.problems(day)) or [ToMend(error, "")]


def running(request: HttpRequest) -> date | None:
    """The day of this person's preview; None where there is none, or they may not (any more)."""
    text = request.session.get(KEY, "") if COOKIE in request.COOKIES else ""
    user = request.user if text else None
    allowed = user is not None and user.is_active and user.is_staff and user.has_perm(PERMISSION)
    return read_day(text) if allowed else None


class PreviewRequest(HttpRequest):
    """A request that is answered with a draft, of the day `draft_of`, seen as of the day `preview`."""

    preview: date | None
    draft: Draft
    draft_of: date


class Preview:
    """Shows the site with the draft to whom has started that. The desk itself is never shown otherwise.

    `request.preview` is the day; the pages' frame draws the banner where it is set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("PreviewRequest", request).preview = None
        cookies = {COOKIE, look.COOKIE} & request.COOKIES.keys()
        if not cookies or request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        found = self.shown(request)
        if found is None:
            response = self.get_response(request)
            for cookie in cookies:
                response.delete_cookie(cookie, samesite="Lax")
            return response
        response = named_as_draft(self.with_draft(cast("PreviewRequest", request), *found))
        add_never_cache_headers(response)
        return response

    def shown(self, request: HttpRequest) -> tuple[date, ChangeSet | None] | None:
        """The day and the change set to show: of this person's preview, or of the link that the browser has."""
        on = running(request)
        if on is None:
            link = look.link_of(request)
            return (link.on, link.change_set) if link else None
        number = request.session.get(KEY_ALONE)
        if number is None:
            return on, None
        # One that was published or dropped meanwhile is not shown as a draft any more: the preview ends.
        change_set = ChangeSet.objects.filter(pk=number, state=ChangeSet.State.OPEN).first()
        return (on, change_set) if change_set else None

    def with_draft(self, request: PreviewRequest, on: date, change_set: ChangeSet | None) -> HttpResponse:
        request.preview, request.draft_of = on, today()
        try:
            request.draft = draft_of(change_set)
        except Entangled as error:
            request.draft = make_draft(today())
            return refusal(request, str(error))
        made = request.draft
        if made.rulebook is None:
            return refusal(request, made.unreadable)
        with showing(made.rulebook, on):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A draft that is read but cannot be asked about the day: the reason instead of a failure."""
        if not hasattr(request, "draft") or not isinstance(exception, UNREADABLE):
            return None
        return refusal(cast("PreviewRequest", request), f"{type(exception).__name__}: {exception}")


def refusal(request: PreviewRequest, error: str) -> HttpResponse:
    context = {"reasons": reasons(request.draft, error, request.draft_of)}
    html = render_to_string("desk/publishing/preview_refused.html", context, request)
    return HttpResponse(html, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def named_as_draft(response: HttpResponse) -> HttpResponse:
    """A file says in its name that it is of a draft; pages say so at their top."""
    named = response.headers.get("Content-Disposition", "")
    if FILE_NAME in named:
        response["Content-Disposition"] = named.replace(FILE_NAME, f"{FILE_NAME}draft-", 1)
    return response
