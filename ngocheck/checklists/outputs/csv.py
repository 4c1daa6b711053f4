"""The checklist as a table for spreadsheets: a row a due date, and one for an item without dates.

UTF-8 with a byte order mark, so that Excel reads Cyrillic; commas, every cell in quotes, CRLF (RFC 4180). Days are
written 2026-12-04, which spreadsheets take as dates in every language; things of which there are several stand
in one cell with " | " between them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ngocheck.checklists.sheet.sheet import DueText, Line, Sheet, SheetPart
from ngocheck.engine.checklist import Part
from ngocheck.wording.penalties import Penalties
from ngocheck.wording.values import period_text

from .labels import labels

BYTE_ORDER_MARK = "\ufeff"
# How a spreadsheet's formulas begin, in Latin and in full-width letters.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BLANKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
NO_DATE = DueText(None, None, None, period="", headline="", note="", doubt="", working=(), lawful=True, last="")


class TableRow(NamedTuple):
    sheet: Sheet
    part: SheetPart
    line: Line
    due: DueText


def table_of(sheet: Sheet) -> bytes:
    """The table with a header, in the active language."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    named = table_columns()
    writer.writerow(named)
    for row in table_rows(sheet):
        writer.writerow(harmless(value(row)) for value in named.values())
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def table_columns() -> dict[str, Callable[[TableRow], str]]:
    """The columns in their order, by their heads."""
    named = labels()
    return {
        _("Part"): lambda row: row.part.title,
        _("Item"): lambda row: row.line.title,
        _("How binding"): lambda row: row.line.force,
        _("Careful day"): lambda row: iso(row.due.safe_on),
        _("Last lawful day"): lambda row: iso(row.due.due_on) if row.due.lawful else "",
        _("Second-hand date, or by a calendar that is not official"): lambda row: (
            "" if row.due.lawful else iso(row.due.due_on)
        ),
        _("Period"): lambda row: period_text(row.due.period) if row.due.period else "",
        _("Date in words"): lambda row: joined_cell(filter(None, (row.due.headline, row.due.note))),
        _("How sure the date is"): lambda row: row.due.doubt,
        named["working"]: lambda row: joined_cell(row.due.working),
        _("Whether it is met"): lambda row: row.line.met_note,
        _("Steps"): lambda row: joined_cell(row.line.steps),
        _("What to know"): lambda row: joined_cell(row.line.text),
        named["timing"]: lambda row: row.line.timing,
        named["where"]: lambda row: row.line.where,
        named["documents"]: lambda row: joined_cell(row.line.documents),
        named["fee"]: lambda row: row.line.fee,
        named["penalties"]: lambda row: joined_cell(row.line.penalties.lines),
        named["why"]: lambda row: joined_cell(row.line.why),
        _("Taken as usual"): lambda row: row.line.presumed,
        named["open"]: lambda row: joined_cell(question.text for question in row.line.open),
        named["doubt"]: lambda row: row.line.doubt,
        named["newer"]: lambda row: joined_cell(one.words for one in row.line.newer),
        _("How sure it is"): lambda row: row.line.sure,
        named["cited"]: lambda row: joined_cell(f"{one.label} {one.url}".strip() for one in row.line.cited),
        _("Law and dates as of"): lambda row: iso(row.sheet.on),
        _("Edition"): lambda row: row.sheet.edition,
        _("Code"): lambda row: row.line.code,
    }


def table_rows(sheet: Sheet) -> Iterator[TableRow]:
    for part in sheet.parts:
        for line in part.lines:
            told = title_and_reasons(line) if part.part is Part.DOES_NOT_APPLY else line
            for due in told.due or (NO_DATE,):
                yield TableRow(sheet, part, told, due)


def title_and_reasons(line: Line) -> Line:
    """What is said of an item that does not apply; nobody should read its duties and fines as their own."""
    silent: dict[str, Any] = dict.fromkeys(("timing", "where", "fee", "presumed", "doubt", "met_note"), "")
    return replace(line, due=(), steps=(), text=(), documents=(), penalties=Penalties(), open=(), **silent)


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def joined_cell(values: Iterable[str]) -> str:
    return " | ".join(values)


def harmless(cell: str) -> str:
    """The cell in one line; an apostrophe keeps spreadsheets from running what looks like a formula."""
    cell = BLANKS.sub(" ", cell).strip()
    return f"'{cell}" if cell.startswith(FORMULA) else cell
