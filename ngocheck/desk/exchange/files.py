"""XLSX and CSV files: written so that no cell becomes a formula, read back as the same texts."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from tablib import Dataset
from tablib.exceptions import TablibException

from .spreadsheets import Sheet

BYTES_UNPACKED = 100 * 1024 * 1024
ROWS = 20_000
LONGEST_CELL = 32_767
# A cell that begins so is a formula for a spreadsheet program.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
DIGITS_KEPT = 15
TEXT = "@"
WIDEST, NARROWEST = 60, 12


# Out.


def xlsx(datasets: list[Dataset]) -> bytes:
    """A workbook with one sheet a table. Raises ValidationError where a cell is longer than XLSX allows."""
    if any(len(str(value)) > LONGEST_CELL for made in datasets for row in made for value in row):
        raise ValidationError(_("A text is too long for XLSX. Take the table as CSV."))
    book = Workbook(write_only=True)
    for made in datasets:
        sheet = book.create_sheet(made.title)
        sheet.freeze_panes = "A2"
        for number, header in enumerate(made.headers, 1):
            column = sheet.column_dimensions[get_column_letter(number)]
            column.width = min(WIDEST, max(NARROWEST, len(header) + 2))
            # New cells are texts too: no program makes a date of a code, or a formula of a text.
            column.number_format = TEXT
        sheet.append([_xlsx_cell(sheet, header, bold=True) for header in made.headers])
        for row in made:
            sheet.append([_xlsx_cell(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xlsx_cell(sheet: Any, value: Any, bold: bool = False) -> WriteOnlyCell:
    digits = len(re.sub(r"\D", "", str(value)))
    if not isinstance(value, str) and digits <= DIGITS_KEPT:
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "General"
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(value))
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell


def csv_text(made: Dataset) -> str:
    """With a mark at the beginning by which spreadsheet programs know that it is UTF-8."""
    safe = Dataset(headers=made.headers)
    for row in made:
        safe.append([protected(str(value)) for value in row])
    return "\ufeff" + safe.export("csv")


def protected(text: str) -> str:
    """The text with an apostrophe before what would be a formula; `bare` takes it away again."""
    formula = text.startswith(FORMULA) and not NUMBER.fullmatch(text)
    quoted = text.startswith("'") and text[1:].startswith((*FORMULA, "'"))
    return f"'{text}" if formula or quoted else text


def bare(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith((*FORMULA, "'")) else text


# In. All raise ValidationError in words.


def read_csv(content: bytes) -> Sheet:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("This is not UTF-8 text. Save it as “CSV UTF-8”.")) from error
    first = text.partition("\n")[0]
    made = Dataset()
    try:
        made.load(text, format="csv", delimiter=max(",;\t", key=first.count))
    except (TablibException, csv.Error, ValueError, IndexError) as error:
        raise ValidationError(_("This is not CSV that can be read: a row has too many cells.")) from error
    rows = [(made.headers or [], 1), *((row, number) for number, row in enumerate(made, 2))]
    return _sheet([(number, [bare(text) for text in row]) for row, number in rows])


def read_xlsx(content: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by their titles."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > BYTES_UNPACKED:
                raise ValidationError(_("This workbook is too large."))
        book = load_workbook(BytesIO(content), read_only=True)
        return {sheet.title: _sheet(_rows(sheet)) for sheet in book.worksheets}
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise ValidationError(_("This is not a workbook (XLSX) that can be read.")) from error


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        for cell in cells:
            if cell.data_type == "f":
                where = {"sheet": sheet.title, "row": number, "formula": str(cell.value)[:60]}
                raise ValidationError(
                    _("Sheet %(sheet)s, row %(row)s: “%(formula)s” is a formula. Put its value there.") % where
                )
        rows.append((number, [written(cell.value) for cell in cells]))
        if number > ROWS:
            break
    return rows


def _sheet(rows: list[tuple[int, list[str]]]) -> Sheet:
    headers = [text.strip() for text in rows[0][1]] if rows else []
    if not any(headers):
        raise ValidationError(_("There is nothing in this table, not even the names of the columns."))
    if len(rows) > ROWS:
        raise ValidationError(_("A table may have %(count)s rows at most.") % {"count": ROWS})
    while not headers[-1]:
        headers.pop()
    width = len(headers)
    filled = [
        (number, [*texts, *[""] * width]) for number, texts in rows[1:] if any(text.strip() for text in texts)
    ]
    beyond = next((number for number, texts in filled if any(texts[width:])), None)
    if beyond:
        raise ValidationError(_("Row %(row)s has more cells than there are columns.") % {"row": beyond})
    return Sheet(tuple(headers), tuple((number, tuple(texts[:width])) for number, texts in filled))


def written(value: Any) -> str:
    """A cell as the text that an editor means: programs make numbers, dates and times of what is typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value).replace("_x000D_", "")
