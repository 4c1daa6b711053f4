"""A visit: stored sealed, found by its cookie alone, kept apart from staff, gone when forgotten or run out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from ngocheck.checklists.guides.answers import keep_answers
from ngocheck.checklists.models import SealedVisit
from ngocheck.checklists.visits import clearing
from ngocheck.checklists.visits.store import VisitStore
from ngocheck.rulebook.publishing.live import live_rulebook
from tests.support.desk_people import person
from tests.support.visits import answer_with, kept_by, stored_visit

pytestmark = pytest.mark.django_db
FAIR = {"fair_form": "concert", "fair_on": "2031-07-29", "organiser": "local_club"}
SENT = {"fair_form": "concert", "fair_on": "29.07.2031", "organiser": "local_club"}
SECTION = "/en/guides/fair/fair/"


def every_byte_stored() -> bytes:
    """All that the tables of visits and sessions hold, as the database has it."""
    with connection.cursor() as cursor:
        found = b""
        for table in (SealedVisit._meta.db_table, Session._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            found += b" ".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                for row in cursor.fetchall()
                for cell in row
            )
    return found


def test_no_cookie_before_an_answer_and_one_that_scripts_cannot_read_after_it():
    client = Client()
    for page in ("/en/", SECTION, "/en/guides/fair/checklist/"):
        client.get(page)
    assert not client.cookies
    assert not SealedVisit.objects.exists()
    client.post(SECTION, SENT)
    cookie = client.cookies[settings.VISIT_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", settings.VISIT_AGE)
    assert set(client.cookies) == {settings.VISIT_COOKIE}
    assert kept_by(client)["answers"] == FAIR


def test_over_https_no_other_host_can_set_or_read_the_cookie(settings):
    settings.HTTPS, settings.VISIT_COOKIE = True, "__Host-visit"
    client = Client()
    client.post(SECTION, SENT)
    cookie = client.cookies["__Host-visit"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    client.post("/en/forget/")
    assert (client.cookies["__Host-visit"].value, client.cookies["__Host-visit"]["secure"]) == ("", True)


def test_nothing_that_was_answered_or_opens_it_stands_in_the_tables(rulebook):
    client = Client()
    client.post(SECTION, SENT)
    every = {question.code: "unknown" for question in live_rulebook().questions.values()}
    answer_with(client, every | FAIR, "fair")
    client.get("/en/guides/fair/checklist/")
    stored = every_byte_stored()
    assert len(stored) > 2000
    secret = client.cookies[settings.VISIT_COOKIE].value
    needles = {*every, *FAIR.values(), "answers", "unknown", secret, secret[:16]}
    assert [needle for needle in needles if needle.encode() in stored] == []
    # The same content written down plainly would be found.
    assert all(
        needle.encode() in json.dumps({"answers": every | FAIR}).encode() for needle in {*every, *FAIR.values()}
    )


def test_two_tabs_that_save_at_once_lose_nothing():
    secret = stored_visit({})
    tabs = [VisitStore(secret) for _number in range(2)]
    for tab in tabs:
        assert tab["answers"] == {}
    keep_answers(tabs[0], {"fair_form": "concert"}, "fair")
    keep_answers(tabs[1], {"organiser": None}, "reports")
    stored = VisitStore(secret)
    assert stored["answers"] == {"fair_form": "concert", "organiser": "unknown"}
    assert stored["guide"] == "reports"


def test_what_was_forgotten_does_not_come_back_from_another_tab():
    secret = stored_visit(FAIR)
    tab = VisitStore(secret)
    assert tab["answers"] == FAIR
    VisitStore(secret).flush()
    keep_answers(tab, {"organiser": None}, "fair")
    assert tab.session_key != secret
    assert SealedVisit.objects.count() == 1
    assert VisitStore(tab.session_key)["answers"] == {"organiser": "unknown"}


def test_forgetting_deletes_the_row_and_the_cookie():
    client = answer_with(Client(), FAIR)
    page = client.post("/en/forget/")
    assert page["Clear-Site-Data"] == '"cache"'
    assert not SealedVisit.objects.exists()
    assert client.cookies[settings.VISIT_COOKIE].value == ""


def test_a_full_disk_does_not_stop_forgetting(monkeypatch):
    client = answer_with(Client(), FAIR)

    def full(*_args, **_kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(VisitStore, "delete", full)
    page = client.post("/en/forget/")
    assert page.status_code == 200
    assert "nobody can open it" in page.content.decode()
    assert client.cookies[settings.VISIT_COOKIE].value == ""


def test_a_cookie_that_opens_nothing_begins_anew_and_is_taken_back():
    client = Client()
    client.cookies[settings.VISIT_COOKIE] = "x" * 32
    assert client.get("/en/guides/fair/answers/").status_code in (200, 302)
    assert client.cookies[settings.VISIT_COOKIE].value == ""


def test_a_row_that_somebody_changed_is_no_visit():
    client = answer_with(Client(), FAIR)
    row = SealedVisit.objects.get()
    row.sealed = bytes(row.sealed)[:-1] + b"\0"
    row.save()
    assert "answers" not in kept_by(client)


def test_a_row_moved_under_another_name_is_no_visit():
    mine, theirs = stored_visit({}), stored_visit(FAIR)
    kept = SealedVisit.objects.get(finder=VisitStore(theirs).pair.finder)
    SealedVisit.objects.filter(finder=VisitStore(mine).pair.finder).update(sealed=kept.sealed)
    assert "answers" not in VisitStore(mine)


def test_who_signs_in_as_staff_has_answers_and_user_in_no_row_together():
    client = answer_with(Client(), FAIR)
    client.force_login(person("vera", "view_edition"))
    client.get("/en/guides/fair/checklist/")
    client.post(SECTION, SENT)
    (session,) = Session.objects.all()
    assert {name.removeprefix("_") for name in session.get_decoded()} == {
        "auth_user_id",
        "auth_user_backend",
        "auth_user_hash",
        "session_expiry",
    }
    assert kept_by(client)["answers"] == FAIR


# Running out.


@pytest.mark.parametrize(("seconds", "there"), [(-60, True), (0, True), (59, True), (60, False)])
def test_a_visit_runs_out_after_its_time_in_the_next_whole_minute(seconds, there):
    begun = datetime(2026, 12, 1, 9, 0, 0, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(begun, tick=False):
        secret = stored_visit(FAIR)
        expires = SealedVisit.objects.get().expires_at
    assert (expires.second, expires.microsecond) == (0, 0)
    with time_machine.travel(begun + timedelta(seconds=settings.VISIT_AGE + seconds), tick=False):
        assert ("answers" in VisitStore(secret)) is there


def run_out(count: int) -> None:
    for number in range(count):
        SealedVisit.objects.create(
            finder=f"{number:064x}", sealed=b"x", expires_at=timezone.now() - timedelta(minutes=number)
        )


def test_a_page_deletes_a_few_that_ran_out_once_a_minute(monkeypatch):
    kept = stored_visit(FAIR)
    run_out(clearing.MOST + 1)
    monkeypatch.setattr(clearing._Clock, "due", 0.0)
    client = Client()
    client.get("/en/")
    assert SealedVisit.objects.count() == 2
    client.get("/en/")
    assert SealedVisit.objects.count() == 2
    monkeypatch.setattr(clearing._Clock, "due", 0.0)
    client.get("/en/")
    assert [row.finder for row in SealedVisit.objects.all()] == [VisitStore(kept).pair.finder]


@pytest.mark.parametrize("count", [0, 1, clearing.MOST, 2 * clearing.MOST + 1])
def test_the_command_deletes_all_that_ran_out_and_nothing_else(count):
    stored_visit(FAIR)
    run_out(count)
    told = StringIO()
    call_command("clear_visits", stdout=told)
    assert f"Deleted {count} visits" in told.getvalue()
    assert SealedVisit.objects.count() == 1


def test_deleted_rows_are_overwritten_in_the_file():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
