"""Taking over a result that moved: exactly the fields that were asserted get their new values, and nothing else.

What cannot be kept (an asserted fine that is not there any more) is named, so that nobody loses it unseen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ngocheck.engine.findings import Finding
from ngocheck.engine.report import finding_report

from .run import ABSENT, PART_OF_TEXT, SOME_OF, WHOLE_LISTS, agrees, has, within

FIRST_ASSERTED = {
    "penalties": ("whom", "mrp", "tenge", "arrest_days", "repeat", "confidence"),
    "provisions": ("source", "article"),
}


@dataclass(frozen=True, slots=True)
class Renewed:
    """What is expected from now on of a requirement, and what was asserted and has no counterpart any more, each
    as field and the value that was asserted."""

    expected: Any
    lost: tuple[tuple[str, Any], ...] = ()


def renewed(expected: Any, finding: Finding | None, fields: Collection[str] | None = None) -> Renewed:
    """The expectation with the finding's values in the fields that were asserted, or only in those of `fields`.

    A requirement that is not there is expected to be absent; one that was absent, to be as applicable as it is.
    """
    if finding is None:
        return Renewed(ABSENT, () if expected == ABSENT else tuple(expected.items()))
    found = finding_report(finding)
    if expected == ABSENT:
        return Renewed({"applicability": found["applicability"]})
    new: dict[str, Any] = {}
    lost: list[tuple[str, Any]] = []
    for name, value in expected.items():
        left = fields is not None and name not in fields
        if left or (name in found and agrees(name, value, found[name])):
            new[name] = value
        elif name not in found:
            lost.append((name, value))
        else:
            new[name], gone = renewed_field(name, value, found[name])
            lost += [(name, one) for one in gone]
    emptied = {name for name, _gone in lost}
    kept = {name: value for name, value in new.items() if value != [] or name not in emptied}
    return Renewed(kept, tuple(lost))


def renewed_field(name: str, expected: Any, found: Any) -> tuple[Any, list[Any]]:
    """The field's new value with the keys that were asserted, and the asserted entries without a counterpart."""
    if name in WHOLE_LISTS:
        keys = {key for entry in expected for key in entry} or {key for entry in found for key in entry}
        return [{key: value for key, value in entry.items() if key in keys} for entry in found], []
    if name not in SOME_OF:
        return found, []
    if not expected:
        return [first_asserted(name, entry) for entry in found], []
    pairs = list(counterparts(expected, found))
    gone = [wanted for wanted, entry in pairs if entry is None]
    return [renewed_entry(wanted, entry) for wanted, entry in pairs if entry is not None], gone


def first_asserted(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """What is asserted of a penalty or provision that nothing was asserted of so far; of other lists, all."""
    return {key: entry[key] for key in FIRST_ASSERTED.get(name, entry)}


def counterparts(expected: list[Any], found: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each asserted entry with the one that it is about: the same, or the free one that agrees in most keys.

    An entry that agrees in no key is about something else.
    """
    free = list(found)
    taken: dict[int, Any] = {}
    for place, wanted in enumerate(expected):
        same = next((entry for entry in free if within(wanted, entry)), None)
        if same is not None:
            free.remove(same)
            taken[place] = same
    for place, wanted in enumerate(expected):
        if place not in taken:
            nearest = max(free, key=lambda entry: likeness(wanted, entry), default=None)
            if nearest is not None and likeness(wanted, nearest):
                free.remove(nearest)
                taken[place] = nearest
        yield wanted, taken.get(place)


def likeness(wanted: Mapping[str, Any], entry: Mapping[str, Any]) -> int:
    return sum(has(entry, key, value) for key, value in wanted.items())


def renewed_entry(wanted: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """The asserted keys with their values now. Part of a text stays while the text has it."""
    new = {}
    for key, value in wanted.items():
        if has(entry, key, value):
            new[key] = value
        else:
            new[key] = entry.get(key.removesuffix(PART_OF_TEXT))
    return new
