"""What the desk says in one language with letters of another, beyond what editors wrote into rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.contrib.auth.models import Group, User
from django.db.models import CharField, TextField

from ngocheck.rulebook.models import KEYED, Edition
from tests.support import speech

# What stands in Latin letters in Russian pages too: names, kinds of files, keys, and what Django says itself.
LATIN_NAMES = re.compile(
    r"\{.*\}|\S*(?:://|@)\S+|[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)+|\b[0-9a-f]{8,64}\b|"
    r"\b(?:NGOCheck|JSON|CSV|XLSX|UTF|TOTP|LDAP|Single Sing-On|Control|Command|Mac|eGov|holidays|yes|MFA|"
    r"English|Civic Freedom Monitor|md5)\b"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
CYRILLIC = re.compile(r"[\u0400-\u052f]+")
NAMES_OF_LANGUAGES = re.compile("Русский|Қазақша")
# A row is named after the beginning of its text.
LONGEST_IN_NAME = 60
SHORT = 20
# Where what people typed stands, and what is said of a password.
VALUES = ("textarea", "bdi")


def language_of(page) -> str:
    return re.search(r'<html lang="(\w+)"', page.content.decode())[1]


def values_of_rows() -> Iterator[str]:
    """All that people wrote into rows; what the desk itself writes into their history is not among it."""
    for model in (*KEYED, Edition, User, Group):
        columns = [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
        names = [field.name for field in columns if field.name not in ("content", "rows") and not field.choices]
        for values in model._default_manager.values_list(*names) if names else ():
            yield from filter(None, values)


class Strangers:
    """Finds what a page says in its own language with letters of another, beyond values of rows and `allowed`."""

    def __init__(self, letters: re.Pattern[str], allowed: re.Pattern[str], values: Iterable[str]) -> None:
        self.letters, self.allowed = letters, allowed
        found = {cut for value in values for cut in (value, value[:LONGEST_IN_NAME]) if letters.search(value)}
        ordered = sorted({" ".join(value.split()) for value in found}, key=len, reverse=True)
        self.whole = set(ordered)
        self.texts = [value for value in ordered if len(value) >= SHORT]
        words = "|".join(re.escape(value) for value in ordered if len(value) < SHORT)
        self.words = re.compile(rf"(?<![\w@.-])(?:{words or 'x'})(?![\w@-]|\.\w)")
        self.left = cache(self.left)

    def left(self, text: str) -> str:
        """The text without texts of rows, then without words and codes of rows, then without what is allowed."""
        if not self.letters.search(self.allowed.sub(" ", text)):
            return ""
        for value in self.texts:
            text = text.replace(value, " ")
        return self.allowed.sub(" ", self.words.sub(" ", text))

    def on(self, page) -> Iterator[str]:
        language = language_of(page)
        for said in speech.of_page(page.content.decode()):
            ours = said.language == language and said.within not in VALUES and said.text not in self.whole
            if ours and self.letters.search(self.left(said.text)):
                yield self.left(said.text)
