"""The published rulebook: read once per process, and again as soon as a newer edition is there."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from django.utils import timezone

from ngocheck.engine.edition import Rulebook, read

from .models import Edition


class NothingPublished(LookupError):
    """There is no edition yet. `make setup` or `manage.py load_law` publishes one."""


def live_rulebook() -> Rulebook:
    """The rulebook of the newest edition, for one small query. Raises NothingPublished."""
    number = Edition.objects.values_list("number", flat=True).first()
    if number is None:
        raise NothingPublished("No edition is published yet. Run: python manage.py load_law")
    return rulebook_of(number)


@lru_cache(maxsize=2)
def rulebook_of(number: int) -> Rulebook:
    """The rulebook of one edition. Editions never change, so it is kept."""
    edition = Edition.objects.get(number=number)
    return read(json.loads(edition.content), edition.label)


def today() -> date:
    """Today in Kazakhstan. Only views and commands call this."""
    return timezone.localdate()
