"""Finding words in texts of three languages, in any case form, whatever keyboard they were typed on.

A word is found where it stands as it was typed, where another form of it stands, and where that stands which it
means in everyday speech. Typed without letters of Kazakh it is looked for in Kazakh without them too (уйым). Where
that finds nothing, no word keeps its letters of Kazakh (үйым), and Latin letters are read as Cyrillic (AEK).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from .stemming import KAZAKH, KAZAKH_BARE, LETTERS, bare, english, russian

T = TypeVar("T")
LANGUAGES = ("en", "ru", "kk")
EVERYDAY = Path(__file__).parent / "everyday_words.json"

# Letters, with what a hyphen joins to them: 41-бап, онлайн-реклама, ҮЕҰ-ның.
TOKEN = re.compile(r"(?:\w+-)*[^\W\d_]+")
LETTERS_ONLY = re.compile(r"[^\W\d_]+")
AROUND_WORDS = "«»“”„\"‘’',;:!?"
BRACKETS = "()[]{}."
# Where people leave out a space: ст.41, №402.
BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_]\.)(?=\d)|(?<=\bno)(?=\d)")
# A word as short as this is found at the beginning of words only: суд, but not государство.
SHORT = 3
# Without letters of Kazakh, shorter stems are those of too many words.
SHORTEST_BARE_STEM = 3

CYRILLIC = re.compile(f"[а-яё{LETTERS}]", re.IGNORECASE)
LATIN = re.compile("[a-zə]", re.IGNORECASE)
ALIKE = str.maketrans("aceopxyikmthəABCEHIKMOPTXYƏ", "асеорхуікмтһәАВСЕНІКМОРТХУӘ")


# Texts and words as they are compared.


def fold_letters(text: str) -> str:
    """A text without upper case, with one way to write each letter, and no Latin letters in Cyrillic words."""
    text = LETTERS_ONLY.sub(lambda run: in_one_alphabet(run[0]), normalize("NFKC", text))
    return text.casefold().replace("ё", "е").replace("’", "'")


def in_one_alphabet(run: str) -> str:
    return run.translate(ALIKE) if CYRILLIC.search(run) and LATIN.search(run) else run


def stands_in(word: str, text: str) -> bool:
    """Whether the word stands in the text. Endings may follow it, but 29 is not found in 129 or 2029."""
    start = text.find(word)
    while start >= 0:
        if stands_at(start, word, text):
            return True
        start = text.find(word, start + 1)
    return False


def stands_at(start: int, word: str, text: str) -> bool:
    before, after = text[start - 1 : start], text[start + len(word) : start + len(word) + 1]
    if (word[0].isdigit() and before.isdigit()) or (word[-1].isdigit() and after.isdigit()):
        return False
    return len(word) > SHORT or not (word.isalpha() and before.isalpha())


@dataclass(frozen=True, slots=True)
class Index:
    """What is searched of a text: itself, itself without letters of Kazakh, and the stems of its words."""

    text: str
    bare: str
    stems: frozenset[str]


@lru_cache(maxsize=20_000)
def index_of(text: str, language: str = "") -> Index:
    """The index of a text in a language; "" where it may be in any."""
    text = fold_letters(text)
    languages = (language,) if language else LANGUAGES
    return Index(
        text=text,
        bare=bare(text) if "kk" in languages else "",
        stems=frozenset().union(*(stems_of(token, languages) for token in tokens(text))),
    )


def tokens(text: str) -> set[str]:
    return {*TOKEN.findall(text), *LETTERS_ONLY.findall(text)}


@lru_cache(maxsize=50_000)
def stems_of(token: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The stems of a word, each with the language in which it has it."""
    if LATIN.search(token):
        return tagged("en", english(token))
    found = tagged("ru", russian(token)) if "ru" in languages else frozenset()
    if "kk" not in languages:
        return found
    without_letters = (stem for stem in KAZAKH_BARE.stems(bare(token)) if len(stem) >= SHORTEST_BARE_STEM)
    return found | tagged("kk", KAZAKH.stems(token)) | tagged("bare", without_letters)


def tagged(tag: str, stems: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{tag} {stem}" for stem in stems)


# What is typed.


@dataclass(frozen=True, slots=True)
class Word:
    """A word searched for. `is_bare`: it has no letters of Kazakh, so perhaps they were left out.

    Each of its `meanings` is in words that must all stand.
    """

    typed: str
    is_bare: bool
    stems: frozenset[str]
    meanings: tuple[tuple[Word, ...], ...] = ()

    def stands(self, index: Index) -> bool:
        return (
            stands_in(self.typed, index.text)
            or not self.stems.isdisjoint(index.stems)
            or (self.is_bare and stands_in(self.typed, index.bare))
            or any(all(word.stands(index) for word in meaning) for meaning in self.meanings)
        )


def query_words(query: str) -> list[Word]:
    return [with_meanings(query_word(part)) for part in query_parts(fold_letters(query))]


def query_parts(query: str) -> list[str]:
    stripped = (part.strip(AROUND_WORDS) for part in BEFORE_NUMBER.sub(" ", query).split())
    return [part for part in stripped if part]


def query_word(typed: str) -> Word:
    token = typed.strip(BRACKETS)
    is_bare = not set(typed) & set(LETTERS)
    if not TOKEN.fullmatch(token):
        return Word(typed, is_bare, frozenset())
    # Typed in letters of Kazakh, the word is meant in them.
    return Word(typed, is_bare, stems_of(token, LANGUAGES) if is_bare else tagged("kk", KAZAKH.stems(token)))


def with_meanings(word: Word) -> Word:
    found = tuple(meaning for stems, meaning in everyday_words() if not word.stems.isdisjoint(stems))
    return Word(word.typed, word.is_bare, word.stems, found)


@cache
def everyday_words() -> list[tuple[frozenset[str], tuple[Word, ...]]]:
    """What people say and the acts do not, each with the words of the acts for it."""
    return [
        (
            query_word(fold_letters(said)).stems,
            tuple(query_word(part) for part in query_parts(fold_letters(meaning))),
        )
        for said, meanings in everyday_table().items()
        for meaning in meanings
    ]


@cache
def everyday_table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = json.loads(EVERYDAY.read_text(encoding="utf-8"))
    return table


def first_found(query: str, find: Callable[[list[Word]], list[T]]) -> list[T]:
    """What `find` finds for the words as they were typed; if that is nothing, for what their letters look like."""
    words = query_words(query)
    likenesses = query_words(bare(fold_letters(" ".join(map(likeness, query.split())))))
    return find(words) or (find(likenesses) if likenesses != words else [])


def likeness(part: str) -> str:
    """In Cyrillic what has only letters that look like Cyrillic ones: AEK."""
    alike = part.translate(ALIKE)
    return part if LATIN.search(alike) else alike


def joined_index(indexes: Iterable[Index]) -> Index:
    made = list(indexes)
    return Index(
        text="\n".join(index.text for index in made),
        bare="\n".join(index.bare for index in made if index.bare),
        stems=frozenset().union(*(index.stems for index in made)),
    )
