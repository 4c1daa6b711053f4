"""The language of the desk: the editor's choice, or else the browser's wish. Russian or English, never Kazakh."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import activate, get_language

LANGUAGES = [(code, name) for code, name in reversed(settings.LANGUAGES) if code in ("ru", "en")]
SPOKEN = frozenset(code for code, _name in LANGUAGES)


class DeskLanguage:
    """On the desk a language that it does not speak becomes Russian. Stands behind Django's LocaleMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if get_language() not in SPOKEN and request.path.startswith(reverse("admin:index")):
            activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)


def same_page(request: HttpRequest) -> str:
    """Where to come back to after a change of language: this page, or the one that a refused approval shows."""
    if request.path == reverse("desk:approve"):
        return reverse("desk:publish")
    return request.get_full_path()
