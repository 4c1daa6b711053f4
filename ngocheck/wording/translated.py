"""Texts that are not as they should be in the visitor's language: older than another one, or not translated yet.

An older translation is shown with the newer text below it. A text that is not translated is shown in the nearest
language. Either says in which language it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from ngocheck.engine.sources import Text

from .values import INSTEAD, language_for, page_language, text_lines, unbroken

NEWER_IN = {
    "ru": gettext_lazy("This text is newer in Russian:"),
    "en": gettext_lazy("This text is newer in English:"),
}
SHORTLY_NEWER_IN = {
    "ru": gettext_lazy("newer in Russian"),
    "en": gettext_lazy("newer in English"),
}
NOT_TRANSLATED = {
    "ru": gettext_lazy("Not all of this is translated yet: a part is shown in Russian."),
    "en": gettext_lazy("Not all of this is translated yet: a part is shown in English."),
}


@dataclass(frozen=True, slots=True)
class Newer:
    """A newer text in its own language, with the words that stand before it.

    Where something is not translated yet `text` is empty: it is shown already, and `label` says so.
    """

    language: str
    label: str
    text: str = ""

    @property
    def words(self) -> str:
        """All of it in one line, for a calendar or a table."""
        return " ".join([self.label, *self.text.split()])

    @property
    def mark(self) -> str:
        """That there is a newer text, for where it has no room; empty where there is none."""
        return str(SHORTLY_NEWER_IN[self.language]) if self.text else ""


def newer_texts(*texts: Text) -> tuple[Newer, ...]:
    """What is to be said of the texts beside showing them, in their order and each once. Nearly always nothing."""
    wished = page_language()
    late = [text for text in texts if text.outdated or not text.get(wished)]
    return tuple(dict.fromkeys(one for text in late for one in newer_than_shown(text, wished))) if late else ()


def newer_than_shown(text: Text, wished: str) -> Iterable[Newer]:
    shown = language_for(text)
    if shown != wished:
        yield Newer(shown, str(NOT_TRANSLATED[shown]))
    if shown in text.outdated:
        newest = (code for code in INSTEAD[shown] if text.get(code) and code not in text.outdated)
        yield from (Newer(code, str(NEWER_IN[code]), unbroken(text[code], code)) for code in list(newest)[:1])


class Foreign(str):
    """Words in another language than the page's. In HTML they stand in an element that says in which."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> Foreign:
        made = super().__new__(cls, words)
        made.language = language
        return made

    def __html__(self) -> SafeString:
        return format_html('<span lang="{}">{}</span>', self.language, str(self))


def marked_text(text: Text) -> str:
    """A text in the visitor's language; Foreign where it is not translated. Not for page titles and attributes."""
    wished = page_language()
    if text.get(wished):
        return unbroken(text[wished], wished)
    language = language_for(text)
    return Foreign(unbroken(text[language], language), language) if text.get(language) else ""


def marked_like(part: str, whole: str) -> str:
    """What was made from a part, in the part's language."""
    return Foreign(whole, part.language) if isinstance(part, Foreign) else whole


def each_marked_like(part: str, pieces: Iterable[str]) -> tuple[str, ...]:
    """The pieces of a text, in its language."""
    return tuple(marked_like(part, piece) for piece in pieces) if isinstance(part, Foreign) else tuple(pieces)


def marked_lines(text: str) -> tuple[str, ...]:
    """The lines of a text that has one thing a line, in its language."""
    return each_marked_like(text, text_lines(text))


def with_language(words: str) -> Any:
    """Words for a program that sets them: a string, or with their language where that is another one."""
    return {"lang": words.language, "text": str(words)} if isinstance(words, Foreign) else words
