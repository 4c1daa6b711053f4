"""What visitors take away: page, print, PDF, calendar, table and JSON say the same, item by item."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import date

import icalendar
import ics
import pytest
from django.test import Client
from pypdf import PdfReader

from ngocheck.checklists.table import safe

pytestmark = pytest.mark.django_db

PICKET = {"assembly_form": "picket", "assembly_on": "2026-12-22", "organiser": "adult_citizen"}
FOUNDED = {
    "status": "founded",
    "legal_form": "public_association",
    "founding_meeting_on": "2026-11-10",
    "founders_count": 5,
}
FOUNDATION = {
    "status": "registered",
    "legal_form": "public_foundation",
    "registered_on": "2020-03-01",
    "foreign_funds": True,
    "foreign_funds_activities": ["legal_aid"],
    "foreign_funds_exemption": [],
    "foreign_receipt_on": "2026-11-20",
}
VISITORS = {
    "a picket": ("assembly", PICKET),
    "a founded association": ("register", FOUNDED),
    "a foundation with foreign money": ("everything", FOUNDATION),
    "somebody who answers nothing": ("everything", {}),
}


class Taken:
    """Everything that one visitor takes away from one guide."""

    def __init__(self, client: Client, guide: str, answers: dict) -> None:
        session = client.session
        session["answers"] = answers
        session.save()
        self.client = client
        self.address = f"/en/guides/{guide}/checklist/"
        self.findings = json.loads(self.file("checklist.json").content)["findings"]
        self.open = [f for f in self.findings if f["applicability"] != "does_not_apply"]

    def file(self, name: str):
        response = self.client.get(self.address + name)
        assert response.status_code == 200
        return response

    def words(self, name: str) -> str:
        page = re.sub(r"<[^>]+>", " ", self.file(name).content.decode())
        return squeezed(html.unescape(page))

    def pdf(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.file("checklist.pdf").content))

    def pdf_words(self) -> str:
        """The words of all sheets, without what stands in the margin of each."""
        sheets = (squeezed(sheet.extract_text()) for sheet in self.pdf().pages)
        return "".join(re.sub(r"NGOCheckedition.{0,40}?Page\d+of\d+", "", sheet) for sheet in sheets)

    def table(self) -> list[dict[str, str]]:
        text = self.file("checklist.csv").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))


def squeezed(text: str) -> str:
    """Letters and digits only: lines, hyphens and boxes differ between papers, words do not."""
    return re.sub(r"[\W_]+", "", text)


@pytest.fixture(params=VISITORS, ids=lambda name: name.replace(" ", "-"))
def taken(request, client) -> Taken:
    return Taken(client, *VISITORS[request.param])


@pytest.fixture
def foundation(client) -> Taken:
    return Taken(client, *VISITORS["a foundation with foreign money"])


def test_every_item_stands_in_every_output(taken):
    rows = {row["Code"]: row for row in taken.table()}
    assert set(rows) == {finding["requirement"] for finding in taken.findings}
    page, printed = taken.words(""), taken.words("print/")
    pdf = taken.pdf_words()
    for finding in taken.findings:
        title = squeezed(rows[finding["requirement"]]["What to do"])
        for output in (page, printed, pdf):
            assert title in output, finding["requirement"]


def test_every_due_date_is_the_same_in_json_table_calendar_page_and_pdf(taken):
    expected = {(f["requirement"], due["safe_on"], due["on"]) for f in taken.open for due in f["due"] if due["on"]}
    tabled = {
        (row["Code"], row["Careful day"], row["Last lawful day"]) for row in taken.table() if row["Careful day"]
    }
    assert tabled == expected
    calendar = icalendar.Calendar.from_ical(taken.file("checklist.ics").content)
    noted = {(code_of(event), str(event["DTSTART"].dt)) for event in calendar.walk("VEVENT")}
    assert noted == {(code, careful) for code, careful, _ in expected}
    page, pdf = taken.file("").content.decode(), taken.pdf_words()
    for _, careful, _ in expected:
        assert f'datetime="{careful}"' in page
        assert squeezed(f"{date.fromisoformat(careful):%-d %B %Y}") in pdf


def test_what_it_costs_why_and_where_it_stands_are_in_table_print_and_pdf(taken):
    printed = taken.words("print/")
    pdf = taken.pdf_words()
    applying = {finding["requirement"] for finding in taken.open}
    for row in taken.table():
        if row["Code"] in applying:
            for column in ("Text", "Whom to file with", "Fee", "What it costs not to", "What is not certain"):
                for piece in row[column].split(" | "):
                    assert squeezed(piece) in printed, (row["Code"], column)
                    assert squeezed(piece) in pdf, (row["Code"], column)


def test_two_independent_parsers_read_the_calendar(foundation):
    written = foundation.file("checklist.ics").content.decode()
    events = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert len(events) == len(ics.Calendar(written).events) > 3
    for event in events:
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert [alarm["TRIGGER"].dt.days for alarm in event.walk("VALARM")] == [-14, -2]
    assert "METHOD" not in written


def test_uids_are_unique_and_the_same_next_time(foundation):
    first, second = (foundation.file("checklist.ics").content for _ in range(2))
    assert first == second
    uids = [str(event["UID"]) for event in icalendar.Calendar.from_ical(first).walk("VEVENT")]
    assert len(uids) == len(set(uids))


def test_the_working_stands_in_the_calendar_entry(foundation):
    calendar = icalendar.Calendar.from_ical(foundation.file("checklist.ics").content)
    notify = next(e for e in calendar.walk("VEVENT") if str(e["UID"]).startswith("ff-notify-"))
    assert "working day 10" in str(notify["DESCRIPTION"])
    assert "https://" in str(notify["DESCRIPTION"])


def test_the_pdf_is_tagged_titled_and_has_bookmarks(foundation):
    pdf = foundation.pdf()
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"].startswith("en")
    assert pdf.metadata.title
    bookmarks = json.dumps([getattr(mark, "title", "") for mark in flat(pdf.outline)])
    assert "Always" in bookmarks


def code_of(event: icalendar.Event) -> str:
    """The requirement's code, which a UID begins with."""
    return re.sub(r"-(\d{4}|once).*$", "", str(event["UID"]))


def flat(outline):
    for mark in outline:
        if isinstance(mark, list):
            yield from flat(mark)
        else:
            yield mark


def test_every_sheet_of_the_pdf_says_edition_and_page(foundation):
    pdf = foundation.pdf()
    for number, sheet in enumerate(pdf.pages, 1):
        text = squeezed(sheet.extract_text())
        assert squeezed(f"{number} of {len(pdf.pages)}") in text
        assert "edition1" in text


def test_files_have_neutral_names_and_are_not_kept(taken):
    for name, kind in (("pdf", "application/pdf"), ("ics", "text/calendar"), ("csv", "text/csv")):
        response = taken.file(f"checklist.{name}")
        assert response.headers["Content-Disposition"] == f'attachment; filename="checklist.{name}"'
        assert response.headers["Content-Type"].startswith(kind)
        assert "no-store" in response.headers["Cache-Control"]


def test_equal_checklists_give_equal_files(foundation):
    for name in ("checklist.pdf", "checklist.csv"):
        assert foundation.file(name).content == foundation.file(name).content


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-1", "@a", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell):
    assert safe(cell) == f"'{cell}"
    assert safe("plain") == "plain"


def test_cells_of_the_real_table_begin_with_no_formula_sign(taken):
    for row in taken.table():
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
