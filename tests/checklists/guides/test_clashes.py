"""Answers that cannot both be: told beside the later one, kept where the law could allow them and one insists."""

from __future__ import annotations

import re

import pytest

from ngocheck.checklists.guides.answers import KEY
from tests.support.visits import kept_by

pytestmark = pytest.mark.django_db
DETAILS = {"fair_place": "square", "participants": "5", "fair_starts_at": "13:00", "fair_ends_at": "11:00"}
PLANNED = {"fair_form": "stall", "fair_on": "12.12.2026", "organiser": "adult_citizen"}


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def stall(client):
    client.post("/en/guides/fair/fair/", PLANNED)
    return client


def kept(client) -> dict:
    return kept_by(client).get(KEY, {})


def test_an_end_before_the_start_is_refused_and_names_the_start(stall):
    response = stall.post("/en/guides/fair/fair-details/", DETAILS)
    page = text(response)
    assert response.status_code == 422
    assert "This must come after 13:00 (your answer to “When does it start?”). Mend one of the two." in page
    assert '<a href="/en/guides/fair/fair-details/#asked_fair_starts_at">Go to that answer</a>' in page
    assert 'aria-describedby="fair_ends_at_error fair_ends_at_hint"' in page
    assert 'name="sure"' not in page
    assert 'value="11:00"' in page
    assert "fair_ends_at" not in kept(stall)


@pytest.mark.parametrize(("ends", "status"), [("12:59", 422), ("13:00", 422), ("13:01", 302)])
def test_the_end_must_come_after_the_start(stall, ends, status):
    assert stall.post("/en/guides/fair/fair-details/", {**DETAILS, "fair_ends_at": ends}).status_code == status


def test_nothing_clashes_with_an_answer_that_is_not_known(stall):
    sent = {**DETAILS, "fair_starts_at": "unknown"}
    assert stall.post("/en/guides/fair/fair-details/", sent).status_code == 302


def test_no_box_lets_a_visitor_insist_on_what_cannot_be(stall):
    sent = {**DETAILS, "sure": "fair-ends-after-start"}
    assert stall.post("/en/guides/fair/fair-details/", sent).status_code == 422


def filing(client, day: str, **more: str):
    client.post("/en/guides/fair/fair-details/", {**DETAILS, "fair_ends_at": "15:00"})
    return client.post("/en/guides/fair/fair-answer/", {"fair_registered_on": day, **more})


def test_what_the_law_could_allow_is_kept_once_the_visitor_says_it_is_right(stall):
    page = text(filing(stall, "13.12.2026"))
    assert "Is this right? It comes after 12 December 2026 (your answer to “On which day is the fair?”)." in page
    assert '<a href="/en/guides/fair/fair/#asked_fair_on">Go to that answer</a>' in page
    assert "I have checked it: this is right" in page
    assert "fair_registered_on" not in kept(stall)
    assert filing(stall, "13.12.2026", sure="papers-before-fair").status_code == 302
    assert kept(stall)["fair_registered_on"] == "2026-12-13"


def test_what_was_insisted_on_is_not_asked_again(stall):
    filing(stall, "13.12.2026", sure="papers-before-fair")
    assert filing(stall, "13.12.2026").status_code == 302
    assert filing(stall, "14.12.2026").status_code == 422


def test_the_first_answer_changed_later_is_told_beside_it(stall):
    filing(stall, "04.12.2026")
    page = text(stall.post("/en/guides/fair/fair/", {**PLANNED, "fair_on": "01.12.2026"}))
    named = "your answer to “When did the town hall register your papers?”"
    assert f"Is this right? It comes before 4 December 2026 ({named})." in page
    assert kept(stall)["fair_on"] == "2026-12-12"


def test_the_answers_page_shows_what_clashes(stall):
    filing(stall, "13.12.2026", sure="papers-before-fair")
    page = text(stall.get("/en/guides/fair/answers/"))
    assert page.count("Is this right? It comes after 12 December 2026") == 1
    assert '<a href="/en/guides/fair/fair/#asked_fair_on">Go to that answer</a>' in page


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "Это должно быть позже, чем 13:00 (ваш ответ на вопрос «"),
        ("kk", "Бұл мынадан кейін болуға тиіс: 13:00 («"),
    ],
)
def test_clashes_are_told_in_the_language_of_the_page(stall, language, told):
    assert told in text(stall.post(f"/{language}/guides/fair/fair-details/", DETAILS))


def register(client, day: str, **more: str):
    client.post("/en/guides/everything/organisation/", {"status": "registered", "legal_form": "foreign_branch"})
    return client.post("/en/guides/everything/standing/", {"registered_on": day, **more})


def test_a_day_to_come_and_a_year_too_early_are_told(client):
    assert "This cannot come after today," in text(register(client, "31.12.2099"))
    page = text(register(client, "12.12.1926"))
    assert "Is this right? It comes before 1 January 1991. Look at the year." in page
    assert 'value="12.12.1926"' in page
    assert register(client, "12.12.1926", sure="registered-since-1991").status_code == 302
    assert register(client, "01.01.1991").status_code == 302


def test_not_yet_is_an_answer_and_what_waits_for_it_is_not_asked(stall):
    page = text(stall.get("/en/guides/fair/fair/"))
    assert 'id="id_fair_on_not_yet"' in page
    assert "No day yet" in page
    stall.post("/en/guides/fair/fair/", {**PLANNED, "fair_on": "not_yet"})
    stall.post("/en/guides/fair/fair-details/", {**DETAILS, "fair_ends_at": "15:00"})
    page = text(stall.get("/en/guides/fair/answers/"))
    assert "No day yet" in page
    assert "When did the town hall register your papers?" not in page
    assert "See the checklist" in page
    stall.post("/en/guides/fair/fair/", {**PLANNED, "fair_on": "unknown"})
    assert "When did the town hall register your papers?" in text(stall.get("/en/guides/fair/answers/"))


def test_not_yet_and_a_day_are_not_both_an_answer(stall):
    page = text(stall.post("/en/guides/fair/fair/", {**PLANNED, "fair_on": ["12.12.2026", "not_yet"]}))
    assert "Tick one box or write an answer, not both." in page


def test_not_yet_is_no_answer_where_the_question_does_not_offer_it(stall):
    page = text(stall.post("/en/guides/fair/fair-answer/", {"fair_registered_on": "not_yet"}))
    assert "Write the date as day, month and year" in page or "fair_registered_on" not in kept(stall)
