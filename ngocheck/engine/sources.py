"""Where the law stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


class Text(dict[str, str]):
    """A text by language, never changed. `outdated` are the languages in which it is older than in English."""

    __slots__ = ("outdated",)
    outdated: tuple[str, ...]

    def __init__(self, by_language: Mapping[str, str], outdated: Iterable[str] = ()) -> None:
        super().__init__(by_language)
        self.outdated = tuple(outdated)


@dataclass(frozen=True, slots=True)
class Source:
    code: str
    title: Text
    short: Text
    kind: str
    url: str
    as_of: date | None
    note: Text


@dataclass(frozen=True, slots=True)
class Provision:
    source: Source
    article: Text
    url: str
