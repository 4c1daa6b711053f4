"""What was refused in a form and its inlines, each with the place on the page where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Refused:
    """`place` is the id of the field or of the row."""

    place: str
    label: str
    message: str


def refused_in(form: BaseForm, row: str = "", place: str = "") -> Iterator[Refused]:
    """What was refused in a form; of what concerns no field alone only that of a row, which has a place."""
    for name, errors in form.errors.items():
        if name != NON_FIELD_ERRORS:
            field = form[name]
            label = f"{row}: {field.label}" if row else capfirst(str(field.label))
            yield Refused(field.id_for_label or place, label, " ".join(map(str, errors)))
        elif row:
            yield Refused(place, row, " ".join(map(str, errors)))


def refused_fields(form: AdminForm, parts: Iterable[InlineAdminFormSet]) -> list[Refused]:
    found = list(refused_in(form.form))
    for part in parts:
        formset, name = part.formset, str(capfirst(part.opts.verbose_name))
        together = " ".join(map(str, formset.non_form_errors()))
        if together:
            found.append(
                Refused(f"{formset.prefix}-group", str(capfirst(part.opts.verbose_name_plural)), together)
            )
        for index, row in enumerate(formset.forms):
            found += refused_in(row, f"{name} {index + 1}", f"{formset.prefix}-{index}")
    return found
