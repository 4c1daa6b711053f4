"""What of a form stands open: what is filled in or wants to be, and what was refused. The rest is folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldset, InlineAdminForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import Keyed
from ngocheck.wording.values import date_text, decimal_text, plain_text

EMPTY: tuple[Any, ...] = (None, "", [], False)
NOTHING_TO_READ = ("", "-")


def is_filled(field: AdminField | AdminReadonlyField) -> bool:
    """Whether it holds something else than what a new row holds."""
    if isinstance(field, AdminReadonlyField):
        return str(field.contents()) not in NOTHING_TO_READ
    bound = field.field
    value, usual = bound.value(), bound.field.initial
    return value not in EMPTY and str(value) != str(usual)


def is_wanted(field: AdminField | AdminReadonlyField) -> bool:
    """Whether it must be filled in, was refused, or is filled in."""
    if is_filled(field):
        return True
    if isinstance(field, AdminReadonlyField):
        return False
    bound = field.field
    return bool(bound.errors) or (bound.field.required and bound.field.initial in EMPTY)


def some_wanted(fields: Iterable[AdminField | AdminReadonlyField]) -> bool:
    return any(map(is_wanted, fields))


def fieldset_opens(fieldset: Fieldset) -> bool:
    return any(map(some_wanted, fieldset))


def row_opens(row: InlineAdminForm, siblings: int) -> bool:
    """A row of an inline stands open where it is new, was refused, or is the only one."""
    return row.original is None or bool(row.form.errors) or siblings == 1


# A row in a line, by which it is found among its like.


def deadline_words(row: models.Deadline) -> list[Any]:
    found: list[Any] = [row.get_kind_display()]
    if row.kind in (row.Kind.AFTER, row.Kind.BEFORE):
        return [*found, f"{row.get_unit_display()}: {row.amount}", row.question and plain_text(row.question.text)]
    if row.kind == row.Kind.EACH_PERIOD:
        day = _("month %(month)s, day %(day)s") % {"month": row.month, "day": row.day}
        return [*found, f"{_('every')}: {row.get_every_display()}", day]
    return found


def penalty_words(row: models.Penalty) -> list[Any]:
    sum_of = row.mrp and _("%(count)s MRP") % {"count": decimal_text(row.mrp)}
    return [row.get_whom_display(), sum_of, row.repeat and _("for a repeat"), plain_text(row.text)]


def citation_words(row: models.Citation) -> list[Any]:
    return [row.provision, row.passage_id and _("only for the passage")]


def value_words(row: models.ParameterValue) -> list[Any]:
    known = {"value": decimal_text(row.value), "start": date_text(row.effective_from)}
    told = _("%(value)s from %(start)s") % known
    if row.effective_until:
        known["end"] = date_text(row.effective_until)
        told = _("%(value)s from %(start)s until the day before %(end)s") % known
    return [told, row.get_confidence_display().partition(":")[0], row.source]


WORDS: Mapping[type[Keyed], Callable[[Any], list[Any]]] = {
    models.Deadline: deadline_words,
    models.Penalty: penalty_words,
    models.Citation: citation_words,
    models.ParameterValue: value_words,
    models.Step: lambda row: [plain_text(row.text)],
    models.Passage: lambda row: [plain_text(row.text)],
}


def row_words(row: Keyed) -> str:
    """What a folded row holds, in the language of the page."""
    return capfirst("; ".join(str(word) for word in WORDS[type(row)](row) if word))
