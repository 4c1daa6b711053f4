"""The checklist as a table for spreadsheets: a row a due date, and one for an item without dates.

UTF-8 with a byte order mark, so that Excel reads Cyrillic; commas, quotes and CRLF as in RFC 4180. Dates are
written 2026-12-04, which every spreadsheet takes as a date in every language.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from django.utils.translation import gettext as _

from ngocheck.engine.checklist import Part

from .labels import labels
from .sheet import Due, Line, Sheet, SheetPart

MARK = "\ufeff"
BETWEEN = " | "
# A spreadsheet would run a cell that begins so as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_of(sheet: Sheet) -> bytes:
    written = StringIO()
    rows = csv.writer(written, dialect="excel", quoting=csv.QUOTE_ALL)
    rows.writerow([harmless(cell) for cell in header()])
    for part in sheet.parts:
        for line in part.lines:
            rows.writerows([harmless(cell) for cell in row] for row in rows_of(part, line))
    return (MARK + written.getvalue()).encode()


def header() -> list[str]:
    named = labels()
    return [
        _("Part"),
        _("Item"),
        _("How binding"),
        _("Careful day"),
        _("Last lawful day"),
        _("Period"),
        _("Date in words"),
        _("How sure the date is"),
        named["working"],
        _("Whether it is met"),
        _("What to know"),
        named["timing"],
        named["file_with"],
        named["documents"],
        named["fee"],
        named["penalties"],
        named["why"],
        _("Taken as usual"),
        named["open"],
        named["doubt"],
        _("How sure"),
        named["cited"],
        _("Edition"),
        _("As of"),
        _("Code"),
    ]


def rows_of(part: SheetPart, line: Line, sheet: Sheet) -> Iterator[list[str]]: ...


def harmless(cell: str) -> str:
    """One line of text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else " ".join(cell.split())
