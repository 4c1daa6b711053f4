"""Answers are taken from this site's own pages only, without a cookie that says so."""

from __future__ import annotations

import pytest
from django.test import Client

from ngocheck.checklists.models import SealedVisit

pytestmark = pytest.mark.django_db
SECTION, FORGET = "/en/guides/fair/fair/", "/en/forget/"
SENT = {"fair_form": "concert", "fair_on": "29.07.2031", "organiser": "local_club"}
HERE = "http://testserver"


def sent(address: str, *, secure: bool = False, **headers: str) -> int:
    client = Client(enforce_csrf_checks=True)
    return client.post(address, SENT, secure=secure, headers=headers).status_code


@pytest.mark.parametrize("address", [SECTION, FORGET])
@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ({"sec-fetch-site": "same-site", "origin": HERE}, False),
        ({"sec-fetch-site": "cross-site", "origin": HERE}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": HERE}, True),
        ({"origin": "http://testserver.example"}, False),
        ({"origin": "http://testserver:8001"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "referer": f"{HERE}/en/"}, False),
        ({"referer": f"{HERE}/en/guides/fair/fair/"}, True),
        ({"referer": "http://example.org/testserver/"}, False),
        ({"referer": "testserver"}, False),
        ({}, False),
    ],
)
def test_what_the_browser_says_of_where_it_was_sent_from_decides(address, headers, taken):
    assert (sent(address, **headers) != 403) is taken
    assert SealedVisit.objects.exists() is (taken and address == SECTION)


@pytest.mark.parametrize(("origin", "taken"), [("https://testserver", True), (HERE, False)])
def test_over_https_a_page_without_it_may_not_send(origin, taken):
    assert (sent(SECTION, secure=True, origin=origin) != 403) is taken


def test_a_refusal_says_what_to_do():
    page = Client(enforce_csrf_checks=True).post(SECTION, SENT)
    assert page.status_code == 403
    assert "Open the page here and send the form once more" in page.content.decode()


def test_what_is_only_read_is_given_to_everybody():
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "cross-site"})
    assert client.get(SECTION).status_code == client.head(FORGET).status_code == 200


def test_the_desk_keeps_its_own_protection():
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin", "origin": HERE})
    assert client.post("/admin/login/", {"login": "x", "password": "x"}).status_code == 403
