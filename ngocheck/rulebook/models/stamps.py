"""What a translation was made from: a stamp that outlasts every later change of the text it stands for.

A stamp names two texts, the English one and the translation that was made from it. While the translation is as it
was and the English is not, the translation is outdated. A translation that was changed since is taken as made from
the English beside it, however it came there: by a form, an import, or a file edited by hand. One that is still
right as it stands is stamped anew.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings

SOURCE = settings.SOURCE_LANGUAGE
TRANSLATIONS = tuple(code for code, _name in settings.LANGUAGES if code != SOURCE)


def digest(text: str) -> str:
    """Eight hexadecimal digits that stand for a text, however its lines end."""
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:8]


NO_ENGLISH = digest("")


def made_from(row: Any, name: str, language: str) -> str:
    """The digest of the English text that the translation was made from; "" where there is none."""
    return row.made_from.get(f"{name}_{language}", "").partition("-")[0]


def stamp_now(row: Any, name: str, language: str) -> str:
    """The stamp for the two texts as they are now."""
    return f"{digest(getattr(row, f'{name}_{SOURCE}'))}-{digest(getattr(row, f'{name}_{language}'))}"


def is_outdated(row: Any, name: str, language: str) -> bool:
    """Whether the English text `name` of the row changed after its translation was made.

    A text that was there before any English is not made from it: the first English is made from that text.
    """
    source, _sep, words = row.made_from.get(f"{name}_{language}", "").partition("-")
    text = getattr(row, f"{name}_{language}")
    fits = source in (NO_ENGLISH, digest(getattr(row, f"{name}_{SOURCE}")))
    return bool(source and text) and words == digest(text) and not fits


def stamp(row: Any, name: str, language: str) -> None:
    """Says that the translation was made from the English text as it is now, or fits it."""
    column = f"{name}_{language}"
    others = {key: value for key, value in row.made_from.items() if key != column}
    row.made_from = {**others, column: stamp_now(row, name, language)} if getattr(row, column) else others


def readable_stamps(value: Any) -> dict[str, str]:
    """The stamps of a file that somebody may have edited; none where they are no stamps."""
    found = value.items() if isinstance(value, dict) else ()
    return {column: words for column, words in found if isinstance(words, str)}


def stamp_changed(sender: type[Any], instance: Any, **_others: Any) -> None:
    """Stamps what is new or was changed, just before the row is saved; for the signal `pre_save`."""
    for name in sender.TEXTS:
        for language in TRANSLATIONS:
            if not is_outdated(instance, name, language):
                stamp(instance, name, language)
