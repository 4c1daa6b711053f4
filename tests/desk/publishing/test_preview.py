"""The site with the draft: for staff who started it, marked everywhere, and never for anybody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import live_rulebook, showing, today
from tests.support.desk_people import person, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/desk/preview/"
REQUIREMENT = "/en/requirements/fair-notice/"
ON_THE_SITE = ["/en/", "/en/requirements/", REQUIREMENT, "/en/privacy/", "/en/guides/fair/questions/"]
CHECKLIST = "/en/guides/fair/checklist/"
MARK = "Draft, not published."


def version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)


@pytest.fixture(autouse=True)
def _draft() -> None:
    row = version()
    row.title_en = "A title of the draft"
    row.save()


@pytest.fixture
def vera() -> Client:
    return signed_in(person("vera", "preview_draft"))


def start(client: Client, on: date | None = None):
    return client.post(PAGE, {"on": (on or today()).isoformat(), "start": "1"})


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


# What who sees.


def test_staff_who_started_it_see_the_draft_on_the_site(vera):
    assert start(vera).status_code == 302
    page = text(vera, REQUIREMENT)
    assert "A title of the draft" in page
    assert MARK in page


@pytest.mark.parametrize("address", [*ON_THE_SITE, CHECKLIST, f"{CHECKLIST}print/"])
def test_every_page_is_marked_once_as_a_draft_of_its_day(vera, address):
    start(vera, date(2028, 5, 1))
    page = text(vera, address)
    assert page.count(MARK) == 1
    assert "As of 1 May 2028." in page.split(MARK)[1][:100]


def test_pages_that_are_not_found_are_marked_too(vera):
    start(vera)
    assert MARK in vera.get("/en/requirements/no-such-thing/").content.decode()


@pytest.mark.parametrize("kind", ["pdf", "ics", "csv"])
def test_files_are_named_as_a_draft(vera, kind):
    start(vera, date(2028, 5, 1))
    taken = vera.get(f"{CHECKLIST}checklist.{kind}")
    assert taken["Content-Disposition"] == f'attachment; filename="draft-checklist-2028-05-01.{kind}"'


def test_files_name_the_draft_and_its_day_inside(vera):
    start(vera, date(2028, 5, 1))
    found = json.loads(vera.get(f"{CHECKLIST}checklist.json").content)
    assert (found["edition"], found["on"]) == ("draft", "2028-05-01")
    table = vera.get(f"{CHECKLIST}checklist.csv").content.decode()
    assert '"2028-05-01","draft"' in table


def test_the_day_decides_which_version_is_shown(vera):
    row = version()
    first_day = today() + timedelta(days=400)
    row.effective_until = first_day
    row.save()
    new = models.RequirementVersion.objects.get(pk=row.pk)
    new.pk, new.effective_from, new.effective_until = None, first_day, None
    new.title_en = "From then on"
    new.save()
    start(vera, first_day - timedelta(days=1))
    assert "<h1>A title of the draft" in " ".join(text(vera, REQUIREMENT).split())
    start(vera, first_day)
    assert "<h1>From then on" in " ".join(text(vera, REQUIREMENT).split())


def test_drafts_are_not_kept_by_browsers(vera):
    start(vera)
    assert "no-store" in vera.get("/en/")["Cache-Control"]


def test_stopping_shows_the_live_law_again_on_the_same_page(vera):
    start(vera)
    stopped = vera.post(PAGE, {"stop": "1", "next": REQUIREMENT})
    assert stopped["Location"] == REQUIREMENT
    page = text(vera, REQUIREMENT)
    assert MARK not in page
    assert "A title of the draft" not in page


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_stopping_leads_nowhere_else(vera, elsewhere):
    start(vera)
    assert vera.post(PAGE, {"stop": "1", "next": elsewhere})["Location"] == PAGE


def test_signing_out_ends_it(vera):
    start(vera)
    vera.logout()
    vera.cookies["preview"] = "on"
    assert MARK not in text(vera, REQUIREMENT)


def test_losing_the_permission_ends_it():
    user = person("oleg", "preview_draft")
    client = signed_in(user)
    start(client)
    user.user_permissions.clear()
    assert MARK not in text(client, REQUIREMENT)


def test_no_longer_being_staff_ends_it():
    user = person("oleg", "preview_draft")
    client = signed_in(user)
    start(client)
    user.is_staff = False
    user.save()
    assert MARK not in text(client, REQUIREMENT)


def test_a_forged_cookie_shows_nothing_and_is_taken_away(client):
    client.cookies["preview"] = "on"
    page = client.get(REQUIREMENT)
    assert MARK not in page.content.decode()
    assert page.cookies["preview"].value == ""


def test_the_desk_itself_is_never_shown_otherwise(vera):
    start(vera, date(2040, 1, 1))
    page = text(vera, PAGE)
    assert MARK not in page
    assert "1 January 2040" in page


# Visitors meanwhile.


@pytest.mark.parametrize("address", ON_THE_SITE)
def test_a_visitor_meanwhile_sees_the_live_law_for_the_same_queries(client, vera, address):
    def visit() -> tuple[str, int]:
        with CaptureQueriesContext(connection) as queries:
            page = text(client, address)
        return page, len(queries)

    visit()
    before, queries = visit()
    start(vera)
    for own in (address, CHECKLIST, f"{CHECKLIST}checklist.json"):
        vera.get(own)
    after, same = visit()
    assert same == queries == (0 if "privacy" in address else 1)
    assert strip(after) == strip(before)
    assert "A title of the draft" not in after


def strip(page: str) -> str:
    """Without what is another with each request."""
    return "".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_what_is_kept_of_the_draft_never_shows_on_a_visitors_checklist(client, vera):
    start(vera)
    for _time in range(2):
        assert "A title of the draft" in text(vera, CHECKLIST)
        assert "A title of the draft" not in text(client, CHECKLIST)


def test_a_draft_is_gone_even_when_a_page_fails(rulebook):
    other = replace(rulebook, label="draft")

    class Stumbled(Exception):
        pass

    def stumble() -> None:
        with showing(other, date(2030, 1, 1)):
            assert today() == date(2030, 1, 1)
            assert live_rulebook() is other
            raise Stumbled

    with pytest.raises(Stumbled):
        stumble()
    assert today() != date(2030, 1, 1)
    assert live_rulebook().label == models.Edition.objects.first().label


# A draft that cannot be shown.


def break_the_draft() -> None:
    models.Condition.objects.filter(question__kind="number", parameter=None).update(value="many")


def test_it_does_not_start_with_a_draft_that_cannot_be_read(vera):
    break_the_draft()
    page = start(vera)
    assert page.status_code == 422
    assert "many" in page.content.decode()
    assert "preview" not in page.cookies


def test_a_draft_that_breaks_meanwhile_says_so_with_the_problem(vera):
    start(vera)
    break_the_draft()
    page = vera.get(REQUIREMENT)
    assert page.status_code == 422
    html = page.content.decode()
    assert "The draft cannot be shown" in html
    assert "many" in html
    assert MARK in html


def test_a_draft_that_cannot_be_asked_about_the_day_says_so(vera, client):
    parameter = models.Condition.objects.exclude(parameter=None).first().parameter
    parameter.values.all().delete()
    start(vera)
    page = vera.get(CHECKLIST)
    assert page.status_code == 422
    assert parameter.code in page.content.decode()
    assert client.get(CHECKLIST).status_code == 200


# The page on the desk.


@pytest.mark.parametrize("typed", ["", "tomorrow", "2028-02-30", "1899-12-31", "2101-01-01", "x" * 50])
def test_a_day_that_is_none_is_refused_and_stays(vera, typed):
    page = vera.post(PAGE, {"on": typed, "start": "1"})
    assert page.status_code == 422
    assert f'value="{typed}"' in page.content.decode() or not typed


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(2100, 12, 31)])
def test_the_first_and_the_last_day_can_be_looked_at(vera, on):
    start(vera, on)
    assert text(vera, "/en/requirements/")


def test_others_may_not(client):
    assert client.get(PAGE).status_code == 302
    oleg = signed_in(person("oleg", "view_edition", "publish_edition"))
    assert oleg.get(PAGE).status_code == 403
    assert start(oleg).status_code == 403
