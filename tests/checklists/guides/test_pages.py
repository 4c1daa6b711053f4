"""The visitor's pages through the client: addresses of the contract, forms, messages, queries, privacy."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from django.urls import reverse

from ngocheck.rulebook.models import Edition
from tests.support.visits import answer_with, kept_by

pytestmark = pytest.mark.django_db
ALL_UNKNOWN = {"fair_form": "unknown", "fair_on": "unknown", "organiser": "unknown"}
GUIDES = ["register", "reports", "gifts", "fair", "everything"]


@pytest.fixture
def stall(client):
    """A visitor who has begun to plan a stall."""
    client.post(
        "/en/guides/fair/fair/",
        {"fair_form": "stall", "fair_on": "12.12.2026", "organiser": "adult_citizen"},
    )
    return client


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_without_a_language_the_browser_s_wish_decides_and_else_russian(client):
    assert client.get("/", headers={"accept-language": "kk"}).url == "/kk/"
    assert client.get("/", headers={"accept-language": "en-GB,en"}).url == "/en/"
    assert client.get("/", headers={"accept-language": ""}).url == "/ru/"
    assert client.get("/guides/fair/", headers={"accept-language": "en"}).url == "/en/guides/fair/"


def test_the_start_page_leads_to_the_five_guides(client):
    page = text(client.get("/en/"))
    for guide in GUIDES:
        assert f'href="/en/guides/{guide}/"' in page


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "What does the law of Kazakhstan ask of your organisation?"),
        ("ru", "Чего закон Казахстана требует от вашей организации?"),
        ("kk", "Қазақстан заңы ұйымыңыздан не талап етеді?"),
    ],
)
def test_the_start_page_is_in_the_language_of_its_address(client, language, heading):
    page = text(client.get(f"/{language}/"))
    assert f'<html lang="{language}">' in page
    assert heading in page
    assert f'href="/{language}/guides/fair/"' in page


def test_changing_language_keeps_the_page_and_what_was_asked_of_it(client):
    page = text(client.get("/en/requirements/?q=town&on=2024-01-01"))
    assert 'href="/kk/requirements/?q=town&amp;on=2024-01-01"' in page


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_begins_with_its_first_open_section(client, guide):
    first = client.get(f"/en/guides/{guide}/")
    assert first.status_code == 302
    assert client.get(first.url).status_code == 200


def test_an_answer_is_kept_and_the_next_section_follows(stall):
    onward = stall.get("/en/guides/fair/")
    assert onward.url == "/en/guides/fair/fair-details/"
    again = text(stall.get("/en/guides/fair/fair/"))
    assert re.search(r'value="stall" checked', again)
    assert 'value="12.12.2026"' in again


def test_the_whole_way_ends_in_check_your_answers(client):
    address = client.get("/en/guides/fair/").url
    for _ in range(20):
        if address.endswith("/answers/"):
            break
        names = set(re.findall(r'name="([a-z_]+)" value="unknown"', client.get(address).content.decode()))
        answered = client.post(address, dict.fromkeys(names, "unknown"))
        assert answered.status_code == 302
        address = answered.url
    page = text(client.get(address))
    assert "Check your answers" in page
    assert "I do not know yet" in page


@pytest.mark.parametrize(
    "date",
    [
        *("2026-12-12", "12.12.2026", "12/12/2026", " 12. 12. 2026 ", "12.12.26"),
        *("12 December 2026", "12 декабря 2026", "12 желтоқсан 2026"),
    ],
)
def test_dates_are_taken_as_people_write_them(client, date):
    client.post(
        "/en/guides/fair/fair/",
        {"fair_form": "stall", "fair_on": date, "organiser": "unknown"},
    )
    due = json.loads(client.get("/en/guides/fair/checklist/checklist.json").content)["findings"]
    notify = next(finding for finding in due if finding["requirement"] == "fair-notice")
    assert notify["due"][0]["on"] == "2026-12-07"


@pytest.mark.parametrize("number", ["1500000", "1 500 000", "1\u00a0500\u202f000"])
def test_numbers_take_spaces(client, number):
    client.post("/en/guides/gifts/gifts/", {"gifts": "true"})
    client.post("/en/guides/gifts/gift-work/", {"gift_work": "legal_aid"})
    client.post(
        "/en/guides/gifts/receipt/",
        {
            "gift_on": "2026-11-02",
            "gift_kind": "money",
            "gift_amount": number,
        },
    )
    assert kept_by(client)["answers"]["gift_amount"] == 1500000


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "or choose “I do not know yet”"),
        ({"fair_form": "flashmob"}, "Choose from the answers on this page"),
        ({"fair_on": "31.02.2027"}, "no such day: the last day of that month is 28 February 2027."),
        ({"fair_on": "30.02.2028"}, "no such day: the last day of that month is 29 February 2028."),
        ({"fair_on": "00.02.2028"}, "the days of a month begin with 1."),
        ({"fair_on": "15.13.2027"}, "There is no such month"),
        ({"fair_on": "12.12.2126"}, "Look at the year: it must be from 1900 to 2100."),
        ({"fair_on": "tomorrow"}, "for example 15.03.2027"),
        ({"fair_on": "12 Brumaire 2026"}, "for example 15.03.2027"),
        ({"fair_on": ["12.12.2026", "unknown"]}, "not both"),
        ({"fair_form": ["stall", "parade"]}, "one answer only"),
    ],
)
def test_a_refusal_says_what_to_do_names_the_field_and_loses_nothing(client, sent, said):
    page = client.post("/en/guides/fair/fair/", {"organiser": "adult_citizen", **sent})
    assert page.status_code == 422
    assert said in text(page)
    assert 'href="#id_fair_form"' in text(page)
    assert re.search(r'value="adult_citizen" checked', text(page))
    assert "answers" not in kept_by(client)


def test_what_was_typed_wrongly_is_shown_again_escaped(client):
    page = client.post("/en/guides/fair/fair/", {"fair_on": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_none_of_these_is_an_answer_and_an_empty_form_is_not(client):
    client.post("/en/guides/register/organisation/", {"status": "planned", "legal_form": "society"})
    section = "/en/guides/register/founding/"
    assert client.post(section, {}).status_code == 422
    assert client.post(section, {"special_groups": "none", "founders_count": "3"}).status_code == 302
    assert kept_by(client)["answers"]["special_groups"] == []
    assert client.post(section, {"special_groups": ["none", "youth"], "founders_count": "3"}).status_code == 422
    assert (
        client.post(section, {"special_groups": ["youth", "disability"], "founders_count": "3"}).status_code == 302
    )
    assert kept_by(client)["answers"]["special_groups"] == ["disability", "youth"]


def test_the_checklist_shows_dates_reasons_and_provisions(stall):
    page = text(stall.get("/en/guides/fair/checklist/"))
    assert '<time datetime="2026-12-04">' in page
    assert '<time datetime="2026-12-07">' in page
    assert "Why:" in page
    assert "https://example.org/rus/fair-law" in page
    assert "How this date was counted" in page


def test_a_presumption_is_named(client):
    client.post("/en/guides/gifts/gifts/", {"gifts": "true"})
    client.post("/en/guides/gifts/gift-work/", {"gift_work": "legal_aid"})
    assert "Taken as usual until you answer" in text(client.get("/en/guides/gifts/checklist/"))


def test_pages_that_do_not_exist_are_404(client):
    for path in ("/en/guides/none/", "/en/guides/fair/none/", "/en/none/"):
        assert client.get(path).status_code == 404


def test_a_section_with_nothing_to_ask_leads_on(client):
    assert client.get("/en/guides/fair/founding/").status_code == 302


def test_forgetting_asks_first_and_then_deletes_the_answers_at_once(stall):
    assert "Delete all your answers?" in text(stall.get("/en/forget/"))
    assert "answers" in kept_by(stall)
    page = stall.post("/en/forget/")
    assert "Your answers are deleted" in text(page)
    assert "answers" not in kept_by(stall)
    assert "Nothing of this visit is kept." in text(stall.get("/en/forget/"))


def test_answers_of_an_older_edition_that_are_no_answers_any_more_are_asked_again(client):
    answer_with(client, {"fair_form": "flashmob", "no_such_question": 1, "organiser": "adult_citizen"})
    assert client.get("/en/guides/fair/").url == "/en/guides/fair/fair/"
    assert client.get("/en/guides/fair/checklist/").status_code == 200


def test_health_is_ok_with_an_edition_and_503_without(client):
    assert client.get("/health/").content == b"ok"
    Edition.objects.all().delete()
    assert client.get("/health/").status_code == 503
    assert client.get("/en/").status_code == 503
    assert "not loaded yet" in text(client.get("/en/"))


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/guides/fair/fair/",
        "/en/guides/everything/organisation/",
        "/en/guides/fair/answers/",
        "/en/guides/everything/checklist/",
    ],
)
def test_no_page_takes_more_than_three_queries(stall, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert stall.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/en/", "/en/guides/fair/fair/", "/en/guides/everything/checklist/"])
def test_pages_send_strict_headers_and_hold_nothing_inline(client, path):
    page = client.get(path)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["Referrer-Policy"] == "same-origin"
    html = page.content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)
    assert not re.search(r'(src|<link(?! rel="alternate")[^>]*href)="(https?:)?//', html)


def test_answers_stand_in_no_address(stall):
    assert "12.12" not in reverse("checklist", kwargs={"guide": "fair"})
    onward = stall.get("/en/guides/fair/")
    assert "?" not in onward.url


def test_a_page_travels_compressed_and_says_the_same(client):
    address = "/en/guides/everything/checklist/"
    plain = client.get(address)
    sent = client.get(address, headers={"accept-encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.content) < len(plain.content) / 4
    assert gzip.decompress(sent.content).decode().count("<article") == plain.content.decode().count("<article")


def test_who_changes_an_answer_from_the_checklist_comes_back_to_it(client):
    address = client.get("/en/guides/fair/").url
    while not address.endswith("/answers/"):
        names = re.findall(r'name="([a-z_]+)" value="unknown"', client.get(address).content.decode())
        address = client.post(address, dict.fromkeys(names, "unknown")).url
    asked = "/en/guides/fair/fair/?back=checklist"
    assert "/?back=checklist#asked_fair_form" in text(client.get("/en/guides/fair/checklist/"))
    assert 'href="/en/guides/fair/checklist/"' in text(client.get(asked))
    assert client.post(asked, ALL_UNKNOWN | {"fair_form": "none"}).url == "/en/guides/fair/checklist/"
    more = client.post(asked, ALL_UNKNOWN | {"fair_form": "parade"})
    assert more.url in ("/en/guides/fair/checklist/", "/en/guides/fair/fair-details/?back=checklist")
    assert client.post(asked.partition("?")[0], ALL_UNKNOWN).url == "/en/guides/fair/answers/"
