"""Languages that say different numbers, times or months."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.rulebook.models.base import column_of
from ngocheck.rulebook.translations import Translation, freshness_text, translations

from .problem import Problem
from .rows import row_name


def different_numbers() -> Iterator[Problem]:
    """Texts in which a translation says another date, amount or number than the English."""
    for translation in translations():
        if translation.apart:
            row = translation.row
            where = f"{row_name(row)}, {column_of(row, translation.column).verbose_name}"
            yield Problem(number_message(translation), row, place=where)


def number_message(translation: Translation) -> str:
    told = _("only one of this text and the English one says %(what)s. Mend the one that is wrong.")
    return told % {"what": freshness_text(translation.apart)}
