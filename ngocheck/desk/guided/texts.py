"""Texts in the language that the editor works in."""

from __future__ import annotations

from django.conf import settings

from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.models.stamps import SOURCE
from ngocheck.wording.values import page_language

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def shown(row: Keyed, name: str) -> str:
    """The text as the form shows it: in the editor's language, or else in the nearest one."""
    texts = getattr(row, name)
    return texts[page_language()] or next(filter(None, texts.values()), "")


def say(row: Keyed, name: str, text: str) -> bool:
    """Puts the text in the editor's language; whether it differs. The row is not saved.

    What stands in the other languages says the old text. Stamps tell so where it was made from the English; else
    it is emptied, so that nobody reads the old law in it, and it is left to be translated.
    """
    text = text.replace("\r\n", "\n").strip()
    if text == shown(row, name).replace("\r\n", "\n").strip():
        return False
    language = page_language()
    if language != SOURCE:
        for code in LANGUAGES:
            setattr(row, f"{name}_{code}", "")
    setattr(row, f"{name}_{language}", text)
    return True
