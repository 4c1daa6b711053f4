from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ngocheck.rulebook.publishing.live import NothingPublished


class NotYetPublished:
    """Tells visitors plainly when no edition is there yet, instead of failing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NothingPublished):
            return render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        return None
