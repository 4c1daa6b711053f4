"""The visitor's pages through the client: addresses of the contract, forms, messages, queries, privacy."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ngocheck.rulebook.models import Edition

pytestmark = pytest.mark.django_db
ALL_UNKNOWN = {"assembly_form": "unknown", "assembly_on": "unknown", "organiser": "unknown"}
GUIDES = ["register", "reports", "foreign-funds", "assembly", "everything"]


@pytest.fixture
def picket(client):
    """A visitor who has begun to plan a picket."""
    client.post(
        "/en/guides/assembly/assembly/",
        {"assembly_form": "picket", "assembly_on": "12.12.2026", "organiser": "adult_citizen"},
    )
    return client


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_without_a_language_the_browser_s_wish_decides_and_else_russian(client):
    assert client.get("/", headers={"accept-language": "kk"}).url == "/kk/"
    assert client.get("/", headers={"accept-language": "en-GB,en"}).url == "/en/"
    assert client.get("/", headers={"accept-language": ""}).url == "/ru/"
    assert client.get("/guides/assembly/", headers={"accept-language": "en"}).url == "/en/guides/assembly/"


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
    assert f'href="/{language}/guides/assembly/"' in page


def test_changing_language_keeps_the_page_and_what_was_asked_of_it(client):
    page = text(client.get("/en/requirements/?q=akimat&on=2024-01-01"))
    assert 'href="/kk/requirements/?q=akimat&amp;on=2024-01-01"' in page


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_begins_with_its_first_open_section(client, guide):
    first = client.get(f"/en/guides/{guide}/")
    assert first.status_code == 302
    assert client.get(first.url).status_code == 200


def test_an_answer_is_kept_and_the_next_section_follows(picket):
    onward = picket.get("/en/guides/assembly/")
    assert onward.url == "/en/guides/assembly/assembly-details/"
    again = text(picket.get("/en/guides/assembly/assembly/"))
    assert re.search(r'value="picket" checked', again)
    assert 'value="12.12.2026"' in again


def test_the_whole_way_ends_in_check_your_answers(client):
    address = client.get("/en/guides/assembly/").url
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


@pytest.mark.parametrize("date", ["2026-12-12", "12.12.2026", "12/12/2026", " 12. 12. 2026 "])
def test_dates_are_taken_as_people_write_them(client, date):
    client.post(
        "/en/guides/assembly/assembly/",
        {"assembly_form": "picket", "assembly_on": date, "organiser": "unknown"},
    )
    due = json.loads(client.get("/en/guides/assembly/checklist/checklist.json").content)["findings"]
    notify = next(finding for finding in due if finding["requirement"] == "asm-notify")
    assert notify["due"][0]["on"] == "2026-12-07"


@pytest.mark.parametrize("number", ["1500000", "1 500 000", "1\u00a0500\u202f000"])
def test_numbers_take_spaces(client, number):
    client.post(
        "/en/guides/foreign-funds/foreign-money/", {"foreign_funds": "true", "publishes_with_foreign_money": "no"}
    )
    client.post(
        "/en/guides/foreign-funds/foreign-activities/",
        {"foreign_funds_activities": "legal_aid", "foreign_funds_exemption": "none"},
    )
    client.post(
        "/en/guides/foreign-funds/foreign-receipt/",
        {
            "foreign_receipt_on": "2026-11-02",
            "foreign_receipt_kind": "grant_or_donation",
            "foreign_receipt_amount": number,
        },
    )
    assert client.session["answers"]["foreign_receipt_amount"] == 1500000


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "or choose “I do not know yet”"),
        ({"assembly_form": "parade"}, "Choose from the answers on this page"),
        ({"assembly_on": "31.02.2027"}, "for example 15.03.2027"),
        ({"assembly_on": "tomorrow"}, "for example 15.03.2027"),
        ({"assembly_on": ["12.12.2026", "unknown"]}, "not both"),
        ({"assembly_form": ["picket", "march"]}, "one answer only"),
    ],
)
def test_a_refusal_says_what_to_do_names_the_field_and_loses_nothing(client, sent, said):
    page = client.post("/en/guides/assembly/assembly/", {"organiser": "adult_citizen", **sent})
    assert page.status_code == 422
    assert said in text(page)
    assert 'href="#id_assembly_form"' in text(page)
    assert re.search(r'value="adult_citizen" checked', text(page))
    assert "answers" not in client.session


def test_what_was_typed_wrongly_is_shown_again_escaped(client):
    page = client.post("/en/guides/assembly/assembly/", {"assembly_on": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_none_of_these_is_an_answer_and_an_empty_form_is_not(client):
    client.post("/en/guides/register/organisation/", {"status": "registered", "legal_form": "public_foundation"})
    section = "/en/guides/register/changes/"
    assert client.post(section, {}).status_code == 422
    assert client.post(section, {"recent_changes": "none"}).status_code == 302
    assert client.session["answers"]["recent_changes"] == []
    assert client.post(section, {"recent_changes": ["none", "name"]}).status_code == 422
    assert client.post(section, {"recent_changes": ["name", "head"]}).status_code == 302
    assert client.session["answers"]["recent_changes"] == ["head", "name"]


def test_the_checklist_shows_dates_reasons_and_provisions(picket):
    page = text(picket.get("/en/guides/assembly/checklist/"))
    assert '<time datetime="2026-12-04">' in page
    assert '<time datetime="2026-12-07">' in page
    assert "Why:" in page
    assert "https://adilet.zan.kz/rus/docs/Z2000000333" in page
    assert "How this date was counted" in page


def test_a_presumption_is_named(client):
    client.post(
        "/en/guides/foreign-funds/foreign-money/", {"foreign_funds": "true", "publishes_with_foreign_money": "no"}
    )
    client.post(
        "/en/guides/foreign-funds/foreign-activities/",
        {"foreign_funds_activities": "legal_aid", "foreign_funds_exemption": "none"},
    )
    assert "Taken as usual until you answer" in text(client.get("/en/guides/foreign-funds/checklist/"))


def test_pages_that_do_not_exist_are_404(client):
    for path in ("/en/guides/none/", "/en/guides/assembly/none/", "/en/none/"):
        assert client.get(path).status_code == 404


def test_a_section_with_nothing_to_ask_leads_on(client):
    assert client.get("/en/guides/assembly/founding/").status_code == 302


def test_forgetting_deletes_the_answers_at_once(picket):
    assert picket.get("/en/forget/").status_code == 405
    page = picket.post("/en/forget/")
    assert "Your answers are deleted" in text(page)
    assert "answers" not in picket.session


def test_a_new_visit_clears_away_answers_that_have_run_out(picket):
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    Client().post("/en/guides/assembly/assembly/", ALL_UNKNOWN)
    assert not Session.objects.filter(session_key=picket.session.session_key).exists()


def test_answers_run_out_after_a_day(picket):
    left = Session.objects.get(session_key=picket.session.session_key).expire_date - timezone.now()
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


def test_answers_of_an_older_edition_that_are_no_answers_any_more_are_asked_again(client):
    session = client.session
    session["answers"] = {"assembly_form": "parade", "no_such_question": 1, "organiser": "adult_citizen"}
    session.save()
    assert client.get("/en/guides/assembly/").url == "/en/guides/assembly/assembly/"
    assert client.get("/en/guides/assembly/checklist/").status_code == 200


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
        "/en/guides/assembly/assembly/",
        "/en/guides/everything/organisation/",
        "/en/guides/assembly/answers/",
        "/en/guides/everything/checklist/",
    ],
)
def test_no_page_takes_more_than_three_queries(picket, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert picket.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/en/", "/en/guides/assembly/assembly/", "/en/guides/everything/checklist/"])
def test_pages_send_strict_headers_and_hold_nothing_inline(client, path):
    page = client.get(path)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["Referrer-Policy"] == "same-origin"
    html = page.content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)
    assert not re.search(r'(src|<link(?! rel="alternate")[^>]*href)="(https?:)?//', html)


def test_answers_stand_in_no_address(picket):
    assert "12.12" not in reverse("checklist", kwargs={"guide": "assembly"})
    onward = picket.get("/en/guides/assembly/")
    assert "?" not in onward.url
