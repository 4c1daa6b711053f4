"""Words of the law that stand on a checklist, explained: a list at its foot, on the page and on paper; on the page
links lead to it from where each of them first stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ngocheck.engine.checklist import Part
from ngocheck.engine.findings import EVERYTHING
from ngocheck.engine.rules import Rulebook
from ngocheck.wording.memo import Memo
from ngocheck.wording.rules import index_on
from ngocheck.wording.values import decimal_text, page_language

from .sheet import DueText, Line, Sheet
from .wall import WallSheet

TAG = re.compile(r"(<[^>]*>)")
ELEMENT = re.compile(r"</?([a-z0-9]+)")
# What the forms of each word begin with.
BEGINNINGS = {
    "akimat": {"en": "akimat", "ru": "акимат", "kk": "әкімді"},
    "maslikhat": {"en": "maslikhat", "ru": "маслихат", "kk": "мәслихат"},
    "justice-body": {"en": "justice bod", "ru": "юстиции", "kk": "әділет орган"},
    "mrp": {"en": "MRP", "ru": "МРП", "kk": "АЕК"},
    "careful-day": {"en": "careful day", "ru": "день с запасом", "kk": "сақтық күн"},
    "last-lawful-day": {"en": "last lawful day", "ru": "последний день по закону", "kk": "заң бойынша соңғы күн"},
    "second-hand-date": {"en": "second-hand date", "ru": "дата из вторичного", "kk": "жанама дереккөз"},
}
# A page of so many letters has room for a few words explained: it is four fifths full.
LETTERS_BESIDE_WORDS = 2500
# Within these stands no link: they are links, headings or pressed themselves, or are drawn.
NO_LINK_IN = frozenset({"a", "summary", "button", "h1", "h2", "h3", "h4", "svg", "label"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the law and what it means."""

    code: str
    word: str
    meaning: str


def terms_of(sheet: Sheet, rulebook: Rulebook) -> tuple[Term, ...]:
    """The words that stand on what concerns the reader, in one order on every page."""
    return _terms_on(sheet, rulebook, (Part.DOES_NOT_APPLY, Part.CANNOT_TELL))


def terms_on_paper(sheet: Sheet, rulebook: Rulebook) -> tuple[Term, ...]:
    """The words that stand on the sheet with everything: there what cannot be told is told whole."""
    return _terms_on(sheet, rulebook, (Part.DOES_NOT_APPLY,))


def terms_on_wall(wall: WallSheet, sheet: Sheet, rulebook: Rulebook) -> tuple[Term, ...]:
    """The words that stand on the sheet for the wall; none where they would not fit on its page, on two with every
    topic."""
    pages = 2 if sheet.guide == EVERYTHING else 1
    if sum(map(len, wall.texts)) > pages * LETTERS_BESIDE_WORDS:
        return ()
    said = _words_in("\n".join(wall.texts).casefold(), page_language())
    return tuple(term for term in _all_terms(index_on(rulebook, sheet.on), page_language()) if term.code in said)


def _terms_on(sheet: Sheet, rulebook: Rulebook, without: tuple[Part, ...]) -> tuple[Term, ...]:
    language = page_language()
    said = {code for line in sheet.lines if line.part not in without for code in _words_on(line, language)}
    return tuple(term for term in _all_terms(index_on(rulebook, sheet.on), page_language()) if term.code in said)


@lru_cache(maxsize=60)
def _all_terms(index: Decimal | None, language: str) -> tuple[Term, ...]:
    """Every word, in one order; `index` is the MRP of the day in tenge, where it is known."""
    return tuple(_told(index))


def _told(index: Decimal | None) -> Iterator[Term]:
    yield Term(
        "akimat",
        _("akimat"),
        _("The executive office of a city, district or region."),
    )
    yield Term(
        "maslikhat",
        _("maslikhat"),
        _("The elected council of a city, district or region."),
    )
    yield Term(
        "justice-body",
        _("justice body"),
        _("The office of the Ministry of Justice in your region. It registers organisations."),
    )
    if index is not None:
        yield Term(
            "mrp",
            _("MRP"),
            _("Monthly calculation index. Fees and fines are counted in it. One is now %(tenge)s tenge.")
            % {"tenge": decimal_text(index)},
        )
    yield Term(
        "careful-day",
        _("careful day"),
        _("The day to plan for. It leaves time if the office counts otherwise or is closed."),
    )
    yield Term(
        "last-lawful-day",
        _("last lawful day"),
        _("The last day on which the law lets you do it. The next day is too late."),
    )
    yield Term(
        "second-hand-date",
        _("second-hand date"),
        _("We did not read this date in the law itself. Ask the office before you rely on it."),
    )


# Which words stand on a line.
SAID: Memo[tuple[str, ...]] = Memo(most=16_000)


def _words_on(line: Line, language: str) -> tuple[str, ...]:
    return SAID.get(line, (language,), lambda: _words_in("\n".join(_texts_on(line)).casefold(), language))


def _words_in(text: str, language: str) -> tuple[str, ...]:
    return tuple(code for code, begins in BEGINNINGS.items() if begins[language].casefold() in text)


def _texts_on(line: Line) -> Iterator[str]:
    yield from (
        line.title,
        line.where,
        *line.steps,
        *line.text,
        line.timing,
        *line.documents,
        line.fee,
        line.doubt,
    )
    yield from line.penalties.lines
    yield from (text for due in line.due for text in _due_texts(due))


def _due_texts(due: DueText) -> Iterator[str]:
    yield from (due.headline, due.note, *due.working)


def with_links(rows: list[str], terms: tuple[Term, ...]) -> list[str]:
    """Rows of a page in which each word, where it first stands in running text, leads to its explanation."""
    language = page_language()
    found = [word_places(row, language) for row in rows]
    first: dict[int, list[tuple[Place, str]]] = {}
    for term in terms:
        at = next((number for number, places in enumerate(found) if term.code in places), None)
        if at is not None:
            first.setdefault(at, []).append((found[at][term.code], term.code))
    linked = list(rows)
    for number, places in first.items():
        linked[number] = _linked(rows[number], places)
    return linked


# From which letter to which a word stands in a row.
Place = tuple[int, int]


def _linked(row: str, places: list[tuple[Place, str]]) -> str:
    for (start, end), code in sorted(places, reverse=True):
        row = f'{row[:start]}<a class="word" href="#word-{code}">{row[start:end]}</a>{row[end:]}'
    return SafeString(row)


@lru_cache(maxsize=16_000)
def word_places(row: str, language: str) -> Mapping[str, Place]:
    """Where each word of the law first stands in a row's running text, by its code."""
    places: dict[str, Place] = {}
    within = start = 0
    for number, part in enumerate(TAG.split(row)):
        if number % 2:
            element = ELEMENT.match(part)
            if element and element[1] in NO_LINK_IN and not part.endswith("/>"):
                within += -1 if part.startswith("</") else 1
        elif not within:
            for found in _any_word(language).finditer(part):
                code = list(BEGINNINGS)[(found.lastindex or 1) - 1]
                places.setdefault(code, (start + found.start(), start + found.end()))
        start += len(part)
    return places


@cache
def _any_word(language: str) -> re.Pattern[str]:
    """Any form of any word, in a group of its own."""
    words = "|".join(f"({re.escape(begins[language])})" for begins in BEGINNINGS.values())
    return re.compile(rf"\b(?:{words})\w*", re.IGNORECASE)
