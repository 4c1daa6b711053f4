"""A new version: everything is copied, the old one ends the day before, and wrong days are refused in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from ngocheck.desk.versions.new_version import start_new
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing import rows_to_edition
from ngocheck.rulebook.publishing.live import today

pytestmark = pytest.mark.django_db
START = date(2028, 1, 1)
ONE_DAY = timedelta(days=1)
Version = models.RequirementVersion


def version_of(code: str) -> Version:
    return Version.objects.filter(requirement__code=code).latest("effective_from")


def address(version: Version) -> str:
    return reverse("desk:new_version", args=[version.pk])


def copy(version: Version, start: date = START) -> Version:
    with transaction.atomic():
        return start_new(version, effective_from=start, start_confirmed=False, today=today())


def as_published(version: Version) -> dict:
    """What an edition says of the version, its times and its check apart."""
    rows = {
        row.pk: row for requirement in rows_to_edition.requirements_json() for row in requirement.versions.all()
    }
    said = rows_to_edition.version_json(rows[version.pk])
    return {
        key: said[key]
        for key in said.keys() - {"from", "until", "start_confirmed", "confidence", "verified_on", "next_check_on"}
    }


@pytest.fixture
def version():
    """The yearly report, which has no end."""
    found = version_of("club-report")
    assert found.effective_until is None
    return found


@pytest.mark.parametrize("code", ["club-report", "gift-notice", "join", "reach-match", "fair-notice"])
def test_the_copy_says_what_the_old_version_says(code):
    version = version_of(code)
    assert as_published(copy(version)) == as_published(version)


def test_limits_of_deadlines_and_passages_point_to_the_copies():
    limited = models.ConditionGroup.objects.filter(deadline__isnull=False, version__effective_until=None).first()
    made = copy(limited.version)
    assert {group.deadline.version for group in made.groups.exclude(deadline=None)} == {made}
    limited = models.ConditionGroup.objects.filter(passage__isnull=False, version__effective_until=None).first()
    made = copy(limited.version)
    assert {group.passage.version for group in made.groups.exclude(passage=None)} == {made}


def test_a_citation_for_one_passage_points_to_its_copy():
    made = copy(version_of("join"))
    assert {row.passage.version for row in made.citations.exclude(passage=None)} == {made}


def test_the_old_version_ends_where_the_new_one_starts(version):
    made = copy(version)
    version.refresh_from_db()
    assert (version.effective_until, made.effective_from, made.effective_until) == (START, START, None)
    assert list(version.requirement.versions.in_force(START - ONE_DAY)) == [version]
    assert list(version.requirement.versions.in_force(START)) == [made]


def test_within_a_time_that_ends_the_new_version_keeps_the_end(version):
    version.effective_until = date(2029, 1, 1)
    version.save()
    made = copy(version)
    assert made.effective_until == date(2029, 1, 1)


def test_the_copy_is_unchecked_and_due_for_a_check_today(version):
    version.verified_on, version.verified_by = date(2026, 1, 1), "Aigul"
    made = copy(version)
    assert (made.verified_on, made.verified_by, made.next_check_on) == (None, "", today())
    assert made.confidence == "unverified"
    assert not made.start_confirmed


def test_every_copied_row_has_history_with_the_reason(version):
    made = copy(version)
    assert made.history.get().history_change_reason == "new version"
    assert version.history.latest().history_change_reason == "new version"
    for model in (models.Citation, models.Deadline, models.ConditionGroup):
        for row in model.objects.filter(version=made):
            assert row.history.get().history_change_reason == "new version"
    assert models.Condition.history.filter(history_type="+").count() == (
        models.Condition.objects.filter(group__version=made).count()
    )


@pytest.mark.parametrize("days", [-1, 0])
def test_a_day_not_after_the_start_is_refused(version, days):
    with pytest.raises(ValidationError, match="Choose a later day"):
        copy(version, version.effective_from + timedelta(days=days))


def test_the_day_after_the_start_is_taken(version):
    assert copy(version, version.effective_from + ONE_DAY)


@pytest.mark.parametrize("days", [0, 1])
def test_a_day_not_before_the_end_is_refused(version, days):
    version.effective_until = START
    version.save()
    with pytest.raises(ValidationError, match="This version ends before 1 January 2028"):
        copy(version, START + timedelta(days=days))


def test_the_last_day_of_a_version_is_taken(version):
    version.effective_until = START
    version.save()
    assert copy(version, START - ONE_DAY).effective_until == START


def test_a_later_version_within_the_time_is_named(version):
    copy(version)
    Version.objects.filter(pk=version.pk).update(effective_until=None)
    version.refresh_from_db()
    with pytest.raises(ValidationError, match="A later version starts on 1 January 2028"):
        copy(version, date(2027, 1, 1))


# The page


def test_the_page_copies_and_leads_to_the_copy(admin_client, version):
    assert "for example 2028-01-01" in admin_client.get(address(version)).content.decode()
    answer = admin_client.post(address(version), {"effective_from": "2028-01-01"}, follow=True)
    made = version_of("club-report")
    assert made.effective_from == START
    assert answer.redirect_chain[-1][0] == reverse("admin:rulebook_requirementversion_change", args=[made.pk])
    assert "This is the new version" in answer.content.decode()
    assert made.history.get().history_user.username == "admin"


@pytest.mark.parametrize("sent", ["", "soon", "2028-13-01", "1990-01-01", "3000-01-01"])
def test_a_day_that_cannot_be_taken_comes_back_with_a_message(admin_client, version, sent):
    page = admin_client.post(address(version), {"effective_from": sent, "start_confirmed": "on"})
    assert page.status_code == 422
    assert 'class="errorlist"' in page.content.decode()
    assert f'value="{sent}"' in page.content.decode() or not sent
    assert "checked" in page.content.decode()
    assert version.requirement.versions.count() == Version.objects.filter(requirement=version.requirement).count()
    assert version.history.count() == 0


def test_two_editors_cannot_copy_the_same_version_to_the_same_day(admin_client, version):
    assert admin_client.post(address(version), {"effective_from": "2028-01-01"}).status_code == 302
    assert admin_client.post(address(version), {"effective_from": "2028-01-01"}).status_code == 422


def test_the_version_and_the_requirement_lead_to_the_page(admin_client, version):
    for table, row in (("requirementversion", version), ("requirement", version.requirement)):
        page = admin_client.get(reverse(f"admin:rulebook_{table}_change", args=[row.pk])).content.decode()
        assert f'href="{address(version)}"' in page


def test_only_those_who_may_add_versions_open_it(client, version):
    assert client.get(address(version)).status_code == 302
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    assert client.get(address(version)).status_code == 403
    assert client.post(address(version), {"effective_from": "2028-01-01"}).status_code == 403
    assert client.get(reverse("desk:new_version", args=[999999])).status_code == 403


def test_a_version_that_is_not_there_is_not_found(admin_client):
    assert admin_client.get(reverse("desk:new_version", args=[999999])).status_code == 404
    assert admin_client.post(reverse("desk:new_version", args=[999999])).status_code == 404
