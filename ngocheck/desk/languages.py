"""The languages of the desk: the editor's choice decides, or else the browser's wish."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

LANGUAGES = list(reversed(settings.LANGUAGES))


def same_page(request: HttpRequest) -> str:
    """Where to come back to after a change of language: this page, or the one that a refused approval shows."""
    if request.path == reverse("desk:approve"):
        return reverse("desk:publish")
    return request.get_full_path()
