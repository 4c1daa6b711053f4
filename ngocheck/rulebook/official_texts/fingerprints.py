"""A text as a fingerprint: the same however it is set, another as soon as a word or a number is another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

# Begins every fingerprint. With another one, what was kept is read for the first time again, without an alarm.
FORMAT = "1"
FOOTNOTE_MARK = re.compile(r"\[\s*\d{1,3}\s*\]")
# The number of a point or an article's part, where it begins a paragraph: "1.", "1-1.", "2)", "(3)".
LIST_MARK = re.compile(r"\A\s*\(?(?:\d{1,3}(?:-\d{1,3})*[.)]|\w\))\s+")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
NO_LETTER = re.compile(r"[^\w ]|_|(?<!\d) | (?!\d)")


def letters(text: str) -> str:
    """The letters and digits of a text in their order, small; a space stands between two numbers and nowhere else.

    So case, white space, punctuation, hyphens, also those at the end of a line, and footnote marks like [1] make
    no difference.
    """
    plain = unicodedata.normalize("NFKC", FOOTNOTE_MARK.sub("", text)).casefold().replace("ё", "е")
    return NO_LETTER.sub("", BETWEEN_DIGITS.sub(" ", plain))


def letters_of(paragraphs: Iterable[str]) -> str:
    """The same for paragraphs, without the numbers that they begin with."""
    return letters("\n".join(LIST_MARK.sub("", paragraph) for paragraph in paragraphs))


def fingerprint(text: str) -> str:
    """At most 48 characters that stand for a text that `letters` made."""
    return f"{FORMAT}-{sha256(text.encode()).hexdigest()[:40]}"


def is_current(kept: str) -> bool:
    """Whether a fingerprint was made as they are made now."""
    return kept.startswith(f"{FORMAT}-")
