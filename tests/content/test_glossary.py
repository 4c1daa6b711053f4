"""Terms of the law are called in Russian and Kazakh what the glossary says, in every text and every message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
import pytest

from ngocheck.rulebook import models
from scripts import law_words

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ("ru", "kk")
ENOUGH_WITH_ACT = 120
# What looks like a term in English and is none, and why.
NO_TERM = {
    "edition of order": "the edition of an act is a «редакция», that of this site a «выпуск»",
    "the day is still open": "a day that nobody has named yet, not an open question of the checklist",
    "property given free": "the plain word stands in the text of the law here: «бесплатно», «тегін»",
}
INSERTED = re.compile(r"%\(\w+\)s")


@dataclass(frozen=True)
class Term:
    """A term, the English forms that are looked for, and the pattern of what must stand for it in a language."""

    name: str
    english: re.Pattern[str]
    translated: dict[str, re.Pattern[str]]


@dataclass(frozen=True)
class Text:
    """One text by language, and where it stands. A language that it need not have is not there."""

    where: str
    words: dict[str, str]


@lru_cache
def tables() -> list[list[list[str]]]:
    """The rows of the two tables of the glossary, without their heads: the terms, and what is looked for."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").split(law_words.HEADING)[0]
    return [rows(part) for part in glossary.split("\n## What the test looks for\n")]


def rows(part: str) -> list[list[str]]:
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@lru_cache
def terms() -> list[Term]:
    return [
        Term(name, forms(english), {"ru": stems(russian), "kk": stems(kazakh)})
        for name, english, russian, kazakh in tables()[1]
    ]


def forms(cell: str) -> re.Pattern[str]:
    """Whole words; not as a part of a code or an address, such as `rep-ngo-database`."""
    words = "|".join(map(re.escape, cell.split(", ")))
    return re.compile(rf"(?<![\w@-])(?:{words})(?![\w@-])", re.IGNORECASE)


def stems(cell: str) -> re.Pattern[str]:
    patterns = (r"\w*\s+".join(map(re.escape, stem.split())) for stem in cell.split(", "))
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE)


def texts_of_the_law() -> Iterator[Text]:
    for model in models.KEYED:
        for row in model.objects.all() if model.TEXTS else ():
            for name in model.TEXTS:
                words = {language: getattr(row, f"{name}_{language}") for language in ("en", *TRANSLATIONS)}
                yield Text(f"{model.__name__} {row.natural_key()} {name}", words)


def messages() -> Iterator[Text]:
    catalogs = {}
    for language in TRANSLATIONS:
        entries = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
        catalogs[language] = {entry.msgid: entry for entry in entries if entry.msgctxt is None}
    for english in catalogs["ru"]:
        said = {code: known[english] for code, known in catalogs.items() if english in known}
        words = {code: " ".join([entry.msgstr, *entry.msgstr_plural.values()]) for code, entry in said.items()}
        yield Text(english, {"en": english, **words})


def otherwise(text: Text) -> list[str]:
    """The terms of the English text that one of its translations calls otherwise, each with the language.

    An English word that stands as it is in the translation is a name or a code, or else the test of all pages
    finds it.
    """
    english = INSERTED.sub(" ", text.words["en"])
    for phrase in NO_TERM:
        english = re.sub(re.escape(phrase), " ", english, flags=re.IGNORECASE)
    return [
        f"{language}: {term.name}"
        for term in terms()
        if term.english.search(english)
        for language in TRANSLATIONS
        if text.words.get(language)
        and not term.translated[language].search(text.words[language])
        and not term.english.search(text.words[language])
    ]


@pytest.mark.django_db
def test_no_term_is_translated_otherwise_in_the_law(rulebook):
    assert [(wrong, text.where) for text in texts_of_the_law() for wrong in otherwise(text)] == []


def test_no_term_is_translated_otherwise_in_the_messages():
    assert [(wrong, text.where) for text in messages() for wrong in otherwise(text)] == []


@pytest.mark.parametrize(
    ("english", "language", "translated", "wrong"),
    [
        ("Found a public association", "ru", "Создайте общественную ассоциацию", ["public association"]),
        ("Found a public association", "ru", "Создание общественного объединения", []),
        ("Found a public association", "kk", "Қоғамдық ұйым құрыңыз", ["public association"]),
        ("Found a public association", "kk", "Қоғамдық бірлестіктің құрылуы", []),
        ("Tell the akimat", "ru", "Сообщите в мэрию", ["akimat (local executive body)"]),
        ("Tell the akimat", "kk", "Әкімдікке хабарлаңыз", []),
        ("Hold the rally", "kk", "Жиналыс өткізіңіз", ["rally"]),
        ("the code akimat-answer", "ru", "код akimat-answer", []),
        ("%(picket)s from", "ru", "%(picket)s с", []),
        ("The day is still open", "ru", "День не назван", []),
    ],
)
def test_a_term_that_is_translated_otherwise_is_found_in_any_case_form(english, language, translated, wrong):
    found = otherwise(Text("here", {"en": english, language: translated}))
    assert found == [f"{language}: {name}" for name in wrong]


def test_every_term_has_both_languages_and_the_act_where_it_stands():
    assert [row for row in tables()[0] if len(row) != 5 or not all(row[:4])] == []
    assert sum(row[3] != "Interface" for row in tables()[0]) >= ENOUGH_WITH_ACT
    names = [row[0] for row in tables()[0]]
    assert len(names) == len(set(names))


def test_every_term_that_is_looked_for_is_in_the_glossary_and_its_own_words_have_the_stems():
    known = {row[0]: row for row in tables()[0]}
    for term in terms():
        row = known.get(term.name) or next(row for name, row in known.items() if f"(short: {term.name}" in name)
        assert term.translated["ru"].search(row[1]), term.name
        assert term.translated["kk"].search(row[2]), term.name


@pytest.mark.django_db
def test_nothing_is_looked_for_in_vain(rulebook):
    """A term or an exception that is in no text any more should be taken out of the list."""
    said = " ".join(text.words["en"] for text in (*texts_of_the_law(), *messages()))
    assert [term.name for term in terms() if not term.english.search(said)] == []
    assert [phrase for phrase in NO_TERM if phrase not in said.lower()] == []
