"""How English, Russian and Kazakh write numbers from one to twenty, months, and articles of an act."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

_TEENS = ("тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат")
_CASES = "(?:[гкғқ][еа]|[нтд][іы]ң?|[нтд][еа]н|[дт][еа]|[мбп]ен|еу\\w*|с[іы]\\w*)?"
_UNITS = ("бір", "екі", "үш", "төрт", "бес", "алты|алтау", "жеті|жетеу", "сегіз", "тоғызы?")
_BOTH = "оба|обе|обоих|обоими?|обеих|обеими?"


class Means(Enum):
    """A certain number must be in every language; another word may answer to one and need not."""

    NUMBER = auto()
    PERHAPS_NUMBER = auto()
    MONTH = auto()
    PERHAPS_MONTH = auto()


class Meaning(NamedTuple):
    kind: Means
    value: int


# From one to twenty, in any case form and with «е» for «ё». Three forms stand for other words as well and are no
# numbers here: Russian «семью» (a family), Kazakh «онда» (there) and «онсыз» (without it).
CARDINALS = {
    "en": (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
    ),
    "ru": (
        "од(?:ин|н\\w{1,3})",
        "два|две|двум|двумя|двух\\w*",
        "три|трем|тремя|трех(?!сот)\\w*",
        "четыре|четырем|четырьмя|четырех(?!сот)\\w*",
        "пятью?|пяти(?!десят|сот)\\w*",
        "шестью?|шести(?!десят|сот)\\w*",
        "семь|семи(?!десят|сот|нар)\\w*",
        "восемью?|восьми(?!десят|сот)\\w*",
        "девятью?|девяти(?!сот)\\w*",
        "десятью?|десяти\\w*",
        *(f"{ten}(?:ью?|и)" for ten in ("одиннадцат", "двенадцат", *_TEENS, "двадцат")),
    ),
    "kk": (
        *(f"(?:{unit}){_CASES}" for unit in (*_UNITS, "он(?!да|сыз)")),
        *(f"он\\s(?:{unit}){_CASES}" for unit in _UNITS),
        f"жиырма{_CASES}",
    ),
}
# One, both, first and second answer to 1 and 2, but are said where another language counts nothing.
LOOSE = {
    "en": ("one|first|once", "both|either|neither|second|twice", "third", "fourth", "fifth"),
    "ru": (
        "од(?:ин|н\\w{1,3})|перв\\w+|однажды",
        f"{_BOTH}|втор\\w+|дважды",
        "трет\\w+|трижды",
        "четверт[ыаоу]\\w+",
        "пят[ыаоу]\\w+",
    ),
    "kk": (
        f"бір{_CASES}|біреу\\w*|бірінші\\w*",
        "екеу\\w*|екінші\\w*",
        "үшінші\\w*",
        "төртінші\\w*",
        "бесінші\\w*",
    ),
}
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
        *("November", "December"),
    ),
    "ru": (
        *("январ\\w+", "феврал\\w+", "март(?:а|у|ом|е)?", "апрел\\w+", "ма(?:й|я|ю|ем|е)", "июн\\w+", "июл\\w+"),
        *("август\\w*", "сентябр\\w+", "октябр\\w+", "ноябр\\w+", "декабр\\w+"),
    ),
    "kk": (
        *("қаңтар\\w*", "ақпан\\w*", "наурыз\\w*", "сәуір\\w*", "мамыр\\w*", "маусым\\w*", "шілде\\w*"),
        *("тамыз\\w*", "қыркүйек\\w*", "қазан\\w*", "қараша\\w*", "желтоқсан\\w*"),
    ),
}
# Months that are other words too, unless a number stands beside them: March and May begin sentences as verbs,
# «наурыз» is a holiday, «маусым» a season, «қазан» a cauldron.
UNCERTAIN = {"en": (3, 5), "ru": (), "kk": (3, 6, 10)}
# A run of letters; in Kazakh, which counts on from ten, two that are one number: «он бір» is eleven.
WORD = {
    "en": re.compile(r"[^\W\d_]+"),
    "ru": re.compile(r"[^\W\d_]+"),
    "kk": re.compile(rf"\bон\s(?:{'|'.join(_UNITS)}){_CASES}\b|[^\W\d_]+", re.IGNORECASE),
}
# The number of an article: "art. 6(2)" or only "6(2)", «ст. 6», «6-бап».
ARTICLES = {
    "en": re.compile(r"\barticles?\s+(\d+)|\bart\.\s*(\d+)|(\d+)\("),
    "ru": re.compile(r"\bст(?:ат\w+|\.)\s*(\d+)"),
    "kk": re.compile(r"(\d+)-бап"),
}


def _one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the words; the group that is found says which, from 1 on."""
    return re.compile("|".join(f"({word})" for word in words))


_MONTHS = {code: _one_of(words) for code, words in MONTHS.items()}
_NUMBERS = {code: _one_of(words) for code, words in CARDINALS.items()}
_LOOSE = {code: _one_of(words) for code, words in LOOSE.items()}


@lru_cache(maxsize=50_000)
def meaning(word: str, language: str) -> Meaning | None:
    """What a word means as a number or a month, if anything. English months begin with a capital letter."""
    plain = word.replace("ё", "е").lower()
    month = _MONTHS[language].fullmatch(word if language == "en" else plain)
    if month:
        value = month.lastindex or 0
        return Meaning(Means.PERHAPS_MONTH if value in UNCERTAIN[language] else Means.MONTH, value)
    loose = _LOOSE[language].fullmatch(plain)
    if loose:
        return Meaning(Means.PERHAPS_NUMBER, loose.lastindex or 0)
    number = _NUMBERS[language].fullmatch(plain)
    return Meaning(Means.NUMBER, number.lastindex or 0) if number else None
