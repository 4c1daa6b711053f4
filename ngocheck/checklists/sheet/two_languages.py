"""Two languages beside each other: the page's own on the left, another one on the right.

The right column is made from the same findings as the left one, only in other words, so that the two can be put
together place by place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from ngocheck.engine.checklist import Part
from ngocheck.wording.values import page_language

from .groups import Doing, groups_of
from .sheet import Line, Sheet
from .sources import NumberedSource, act_of, fine_notes, numbered_answers, numbered_sources

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Beside:
    """The second language of a page, empty where there is none.

    `note` says why the one that was asked for is not shown; `error` whether there is no such language at all.
    """

    code: str = ""
    note: str = ""
    error: bool = False

    @property
    def query(self) -> str:
        """The end of an address that keeps the second language."""
        return f"?beside={self.code}" if self.code else ""

    @property
    def ids(self) -> str:
        """What ends the ids in the second column, so that each stands once in the page."""
        return f"-{self.code}"

    @property
    def others(self) -> list[tuple[str, str]]:
        """The languages that can stand beside the page's own: code and name."""
        return [(code, name) for code, name in settings.LANGUAGES if code != page_language()]


def chosen_beside(asked: str) -> Beside:
    """The second language that an address asks for by `beside`."""
    if not asked:
        return Beside()
    if asked == page_language():
        return Beside(note=_("The page is in this language already. Choose another one to stand beside it."))
    if asked not in dict(settings.LANGUAGES):
        note = _("There is no such language here. Choose one of these; the page is in one language for now.")
        return Beside(note=note, error=True)
    return Beside(asked)


def make_in(language: str, make: Callable[[], Made]) -> Made:
    """What `make` makes, in the words of another language."""
    with override(language):
        return make()


@dataclass(frozen=True, slots=True)
class PairedGroup:
    """A group of the checklist with its items, each in both languages."""

    doing: Doing
    title: str
    other: str
    pairs: tuple[tuple[Line, Line], ...]


@dataclass(frozen=True)
class TwoSheets:
    """One checklist in two languages, `language` that of the second. Both sheets must be made from the same
    `Checklist`."""

    first: Sheet
    second: Sheet
    language: str

    @cached_property
    def groups(self) -> tuple[PairedGroup, ...]:
        second = make_in(self.language, lambda: groups_of(self.second))
        return tuple(
            PairedGroup(one.doing, one.title, other.title, tuple(zip(one.lines, other.lines, strict=True)))
            for one, other in zip(groups_of(self.first), second, strict=True)
        )

    @cached_property
    def lines(self) -> tuple[tuple[Line, Line], ...]:
        return tuple(zip(self.first.lines, self.second.lines, strict=True))

    @cached_property
    def second_sources(self) -> list[NumberedSource]:
        """The sources as the second column calls them, with the numbers that they have in the first."""
        numbers = {(source.label, source.url): source.number for source in numbered_sources(self.first)}
        return list(
            dict.fromkeys(
                NumberedSource(numbers[act_of(one)], *act_of(other))
                for line, beside in self.lines
                if line.part is not Part.DOES_NOT_APPLY
                for one, other in zip(line.cited, beside.cited, strict=True)
            )
        )

    @property
    def sources(self) -> list[tuple[NumberedSource, list[NumberedSource]]]:
        """The sources of the first column in their order, each with what it is in the second column."""
        called: dict[int, list[NumberedSource]] = defaultdict(list)
        for source in self.second_sources:
            called[source.number].append(source)
        return [(source, called[source.number]) for source in numbered_sources(self.first)]

    @property
    def notes(self) -> tuple[str, ...]:
        return fine_notes(self.first)

    @property
    def second_notes(self) -> tuple[str, ...]:
        return fine_notes(self.second)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The answers in the order of their numbers, in both languages."""
        return list(zip(numbered_answers(self.first), self.second_answers, strict=True))

    @cached_property
    def second_answers(self) -> dict[str, int]:
        """The answers in the second language with the numbers that they have in the first."""
        numbers = numbered_answers(self.first)
        pairs = (
            (one, other) for line, beside in self.lines for one, other in zip(line.why, beside.why, strict=True)
        )
        return {other: numbers[one] for one, other in pairs}
