"""What differs between two editions, change by change, read from their JSON alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

Json = Mapping[str, Any]
Parts = dict[tuple[str, str], Any]
CALENDAR_KEY = "calendar"


class PartKind(StrEnum):
    """What a change is about. A key names the one of its kind: a code, or code@first-day for a version."""

    REQUIREMENT = "requirement"
    VERSION = "version"
    QUESTION = "question"
    SECTION = "section"
    AREA = "area"
    CLASH = "clash"
    GUIDE = "guide"
    SOURCE = "source"
    PARAMETER = "parameter"
    CALENDAR = "calendar"
    WATCH = "watch"
    ORDER = "order"
    SCENARIO = "scenario"
    CONTRADICTION = "contradiction"


# Provisions have records of their own in the history; in an edition they stand in the versions that name them.
PROVISION = "provision"
KIND_NAMES: Mapping[str, Any] = {
    PartKind.REQUIREMENT: _("requirement"),
    PartKind.VERSION: _("version"),
    PartKind.QUESTION: _("question"),
    PartKind.SECTION: _("section"),
    PartKind.AREA: _("area"),
    PartKind.CLASH: _("clash of answers"),
    PartKind.GUIDE: _("guide"),
    PartKind.SOURCE: _("source"),
    PartKind.PARAMETER: _("parameter"),
    PartKind.CALENDAR: _("calendar"),
    PartKind.WATCH: _("watch"),
    PartKind.ORDER: _("order"),
    PartKind.SCENARIO: _("scenario"),
    PartKind.CONTRADICTION: _("contradiction"),
}


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


# The lists of an edition whose rows have a code of their own, and what one row of them is.
LISTS: Mapping[str, PartKind] = {
    "areas": PartKind.AREA,
    "requirements": PartKind.REQUIREMENT,
    "sections": PartKind.SECTION,
    "questions": PartKind.QUESTION,
    "clashes": PartKind.CLASH,
    "guides": PartKind.GUIDE,
    "sources": PartKind.SOURCE,
    "parameters": PartKind.PARAMETER,
    "watch": PartKind.WATCH,
}
PLACES = list(PartKind)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `old` and `new` are its JSON, None where it was not there or is gone."""

    kind: str
    key: str
    state: str
    old: Any
    new: Any

    @property
    def sha256(self) -> str:
        """What an approval is for: the new content, whatever it was before."""
        return hashlib.sha256(canonical(self.new).encode()).hexdigest()

    @property
    def part(self) -> str:
        """The part of the edition that it is about, as records of the history name it."""
        return part_name(self.kind, self.key)

    @property
    def requirement(self) -> str:
        """The requirement that it belongs to; "" for what belongs to none."""
        return self.key.partition("@")[0] if self.kind in (PartKind.REQUIREMENT, PartKind.VERSION) else ""

    @property
    def summary(self) -> dict[str, str]:
        """As an edition keeps it, for the page of what changed."""
        return {"kind": self.kind, "key": self.key, "state": self.state, "requirement": self.requirement}


def canonical(content: Any) -> str:
    """The JSON text that stands for this content; the same content always gives the same text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def changes_between(old: Json | None, new: Json) -> list[Change]:
    """All that differs from `old` (None: from nothing) to `new`: by requirement, then everything else."""
    found = differences(edition_parts(old or {}), edition_parts(new))
    return sorted([*found, *moved_parts(old or {}, new)], key=_place)


def differences(before: Parts, after: Parts) -> list[Change]:
    """The parts that are not the same in both."""
    return [
        Change(kind, key, state_of(before.get((kind, key)), after.get((kind, key))), before.get((kind, key)), part)
        for (kind, key), part in {**dict.fromkeys(before), **after}.items()
        if before.get((kind, key)) != part
    ]


def state_of(old: Any, new: Any) -> str:
    if old is None:
        return State.NEW
    return State.GONE if new is None else State.CHANGED


def edition_parts(edition: Json) -> Parts:
    """An edition taken apart, by kind and key. None of the parts is None."""
    found: Parts = {}
    for name, kind in LISTS.items():
        for row in edition.get(name, []):
            if kind is PartKind.REQUIREMENT:
                found.update(requirement_parts(row))
            else:
                found[kind, row["code"]] = row
    if "calendar" in edition:
        found[PartKind.CALENDAR, CALENDAR_KEY] = edition["calendar"]
    return found


def requirement_parts(row: Json) -> Iterator[tuple[tuple[str, str], Any]]:
    """The requirement itself, without what its versions say, and each of these."""
    yield (PartKind.REQUIREMENT, row["code"]), {name: value for name, value in row.items() if name != "versions"}
    for version in row["versions"]:
        yield (PartKind.VERSION, version_key(row["code"], version["from"])), version


def part_name(kind: str, key: str) -> str:
    """A part of an edition in one word, for example "version asm-notify@2026-01-01"."""
    return f"{kind} {key}"


def version_key(code: str, first_day: str) -> str:
    """The key of a version, for example asm-notify@2026-01-01."""
    return f"{code}@{first_day}"


def moved_parts(old: Json, new: Json) -> Iterator[Change]:
    """Lists whose rows stand in another order than before; those that came or went do not count."""
    for name in LISTS:
        before, after = ([row["code"] for row in edition.get(name, [])] for edition in (old, new))
        stayed = set(before) & set(after)
        before, after = ([code for code in codes if code in stayed] for codes in (before, after))
        if before != after:
            yield Change(PartKind.ORDER, name, State.CHANGED, before, after)


def _place(change: Change) -> tuple[bool, str, int, str]:
    return not change.requirement, change.requirement, PLACES.index(PartKind(change.kind)), change.key
