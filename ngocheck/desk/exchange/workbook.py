"""Workbooks (XLSX) of texts: written so that no cell becomes a formula, read no further than their columns go."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

BYTES_UNPACKED = 50 * 1024 * 1024
ROWS = 5_000
LONGEST_CELL = 32_767
LAST_COLUMN = 16_384
TEXT = "@"
WIDTH_OF_KEY, WIDTH_OF_TEXT = 24, 50
FROM_THE_TOP, BOLD, OPEN = Alignment(wrap_text=True, vertical="top"), Font(bold=True), Protection(locked=False)
# What the reader of workbooks raises, besides its own, over parts that are not as they should be.
UNREADABLE = (
    *(BadZipFile, zlib.error, InvalidFileException, SyntaxError, OSError, EOFError),
    *(LookupError, ValueError, TypeError, AttributeError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a sheet may have: columns that say which row is meant, and columns of texts."""

    key: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.key + self.texts


class SheetRow(NamedTuple):
    """A row of a sheet, with its number there: the text of each cell by the name of its column."""

    sheet: str
    number: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        return place_in(self.sheet, self.number)


def place_in(sheet: str, number: int) -> str:
    return f"{sheet} {_('row %(number)s') % {'number': number}}"


# Out.


def write_workbook(sheets: Mapping[str, Columns], rows: Mapping[str, list[tuple[str, ...]]]) -> bytes:
    """A workbook with these sheets; only texts can be typed over.

    Raises ValidationError where a text is longer than XLSX allows.
    """
    if any(len(text) > LONGEST_CELL for table in rows.values() for row in table for text in row):
        raise ValidationError(_("A text is longer than a cell of a workbook may be. Take the JSON file."))
    book = Workbook(write_only=True)
    for title, columns in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = f"{get_column_letter(len(columns.key) + 1)}2"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False
        for number, name in enumerate(columns.all, 1):
            width = WIDTH_OF_TEXT if name in columns.texts else WIDTH_OF_KEY
            sheet.column_dimensions[get_column_letter(number)].width = width
        heads, keys, typed = (styled_cell(sheet, **style) for style in ({"font": BOLD}, {}, {"protection": OPEN}))
        sheet.append([text_cell(name, heads) for name in columns.all])
        for row in rows[title]:
            key, texts = row[: len(columns.key)], row[len(columns.key) :]
            sheet.append([*(text_cell(part, keys) for part in key), *(text_cell(text, typed) for text in texts)])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def styled_cell(sheet: Any, **style: Any) -> WriteOnlyCell:
    """An empty cell of texts; setting its style takes longer than all else, so others take theirs from it."""
    cell = WriteOnlyCell(sheet)
    for name, value in {"number_format": TEXT, "alignment": FROM_THE_TOP, **style}.items():
        setattr(cell, name, value)
    return cell


def text_cell(text: str, like: WriteOnlyCell) -> WriteOnlyCell:
    cell = WriteOnlyCell(like.parent, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text))
    cell.data_type, cell._style = "s", like._style
    return cell


# In. All raise ValidationError in words.


def read_workbook(content: bytes, sheets: Mapping[str, Columns]) -> list[SheetRow]:
    """The filled rows of a workbook that has some of these sheets.

    Raises ValidationError, in words with sheet and row, where it cannot be read whole.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > BYTES_UNPACKED:
                raise ValidationError(_("This workbook is too large."))
        book = load_workbook(BytesIO(content), read_only=True)
        titles = [sheet.title for sheet in book.worksheets]
        for title in titles:
            if title not in sheets or titles.count(title) > 1:
                message = _("Sheet “%(sheet)s” is not named after a table. The names are: %(names)s.")
                raise ValidationError(message % {"sheet": title, "names": ", ".join(sheets)})
        return [row for sheet in book.worksheets for row in read_sheet(sheet, sheets[sheet.title])]
    except UNREADABLE as error:
        raise ValidationError(_("This is not a workbook (XLSX) that can be read.")) from error


def read_sheet(sheet: Any, columns: Columns) -> Iterator[SheetRow]:
    """The filled rows. The reader makes every cell up to the last column asked for, so that is one too many.

    Raises ValidationError where there are more rows or cells than a table may have.
    """
    headers = headers_of(sheet, columns)
    rows = sheet.iter_rows(min_row=2, max_row=ROWS + 2, max_col=len(columns.all) + 1)
    for number, cells in enumerate(rows, 2):
        if number > ROWS + 1:
            raise refusal(sheet, number, _("A table may have %(count)s rows at most.") % {"count": ROWS})
        texts = [checked_text(sheet, number, cell) for cell in cells]
        if not any(text.strip() for text in texts):
            continue
        if any(texts[len(headers) :]):
            raise refusal(sheet, number, _("it has more cells than there are columns."))
        yield SheetRow(sheet.title, number, dict(zip(headers, texts, strict=False)))


def headers_of(sheet: Any, columns: Columns) -> list[str]:
    """Raises ValidationError for a heading that is missing, unknown or there twice."""
    first = next(sheet.iter_rows(max_row=1, max_col=LAST_COLUMN, values_only=True), ())
    headers = [cell_text(value).strip() for value in first]
    while headers and not headers[-1]:
        headers.pop()
    for name in headers:
        if name not in columns.all:
            message = _("there is no column “%(name)s”. The columns are: %(names)s.")
            raise refusal(sheet, 1, message % {"name": name, "names": ", ".join(columns.all)})
        if headers.count(name) > 1:
            raise refusal(sheet, 1, _("the column “%(name)s” is there twice.") % {"name": name})
    for name in columns.key:
        if name not in headers:
            raise refusal(sheet, 1, _("the column “%(name)s” is missing.") % {"name": name})
    return headers


def checked_text(sheet: Any, number: int, cell: Any) -> str:
    """The cell as text. Raises ValidationError for a formula."""
    if cell.data_type == "f":
        formula = str(cell.value)[:60]
        raise refusal(sheet, number, _("“%(formula)s” is a formula. Put its value there.") % {"formula": formula})
    return cell_text(cell.value)


def cell_text(value: Any) -> str:
    """A cell as the text that is meant: spreadsheet programs make numbers and dates of what is typed."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value).replace("_x000D_", "")


def refusal(sheet: Any, number: int, message: str) -> ValidationError:
    return ValidationError(f"{place_in(sheet.title, number)}: {message}")
