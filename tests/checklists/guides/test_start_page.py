"""The start page: what a guide asks at most, the next days in the law, how old the texts are, the way back in."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from ngocheck.checklists.guides.start_page import guide_offers, next_days, texts_read, words_in
from ngocheck.checklists.guides.visit import Visit
from ngocheck.rulebook.publishing.live import today
from tests.support.visits import answer_with

ON = date(2026, 11, 22)
GO_ON = "Go on where you were"


def start(client) -> str:
    return re.sub(r"\s+", " ", client.get("/en/").content.decode())


def test_a_guide_asks_at_most_what_stands_on_its_sheet_for_paper(rulebook, rf):
    asked = rf.get("/")
    asked.visit = {}
    for offer in guide_offers(rulebook, today()):
        pages = Visit(asked, offer.guide.code).blank_pages()
        assert offer.questions == sum(len(questions) for _section, questions in pages)


def test_who_has_more_to_read_and_to_answer_needs_longer(rulebook):
    offers = {offer.guide.code: offer for offer in guide_offers(rulebook, ON)}
    everything = offers.pop("everything")
    assert all(1 <= offer.minutes < everything.minutes for offer in offers.values())


def test_words_are_counted_in_the_language_of_the_page(rulebook):
    question = rulebook.questions["fair_on"]
    with override("ru"):
        assert words_in(question) == len(f"{question.text['ru']} {question.hint['ru']}".split())


@pytest.mark.parametrize("later", [0, 100, 200, 300])
def test_the_next_days_are_still_to_come_and_in_their_order(rulebook, later):
    on = ON + timedelta(days=later)
    days = [next_day.line.due[0].due_on for next_day in next_days(rulebook, on)]
    assert 1 <= len(days) <= 3
    assert on <= days[0]
    assert days == sorted(days)


def test_the_texts_read_are_those_of_acts_that_rules_in_force_cite(rulebook):
    read = texts_read(rulebook, ON)
    assert read.rules == len(rulebook.rules_on(ON))
    assert read.oldest == read.newest == date(2026, 10, 1)


@pytest.mark.django_db
def test_the_start_page_shows_the_next_days_and_leads_to_their_rules(client, rulebook):
    page = start(client)
    for coming in next_days(rulebook, today()):
        assert f'<a href="/en/requirements/{coming.line.code}/">{coming.line.short}</a>' in page
        assert f'<time datetime="{coming.day:%Y-%m-%d}">{coming.words}</time>' in page


@pytest.mark.django_db
def test_without_answers_there_is_nothing_to_go_on_with(client):
    client.get("/en/guides/fair/fair/")
    assert GO_ON not in start(client)


@pytest.mark.django_db
def test_with_answers_the_way_leads_back_to_the_guide_they_were_given_in_until_they_are_forgotten(client):
    client.post("/en/guides/gifts/gifts/", {"gifts": "true"})
    client.post(
        "/en/guides/fair/fair/", {"fair_form": "stall", "fair_on": "12.12.2026", "organiser": "adult_citizen"}
    )
    page = start(client)
    assert f'href="/en/guides/fair/">{GO_ON}</a>' in page
    assert 'href="/en/guides/fair/checklist/">See the checklist</a>' in page
    client.post("/en/forget/")
    assert GO_ON not in start(client)


@pytest.mark.django_db
def test_a_guide_that_the_edition_has_no_more_is_not_gone_on_with(client):
    answer_with(client, {"organiser": "adult_citizen"}, "gone")
    assert GO_ON not in start(client)


@pytest.mark.django_db
def test_the_start_page_asks_for_the_edition_and_with_answers_for_the_visit(client, django_assert_num_queries):
    client.get("/en/")
    with django_assert_num_queries(1):
        client.get("/en/")
    client.post("/en/guides/gifts/gifts/", {"gifts": "true"})
    with django_assert_num_queries(2):
        client.get("/en/")
    assert "no-store" in client.get("/en/").headers["Cache-Control"]
