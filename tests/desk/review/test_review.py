"""The queue "to check": who is on it and why, the one click, and what visitors read when nobody clicked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, READER, REVIEWER, assign
from ngocheck.desk.review.review import Reason, reasons_to_check, to_check
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish

pytestmark = pytest.mark.django_db
REVIEW = "/admin/desk/review/"
A_DAY = timedelta(days=1)


@pytest.fixture
def reviewer(client):
    return sign_in(client, "aida", REVIEWER, first_name="Aida", last_name="Serik")


def sign_in(client, name: str, role: str, **columns: str):
    user = User.objects.create(username=name, **columns)
    assign(user, [role])
    client.force_login(user)
    return client


@pytest.fixture
def version() -> models.RequirementVersion:
    """A version in force that is fine in every respect."""
    row = models.RequirementVersion.objects.filter(effective_until=None, citations__isnull=False).first()
    row.confidence = "confirmed"
    row.verified_on, row.verified_by, row.next_check_on = today(), "Somebody", today() + timedelta(days=90)
    row.save()
    for citation in row.citations.select_related("provision__source"):
        source = citation.provision.source
        source.url_ru, source.amended_on = "https://adilet.zan.kz/", None
        source.save()
    return row


def reasons(version: models.RequirementVersion) -> tuple[Reason, ...]:
    fresh = models.RequirementVersion.objects.prefetch_related("citations__provision__source").get(pk=version.pk)
    return reasons_to_check(fresh, today())


def listed(client, **asked: str) -> list[int]:
    return [row["version"].pk for row in client.get(REVIEW, asked).context["rows"]]


# Who is on it.


def test_a_version_that_is_fine_is_not_on_the_queue(reviewer, version):
    assert reasons(version) == ()
    assert version.pk not in listed(reviewer)


@pytest.mark.parametrize(("days", "due"), [(1, False), (0, False), (-1, True)])
def test_a_version_is_due_from_the_day_after_its_next_check(version, days, due):
    version.next_check_on = today() + timedelta(days=days)
    version.save()
    assert reasons(version) == ((Reason.PAST_DUE,) if due else ())


@pytest.mark.parametrize("confidence", ["monitor", "second_source", "unverified"])
def test_what_is_not_confirmed_is_on_the_queue(version, confidence):
    version.confidence = confidence
    version.save()
    assert reasons(version) == (Reason.UNCONFIRMED,)


@pytest.mark.parametrize(("days", "changed"), [(-1, False), (0, False), (1, True)])
def test_an_act_that_changed_after_the_check_puts_its_versions_on_the_queue(version, days, changed):
    source = version.citations.first().provision.source
    source.amended_on = version.verified_on + timedelta(days=days)
    source.save()
    assert reasons(version) == ((Reason.ACT_CHANGED,) if changed else ())


def test_a_version_that_nobody_ever_checked_is_on_the_queue_for_that_and_for_every_change(version):
    version.verified_on = None
    version.save()
    assert reasons(version) == (Reason.NEVER_CHECKED,)
    source = version.citations.first().provision.source
    source.amended_on = date(1995, 1, 1)
    source.save()
    assert reasons(version) == (Reason.ACT_CHANGED, Reason.NEVER_CHECKED)


def test_a_provision_without_any_link_is_named_and_one_link_is_enough(version):
    provision = version.citations.first().provision
    models.Source.objects.filter(pk=provision.source_id).update(url_en="", url_ru="", url_kk="")
    for cited in models.Provision.objects.filter(citations__version=version):
        cited.url_en = cited.url_ru = cited.url_kk = ""
        cited.save()
    assert reasons(version) == (Reason.NO_LINK,)
    for cited in models.Provision.objects.filter(citations__version=version):
        cited.url_kk = "https://adilet.zan.kz/rus/docs/"
        cited.save()
    assert reasons(version) == ()


def test_versions_no_longer_in_force_are_listed_only_when_asked_for(reviewer, version):
    version.confidence = "unverified"
    version.effective_from = date(1999, 1, 1)
    version.effective_until = today() + A_DAY
    version.save()
    assert version.pk in listed(reviewer)
    version.effective_until = today()
    version.save()
    assert version.pk not in listed(reviewer)
    assert version.pk in listed(reviewer, ended="on")


def test_versions_to_come_are_listed(reviewer, version):
    version.confidence = "unverified"
    version.effective_from = today() + timedelta(days=400)
    version.save()
    assert version.pk in listed(reviewer)


def test_what_concerns_the_most_organisations_stands_first(reviewer):
    counts = [row["concerned"] or 0 for row in reviewer.get(REVIEW).context["rows"]]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0


def test_a_reason_can_be_chosen_and_is_counted(reviewer):
    page = reviewer.get(REVIEW, {"reason": "unconfirmed"})
    assert page.context["rows"]
    assert all("not confirmed" in map(str, row["reasons"]) for row in page.context["rows"])
    counted = {code: count for code, _words, count in page.context["reasons"]}
    assert counted["unconfirmed"] == len(page.context["rows"])


def test_a_reason_that_is_none_lists_nothing(reviewer):
    page = reviewer.get(REVIEW, {"reason": "<b>nonsense"})
    assert page.status_code == 200
    assert page.context["rows"] == []


def test_the_number_of_queries_does_not_grow_with_the_queue(reviewer):
    reviewer.get(REVIEW)
    counts = []
    for asked in ({}, {"ended": "on"}, {"reason": "no_link"}):
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(REVIEW, asked)
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_before_the_first_edition_the_queue_opens_without_counts(reviewer):
    models.Edition.objects.all().delete()
    page = reviewer.get(REVIEW)
    assert page.status_code == 200
    assert {row["concerned"] for row in page.context["rows"]} == {None}


# The click.


def click(client, version: models.RequirementVersion, **sent: str):
    queue = client.get(REVIEW, {"ended": "on"}).context["rows"]
    seen = next((row["seen"] for row in queue if row["version"].pk == version.pk), "0")
    return client.post(reverse("desk:checked", args=[version.pk]), {"seen": seen, **sent})


def doubtful() -> models.RequirementVersion:
    return models.RequirementVersion.objects.filter(effective_until=None).exclude(confidence="confirmed").first()


def test_one_click_keeps_day_and_name_and_sets_the_next_check(client):
    version = doubtful()
    before = version.confidence
    with time_machine.travel("2027-08-31T12:00:00+05:00", tick=False):
        desk = sign_in(client, "aida", REVIEWER, first_name="Aida", last_name="Serik")
        assert click(desk, version).status_code == 302
    version.refresh_from_db()
    assert (version.verified_on, version.verified_by) == (date(2027, 8, 31), "Aida Serik")
    assert version.next_check_on == date(2028, 2, 29)
    assert version.confidence == before


@pytest.mark.parametrize(("months", "day"), [(1, date(2027, 2, 28)), (12, date(2028, 1, 31))])
def test_the_next_check_comes_as_often_as_the_setting_says(client, settings, months, day):
    settings.CHECK_EVERY_MONTHS = months
    version = doubtful()
    with time_machine.travel("2027-01-31T12:00:00+05:00", tick=False):
        click(sign_in(client, "aida", REVIEWER), version)
    version.refresh_from_db()
    assert version.next_check_on == day


def test_a_person_without_a_full_name_is_named_by_the_name_they_sign_in_with(client):
    version = doubtful()
    click(sign_in(client, "zarina", REVIEWER), version)
    version.refresh_from_db()
    assert version.verified_by == "zarina"


def test_the_click_is_in_the_history_with_who_and_what_was_before(reviewer):
    version = doubtful()
    version.save()
    click(reviewer, version)
    newest, before = version.history.all()[:2]
    assert newest.history_user.username == "aida"
    assert before.verified_on == version.verified_on
    assert newest.verified_on == today()


def test_the_answer_leads_back_to_the_list_as_it_was_and_to_undoing(reviewer):
    version = doubtful()
    here = f"{REVIEW}?reason=unconfirmed"
    answer = click(reviewer, version, next=here)
    assert answer.url == here
    page = reviewer.get(answer.url).content.decode()
    assert reverse("admin:rulebook_requirementversion_history", args=[version.pk]) in page


def test_nobody_is_sent_away_from_the_desk(reviewer):
    assert click(reviewer, doubtful(), next="https://elsewhere.example/").url == REVIEW


def test_a_version_that_was_changed_meanwhile_is_not_confirmed(reviewer):
    version = doubtful()
    queue = reviewer.get(REVIEW).context["rows"]
    seen = next(row["seen"] for row in queue if row["version"].pk == version.pk)
    version.title_en = "Something else by now"
    version.save()
    before = version.verified_on
    answer = reviewer.post(reverse("desk:checked", args=[version.pk]), {"seen": seen}, follow=True)
    assert "was changed since you opened the list" in answer.content.decode()
    version.refresh_from_db()
    assert version.verified_on == before


@pytest.mark.parametrize("role", [READER, EDITOR])
def test_who_may_not_confirm_sees_the_queue_without_the_button(client, role):
    version = doubtful()
    desk = sign_in(client, "other", role)
    assert "Checked, unchanged" not in desk.get(REVIEW).content.decode()
    assert click(desk, version).status_code == 403


def test_a_version_that_is_not_there_is_not_found(reviewer):
    assert reviewer.post(reverse("desk:checked", args=[999999]), {"seen": "0"}).status_code == 404


def test_looking_at_the_click_s_address_changes_nothing(reviewer):
    assert reviewer.get(reverse("desk:checked", args=[doubtful().pk])).status_code == 405


# What visitors read when nobody clicked.


def published_to_be_checked_on(day: date) -> models.RequirementVersion:
    version = models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)
    version.verified_on, version.next_check_on = day - timedelta(days=90), day
    version.save()
    assert publish(today(), four_eyes=False)
    return version


def test_visitors_read_that_a_rule_past_its_next_check_was_not_checked(client):
    published_to_be_checked_on(today())
    address = "/en/requirements/fair-notice/"
    assert "Not checked since" not in client.get(address).content.decode()
    tomorrow = today() + A_DAY
    with time_machine.travel(tomorrow, tick=False):
        page = client.get(address).content.decode()
    assert "Not checked since" in page
    assert "check this with the office" in page


def test_a_click_takes_the_doubt_away_once_it_is_published(client, reviewer):
    version = published_to_be_checked_on(today() - A_DAY)
    address = "/en/requirements/fair-notice/"
    assert "Not checked since" in client.get(address).content.decode()
    click(reviewer, version)
    assert "Not checked since" in client.get(address).content.decode()
    publish(today(), four_eyes=False)
    assert "Not checked since" not in client.get(address).content.decode()


def test_to_check_needs_no_counts():
    assert all(row.concerned is None for row in to_check(today(), {}))
