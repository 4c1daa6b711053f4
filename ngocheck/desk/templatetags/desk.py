"""Filters of the desk's pages."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from ngocheck.desk.text_diff import marked
from ngocheck.rulebook.rows.row_text import CellChange

register = template.Library()


@register.filter
def marked_cells(cells: Iterable[CellChange]) -> list[tuple[str, SafeString, SafeString]]:
    """The label of each value with the old and the new one, what differs marked."""
    return [(cell.label, *marked(cell.old, cell.new)) for cell in cells]
