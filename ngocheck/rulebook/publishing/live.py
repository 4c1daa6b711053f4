"""The published rulebook: read once per process, and again as soon as a newer edition is there.

Staff who look at the site with their draft see that instead, for the time of one request of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.utils import timezone

from ngocheck.engine.edition import read_edition
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import Amendment, Edition, Requirement, RequirementVersion
from ngocheck.wording.memo import Memo

# Every page asks for it, and the ORM would take four times as long to say the same: the number of the newest
# edition, and with it each version whose article changed so long ago, or earlier, and was not looked at since.
NEWEST = """
    SELECT newest.number, requirement.code, CAST(version.effective_from AS TEXT)
    FROM (SELECT MAX(number) AS number FROM {Edition}) AS newest
    LEFT JOIN {Amendment} AS amendment ON amendment.looked_on IS NULL AND amendment.noticed_on <= %s
    LEFT JOIN {RequirementVersion} AS version ON version.id = amendment.version_id
    LEFT JOIN {Requirement} AS requirement ON requirement.id = version.requirement_id
""".format(  # noqa: S608
    **{table.__name__: table._meta.db_table for table in (Amendment, Edition, Requirement, RequirementVersion)}
)


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
    until = timezone.localdate() - timedelta(days=settings.LOOK_WITHIN_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [until.isoformat()])
        rows = cursor.fetchall()
    number = rows[0][0]
    if number is None:
        raise NothingPublished("No edition is published yet. Run: python manage.py load_law")
    amended = frozenset((code, date.fromisoformat(day)) for _number, code, day in rows if code)
    live = rulebook_of(number)
    return AMENDED.get(live, (amended,), lambda: live.with_amended(amended)) if amended else live


# Kept like the edition itself, so that everything made from its rules is too.
AMENDED: Memo[Rulebook] = Memo(most=2)


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
