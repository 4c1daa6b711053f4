#!/usr/bin/env python3
"""How long the sentences of the law's texts are in each language, and which are the longest.

readability.py          a line of figures for each language
readability.py 10       and its ten longest sentences, each with where it stands

English: Flesch reading ease, 206.835 - 1.015 * words a sentence - 84.6 * syllables a word.
Russian: the same with I. V. Oborneva's numbers (2006), 206.835 - 1.3 * words a sentence - 60.1 * syllables a word.
Kazakh: no formula is established; compare words a sentence and letters a word with those of other texts.
In both, more is easier: 60 and over is plain, below 30 is for those who studied the matter.

The texts are those of the fixture files. Names of acts are left out: nobody may shorten them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

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

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d\u202f\u00a0.,:]*\d|\d")
# A sentence ends before a capital letter, a number or an opening quotation mark, but not after an abbreviation.
END = re.compile(r"[.!?…]+[»”)\"]*\s+(?=[«“(\"]?(?:[\d№]|[^\W\d_a-zа-яәғқңөұүһі]))")
ABBREVIATED = re.compile(r"(?:\b(?:arts?|No|ст|п|подп|ч|т|г|им|р)|\b[ием]\.\s?[оа]|^\d+)\.$", re.IGNORECASE)
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


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of the law in a language: where it stands, and what it says."""
    for path in sorted(FIXTURES.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            fields = row["fields"]
            for column, text in fields.items():
                name, _sep, code = column.rpartition("_")
                if (
                    code == language
                    and f"{name}_ru" in fields
                    and text
                    and name not in NAMES.get(row["model"], ())
                ):
                    yield f"{path.stem}: {row['model'].partition('.')[2]} {key_of(fields)} {name}", text


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


def sentences(language: str) -> list[Sentence]:
    found = (
        Sentence(said, tuple(WORD.findall(said)), where)
        for where, text in texts(language)
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


def figures(found: list[Sentence], language: str) -> Figures:
    words = [word for sentence in found for word in sentence.words]
    letters = [word for word in words if not word[0].isdigit()]
    mean = len(words) / len(found)
    spoken = sum(syllables(word, language) for word in letters) / len(letters) if language in VOWELS else 0
    return Figures(
        sentences=len(found),
        words_a_sentence=mean,
        over_20=sum(len(sentence.words) > LONG for sentence in found) / len(found),
        over_30=sum(len(sentence.words) > VERY_LONG for sentence in found) / len(found),
        letters_a_word=sum(map(len, letters)) / len(letters),
        ease=ease(mean, spoken, language) if language in VOWELS else None,
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
        for sentence in longest(found, shown):
            sys.stdout.write(f"  {len(sentence.words)}  {sentence.text}\n      {sentence.where}\n")


if __name__ == "__main__":
    main()
