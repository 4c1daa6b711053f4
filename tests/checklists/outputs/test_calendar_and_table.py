"""The calendar file and the table, on checklists made by hand."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import ics
import pytest
from icalendar import Calendar

from ngocheck.checklists.outputs.csv import table_of
from ngocheck.checklists.outputs.entries import MOST_WORDS
from ngocheck.checklists.sheet.sheet import DueText
from ngocheck.engine.checklist import Part
from tests.support.sheets import KAZAKH, calendar_file, line, long_sheet, sheet

LAST = "last lawful day"
REPORT = DueText(
    date(2027, 3, 30),
    date(2027, 3, 30),
    date(2027, 3, 31),
    "2026",
    "By 30 March 2027",
    "for 2026",
    "",
    (),
    True,
    LAST,
)
NO_DAY = DueText(None, None, None, "2026", "Once in 2026; the law names no day", "", "", (), True, LAST)


def events(*lines):
    return Calendar.from_ical(calendar_file(sheet(*lines))).walk("VEVENT")


def rows(*lines) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_of(sheet(*lines)).decode("utf-8-sig"), newline="")))


def test_an_entry_takes_the_whole_careful_day_and_keeps_it_free():
    (event,) = events(line(due=(REPORT,)))
    assert event["DTSTART"].to_ical() == b"20270330"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].dt == date(2027, 3, 31)
    assert event["TRANSP"] == "TRANSPARENT"
    assert "Last lawful day: 31 March 2027" in event["DESCRIPTION"]


def test_an_entry_reminds_two_weeks_and_two_days_before():
    (event,) = events(line(title="Report", due=(REPORT,)))
    alarms = event.walk("VALARM")
    assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(days=-14, hours=9), timedelta(days=-2, hours=9)]
    assert {alarm["ACTION"] for alarm in alarms} == {"DISPLAY"}
    assert {alarm["DESCRIPTION"] for alarm in alarms} == {"Report"}


def test_an_entry_is_known_by_requirement_and_period_whatever_its_words_and_its_day():
    (event,) = events(line("club-report", due=(REPORT,)))
    assert event["UID"] == "club-report-2026@ngocheck"
    moved = replace(REPORT, due_on=date(2027, 4, 1))
    (other,) = events(line("club-report", Part.CANNOT_TELL, title="New words", doubt="New.", due=(moved,)))
    assert other["UID"] == event["UID"]


def test_an_entry_without_a_period_is_known_by_the_day_that_it_is_counted_from():
    counted = replace(REPORT, period="", anchor=date(2027, 3, 1))
    (event,) = events(line("club-gift", due=(counted,)))
    assert event["UID"] == "club-gift-2027-03-01@ngocheck"


def test_a_later_file_renews_the_entries_of_an_earlier_one():
    made = sheet(line(due=(REPORT,)))
    (first,), (later,) = (
        Calendar.from_ical(calendar_file(replace(made, on=on, edition=edition))).walk("VEVENT")
        for on, edition in ((date(2026, 11, 22), "7-abc"), (date(2026, 11, 23), "8-def"))
    )
    assert first["UID"] == later["UID"]
    assert first["SEQUENCE"] < later["SEQUENCE"]
    assert first["LAST-MODIFIED"].dt < later["LAST-MODIFIED"].dt


def test_an_entry_says_what_to_do_in_a_few_words_and_where_there_is_more():
    told = {"where": "the fair's office " * 20, "text": ("much " * 90,)}
    made = sheet(line("club-report", due=(REPORT,), **told))
    (event,) = Calendar.from_ical(calendar_file(made, lambda code: f"https://example.org/{code}/")).walk("VEVENT")
    assert event["URL"] == "https://example.org/club-report/"
    words = event["DESCRIPTION"].split()
    assert 10 < len(words) <= MOST_WORDS
    assert event["DESCRIPTION"].endswith("Law of 22 November 2026; not legal advice.")


def test_an_entry_on_the_last_day_says_so():
    late = replace(REPORT, day=REPORT.due_on)
    (event,) = events(line(title="Report", due=(late,)))
    assert event["DTSTART"].dt == date(2027, 3, 31)
    assert event["SUMMARY"] == "Last lawful day: report"


def test_no_two_entries_have_the_same_uid():
    found = [event["UID"] for event in events(line(due=(REPORT, REPORT)), line("other", due=(REPORT,)))]
    assert len(set(found)) == 3
    made = Calendar.from_ical(calendar_file(long_sheet(60, seed=1))).walk("VEVENT")
    assert len({event["UID"] for event in made}) == len(made) > 10


def test_time_stamps_are_those_of_the_checklist():
    (event,) = events(line(due=(REPORT,)))
    assert event["DTSTAMP"].dt == datetime(2026, 11, 22, tzinfo=UTC)
    assert calendar_file(long_sheet(9, seed=2)) == calendar_file(long_sheet(9, seed=2))


def test_what_is_not_certain_to_apply_says_so_and_what_does_not_apply_is_left_out():
    perhaps = line("a", Part.CANNOT_TELL, title="Report", due=(REPORT,))
    never = line("b", Part.DOES_NOT_APPLY, title="Not this", due=(REPORT,))
    assert [event["SUMMARY"] for event in events(perhaps, never)] == ["Perhaps: report"]


def test_a_duty_without_a_day_has_no_entry():
    assert events(line(due=(NO_DAY,))) == []
    assert events() == []


def test_the_file_orders_nothing_and_names_nobody():
    file = calendar_file(sheet(line(due=(REPORT,), why=("What is your form? Public foundation.",)))).decode()
    for word in ("METHOD", "CANCEL", "ORGANIZER", "ATTENDEE", "ATTACH", "Public foundation"):
        assert word not in file
    assert "X-WR-CALNAME:NGOCheck\r\n" in file


def test_commas_semicolons_backslashes_and_kazakh_letters_survive_two_parsers():
    # No backslash before an n: the package ics reads that as the end of a line, against RFC 5545, 3.3.11.
    odd = f"{KAZAKH}; a, b \\ c: " + "ұзын сөйлем " * 20
    one = line(title=odd.strip(), due=(replace(REPORT, doubt="a; b, c \\ d"),))
    file = calendar_file(sheet(one))
    assert all(len(row) <= 75 for row in file.split(b"\r\n"))
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    (other,) = ics.Calendar(file.decode()).events
    assert event["SUMMARY"] == other.name == odd.strip()
    assert "a; b, c \\ d" in event["DESCRIPTION"]
    assert "a; b, c \\ d" in other.description


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝"])
def test_no_cell_is_a_formula(begin):
    evil = f'{begin}HYPERLINK("https://example.org")'
    (row,) = rows(line(evil, title=evil, text=(evil,), force=evil, doubt=evil, documents=(evil, evil)))
    for cell in row.values():
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert row["Item"] == "'" + evil.strip()


def test_the_table_has_a_mark_for_excel_and_one_line_a_row():
    file = table_of(sheet(line(title="a\nb\r\nc", text=("d\u2028e", 'f "g", h; i')), line("second", title=KAZAKH)))
    assert file.startswith(b"\xef\xbb\xbf")
    assert len(file.decode("utf-8-sig").splitlines()) == 3
    assert file.endswith(b"\r\n")
    assert file.count(b"\n") == file.count(b"\r\n") == 3
    (first, second) = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""))
    assert first["Item"] == "a b c"
    assert first["What to know"] == 'd e | f "g", h; i'
    assert second["Item"] == KAZAKH


def test_a_row_a_due_date_and_one_for_an_item_without():
    found = rows(line("a", due=(REPORT, NO_DAY)), line("b"))
    assert [(row["Code"], row["Careful day"], row["Last lawful day"], row["Period"]) for row in found] == [
        ("a", "2027-03-30", "2027-03-31", "2026"),
        ("a", "", "", "2026"),
        ("b", "", "", ""),
    ]


def test_the_same_checklist_is_the_same_table():
    assert table_of(long_sheet(9, seed=3)) == table_of(long_sheet(9, seed=3))
