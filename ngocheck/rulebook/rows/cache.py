"""What is made from all rows, made once while they stay as they are.

A fingerprint of every table costs a tenth of reading the rows into models, so a page that shows the draft, and the
button on it that publishes, need not make the same edition again and again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from hashlib import sha256
from typing import TypeVar

from django.db import connection

from ngocheck.rulebook.models import KEYED

Made = TypeVar("Made")
MOST = 12
_MADE: OrderedDict[Hashable, object] = OrderedDict()


def fingerprint() -> str:
    """Stands for the content of every table of the law as the database has it."""
    digest = sha256()
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY id")  # noqa: S608
            digest.update(f"{table} {cursor.fetchall()!r}".encode())
    return digest.hexdigest()


def tables() -> Iterator[str]:
    for model in KEYED:
        yield model._meta.db_table
        yield from (link.m2m_db_table() for link in model._meta.many_to_many)


def once(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes from the rows; whoever gets it must not change it. `key` names it and what else it is
    made from. It is not kept where the rows changed while it was made."""
    before = fingerprint()
    kept = (before, key)
    if kept not in _MADE:
        made = make()
        if fingerprint() != before:
            return made
        _MADE[kept] = made
        while len(_MADE) > MOST:
            _MADE.popitem(last=False)
    _MADE.move_to_end(kept)
    return _MADE[kept]  # type: ignore[return-value]
