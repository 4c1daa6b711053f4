"""Values made once from an object that is itself kept (a finding), and used again while it lives.

Most visitors share most findings. What is kept says nothing of whose it was, and only so many are.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """`most` values by key; a value is used again only for the very object that it was made from."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._rows: dict[Hashable, tuple[object, T]] = {}

    def get(self, source: object, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
        """The value for `source` and `key`, made where it is not there yet."""
        key = (id(source), *key)
        row = self._rows.get(key)
        if row is not None and row[0] is source:
            return row[1]
        value = make()
        if len(self._rows) >= self.most:
            self._rows.clear()
        self._rows[key] = (source, value)
        return value
