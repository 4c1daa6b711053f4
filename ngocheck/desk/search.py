"""Searching every table of the rulebook at once.

The rulebook is small, so the words are compared here and not by the database: SQLite knows no Cyrillic capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import CharField, Field, Model, TextField

from ngocheck.rulebook import models

# Each table with the links that its rows' names need.
TABLES: dict[type[Model], tuple[str, ...]] = {
    models.Requirement: (),
    models.RequirementVersion: ("requirement",),
    models.Passage: ("version__requirement",),
    models.Penalty: ("version__requirement", "provision__source"),
    models.Deadline: ("version__requirement",),
    models.Citation: ("version__requirement", "provision__source"),
    models.ConditionGroup: ("version__requirement",),
    models.Condition: ("group__version__requirement", "question", "parameter"),
    models.Question: (),
    models.Choice: ("question",),
    models.Section: (),
    models.Guide: (),
    models.Area: (),
    models.Parameter: (),
    models.ParameterValue: ("parameter",),
    models.CalendarYear: (),
    models.CalendarDay: (),
    models.Source: (),
    models.Provision: ("source",),
    models.Scenario: (),
    models.WatchEntry: (),
    models.Edition: (),
}
# Parts are edited with the row that they belong to.
PARENTS = {
    models.Passage: "version",
    models.Penalty: "version",
    models.Deadline: "version",
    models.Citation: "version",
    models.Condition: "group",
    models.Choice: "question",
    models.ParameterValue: "parameter",
}
UNREAD = {"content", "rows", "changes", "answers", "expect"}
AROUND = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; `hit` where it is one of the words searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    row: Model
    column: str
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Table:
    model: type[Model]
    rows: tuple[Found, ...]


def words_of(query: str) -> list[str]:
    return query.casefold().split()


def find(words: Sequence[str], tables: Iterable[type[Model]]) -> Iterator[Table]:
    """The tables with rows in which every word occurs, one query a table. No words find nothing."""
    for model in tables if words else ():
        columns = text_columns(model)
        unread = [field.name for field in model._meta.concrete_fields if field.name in UNREAD]
        rows = model._default_manager.defer(*unread).select_related(*(TABLES[model] or (None,)))
        hits = (hit for row in rows if (hit := hit_in(row, columns, words)))
        found = tuple(hits)
        if found:
            yield Table(model, found)


def text_columns(model: type[Model]) -> list[Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and field.name not in UNREAD and not field.choices
    ]


def hit_in(row: Model, columns: Sequence[Field], words: Sequence[str]) -> Found | None:
    """The row where all words occur in its texts and its name together, with the text that has most of them."""
    texts = {"": str(row), **{str(field.verbose_name): getattr(row, field.attname) for field in columns}}
    folded = {name: text.casefold() for name, text in texts.items()}
    if not all(any(word in text for text in folded.values()) for word in words):
        return None
    best = max(folded, key=lambda name: sum(word in folded[name] for word in words))
    return Found(row, best, tuple(snippet(texts[best], words)) if best else ())


def snippet(text: str, words: Sequence[str]) -> Iterator[Piece]:
    """The text around the first word, with every word marked."""
    pattern = re.compile(f"({'|'.join(map(re.escape, words))})", re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, first.start() - AROUND) if first else 0
    end = min(len(text), (first.end() if first else 0) + 2 * AROUND)
    cut = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    for number, piece in enumerate(pattern.split(cut)):
        if piece:
            yield Piece(piece, bool(number % 2))


def page_of(row: Model, pages: set[type[Model]]) -> Model:
    """The row on whose page this one is edited: its own, or that of the row that it belongs to."""
    while type(row) not in pages and type(row) in PARENTS:
        row = getattr(row, PARENTS[type(row)])
    return row
