"""What is coming: the watch list of the published edition in a visitor's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from ngocheck.checklists.rulebook_pages.requirement import version_on
from ngocheck.engine.rules import Rulebook, WatchEntry
from ngocheck.engine.sources import Source
from ngocheck.wording.rules import PENDING, SETTLED, confidence_text, reading_text
from ngocheck.wording.translated import Newer, each_marked_like, marked_text, newer_texts
from ngocheck.wording.values import link_text, text_lines

HEADINGS = {
    "signed": gettext_lazy("Signed, not yet in force"),
    "parliament": gettext_lazy("In parliament"),
    "draft": gettext_lazy("Drafts"),
    "idea": gettext_lazy("Ideas"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A requirement by its title; `known` says whether today's edition still has it."""

    code: str
    title: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Basis:
    """A source of an entry, and how well it was read."""

    title: str
    url: str
    read: str


@dataclass(frozen=True, slots=True)
class Watched:
    """A change of law in words. `as_of` is the day to which it is true, `in_force_on` is None while not known."""

    code: str
    title: str
    state: str
    state_code: str
    text: tuple[str, ...]
    who: str
    timing: str
    as_of: date
    in_force_on: date | None
    sure: str
    sources: tuple[Basis, ...]
    touches: tuple[Named, ...]
    newer: tuple[Newer, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchGroup:
    """The changes in one state."""

    code: str
    title: str
    entries: tuple[Watched, ...]


def pending(rulebook: Rulebook, on: date) -> list[WatchGroup]:
    """What may still come, by state, the nearest first; states without entries are left out."""
    groups = [
        WatchGroup(
            state,
            str(title),
            tuple(watch_texts(entry, rulebook, on) for entry in rulebook.watch if entry.state == state),
        )
        for state, title in HEADINGS.items()
    ]
    return [group for group in groups if group.entries]


def settled(rulebook: Rulebook, on: date) -> list[Watched]:
    """What came into force or was dropped, the newest first."""
    entries = sorted(settled_entries(rulebook), key=settled_on, reverse=True)
    return [watch_texts(entry, rulebook, on) for entry in entries]


def settled_entries(rulebook: Rulebook) -> Iterable[WatchEntry]:
    return (entry for entry in rulebook.watch if entry.state in SETTLED)


def settled_on(entry: WatchEntry) -> date:
    """The day on which it came into force; where that is not known, the day to which its state is known."""
    return entry.in_force_on or entry.updated_on


def watch_texts(entry: WatchEntry, rulebook: Rulebook, on: date) -> Watched:
    text = marked_text(entry.text)
    return Watched(
        code=entry.code,
        title=marked_text(entry.title),
        state=str((PENDING | SETTLED)[entry.state]),
        state_code=entry.state,
        text=each_marked_like(text, text_lines(text)),
        who=marked_text(entry.who),
        timing=marked_text(entry.timing),
        as_of=entry.updated_on,
        in_force_on=entry.in_force_on,
        sure=confidence_text(entry.confidence),
        sources=tuple(basis(source) for source in entry.sources),
        touches=requirements_named(entry.requirements, rulebook, on),
        newer=newer_texts(
            *(entry.title, entry.text, entry.timing, entry.who),
            *(text for source in entry.sources for text in (source.title, source.note)),
        ),
    )


def basis(source: Source) -> Basis:
    return Basis(marked_text(source.title), link_text(source.links), reading_text(source))


def requirements_named(codes: Iterable[str], rulebook: Rulebook, on: date) -> tuple[Named, ...]:
    """The requirements by the titles of the day, in the order of the rulebook; unknown ones last."""
    wanted = frozenset(codes)
    known = [code for code in rulebook.requirements if code in wanted]
    return (
        *(Named(code, marked_text(version_on(rulebook, code, on).texts["title"])) for code in known),
        *(Named(code, code, known=False) for code in sorted(wanted.difference(known))),
    )
