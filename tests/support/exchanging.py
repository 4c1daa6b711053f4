"""What the tests of import and export share: exported rows, files that are sent, what their page answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from ngocheck.rulebook.rows import rulebook_file


def rows() -> list[dict[str, Any]]:
    return json.loads(rulebook_file.export())


def row(found: list[dict[str, Any]], model: str, **fields: Any) -> dict[str, Any]:
    """The fields of the one row of that table that has these values."""
    (one,) = (r for r in found if r["model"] == f"rulebook.{model}" and fields.items() <= r["fields"].items())
    return one["fields"]


def text(found: list[dict[str, Any]]) -> str:
    return json.dumps(found, ensure_ascii=False)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def edited(content: bytes, sheet: str, key: dict[str, Any], **cells: Any) -> bytes:
    """The workbook after somebody typed over cells in the row of that key."""
    book = load_workbook(BytesIO(content))
    names = {cell.value: number for number, cell in enumerate(book[sheet][1])}
    rows = book[sheet].iter_rows(min_row=2)
    (row,) = (row for row in rows if all(row[names[name]].value == value for name, value in key.items()))
    for name, value in cells.items():
        row[names[name]].value = value
    return saved(book)


def repacked(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part of it, XML, changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for part in old.namelist():
            raw = old.read(part)
            new.writestr(part, change(raw.decode()) if part == name else raw)
    return stream.getvalue()


def upload(client, address: str, content: bytes, name: str, **more: Any):
    return client.post(address, {"file": SimpleUploadedFile(name, content), **more})


def confirm(client, page, address: str | None = None):
    """Confirms what the page of an upload has shown."""
    sent = {"package": page.context["package"], "plan": page.context["plan"].sha256, "confirm": "yes"}
    return client.post(address or reverse("desk:exchange"), sent, follow=True)
