"""The texts of the rulebook in other languages: whether each is there, still fits, and says the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.formats import date_format

from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.models.questions import Choice
from ngocheck.rulebook.models.stamps import SOURCE, TRANSLATIONS, is_outdated
from ngocheck.wording.figures import Apart, apart

from .models import KEYED, AnswerClash, Passage, Penalty, Provision, RequirementVersion, SenselessQuestion, Step

NOTHING_APART = Apart()
WITH_TEXTS = tuple(model for model in KEYED if model.TEXTS)
# What a row is named after, read with its table and not row by row.
JOINED: dict[type[Keyed], tuple[str, ...]] = {
    Provision: ("source",),
    Choice: ("question",),
    AnswerClash: ("question", "other"),
    SenselessQuestion: ("question",),
    RequirementVersion: ("requirement",),
    Passage: ("version__requirement",),
    Penalty: ("version__requirement", "provision__source"),
    Step: ("version__requirement",),
}


class Freshness(StrEnum):
    """What is to be done about a translation. Publishing is refused only for APART."""

    APART = "apart"
    MISSING = "missing"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Translation:
    """The text `name` of a row in a language, beside the English text that it stands for."""

    row: Keyed
    name: str
    language: str

    @property
    def column(self) -> str:
        return f"{self.name}_{self.language}"

    @property
    def source(self) -> str:
        return getattr(self.row, f"{self.name}_{SOURCE}")

    @property
    def text(self) -> str:
        return getattr(self.row, self.column)

    @property
    def apart(self) -> Apart:
        """The numbers and months that only one of the two texts has."""
        source, text = self.source, self.text
        return apart(source, text, self.language) if source and text else NOTHING_APART

    @property
    def states(self) -> tuple[Freshness, ...]:
        """What is wrong with it, the worst first; nothing where it is as it should be."""
        if self.source and not self.text:
            return (Freshness.MISSING,)
        holds = {Freshness.APART: self.apart, Freshness.OUTDATED: is_outdated(self.row, self.name, self.language)}
        return tuple(state for state, is_so in holds.items() if is_so)


def translations(languages: Iterable[str] = TRANSLATIONS) -> Iterator[Translation]:
    """Every text of every row in each of the languages, for one query a table."""
    languages = tuple(languages)
    for model in WITH_TEXTS:
        for row in model._default_manager.select_related(*JOINED.get(model, ())):
            for name in model.TEXTS:
                yield from (Translation(row, name, language) for language in languages)


def freshness_text(found: Apart) -> str:
    """What is apart, for an editor: 31, 9:00, March."""
    return ", ".join([*found.numbers, *(date_format(date(2000, month, 1), "F") for month in found.months)])
