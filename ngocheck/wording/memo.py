"""Values made once from an object that is itself kept (a finding), and used again while it lives.

Most visitors share most findings. What is kept says nothing of whose it was, and only so many are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """At most `most` values by key, the unused go first; a value is used again only for the very object that it
    was made from."""

    def __init__(self, most: int) -> None:
        self.half = most // 2
        self._rows: dict[Hashable, tuple[object, T]] = {}
        self._older: dict[Hashable, tuple[object, T]] = {}

    def get(self, source: object, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """The value for `source` and `key`, made where it is not there yet."""
        key = (id(source), *key)
        row = self._rows.get(key)
        if row is not None and row[0] is source:
            return row[1]
        row = self._older.get(key)
        if row is None or row[0] is not source:
            row = (source, make())
        if len(self._rows) >= self.half:
            self._rows, self._older = {}, self._rows
        self._rows[key] = row
        return row[1]

    @property
    def held(self) -> int:
        """How many values are held at most; one that was asked for again may be counted twice."""
        return len(self._rows) + len(self._older)
