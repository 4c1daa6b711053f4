"""The tabs of a version's form: which fieldsets and inlines stand in each, and what was refused there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.utils.functional import Promise

Fieldsets = tuple[tuple[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """Which fieldsets and inlines of an admin stand together. `code` names the tab in addresses."""

    code: str
    label: str | Promise
    fieldsets: Fieldsets
    parts: tuple[type, ...] = ()


@dataclass(slots=True)
class FilledTab:
    """A tab with what it shows of one form: how many rows it has, how many things in it were refused."""

    code: str
    label: str | Promise
    fieldsets: list[Fieldset]
    parts: list[InlineAdminFormSet]
    rows: int = field(init=False)
    refused: int = field(init=False)

    def __post_init__(self) -> None:
        self.rows = sum(part.formset.initial_form_count() for part in self.parts)
        own = sum(name in one.form.errors for one in self.fieldsets for line in one for name in line.fields)
        self.refused = own + sum(part.formset.total_error_count() for part in self.parts)


def filled_tabs(tabs: Iterable[Tab], form: AdminForm, parts: Iterable[InlineAdminFormSet]) -> list[FilledTab]:
    """The tabs of a form whose fieldsets are those of the tabs, one tab after the other."""
    fieldsets, inlines = iter(form), list(parts)
    return [
        FilledTab(
            tab.code,
            tab.label,
            [next(fieldsets) for _one in tab.fieldsets],
            [one for one in inlines if isinstance(one.opts, tab.parts)],
        )
        for tab in tabs
    ]
