"""Page, print and files in three languages: every letter of Kazakh arrives, from fonts that are in the file."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import ics
import pytest
import time_machine
from django.utils import translation
from icalendar import Calendar
from pypdf import PdfReader

from ngocheck.checklists.guides.visit import Visit
from ngocheck.checklists.outputs.csv import table_of
from ngocheck.checklists.outputs.pdf import pdf_of_all
from ngocheck.checklists.sheet.sheet import DueText, Line, Sheet
from ngocheck.engine.checklist import Part
from tests.support.sheets import KAZAKH, calendar_file, line, sheet
from tests.support.visits import answer_with

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 7, tzinfo=UTC)
LANGUAGES = ["en", "ru", "kk"]
OCTETS = 75  # of a line of a calendar file, RFC 5545, 3.1
ANSWERS = {
    "status": "registered",
    "legal_form": "foundation",
    "registered_on": "2020-03-02",
    "gifts": True,
    "gift_work": ["legal_aid", "news"],
    "gift_on": "2026-11-02",
    "gift_kind": "money",
}
MONTHS = {"en": "November", "ru": "ноября", "kk": "қараша"}
DATED = DueText(NOON.date(), NOON.date(), NOON.date(), "2026", "", "", "", (), lawful=True, last="")
STYLES = Path(__file__).parents[3] / "ngocheck" / "checklists" / "static" / "checklists"
# The letters of Kazakh stand in Windows' Segoe UI, in Android's Roboto and in what iOS and macOS call system-ui.
FAMILIES = ["Segoe UI", "Roboto", "system-ui", "sans-serif"]


@dataclass
class Taken:
    """What a visitor took along in a language, and the checklist that it was made from."""

    language: str
    sheet: Sheet
    files: dict[str, bytes]

    @property
    def titles(self) -> list[str]:
        return [line.title for line in self.sheet.lines]

    @property
    def dated(self) -> list[tuple[Line, DueText]]:
        lines = (line for line in self.sheet.lines if line.part is not Part.DOES_NOT_APPLY)
        return [(line, due) for line in lines for due in line.due if due.safe_on]


@pytest.fixture(params=LANGUAGES)
def taken(request, client) -> Taken:
    answer_with(client, ANSWERS)
    beginning = f"/{request.param}/guides/everything/checklist/"
    names = {"page": "", "print": "print/?all=1"} | {
        kind: f"checklist.{kind}" for kind in ("pdf", "ics", "csv", "json")
    }
    with time_machine.travel(NOON, tick=False):
        names["pdf"] += "?all=1"
        answers = {name: client.get(beginning + path) for name, path in names.items()}
        with translation.override(request.param):
            made = Visit(answers["page"].wsgi_request, "everything").sheet()
    return Taken(request.param, made, {name: answer.content for name, answer in answers.items()})


def squeezed(text: str) -> str:
    """Without white space: lines are broken elsewhere on paper."""
    return re.sub(r"\s|\xad", "", text)


def on_paper(pdf: bytes) -> str:
    """The text of all pages, without what stands below each of them."""
    footer = re.compile(r"NGOCheck,(?!.*NGOCheck,).*$")
    return "".join(footer.sub("", squeezed(page.extract_text())) for page in PdfReader(io.BytesIO(pdf)).pages)


def table(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def in_kazakh(made: Sheet, write) -> bytes:
    with translation.override("kk"):
        return write(made)


# Every title in every file.


def test_every_title_has_the_language_of_the_checklist(taken, rulebook):
    titles = {rule.texts["title"][taken.language] for rules in rulebook.requirements.values() for rule in rules}
    assert len(taken.titles) == len(rulebook.requirements)
    assert {*taken.titles} <= titles


@pytest.mark.parametrize("page", ["page", "print"])
def test_every_title_stands_on_the_page_and_in_print(taken, page):
    markup = taken.files[page].decode()
    words = squeezed(html.unescape(re.sub(r"<[^>]+>", " ", markup)))
    assert f'<html lang="{taken.language}"' in markup
    assert '<meta charset="utf-8">' in markup.lower()
    assert [title for title in taken.titles if squeezed(title) not in words] == []


def test_every_title_stands_on_paper(taken):
    reader = PdfReader(io.BytesIO(taken.files["pdf"]))
    text = on_paper(taken.files["pdf"])
    assert reader.trailer["/Root"]["/Lang"] == taken.language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [title for title in taken.titles if squeezed(title) not in text] == []


def test_every_title_with_a_date_stands_in_the_calendar_for_two_programs(taken):
    file = taken.files["ics"]
    events = Calendar.from_ical(file).walk("VEVENT")
    others = {event.uid: event for event in ics.Calendar(file.decode()).events}
    assert len(events) == len(others) > len(taken.dated) > 3
    for event, (item, due) in zip(events, taken.dated, strict=False):
        assert str(event["SUMMARY"]).endswith(item.title)
        assert event["DTSTART"].dt == due.safe_on
        assert others[str(event["UID"])].name == event["SUMMARY"]
        assert others[str(event["UID"])].begin.date() == due.safe_on


def test_every_title_stands_in_the_table_under_heads_of_its_language(taken):
    heads, *rows = table(taken.files["csv"])
    column = {head: number for number, head in enumerate(heads)}
    with translation.override(taken.language):
        item, code = translation.gettext("Item"), translation.gettext("Code")
    assert {row[column[code]]: row[column[item]] for row in rows} == {
        line.code: line.title for line in taken.sheet.lines
    }
    assert [head for head in heads if not head.strip()] == []


def test_the_json_has_the_same_items_in_every_language(taken):
    findings = json.loads(taken.files["json"])["findings"]
    assert {finding["requirement"] for finding in findings} == {line.code for line in taken.sheet.lines}


def test_dates_on_paper_are_in_the_words_of_its_language(taken):
    text = on_paper(taken.files["pdf"])
    assert [language for language, month in MONTHS.items() if month in text] == [taken.language]


# Every letter.


def fonts_of(pdf: bytes) -> list[dict]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]


def test_every_font_of_the_paper_is_in_the_file_and_tells_its_letters(taken):
    fonts = fonts_of(taken.files["pdf"])
    assert fonts
    for font in fonts:
        assert font["/Subtype"] == "/Type0"
        assert "/ToUnicode" in font
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & described.keys(), font["/BaseFont"]


@pytest.mark.parametrize("letter", KAZAKH)
def test_every_letter_of_kazakh_is_read_back_from_every_file(letter):
    word = f"сө{letter}ік"
    made = sheet(line("made-up", Part.LATER, title=word, text=(word,), due=(DATED,)))
    pdf = in_kazakh(made, pdf_of_all)
    assert on_paper(pdf).count(word) >= 2
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"] == "kk"
    assert any(word in row for row in table(in_kazakh(made, table_of)))
    (event,) = Calendar.from_ical(in_kazakh(made, calendar_file)).walk("VEVENT")
    assert event["SUMMARY"] == word


def test_no_line_of_a_calendar_is_too_long_or_cuts_a_letter(taken):
    lines = taken.files["ics"].split(b"\r\n")
    assert any(written.startswith(b" ") for written in lines)
    for written in lines:
        assert len(written) <= OCTETS
        written.decode()  # half a letter would be no UTF-8


@pytest.mark.parametrize("before", range(8))
def test_a_letter_at_the_end_of_a_calendars_line_stays_whole(before):
    """Each letter of Kazakh takes two octets; the end of the line is tried before, in and after one."""
    title = "a" * before + KAZAKH * 12
    file = in_kazakh(sheet(line("made-up", Part.LATER, title=title, due=(DATED,))), calendar_file)
    assert all(len(written) <= OCTETS and written.decode() is not None for written in file.split(b"\r\n"))
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    (other,) = ics.Calendar(file.decode()).events
    assert event["SUMMARY"] == other.name == title


@pytest.mark.parametrize("style", ["site.css", "paper.css"])
def test_pages_are_set_in_fonts_of_windows_android_and_ios_that_have_the_letters(style):
    css = (STYLES / style).read_text(encoding="utf-8")
    stack = re.search(r'font: [\d./a-z]+ [^;]*("Noto Sans"[^;]+);', css)[1]
    families = [family.strip(' "') for family in stack.split(",")]
    assert [family for family in families if family in FAMILIES] == FAMILIES
    assert families[-1] == "sans-serif"
    assert (
        "Helvetica Neue" not in families
    )  # it has Russian, and not all of Kazakh: letters of two fonts in a word
