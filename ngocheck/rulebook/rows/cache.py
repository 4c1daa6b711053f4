"""What is made from all rows, made once while they stay as they are.

A fingerprint of every table costs a tenth of reading the rows into models, so a page that shows the draft, and the
button on it that publishes, need not make the same edition again and again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any, TypeVar

from django.db import connection

from ngocheck.rulebook.models import KEYED

Made = TypeVar("Made")
MOST = 24
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


_AS_THEY_ARE: ContextVar[str] = ContextVar("fingerprint_of_the_rows", default="")


@contextmanager
def unwritten() -> Iterator[None]:
    """While it lasts this request writes no row, so that one fingerprint is enough for all that is made."""
    token = _AS_THEY_ARE.set(fingerprint())
    try:
        yield
    finally:
        _AS_THEY_ARE.reset(token)


def once(key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes from the rows; whoever gets it must not change it. `key` names it and what else it is
    made from. It is not kept where the rows changed while it was made."""
    place = (as_they_are(), key)
    if place in _MADE:
        return found(place)
    made = make()
    if fingerprint() == place[0]:
        keep(place, made)
    return made


def in_two_steps(key: Hashable, begin: Callable[[], Callable[[], Made]]) -> Callable[[], Made]:
    """The same where making takes long: `begin` reads the rows and gives what makes it of them. That can be called
    when the rows are no longer so, and must not read any."""
    place = (as_they_are(), key)
    if place in _MADE:
        made: Made = found(place)
        return lambda: made
    end = begin()
    unchanged = fingerprint() == place[0]

    def ended() -> Made:
        made = end()
        if unchanged:
            keep(place, made)
        return made

    return ended


def as_they_are() -> str:
    return _AS_THEY_ARE.get() or fingerprint()


def found(place: Hashable) -> Any:
    _MADE.move_to_end(place)
    return _MADE[place]


def keep(place: Hashable, made: object) -> None:
    _MADE[place] = made
    while len(_MADE) > MOST:
        _MADE.popitem(last=False)
