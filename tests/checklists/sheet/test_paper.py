"""What is printed: the checklist for paper, the blank question sheets, what stands in the margin."""

from __future__ import annotations

import re

import pytest

from ngocheck.rulebook.models import Edition

pytestmark = pytest.mark.django_db
GUIDES = ["register", "reports", "gifts", "fair", "everything"]


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


FAIR = {"fair_form": "parade", "fair_on": "22.12.2099", "organiser": "unknown"}


@pytest.fixture
def printed(client) -> str:
    client.post("/en/guides/fair/fair/", FAIR)
    return text(client.get("/en/guides/fair/checklist/print/?all=1"))


def test_the_sheet_for_the_wall_has_boxes_and_room_for_filing_where_something_is_filed(client):
    client.post("/en/guides/fair/fair/", FAIR)
    wall = text(client.get("/en/guides/fair/checklist/print/"))
    rows = wall[wall.index("<tbody>") : wall.index("</tbody>")].split("<tr")[1:]
    assert [row.count('class="box"') for row in rows] == [1] * len(rows)
    assert {row.count('<td class="to-fill">') for row in rows} == {0, 3}
    assert "Receipt no." in wall
    assert "<article" not in wall
    assert 'href="?all=1"' in wall


def test_the_other_formats_are_the_same_papers_as_files(client):
    client.post("/en/guides/fair/fair/", FAIR)
    page = client.get("/en/guides/fair/checklist/").content.decode()
    formats = page[page.index('<details class="formats">') :].split("</details>")[0]
    assert re.findall(r'href="/en/guides/fair/checklist/(checklist\.pdf[^"]*)"', formats) == [
        "checklist.pdf",
        "checklist.pdf?all=1",
    ]


def test_words_of_the_law_are_explained_on_paper_in_each_of_its_languages(client):
    client.post("/en/guides/fair/fair/", FAIR)
    sheet = text(client.get("/en/guides/fair/checklist/print/?all=1&beside=kk"))
    assert re.findall(r'class="words" lang="(\w+)"', sheet) == ["en", "kk"]


def test_points_and_numbers_of_a_text_are_lists(printed):
    assert "•" not in printed
    assert not re.search(r"<p>\s*(?:[-+]|\d{1,2}\.) ", printed)


def test_acts_are_numbered_and_their_links_written_out_once(printed):
    sources = printed[printed.rindex("Sources") :]
    assert sources.count("<br>https://example.org/rus/fair-law") == 1
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", printed)}
    assert numbers == set(range(1, sources.count("<li>") + 1))


def test_answers_are_told_once_and_named_by_their_number(printed):
    answers = printed[printed.index("Your answers") : printed.rindex("Sources")]
    assert "Parade" in answers
    assert answers.count("<li>") >= 1
    assert "your answer 1" in printed[: printed.index("Your answers")]


def test_paper_folds_nothing_away(printed):
    assert "<details" not in printed


def test_the_days_counted_stand_in_one_line_without_full_stops_between(client):
    client.post("/en/guides/fair/fair/", {**FAIR, "fair_on": "22.12.2026"})
    printed = text(client.get("/en/guides/fair/checklist/print/?all=1"))
    assert "which itself does not count; " in printed
    assert ".; " not in printed


def test_the_margin_says_edition_day_and_page(client):
    label = Edition.objects.get().label
    page = client.get("/en/guides/fair/checklist/print/")
    address = re.search(r'href="(/en/sheet/[^"]+\.css)"', page.content.decode())[1]
    style = client.get(address)
    assert style.headers["Content-Type"].startswith("text/css")
    assert f"edition {label}" in text(style)
    assert 'counter(page) " / " counter(pages)' in text(style)


@pytest.mark.parametrize("guide", GUIDES)
def test_each_guide_has_a_blank_sheet_with_every_question_it_can_ask(client, guide, rulebook):
    sheet = text(client.get(f"/en/guides/{guide}/questions/"))
    assert sheet.count('class="question"') > 3
    assert sheet.count("I do not know yet") == sheet.count('class="question"')
    first = rulebook.questions["status"].text["en"]
    assert (first in sheet) == (guide in ("register", "reports", "everything"))


def test_the_privacy_page_says_what_is_kept(client):
    page = text(client.get("/en/privacy/"))
    assert "24 hours" in page
    assert "Cookies" in page


def test_only_the_visit_sets_a_cookie(client):
    client.post(
        "/en/guides/fair/fair/",
        {"fair_form": "parade", "fair_on": "unknown", "organiser": "unknown"},
    )
    client.get("/en/")
    assert set(client.cookies) == {"visit"}
    assert client.cookies["visit"]["httponly"]
    assert int(client.cookies["visit"]["max-age"]) == 24 * 60 * 60
