"""The order of the alphabet for people who read Kazakh, Russian and English.

The Russian alphabet stands in the Kazakh one in its own order, so one order serves both; ё is sorted as е, as in
Russian lists. Numbers come first, by their value, then Latin letters, then Cyrillic ones.
"""

from __future__ import annotations

import re
from unicodedata import normalize

KAZAKH = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
NUMBER_OR_SIGN = re.compile(r"\d{1,300}|.", re.DOTALL)

# Which kind of sign, and which of its kind.
Sign = tuple[int, int]
# The signs of a text; then the text itself, so that only equal texts share a place.
Place = tuple[tuple[Sign, ...], str]

GAP, NUMBER, LATIN, CYRILLIC, OTHER = range(5)


def alphabet_key(text: str) -> Place:
    """The key by which texts are sorted. Upper case, quotes and other signs decide only between equal words."""
    words = normalize("NFC", text).casefold().replace("ё", "е")
    signs = [letter_key(part) for part in NUMBER_OR_SIGN.findall(words)]
    return tuple(trimmed(signs)), text


def letter_key(part: str) -> Sign:
    if part.isdecimal():
        return NUMBER, int(part)
    if part in KAZAKH:
        return CYRILLIC, KAZAKH.index(part)
    if part.isascii() and part.isalpha():
        return LATIN, ord(part)
    return (OTHER, ord(part)) if part.isalpha() else (GAP, 0)


def trimmed(signs: list[Sign]) -> list[Sign]:
    """Without gaps at the beginning and the end, and with one between words."""
    gap = (GAP, 0)
    kept = [one for before, one in zip([gap, *signs], signs, strict=False) if (before, one) != (gap, gap)]
    return kept[:-1] if kept and kept[-1] == gap else kept
