"""Filters of the desk's pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.contrib.admin.helpers import Fieldline, InlineAdminForm, InlineAdminFormSet
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from ngocheck.desk.text_diff import marked
from ngocheck.desk.versions import folding
from ngocheck.rulebook.rows.row_text import CellChange

register = template.Library()
# Of the lines and parts of a form: whether they stand open, and what a row says while it is folded.
register.filter("line_opens", folding.some_wanted)
register.filter(folding.fieldset_opens)
register.filter(folding.row_words)


@register.filter
def marked_cells(cells: Iterable[CellChange]) -> list[tuple[str, SafeString, SafeString]]:
    """The label of each value with the old and the new one, what differs marked."""
    return [(cell.label, *marked(cell.old, cell.new)) for cell in cells]


@register.filter
def row_opens(row: InlineAdminForm, part: InlineAdminFormSet) -> bool:
    return folding.row_opens(row, part.formset.initial_form_count())


@register.filter
def text_label(line: Fieldline) -> str:
    """The name of a text that a line has in each language."""
    name = line.fields[0].rpartition("_")[0]
    return capfirst(str(getattr(line.form._meta.model, name).label))
