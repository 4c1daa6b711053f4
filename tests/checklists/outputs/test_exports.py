"""Page, print and the files to take along, item by item against the one checklist that they are made from."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import ics
import pytest
import time_machine
from django.utils import translation
from django.utils.text import capfirst
from icalendar import Calendar
from pypdf import PdfReader

from ngocheck.checklists.guides.visit import Visit
from ngocheck.checklists.sheet.groups import groups_of
from ngocheck.checklists.sheet.sheet import Line, Sheet
from ngocheck.checklists.sheet.sources import CitedAct, cited_acts, numbered_sources
from ngocheck.engine.checklist import Part
from ngocheck.wording.values import lower_first, period_text
from tests.support.visits import answer_with

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 7, tzinfo=UTC)
NOT_LAWFUL = "Second-hand date, or by a calendar that is not official"
FOUNDATION = {
    "status": "registered",
    "legal_form": "foundation",
    "registered_on": "2020-03-02",
    "gifts": True,
    "gift_work": ["legal_aid", "news"],
    "gift_on": "2026-11-02",
    "gift_kind": "money",
    "gift_amount": 25_000_000,
}
ASSOCIATION = {
    "status": "founded",
    "legal_form": "society",
    "filed_on": "2026-10-30",
    "founders_count": 2,
}
PICKET = {"fair_form": "stall", "fair_on": "2026-12-12", "organiser": "adult_citizen"}
REGISTERED = {**PICKET, "fair_on": "2026-12-19", "fair_registered_on": "2026-11-20"}
VISITORS = {
    "registered": ("fair", REGISTERED),
    "stall": ("fair", PICKET),
    "association": ("register", ASSOCIATION),
    "foundation": ("everything", FOUNDATION),
    "nobody": ("everything", {}),
}
FILES = {"pdf": "application/pdf", "ics": "text/calendar; charset=utf-8", "csv": "text/csv; charset=utf-8"}


@dataclass
class Taken:
    """What a visitor took along, and the checklist that it was made from."""

    sheet: Sheet
    page: str
    printed: str
    wall: str
    pdf: bytes
    wall_pdf: bytes
    ics: bytes
    csv: bytes
    json: dict

    @property
    def concerning(self) -> list[Line]:
        return [line for line in self.sheet.lines if line.part is not Part.DOES_NOT_APPLY]

    @property
    def to_do(self) -> list[Line]:
        return [line for line in self.concerning if line.part is not Part.DONE]

    @property
    def left_out(self) -> list[Line]:
        return [line for line in self.sheet.lines if line.part is Part.DOES_NOT_APPLY]


def take(client, guide: str, answers: dict) -> Taken:
    answer_with(client, answers)
    beginning = f"/en/guides/{guide}/checklist/"
    page, printed, wall = (
        client.get(beginning + name).content.decode() for name in ("?open=all", "print/?all=1", "print/")
    )
    files = {kind: client.get(f"{beginning}checklist.{kind}") for kind in (*FILES, "json")}
    files |= {"wall_pdf": files["pdf"], "pdf": client.get(f"{beginning}checklist.pdf?all=1")}
    with translation.override("en"):
        sheet = Visit(files["pdf"].wsgi_request, guide).sheet()
    bodies = {kind: file.content for kind, file in files.items()}
    return Taken(sheet, page, printed, wall, **(bodies | {"json": json.loads(bodies["json"])}))


@pytest.fixture(params=VISITORS)
def taken(request, client) -> Taken:
    with time_machine.travel(NOON, tick=False):
        return take(client, *VISITORS[request.param])


def squeezed(text: str) -> str:
    """Without white space, and without the signs of points: lines are broken elsewhere on paper."""
    return re.sub(r"\s|\xad|•", "", text)


def in_words(page: str) -> str:
    return squeezed(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def on_paper(pdf: bytes) -> str:
    """The text of all pages, without what stands below each of them."""
    footer = re.compile(r"NGOCheck,edition[^,]+,\d+\w+20\d\dPage\d+of\d+")
    return "".join(footer.sub("", squeezed(page.extract_text())) for page in PdfReader(io.BytesIO(pdf)).pages)


def said_of(line: Line, *, on_paper: bool = False) -> list[str]:
    """Every text of an item but its title and its dates. On paper what is told of many stands once at the end, and
    an act once before its articles."""
    texts = [
        line.force,
        line.met_note,
        line.timing,
        line.place,
        line.fee,
        line.presumed,
        line.doubt,
        line.sure,
    ]
    several = [*line.text, *line.documents, *(one.text for one in line.open)]
    fines = [said for group in line.penalties.groups for said in (group.whom, *group.lines)]
    if on_paper:
        brief = (said for group in line.penalties.groups for said in (group.whom, *group.brief))
        fines = [line.penalties.short_label, *brief] if line.penalties.act else fines
        cited = [part for cited in line.cited for part in (cited.act, cited.article)]
        return [*texts, *line.steps, *several, *fines, *cited]
    return [*texts, *several, *fines, *line.why, line.penalties.note, *(cited.label for cited in line.cited)]


def said_of_dates(line: Line) -> list[str]:
    return [text for due in line.due for text in (due.headline, due.note, due.doubt, *due.working)]


def test_visitors_differ_enough_to_try_every_part(client):
    with time_machine.travel(NOON, tick=False):
        parts = {part.part for visitor in VISITORS.values() for part in take(client, *visitor).sheet.parts}
    assert parts == set(Part)


def test_everything_said_of_an_item_stands_on_the_page_and_in_print(taken):
    for words, paper in ((in_words(taken.page), False), (in_words(taken.printed), True)):
        for line in taken.concerning:
            for said in [line.title, *said_of(line, on_paper=paper), *said_of_dates(line)]:
                shown = squeezed(said if paper else said.removeprefix("• "))
                assert said == line.force or shown in words, (line.code, said)
        for line in taken.left_out:
            assert squeezed(line.title) in words
    for due in (due for line in taken.concerning for due in line.due if due.safe_on):
        assert f'datetime="{due.safe_on.isoformat()}"' in taken.page


def test_everything_said_of_an_item_stands_on_paper_below_its_title(taken):
    text = on_paper(taken.pdf)
    starts = []
    in_order = [line for group in groups_of(taken.sheet) for line in group.lines if line in taken.concerning]
    for line in in_order:
        starts.append(text.index(squeezed(line.title + line.force), starts[-1] + 1 if starts else 0))
    for line, start, end in zip(in_order, starts, [*starts[1:], len(text)], strict=True):
        for said in said_of(line, on_paper=True) + said_of_dates(line):
            assert squeezed(said) in text[start:end], (line.code, said)


def test_what_is_told_of_many_items_stands_once_at_the_end_of_the_paper(taken):
    once = {answer for line in taken.sheet.lines for answer in line.why}
    once |= {line.penalties.note for line in taken.concerning if line.penalties.note}
    for text in (on_paper(taken.pdf), in_words(taken.printed)):
        assert [said for said in once if text.count(squeezed(said)) != 1] == []


def test_paper_lists_what_does_not_apply_by_title_only(taken):
    text = on_paper(taken.pdf)
    for line in taken.left_out:
        assert squeezed("• " + line.title) in text


def test_paper_numbers_each_act_and_writes_its_address_out(taken):
    text = on_paper(taken.pdf)
    listed = text[text.rindex("[1]") :]
    for line in taken.concerning:
        for act in cited_acts(line.cited, numbered_sources(taken.sheet)):
            assert squeezed(f"{act.label}[{act.number}]") in text
            address = f", {act.url.removeprefix('https://')}" if act.url else ""
            assert squeezed(f"[{act.number}]{act_name(line, act)}{address}") in listed


def act_name(line: Line, act: CitedAct) -> str:
    return next(cited.act for cited in line.cited if cited.url == act.url and act.label.startswith(cited.act))


def test_the_sheet_for_the_wall_has_every_date_and_every_short_title(taken):
    for words in (in_words(taken.wall), on_paper(taken.wall_pdf)):
        for line in taken.concerning:
            assert squeezed(line.short) in words or squeezed(lower_first(line.short)) in words
            for due in line.due if line.part is not Part.DONE else ():
                if due.day:
                    assert squeezed(f"{due.day:%-d %B}{due.day:%A}, {due.day.year}") in words


def test_page_and_pdf_of_the_wall_say_the_same(taken):
    """Row by row: what the page says of each day and thing stands in the PDF in the same order."""
    pdf, rows = on_paper(taken.wall_pdf), re.findall(r"<td(?: colspan=\"4\")?>(.*?)</td>", taken.wall, re.DOTALL)
    steps = re.compile(r"<ol>.*?</ol>", re.DOTALL)
    found = [pdf.index(in_words(steps.sub("", row))) for row in rows]
    assert found[1::2] == sorted(found[1::2])
    lines = re.findall(r"<li>(.*?)</li>", taken.wall[taken.wall.index("<main>") :], re.DOTALL)
    assert [line for line in lines if in_words(line) not in pdf] == []


def test_the_wall_has_room_for_filing_at_every_duty_with_a_day_and_only_there(taken):
    rows = taken.wall[taken.wall.find("<tbody>") :].split("<tr")[1:]
    duties = [due for line in taken.to_do if line.force in ("must", "should") for due in line.due if due.day]
    assert sum('class="to-fill"' in row for row in rows) == len(duties)


def test_the_table_says_everything_of_every_item(taken):
    rows = list(csv.DictReader(io.StringIO(taken.csv.decode("utf-8-sig"), newline="")))
    assert [row["Code"] for row in rows] == [line.code for line in taken.sheet.lines for _ in line.due or [None]]
    for line in taken.concerning:
        of_line = [row for row in rows if row["Code"] == line.code]
        dates = [(row["Careful day"], row["Last lawful day"] or row[NOT_LAWFUL], row["Period"]) for row in of_line]
        expected = [(written(due.safe_on), written(due.due_on), period_in_words(due.period)) for due in line.due]
        lawful = [not row[NOT_LAWFUL] for row in of_line]
        assert lawful == [due.lawful for due in line.due] or not line.due
        assert dates == expected or not line.due
        for row in of_line:
            assert row["Item"] == line.title
            everything = squeezed("\n".join(row.values()))
            for said in [*said_of(line), *(cited.url for cited in line.cited)]:
                assert squeezed(said) in everything, (line.code, said)
        everything = squeezed("\n".join(cell for row in of_line for cell in row.values()))
        assert all(squeezed(said) in everything for said in said_of_dates(line))


def test_the_table_lays_no_duty_or_fine_on_those_whom_an_item_does_not_concern(taken):
    rows = {row["Code"]: row for row in csv.DictReader(io.StringIO(taken.csv.decode("utf-8-sig"), newline=""))}
    for line in taken.left_out:
        row = rows[line.code]
        assert row["Part"] == "Does not apply"
        assert row["Item"] == line.title
        assert squeezed("".join(line.why)) in squeezed(row["Why it applies to you"].replace(" | ", ""))
        assert {row[head] for head in ("Careful day", "What to know", "What it costs not to", "Fee")} == {""}


def test_the_json_has_the_same_items_and_the_same_dates(taken):
    lines = {line.code: line for line in taken.sheet.lines}
    assert {finding["requirement"] for finding in taken.json["findings"]} == set(lines)
    assert (taken.json["edition"], taken.json["on"]) == (taken.sheet.edition, taken.sheet.on.isoformat())
    for finding in taken.json["findings"]:
        line = lines[finding["requirement"]]
        assert (finding["applicability"] == "does_not_apply") == (line.part is Part.DOES_NOT_APPLY)
        assert (finding["applicability"] == "undetermined") == (line.part is Part.CANNOT_TELL)
        assert [(due["safe_on"] or "", due["on"] or "", due["period"] or "") for due in finding["due"]] == [
            (written(due.safe_on), written(due.due_on), due.period) for due in line.due
        ]


def test_the_calendar_has_every_date_on_its_careful_day(taken):
    events = Calendar.from_ical(taken.ics).walk("VEVENT")
    dated = [(line, due) for line in taken.to_do for due in line.due if due.safe_on]
    assert dated
    for event, (line, due) in zip(events, dated, strict=False):
        perhaps = f"Perhaps: {lower_first(line.short)}"
        assert event["SUMMARY"] == (perhaps if line.part is Part.CANNOT_TELL else line.short)
        assert event["DTSTART"].dt == due.safe_on
        assert event["URL"] == f"http://testserver/en/requirements/{line.code}/"
        if due.due_on != due.safe_on:
            assert f"{capfirst(due.last)}: {due.due_on:%-d %B %Y}" in event["DESCRIPTION"]
        assert due.doubt in event["DESCRIPTION"]


def test_another_program_reads_the_same_calendar(taken):
    ours = Calendar.from_ical(taken.ics).walk("VEVENT")
    theirs = {event.uid: event for event in ics.Calendar(taken.ics.decode()).events}
    assert len(theirs) == len(ours)
    for event in ours:
        other = theirs[str(event["UID"])]
        assert other.all_day
        assert other.begin.date() == event["DTSTART"].dt
        assert other.name == event["SUMMARY"]


def written(day) -> str:
    return day.isoformat() if day else ""


def period_in_words(name: str) -> str:
    return period_text(name) if name else ""


def test_the_same_answers_on_the_same_day_give_the_same_bytes(client):
    with time_machine.travel(NOON):
        first = take(client, *VISITORS["foundation"])
        again = take(client, *VISITORS["foundation"])
    assert (first.wall_pdf, first.wall) == (again.wall_pdf, again.wall)
    assert (first.pdf, first.ics, first.csv) == (again.pdf, again.ics, again.csv)


@pytest.mark.parametrize("kind", FILES)
def test_files_are_sent_to_be_kept_under_a_name_that_tells_the_day_and_nothing_else(client, kind):
    address = f"/en/guides/fair/checklist/checklist.{kind}"
    with time_machine.travel(NOON, tick=False):
        file = client.get(address)
    assert file.status_code == 200
    assert file.headers["Content-Type"] == FILES[kind]
    assert file.headers["Content-Disposition"] == f'attachment; filename="checklist-2026-11-22.{kind}"'
    assert "no-store" in file.headers["Cache-Control"]
    assert client.head(address).status_code == 200
    assert client.head(address).content == b""
    assert client.post(address).status_code == 405
    assert client.get(f"/en/guides/none/checklist/checklist.{kind}").status_code == 404


@pytest.mark.parametrize("kind", FILES)
def test_files_take_no_more_queries_than_pages(client, kind, django_assert_max_num_queries):
    take(client, *VISITORS["stall"])
    with django_assert_max_num_queries(3):
        client.get(f"/en/guides/fair/checklist/checklist.{kind}")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_files_come_in_every_language_and_name_the_one_they_are_written_in(client, language):
    file = client.get(f"/{language}/guides/fair/checklist/checklist.pdf")
    assert PdfReader(io.BytesIO(file.content)).trailer["/Root"]["/Lang"] == language


def test_the_checklist_leads_to_its_files(client):
    page = client.get("/en/guides/fair/checklist/").content.decode()
    for kind in FILES:
        assert f'href="/en/guides/fair/checklist/checklist.{kind}"' in page
