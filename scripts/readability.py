#!/usr/bin/env python3
"""How long the sentences of the law's texts are in each language, and which are the longest.

readability.py          for each language a line of figures, one on the steps, one on what is seen first
readability.py 10       and its ten longest sentences, each with where it stands

English: Flesch reading ease, 206.835 - 1.015 * words a sentence - 84.6 * syllables a word.
Russian: the same with I. V. Oborneva's numbers (2006), 206.835 - 1.3 * words a sentence - 60.1 * syllables a word.
Kazakh: no formula is established; compare words a sentence and letters a word with those of other texts.
In both, more is easier: 60 and over is plain, below 30 is for those who studied the matter.

Grades, the years of school that a text takes, are measured of what a checklist shows before anything is opened:
short titles and places of the versions in force.
English: Flesch and Kincaid, 0.39 * words a sentence + 11.8 * syllables a word - 15.59.
Russian: M. S. Matskovsky (1973), 0.62 * words a sentence + 0.123 * percent of words over three syllables + 0.051;
beside it stands I. V. Oborneva's, 0.5 * words a sentence + 8.4 * syllables a word - 15.59, which was fitted to
running text: lines of some six words, half of them the law's own terms, get more by it than a text does.

The texts are those of the fixture files. Names of acts are left out: nobody may shorten them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
LANGUAGES = ("en", "ru", "kk")
# Of each model the texts that are names and no sentences: of acts, articles, units, short titles.
NAMES = {
    "rulebook.source": ("title", "short"),
    "rulebook.requirementversion": ("short",),
    "rulebook.provision": ("article",),
    "rulebook.question": ("unit",),
}
LONG, VERY_LONG = 20, 30
# Whether a text of a row, by the name of its column, is one of those that are measured.
Wanted = Callable[[dict[str, Any], str], bool]

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d\u202f\u00a0.,:]*\d|\d")
# A sentence ends before a capital letter, a number or an opening quotation mark, but not after an abbreviation.
END = re.compile(r"[.!?…]+[»”)\"]*\s+(?=[«“(\"]?(?:[\d№]|[^\W\d_a-zа-яәғқңөұүһі]))")
ABBREVIATED = re.compile(r"(?:\b(?:arts?|No|ст|п|подп|ч|т|г|им|р)|\b[ием]\.\s?[оа]|^\d+)\.$", re.IGNORECASE)
LONGEST_EASY = 3  # syllables
VOWELS = {"en": re.compile(r"[aeiouy]+", re.IGNORECASE), "ru": re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)}
SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^td])ed$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the words in it, and the row and the text in which it stands."""

    text: str
    words: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one language. Shares are of all sentences; `ease` is None where no formula is established."""

    sentences: int
    words_a_sentence: float
    over_20: float
    over_30: float
    letters_a_word: float
    ease: float | None


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of the law, after the file that it is in."""
    for path in sorted(FIXTURES.glob("*.json")):
        yield from ((path.stem, row) for row in json.loads(path.read_text(encoding="utf-8")))


def texts(language: str, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Every text of the law in a language that is wanted: where it stands, and what it says."""
    for file, row in rows():
        fields = row["fields"]
        for column, text in fields.items():
            name, _sep, code = column.rpartition("_")
            if code == language and f"{name}_ru" in fields and text and wanted(row, name):
                yield f"{file}: {row['model'].partition('.')[2]} {key_of(fields)} {name}", text


def is_sentence(row: dict[str, Any], name: str) -> bool:
    return name not in NAMES.get(row["model"], ())


def is_step(row: dict[str, Any], name: str) -> bool:
    return bool(row["model"] == "rulebook.step" and name == "text")


def is_seen_first(row: dict[str, Any], name: str) -> bool:
    """Whether a checklist shows it before anything is opened."""
    in_force = not row["fields"].get("effective_until")
    return row["model"] == "rulebook.requirementversion" and name in {"short", "place"} and in_force


def key_of(fields: dict[str, object]) -> str:
    """Enough to find a row by."""
    parents = ("code", "requirement", "version", "question", "year")
    return " ".join(str(fields[name]) for name in parents if name in fields)


def sentences_of(text: str) -> Iterator[str]:
    """Its sentences; a line is never part of the next one, and a point of a list is by itself."""
    for line in text.splitlines():
        said = line.strip().removeprefix("- ").removeprefix("+ ")
        ends = [end.end() for end in END.finditer(said) if not ABBREVIATED.search(said[: end.end()].rstrip())]
        yield from (said[start:end].strip() for start, end in pairwise([0, *ends, len(said)]) if end > start)


def sentences(language: str, wanted: Wanted = is_sentence) -> list[Sentence]:
    found = (
        Sentence(said, tuple(WORD.findall(said)), where)
        for where, text in texts(language, wanted)
        for said in sentences_of(text)
    )
    return [sentence for sentence in found if sentence.words]


def syllables(word: str, language: str) -> int:
    """About how many: exact in Russian, an estimate in English."""
    spoken = SILENT.sub("", word) if language == "en" else word
    return max(1, len(VOWELS[language].findall(spoken)))


def ease(words_a_sentence: float, syllables_a_word: float, language: str) -> float:
    """Flesch's reading ease for English, Oborneva's for Russian."""
    if language == "en":
        return 206.835 - 1.015 * words_a_sentence - 84.6 * syllables_a_word
    return 206.835 - 1.3 * words_a_sentence - 60.1 * syllables_a_word


def grade(found: list[Sentence], language: str) -> float | None:
    """The year of school that it takes: Flesch's and Kincaid's for English, Matskovsky's for Russian."""
    words_a_sentence, counts = syllable_counts(found, language)
    if language == "en":
        return 0.39 * words_a_sentence + 11.8 * mean(counts) - 15.59
    if language == "ru":
        long = sum(count > LONGEST_EASY for count in counts) / len(counts)
        return 0.62 * words_a_sentence + 12.3 * long + 0.051
    return None


def obornevas_grade(found: list[Sentence]) -> float:
    """The same by Oborneva's numbers, for Russian."""
    words_a_sentence, counts = syllable_counts(found, "ru")
    return 0.5 * words_a_sentence + 8.4 * mean(counts) - 15.59


def syllable_counts(found: list[Sentence], language: str) -> tuple[float, list[int]]:
    """Words a sentence, and the syllables of each word that is no number."""
    words = [word for sentence in found for word in sentence.words]
    counts = [syllables(word, language) for word in words if not word[0].isdigit()] if language in VOWELS else []
    return len(words) / len(found), counts


def figures(found: list[Sentence], language: str) -> Figures:
    words = [word for sentence in found for word in sentence.words]
    letters = [word for word in words if not word[0].isdigit()]
    words_a_sentence = len(words) / len(found)
    spoken = sum(syllables(word, language) for word in letters) / len(letters) if language in VOWELS else 0
    return Figures(
        sentences=len(found),
        words_a_sentence=words_a_sentence,
        over_20=sum(len(sentence.words) > LONG for sentence in found) / len(found),
        over_30=sum(len(sentence.words) > VERY_LONG for sentence in found) / len(found),
        letters_a_word=sum(map(len, letters)) / len(letters),
        ease=ease(words_a_sentence, spoken, language) if language in VOWELS else None,
    )


def longest(found: list[Sentence], number: int) -> list[Sentence]:
    return sorted(found, key=lambda sentence: -len(sentence.words))[:number]


def main() -> None:
    shown = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    for language in LANGUAGES:
        found = sentences(language)
        said = figures(found, language)
        index = "no formula" if said.ease is None else f"reading ease {said.ease:.0f}"
        sys.stdout.write(
            f"{language}: {said.sentences} sentences, {said.words_a_sentence:.1f} words each, "
            f"{said.over_20:.1%} over {LONG}, {said.over_30:.1%} over {VERY_LONG}, "
            f"{said.letters_a_word:.1f} letters a word, {index}\n"
        )
        sys.stdout.write(f"    {told_of(sentences(language, is_step), 'the steps', language)}\n")
        sys.stdout.write(f"    {told_of(sentences(language, is_seen_first), 'seen first', language)}\n")
        for sentence in longest(found, shown):
            sys.stdout.write(f"  {len(sentence.words)}  {sentence.text}\n      {sentence.where}\n")


def told_of(found: list[Sentence], what: str, language: str) -> str:
    if not found:
        return f"{what}: none"
    told = f"{what}: {len(found)} sentences, {sum(len(one.words) for one in found) / len(found):.1f} words each"
    year = grade(found, language)
    if year is not None:
        told += f", grade {year:.1f}"
    return f"{told} (by Oborneva {obornevas_grade(found):.1f})" if language == "ru" else told


if __name__ == "__main__":
    main()
