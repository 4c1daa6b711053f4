"""Changes of rows for the desk's pages: old and new beside each other, what differs marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ngocheck.desk.text_diff import marked
from ngocheck.rulebook.rows.row_text import CHANGED, NEW, REMOVED, CellChange, RowChange

# Longer texts stand beside each other without marks.
MOST_MARKED = 6000


@dataclass(frozen=True, slots=True)
class DrawnCell:
    label: str
    old: SafeString
    new: SafeString


@dataclass(frozen=True, slots=True)
class DrawnChange:
    kind: str
    act: str
    table: str
    row: str
    place: str
    cells: list[DrawnCell]


def acts() -> dict[str, str]:
    return {NEW: _("new"), CHANGED: _("changed"), REMOVED: _("removed")}


def drawn_changes(changes: Iterable[RowChange]) -> list[DrawnChange]:
    words = acts()
    return [
        DrawnChange(one.kind, words[one.kind], one.table, one.row, one.place, drawn_cells(one.cells))
        for one in changes
    ]


def drawn_cells(cells: Iterable[CellChange]) -> list[DrawnCell]:
    return [DrawnCell(cell.label, *_both(cell)) for cell in cells]


def _both(cell: CellChange) -> tuple[SafeString, SafeString]:
    if len(cell.old) + len(cell.new) <= MOST_MARKED:
        return marked(cell.old, cell.new)
    return format_html("{}", cell.old), format_html("{}", cell.new)
