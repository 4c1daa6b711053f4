"""Languages that say different numbers, times or months."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.rulebook.models.base import column_of
from ngocheck.rulebook.translations import Translation, freshness_text, translations

from .problem import Problem


def different_numbers() -> Iterator[Problem]:
    """Texts in which a translation says another date, amount or number than the English."""
    for translation in translations():
        if translation.apart:
            yield Problem(number_message(translation), translation.row)


def number_message(translation: Translation) -> str:
    row = translation.row
    return _(
        "%(table)s %(row)s, %(column)s: only one of this text and the English one says %(what)s. "
        "Mend the one that is wrong."
    ) % {
        "table": row._meta.verbose_name,
        "row": row,
        "column": column_of(row, translation.column).verbose_name,
        "what": freshness_text(translation.apart),
    }
