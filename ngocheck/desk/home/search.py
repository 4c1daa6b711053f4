"""Searching every table of the rulebook at once.

The rulebook is small, so the words are compared here and not by the database: SQLite knows no Cyrillic capitals,
and no database knows the case forms of Kazakh.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import CharField, Field, Model, TextField
from django.utils.translation import get_language

from ngocheck.desk.row_urls import address_of
from ngocheck.rulebook import models
from ngocheck.rulebook.rows.fixtures import BY_AREA, ORDER
from ngocheck.wording.memo import Memo
from ngocheck.wording.search import (
    LANGUAGES,
    SHORT,
    Index,
    Word,
    first_found,
    fold_letters,
    index_of,
    joined_index,
    query_words,
    stems_of,
    tokens,
)

# Requirements and what belongs to them first, editions last.
LAW = tuple(model for model, _area in BY_AREA)
TABLES: tuple[type[Model], ...] = (*LAW, *(model for model in ORDER if model not in LAW), models.Edition)
UNREAD = {"content", "rows", "changes", "answers", "expect"}
AROUND = 60
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet; `hit` where it is one of the words searched for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A row, with the column in which most of the words stand; the snippet is empty where that is its own name."""

    row: Model
    column: str
    snippet: tuple[Piece, ...]

    @property
    def address(self) -> str:
        return address_of(self.row)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows found in a table; `lines` are those shown, `more` how many are left out."""

    model: type[Model]
    rows: tuple[Found, ...]

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def lines(self) -> tuple[Found, ...]:
        return self.rows[:MOST_SHOWN]

    @property
    def more(self) -> int:
        return max(0, len(self.rows) - MOST_SHOWN)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row with the text of each of its columns by the column's name; its own name stands under ""."""

    row: Model
    texts: dict[str, str]
    indexes: dict[str, Index]
    whole: Index


def find(query: str, tables: Iterable[type[Model]]) -> list[Table]:
    """The tables with rows in which every word occurs. No words find nothing."""
    if not query_words(query):
        return []
    rows = all_rows()
    return first_found(query, lambda words: list(tables_with({model: rows[model] for model in tables}, words)))


def all_rows() -> dict[type[Model], list[FoundRow]]:
    """Every row as it is searched, read and indexed once while nothing is written."""
    key = (last_written(), get_language())
    return INDEXED.get(None, key, lambda: {model: list(rows_to_search(model)) for model in TABLES})


INDEXED: Memo[dict[type[Model], list[FoundRow]]] = Memo(most=6)


def last_written() -> str:
    """Stands for all that was written on the desk or published, for one small query."""
    dated = [(model.history.model._meta.db_table, "history_id", "history_date") for model in models.KEYED]
    dated.append((models.Edition._meta.db_table, "id", "published_at"))
    newest = (f"SELECT MAX({number}), MAX({on}) FROM {table}" for table, number, on in dated)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(newest))
        return repr(cursor.fetchall())


def tables_with(rows: dict[type[Model], list[FoundRow]], words: Sequence[Word]) -> Iterator[Table]:
    for model, of_table in rows.items():
        found = tuple(hit for row in of_table if (hit := hit_in(row, words)))
        if found:
            yield Table(model, found)


def rows_to_search(model: type[Model]) -> Iterator[FoundRow]:
    unread = [field.name for field in model._meta.concrete_fields if field.name in UNREAD]
    columns = text_columns(model)
    for row in model._default_manager.defer(*unread).select_related(*(getattr(model, "NAMED_BY", ()) or (None,))):
        values = [("", str(row), "")]
        values += [(str(column.verbose_name), getattr(row, column.attname), spoken(column)) for column in columns]
        indexes = {name: index_of(text, language) for name, text, language in values}
        texts = {name: text for name, text, _language in values}
        yield FoundRow(row, texts, indexes, joined_index(indexes.values()))


def text_columns(model: type[Model]) -> list[Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and field.name not in UNREAD and not field.choices
    ]


def spoken(column: Field) -> str:
    """The language of a column; "" where it may be any."""
    language = column.name.rpartition("_")[2]
    return language if language in LANGUAGES else ""


def hit_in(row: FoundRow, words: Sequence[Word]) -> Found | None:
    """The row where all words occur in its texts and its name together, with the text that has most of them."""
    # Most rows have not even all of them somewhere.
    if not all(word.stands(row.whole) for word in words):
        return None
    if not all(any(word.stands(index) for index in row.indexes.values()) for word in words):
        return None
    best = max(row.indexes, key=lambda name: sum(word.stands(row.indexes[name]) for word in words))
    return Found(row.row, best, tuple(snippet(row.texts[best], words)) if best else ())


def snippet(text: str, words: Sequence[Word]) -> Iterator[Piece]:
    """The text around the first word, with every word marked in the form in which it stands there."""
    forms = {form for word in words for form in forms_in(text, word)}
    pattern = re.compile(f"({'|'.join(sorted(forms, key=len, reverse=True))})", re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, first.start() - AROUND) if first else 0
    end = min(len(text), (first.end() if first else 0) + 2 * AROUND)
    cut = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
    for number, piece in enumerate(pattern.split(cut)):
        if piece:
            yield Piece(piece, bool(number % 2))


def forms_in(text: str, word: Word) -> Iterator[str]:
    """Patterns of the word as it was typed, of its other forms in the text, and of what it means."""
    begins = r"(?<![^\W\d_])" if len(word.typed) <= SHORT else ""
    yield f"{begins}{re.escape(word.typed)}"
    wanted = word.stems.union(*(part.stems for meaning in word.meanings for part in meaning))
    for token in tokens(text):
        if not wanted.isdisjoint(stems_of(fold_letters(token), LANGUAGES)):
            yield rf"\b{re.escape(token)}\b"
