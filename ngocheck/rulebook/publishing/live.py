"""The published rulebook: read once per process, and again as soon as a newer edition is there.

Staff who look at the site with their draft see that instead, for the time of one request of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from ngocheck.engine.edition import read_edition
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import Edition

# Every page asks for it, and the ORM would take four times as long to say the same.
NEWEST = f"SELECT MAX(number) FROM {Edition._meta.db_table}"  # noqa: S608


class NothingPublished(LookupError):
    """There is no edition yet. `make setup` or `manage.py load_law` publishes one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown instead of the live edition, as of which day."""

    rulebook: Rulebook
    on: date


_instead: ContextVar[Shown | None] = ContextVar("shown_instead_of_the_live_edition", default=None)


@contextmanager
def showing(rulebook: Rulebook, on: date) -> Iterator[None]:
    """Within it, and in this request alone, this rulebook is the live one and `on` is today."""
    token = _instead.set(Shown(rulebook, on))
    try:
        yield
    finally:
        _instead.reset(token)


def live_rulebook() -> Rulebook:
    """The rulebook of the newest edition, for one small query. Raises NothingPublished."""
    instead = _instead.get()
    if instead is not None:
        return instead.rulebook
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        (number,) = cursor.fetchone()
    if number is None:
        raise NothingPublished("No edition is published yet. Run: python manage.py load_law")
    return rulebook_of(number)


# Every request of a visitor needs the newest one; while a newer is published the one before may still be asked.
@lru_cache(maxsize=2)
def rulebook_of(number: int) -> Rulebook:
    """The rulebook of one edition. Editions never change, so it is kept."""
    edition = Edition.objects.only("number", "sha256", "content").get(number=number)
    return read_edition(json.loads(edition.content), edition.label)


def today() -> date:
    """Today in Kazakhstan. Only views and commands call this."""
    instead = _instead.get()
    return timezone.localdate() if instead is None else instead.on
