"""Forms that only this site's own pages may send, without a cookie that says so.

Browsers tell where a form was sent from: in `Sec-Fetch-Site`, the older ones in `Origin` or `Referer`. Django's
own protection needs a cookie, and visitors get none before they have answered something; it stays on the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
View = Callable[..., HttpResponse]


def from_this_site(request: HttpRequest) -> bool:
    """What the browser says; where it says nothing, no."""
    told = request.headers.get("Sec-Fetch-Site")
    if told:
        return told == "same-origin"
    sent_from = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return sent_from.netloc == request.get_host() and (sent_from.scheme == "https" or not request.is_secure())


def same_site_only(view: View) -> View:
    """The view, which takes what is sent to it from a page of this site and from nowhere else."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        strict = not getattr(request, "_dont_enforce_csrf_checks", False)
        if request.method not in SAFE and strict and not from_this_site(request):
            return render(request, "checklists/guides/elsewhere.html", status=HTTPStatus.FORBIDDEN)
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
