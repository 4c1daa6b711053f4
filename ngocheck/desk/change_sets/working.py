"""The change set that a person works in: what they write on the desk belongs to it.

It stands in their session. Who starts to write without one gets one, named after the first row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ngocheck.rulebook.change_sets.work import working_in
from ngocheck.rulebook.models import ChangeSet

KEY = "change_set"
SAFE = {"GET", "HEAD", "OPTIONS"}
LONGEST = 200


def current(request: HttpRequest) -> ChangeSet | None:
    """The open change set that this person works in; None while there is none."""
    number = request.session.get(KEY)
    return ChangeSet.objects.filter(pk=number, state=ChangeSet.State.OPEN).first() if number else None


def work_in(request: HttpRequest, change_set: ChangeSet | None) -> None:
    """From now on what this person writes belongs to the change set; with None the next row opens a new one."""
    if change_set:
        request.session[KEY] = change_set.pk
    else:
        request.session.pop(KEY, None)


def open_for(request: HttpRequest, name: str) -> ChangeSet:
    """A new change set of this person, who works in it from now on."""
    change_set = ChangeSet.objects.create(name=name[:LONGEST], author=cast("User", request.user))
    work_in(request, change_set)
    return change_set


class WorkingIn:
    """Everything that the desk writes in one request belongs to one change set. Visitors' requests pay nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        found: list[ChangeSet] = []

        def change_set_of(row: str) -> ChangeSet | None:
            if not found:
                found.append(current(request) or open_for(request, row))
            return found[0]

        with working_in(change_set_of):
            return self.get_response(request)
