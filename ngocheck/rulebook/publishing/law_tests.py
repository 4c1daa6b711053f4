"""What tests the law: scenarios and contradictions. No edition says them, but they change under four eyes too."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from ngocheck.rulebook.changes import Change, PartKind, Parts, differences
from ngocheck.rulebook.models import Edition


def changes_of_tests(live: Edition | None, rows: str) -> list[Change]:
    """What differs in scenarios and contradictions between the live edition's rows and these, a whole law as text.

    Nothing where the live edition kept no rows, or nothing is live: then all of it is as new as the law itself.
    """
    before = live_tests(live.number, live.published_at) if live else None
    return differences(before, read_tests(rows)) if before is not None else []


@lru_cache(maxsize=2)
def live_tests(number: int, published_at: datetime) -> Parts | None:
    """What tested the law when the edition was published; None where it kept no rows."""
    rows = Edition.objects.values_list("rows", flat=True).get(number=number, published_at=published_at)
    return read_tests(rows) if rows else None


@lru_cache(maxsize=4)
def read_tests(rows: str) -> Parts:
    """The scenarios by name, and what each requirement contradicts, by code."""
    found: Parts = {}
    for row in json.loads(rows):
        fields = row["fields"]
        if row["model"] == "rulebook.scenario":
            found[PartKind.SCENARIO, fields["name"]] = fields
        elif row["model"] == "rulebook.requirement" and fields["contradicts"]:
            found[PartKind.CONTRADICTION, fields["code"]] = sorted(code for (code,) in fields["contradicts"])
    return found
