"""What the desk's own pages share: who may open them, and the frame they are drawn in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

from ngocheck.rulebook.models.base import Keyed

# The browser's own calendar sends a day in the first way; the second is how it is written by hand.
DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
View = Callable[..., HttpResponse]


def desk_page(*permissions: str) -> Callable[[View], View]:
    """For staff who are signed in and have every one of the permissions; others sign in, or get a 403."""

    def guarded(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(checked)

    return guarded


def signed_in_user(request: HttpRequest) -> User:
    """Who is signed in; for what stands behind `desk_page`."""
    return cast("User", request.user)


def draw(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int | None = None
) -> HttpResponse:
    """A page of the desk in the frame of the admin; `template` extends desk/page.html."""
    return render(
        request, template, {**admin.site.each_context(request), "title": title, **context}, status=status
    )


def back(request: HttpRequest, otherwise: str, field: str = "next") -> str:
    """The page to go on to, as the form says in a field; `otherwise` where that is none of ours."""
    address = request.POST.get(field, "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else otherwise


def table_or_404(request: HttpRequest, model_name: str, tables: Mapping[str, type[Keyed]]) -> type[Keyed]:
    """One of the tables by its name. Raises Http404, or PermissionDenied where the person may not see its rows."""
    model = tables.get(model_name)
    if model is None:
        raise Http404
    if not request.user.has_perm(f"rulebook.view_{model_name}"):
        raise PermissionDenied
    return model


class DayInput(forms.DateInput):
    """The browser's own calendar; it reads only one way of writing a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format=DAY_FORMATS[0])


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The desk's 403 in the desk's frame, with what to do about it; elsewhere Django's own."""
    if not request.path.startswith(reverse("admin:index")):
        return permission_denied(request, exception)
    return draw(request, "desk/refused.html", _("This is not yours to open"), {}, HTTPStatus.FORBIDDEN)
