"""What no scenario would notice: the list on the desk, trying again, and the scenario that a link begins."""

from __future__ import annotations

import json
from html import unescape
from io import StringIO
from urllib.parse import parse_qs, urlparse

import pytest
from django.core.management import call_command
from django.urls import reverse

from ngocheck.desk.scenarios import unnoticed
from ngocheck.rulebook.models import Scenario, TriedMutants
from ngocheck.rulebook.mutants.kept import fingerprints
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import make_draft
from tests.support.refusing import a_scenario

pytestmark = pytest.mark.django_db
PAGE = "desk:unnoticed"


@pytest.fixture
def tried():
    """The mutants of one requirement, tried with two scenarios far from its threshold of 10 persons."""
    Scenario.objects.all().delete()
    for number in (3, 50):
        a_scenario(
            pk=None,
            name=f"{number} people at a stall",
            answers={"fair_form": "stall", "fair_ends_at": "18:00", "participants": number},
            expect={"fair-stall": {"met": None if number == 3 else False}},
        )
    call_command("mutate", "--on-requirement", "fair-stall", stdout=StringIO())


def text_of(client) -> str:
    return unescape(client.get(reverse(PAGE)).content.decode())


def test_before_anything_was_tried_the_page_says_so_and_offers_to_try(admin_client):
    text = text_of(admin_client)
    assert "Nothing was tried yet." in text
    assert "Try them now" in text


@pytest.mark.usefixtures("tried")
def test_a_change_that_goes_unnoticed_stands_there_in_words(admin_client):
    text = text_of(admin_client)
    assert "the threshold on the other side: less than 10" in text
    row = TriedMutants.objects.get()
    assert f"{row.killed} of {row.total} are noticed" in text


def test_the_link_begins_a_scenario_with_the_answers_that_tell_the_two_apart(admin_client, tried):
    rows = admin_client.get(reverse(PAGE)).context["rows"]
    (row,) = [row for row in rows if row.told.change.startswith("the threshold on the other side: less than 10")]
    asked = parse_qs(urlparse(row.making).query)
    assert json.loads(asked["answers"][0])["participants"] == 10
    form = admin_client.get(row.making).context["making"]
    assert form.stored["participants"] == 10
    assert form.stored["fair_form"] == "stall"
    assert str(form.on) == asked["on"][0]


@pytest.mark.parametrize("answers", ["{", "[1]", "7", '{"gone": 1, "participants": "many"}', "[" * 5000])
def test_answers_in_an_address_that_cannot_be_read_begin_an_empty_scenario(admin_client, answers):
    found = admin_client.get(reverse("desk:new_scenario"), {"answers": answers})
    assert found.status_code == 200
    assert found.context["making"].stored == {}


@pytest.mark.usefixtures("tried")
def test_what_changed_since_is_named_and_tried_again_by_the_button(admin_client, monkeypatch):
    monkeypatch.setattr(unnoticed, "SECONDS", 0)
    before = TriedMutants.objects.get().fingerprint
    a_scenario(
        pk=None,
        name="10 people",
        answers={"fair_form": "stall", "participants": 10},
        expect={"fair-stall": {"applicability": "applies"}},
    )
    assert "changed since it was tried" in text_of(admin_client)
    while True:
        found = admin_client.post(reverse(PAGE), follow=True)
        if not found.context["due"]:
            break
        assert "1 requirement was tried." in found.content.decode()
    assert TriedMutants.objects.get(requirement="fair-stall").fingerprint != before
    assert "changed since it was tried" not in text_of(admin_client)


def test_a_result_outlives_what_it_does_not_depend_on(tried):
    def prints():
        return fingerprints(make_draft(today()).content)

    before = prints()
    a_scenario(pk=None, name="elsewhere", expect={"fair-notice": {"applicability": "applies"}})
    after = prints()
    assert {code for code in after if after[code] != before[code]} == {"fair-notice"}


@pytest.mark.usefixtures("tried")
def test_the_page_costs_few_queries(admin_client, django_assert_max_num_queries):
    text_of(admin_client)
    with django_assert_max_num_queries(40):
        text_of(admin_client)


def test_the_scenarios_lead_to_the_page(admin_client):
    assert reverse(PAGE) in admin_client.get(reverse("desk:scenarios")).content.decode()
