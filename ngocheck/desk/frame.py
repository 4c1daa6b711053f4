"""What the desk's own pages share: who may open them, and the frame they are drawn in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

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


def draw(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int | None = None
) -> HttpResponse:
    """A page of the desk in the frame of the admin; `template` extends desk/page.html."""
    return render(
        request, template, {**admin.site.each_context(request), "title": title, **context}, status=status
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The desk's 403 in the desk's frame, with what to do about it; elsewhere Django's own."""
    if not request.path.startswith(reverse("admin:index")):
        return permission_denied(request, exception)
    return draw(request, "desk/refused.html", _("This is not yours to open"), {}, HTTPStatus.FORBIDDEN)
