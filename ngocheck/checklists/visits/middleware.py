"""Gives each request its visit, and each answer the cookie that holds the visit's key."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from .clearing import clear_now_and_then
from .store import VisitStore


class Visits:
    """No cookie is set before something was saved; one whose visit is gone is taken back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = settings.VISIT_COOKIE
        visit = VisitStore(request.COOKIES.get(name))
        request.visit = visit  # type: ignore[attr-defined]
        response = self.get_response(request)
        if visit.accessed:
            patch_vary_headers(response, ("Cookie",))
        if name in request.COOKIES and visit.is_empty():
            response.delete_cookie(name, samesite="Lax")
        elif visit.renewed:
            response.set_cookie(
                name,
                str(visit.session_key),
                max_age=settings.VISIT_AGE,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        clear_now_and_then()
        return response
