#!/usr/bin/env python3
"""Words that the law's texts never have: numbers in words, and what the glossary names as never written.

law_words.py            every place with such a word
law_words.py --check    the same, and exit 1 where there is one

The texts are those of the fixture files, and for what is never written also the messages of the catalogs. A
number in words cannot be compared between the languages: publishing would not see one that was mistranslated.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "ru", "kk")
HEADING = "\n## What is never written\n"
# Whole words. One is left out: it is an article in English, a pronoun in Russian, and half of all words in Kazakh.
# So is the Kazakh ninety, which is a quarter of a year too.
NUMBERS = {
    "en": (
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
    ),
    "ru": (
        "два две двух двум двумя три трех трем тремя четыре четырех четырем пять пяти пятью шесть шести семь семи "
        "восемь восьми девять девяти десять десяти одиннадцать одиннадцати двенадцать двенадцати тринадцать "
        "пятнадцать пятнадцати двадцать двадцати тридцать тридцати сорок сорока пятьдесят пятидесяти шестьдесят "
        "шестидесяти сто ста тысяча тысячи тысяч"
    ),
    "kk": (
        "екі екеу үш үшеу төрт төртеу бес бесеу алты алтау жеті жетеу сегіз тоғыз он онға жиырма отыз қырық елу "
        "алпыс жетпіс сексен жүз мың"
    ),
}
NUMBER = {
    language: re.compile(rf"(?<![\w-])(?:{'|'.join(words.split())})(?![\w-])", re.IGNORECASE)
    for language, words in NUMBERS.items()
}


@dataclass(frozen=True, slots=True)
class Never:
    """What is never written in a language, and what stands for it instead."""

    language: str
    words: re.Pattern[str]
    instead: str


@dataclass(frozen=True, slots=True)
class Found:
    where: str
    words: str
    instead: str

    def __str__(self) -> str:
        return f"{self.where}: “{self.words}”. {self.instead}"


def nevers() -> list[Never]:
    """The rows of the glossary's table: language, what is never written, what is written instead."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    table = glossary.split(HEADING)[1].split("\n## ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    # A second space before the bar belongs to the words: what only a longer word begins with is not meant.
    cells = [[cell[1:-1] for cell in line.strip("|").split("|")] for line in lines]
    return [
        Never(language, re.compile(rf"(?<!\w){re.escape(words)}", re.IGNORECASE), instead)
        for language, words, instead in cells
    ]


def texts_of_the_law() -> Iterator[tuple[str, str, str]]:
    """Where each text of the fixture files stands, its language, and the text."""
    for path in sorted((ROOT / "fixtures").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            if row["model"] == "rulebook.scenario":
                continue
            fields = row["fields"]
            named = (
                fields.get("code") or fields.get("version") or fields.get("requirement") or fields.get("source")
            )
            place = [path.stem, row["model"].partition(".")[2], str(named), str(fields.get("position", ""))]
            for column, text in fields.items():
                if isinstance(text, str) and column[-3:] in {f"_{language}" for language in LANGUAGES}:
                    yield f"{' '.join(place)} {column}", column[-2:], text


def messages() -> Iterator[tuple[str, str, str]]:
    for language in LANGUAGES[1:]:
        for entry in polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")):
            for text in (entry.msgstr, *entry.msgstr_plural.values()):
                yield f"{language} message {entry.msgid[:60]!r}", language, text


def found() -> Iterator[Found]:
    never = nevers()
    for where, language, text in texts_of_the_law():
        if " source " not in where:
            for match in NUMBER[language].finditer(text):
                yield Found(where, match[0], "Write the number in digits.")
        yield from written(never, where, language, text)
    for where, language, text in messages():
        yield from written(never, where, language, text)


def written(never: list[Never], where: str, language: str, text: str) -> Iterator[Found]:
    for row in never:
        match = row.words.search(text) if row.language == language else None
        if match:
            yield Found(where, match[0], row.instead)


def main() -> int:
    places = list(found())
    for place in places:
        sys.stdout.write(f"{place}\n")
    return 1 if places and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
