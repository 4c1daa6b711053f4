"""Translations: which of them were made from an older English text, which are missing, which differ in a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

from .columns import Keyed
from .models import KEYED

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES if code != settings.SOURCE_LANGUAGE)
# Thousands are set apart by spaces, in English by commas; a decimal comma or point keeps two parts together.
SPACED = re.compile(r"(?<=\d)[\u00a0\u202f\u2009 ](?=\d{3}(?!\d))")
COMMAS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Translation:
    """One text of one row in one language, with the English that it stands for."""

    row: Keyed
    text: str
    language: str
    source: str
    words: str

    @property
    def column(self) -> str:
        return f"{self.text}_{self.language}"


def translations(language: str) -> Iterator[Translation]:
    """Every text of the rulebook that has English words, as it is in a language. One query a table."""
    for model in KEYED:
        names = getattr(model, "TEXTS", ())
        if not names:
            continue
        for row in model._default_manager.all():
            for name in names:
                texts = getattr(row, name)
                if texts[settings.SOURCE_LANGUAGE]:
                    yield Translation(row, name, language, texts[settings.SOURCE_LANGUAGE], texts[language])


def numbers(text: str, language: str) -> set[str]:
    """The numbers written in digits, however the language groups and points them."""
    joined = SPACED.sub("", text)
    if language == settings.SOURCE_LANGUAGE:
        joined = COMMAS.sub("", joined)
    return {found.replace(",", ".") for found in NUMBER.findall(joined)}


def numbers_apart(translation: Translation) -> list[str]:
    """The numbers that only one of the two texts has, lowest first."""
    source = numbers(translation.source, settings.SOURCE_LANGUAGE)
    return sorted(source ^ numbers(translation.words, translation.language), key=float)


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for a text."""
    return sha256(text.encode()).hexdigest()[:8]
