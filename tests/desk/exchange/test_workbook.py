"""Workbooks of texts: out and in without a change, no formula in them, and read within bounds whatever is sent."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ngocheck.desk.exchange import workbook
from ngocheck.desk.exchange.workbook import Columns, SheetRow, cell_text, read_workbook, write_workbook
from tests.support.exchanging import repacked, saved

SHEETS = {"area": Columns(("code",), ("title_en", "title_kk")), "guide": Columns(("code",), ("title_en",))}
HEADERS = ["code", "title_en", "title_kk"]
NASTY = [
    "=1+1",
    "+7 727",
    "-5",
    "- a list",
    "@home",
    "'quoted",
    "'=quoted formula",
    "\tindented",
    'says "no", and; more',
    "two\nlines\n\nand four",
    "Әбілқайыр ұлы, қоғамдық бірлестік: «Ғажап өңір» һәм і",
    "1.0",
    "2026-01-31",
    "yes",
    " blanks at both ends ",
    "#N/A",
    "x;=cmd|'/c calc'!A0;y",
    "＝1+1",
]
SHEET = "xl/worksheets/sheet1.xml"
FAR = '<c r="XFD{n}" t="inlineStr"><is><t>far</t></is></c>'


def book_of(*rows: list[object], title: str = "area") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return saved(book)


def refusal_of(content: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        read_workbook(content, SHEETS)
    return " ".join(refusal.value.messages)


# Out.


def test_no_text_is_changed_by_going_out_and_in():
    rows = [(str(number), text, text) for number, text in enumerate(NASTY)]
    found = read_workbook(write_workbook(SHEETS, {"area": rows, "guide": []}), SHEETS)
    assert [(row.sheet, row.number) for row in found] == [("area", number) for number in range(2, len(NASTY) + 2)]
    assert [tuple(row.cells.values()) for row in found] == rows


def test_no_cell_is_a_formula():
    book = load_workbook(BytesIO(write_workbook(SHEETS, {"area": [("a", t, t) for t in NASTY], "guide": []})))
    cells = [cell for row in book["area"].iter_rows() for cell in row]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_only_texts_can_be_typed_over():
    book = load_workbook(BytesIO(write_workbook(SHEETS, {"area": [("tax", "Taxes", "")], "guide": []})))
    sheet = book["area"]
    assert sheet.protection.sheet
    assert [[cell.protection.locked for cell in row] for row in sheet.iter_rows()] == [
        [True, True, True],
        [True, False, False],
    ]


@pytest.mark.parametrize("length", [workbook.LONGEST_CELL - 1, workbook.LONGEST_CELL])
def test_a_cell_may_be_so_long(length):
    (row,) = read_workbook(write_workbook(SHEETS, {"area": [("a", "x" * length, "")], "guide": []}), SHEETS)
    assert len(row.cells["title_en"]) == length


def test_a_text_longer_than_a_cell_is_said_and_never_cut():
    with pytest.raises(ValidationError, match="longer than a cell"):
        write_workbook(SHEETS, {"area": [("a", "x" * (workbook.LONGEST_CELL + 1), "")], "guide": []})


# In.


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (None, ""),
        (10, "10"),
        (10.0, "10"),
        (0.5, "0.5"),
        (date(2028, 1, 1), "2028-01-01"),
        (datetime(2028, 1, 1), "2028-01-01"),  # noqa: DTZ001 - as workbooks have it
        ("a_x000D_\nb", "a\nb"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(typed, text):
    assert cell_text(typed) == text


def test_columns_may_stand_in_any_order_and_texts_may_be_left_out():
    content = book_of(["title_kk", "code"], [None, None], ["Салық", "tax"])
    assert read_workbook(content, SHEETS) == [SheetRow("area", 3, {"title_kk": "Салық", "code": "tax"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (book_of(HEADERS, ["tax", "=A1"]), "area row 2: “=A1” is a formula."),
        (book_of(HEADERS, ["tax", "Taxes", "Салық", "more"]), "area row 2: it has more cells than"),
        (book_of(["code", "title_kk"], ["tax", "Салық", "more"]), "area row 2: it has more cells than"),
        (
            book_of([*HEADERS, "colour"]),
            "area row 1: there is no column “colour”. The columns are: code, title_en",
        ),
        (book_of([*HEADERS, *[""] * 90, "note"]), "area row 1: there is no column “”."),
        (book_of(["code", "title_en", "code"]), "area row 1: the column “code” is there twice."),
        (book_of(["title_en"], ["Taxes"]), "area row 1: the column “code” is missing."),
        (book_of(["  ", None]), "area row 1: the column “code” is missing."),
        (book_of(), "area row 1: the column “code” is missing."),
        (book_of(HEADERS, title="areas"), "Sheet “areas” is not named after a table. The names are: area, guide."),
        (b"PK\x03\x04 no workbook", "not a workbook (XLSX) that can be read"),
        (repacked(book_of(HEADERS), SHEET, lambda _xml: "<worksheet"), "not a workbook (XLSX) that can be read"),
        (
            repacked(book_of(HEADERS), "xl/workbook.xml", lambda xml: re.sub("(<sheet .*?/>)", r"\1\1", xml)),
            "Sheet “area” is not named after a table.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_sheet_and_row(content, said):
    assert said in refusal_of(content)


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1"/>'], ids=["unsaid", "wrong"])
@pytest.mark.parametrize(("count", "fits"), [(-1, True), (0, True), (1, False)])
def test_a_sheet_may_have_so_many_rows(count, fits, dimension):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>a{n}</t></is></c></row>'
        for n in range(2, workbook.ROWS + count + 2)
    )
    content = with_rows(rows, dimension)
    if fits:
        assert len(read_workbook(content, SHEETS)) == workbook.ROWS + count
    else:
        assert refusal_of(content) == "area row 5002: A table may have 5000 rows at most."


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:A100000"/>'], ids=["unsaid", "said"])
def test_a_row_far_below_is_refused_and_not_passed_over(dimension):
    far = '<row r="100000"><c r="A100000" t="inlineStr"><is><t>far</t></is></c></row>'
    assert "rows at most" in refusal_of(with_rows(far, dimension))


def with_rows(rows: str, dimension: str) -> bytes:
    """A workbook that has these rows, as XML, below its first one, and says that it is so large."""

    def written(xml: str) -> str:
        xml = re.sub("<dimension.*?/>", dimension, xml)
        return xml.replace("</sheetData>", f"{rows}</sheetData>")

    return repacked(book_of(HEADERS), SHEET, written)


@pytest.mark.parametrize("dimension", ["", '<dimension ref="A1:XFD5001"/>'], ids=["unsaid", "said"])
def test_cells_in_the_last_column_cost_no_more_than_others(dimension):
    rows = "".join(f'<row r="{n}">{FAR.format(n=n)}</row>' for n in range(2, workbook.ROWS + 2))
    content = with_rows(rows, dimension)
    started = time.process_time()
    assert read_workbook(content, SHEETS) == []
    assert time.process_time() - started < 3


def test_a_workbook_that_unpacks_to_more_than_allowed_is_refused(monkeypatch):
    content = book_of(HEADERS)
    monkeypatch.setattr(workbook, "BYTES_UNPACKED", 1000)
    assert refusal_of(content) == "This workbook is too large."


PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET, "[Content_Types].xml")
PUT = ["", "<", '"', "x", "9"]
WHOLE = book_of(HEADERS, ["tax", "Taxes", "Салық"], [date(2028, 1, 1), 5, None])


@pytest.mark.filterwarnings("ignore::UserWarning")  # the reader's own, over what it passes over
@settings(max_examples=50)
@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.integers(0, 40), st.sampled_from(PUT))
def test_a_damaged_workbook_is_read_as_texts_or_refused(part, start, length, put):
    def damaged(xml: str) -> str:
        at = start % len(xml)
        return xml[:at] + put + xml[at + length :]

    found: list[SheetRow] = []
    with suppress(ValidationError):
        found = read_workbook(repacked(WHOLE, part, damaged), SHEETS)
    assert all(isinstance(text, str) for row in found for text in row.cells.values())
