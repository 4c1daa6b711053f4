"""Where the law stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Text = Mapping[str, str]


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
