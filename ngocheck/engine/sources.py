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


# Where there is no link in a language: those that are given instead, the nearest first.
NEAREST = {"en": ("en", "ru", "kk"), "ru": ("ru", "kk", "en"), "kk": ("kk", "ru", "en")}
Links = Mapping[str, str]


def nearest_link(links: Links, language: str) -> str:
    """The link in a language, or in the nearest one that there is one in; empty where there is none."""
    return next((links[code] for code in NEAREST[language] if links.get(code)), "")


@dataclass(frozen=True, slots=True)
class Source:
    code: str
    title: Text
    short: Text
    kind: str
    links: Links
    as_of: date | None
    note: Text


@dataclass(frozen=True, slots=True)
class Provision:
    """An article. `links` are its own, or else its source's.

    `passage` is the place (from 1) of the only passage of its version that it supports; None where it supports the
    version as a whole. It counts only where that passage is shown.
    """

    source: Source
    article: Text
    links: Links
    passage: int | None = None
