"""Deletes the visits that ran out: a few a minute while pages are asked for, and all of them by command."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic

from django.db import DatabaseError
from django.utils import timezone

from ngocheck.checklists.models import SealedVisit

EVERY = 60.0
MOST = 50


class _Clock:
    """When this process looks again, in seconds of its own clock."""

    due = 0.0


def clear_now_and_then() -> None:
    """Does nothing where the database does not answer: the page that was asked for says so, or needs none."""
    now = monotonic()
    if now >= _Clock.due:
        _Clock.due = now + EVERY
        with suppress(DatabaseError):
            clear(MOST)


def clear(most: int | None = None) -> int:
    """Deletes those that ran out, at most so many of them; how many."""
    gone = SealedVisit.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at")
    found = list(gone.values_list("pk", flat=True)[:most])
    return SealedVisit.objects.filter(pk__in=found).delete()[0] if found else 0
