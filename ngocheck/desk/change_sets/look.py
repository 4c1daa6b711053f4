"""Links for somebody without an account to see the site with one change set: made, revoked, opened."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ngocheck.desk.frame import DayInput, desk_page, signed_in_user
from ngocheck.rulebook.models import ChangeSet, LookLink

COOKIE = "look"
MOST_DAYS = 60


class LinkForm(forms.Form):
    """The day that is shown, and for how many days the link opens."""

    on = forms.DateField(label=gettext_lazy("As of"), widget=DayInput)
    days = forms.IntegerField(label=gettext_lazy("Days until it runs out"), min_value=1, max_value=MOST_DAYS)


def fingerprint_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_of(request: HttpRequest) -> LookLink | None:
    """The link that this browser came by, while it opens."""
    token = request.COOKIES.get(COOKIE, "")
    return opened_by(token) if token else None


def opened_by(token: str) -> LookLink | None:
    """The link with this token; None once it ran out, was revoked, or its change set is no longer open."""
    rows = LookLink.objects.select_related("change_set").filter(revoked=False, expires_at__gt=timezone.now())
    return rows.filter(digest=fingerprint_of(token), change_set__state=ChangeSet.State.OPEN).first()


@desk_page("rulebook.change_changeset", "rulebook.preview_draft")
@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link, shown once: only its digest is kept."""
    row = get_object_or_404(ChangeSet, pk=pk, state=ChangeSet.State.OPEN)
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("No link was made: choose a day, and between 1 and %(days)s days.") % {"days": MOST_DAYS}
        )
        return redirect("desk:publish_alone", number=pk)
    token = secrets.token_urlsafe(24)
    LookLink.objects.create(
        change_set=row,
        digest=fingerprint_of(token),
        on=form.cleaned_data["on"],
        expires_at=timezone.now() + timedelta(days=form.cleaned_data["days"]),
        by=signed_in_user(request),
    )
    address = request.build_absolute_uri(reverse("look", args=[token]))
    messages.success(request, _("Copy the link now, it is not shown again: %(address)s") % {"address": address})
    return redirect("desk:publish_alone", number=pk)


@desk_page("rulebook.change_changeset", "rulebook.preview_draft")
@require_POST
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on the link opens nothing."""
    row = get_object_or_404(LookLink, pk=pk)
    row.revoked = True
    row.save(update_fields=["revoked"])
    messages.success(request, _("Revoked: the link opens nothing any more."))
    return redirect("desk:publish_alone", number=row.change_set_id)


@require_safe
@never_cache
def look(request: HttpRequest, token: str) -> HttpResponse:
    """Opens the site with the change set for this browser, until the link runs out. Raises Http404."""
    row = opened_by(token)
    if row is None:
        raise Http404(_("This link has run out, or was revoked. Ask who sent it for a new one."))
    response = redirect("start")
    left = int((row.expires_at - timezone.now()).total_seconds())
    response.set_cookie(
        COOKIE, token, max_age=left, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
