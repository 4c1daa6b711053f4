"""The form of a bill: how far it has come, and the version that it brings, started from it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR
from ngocheck.rulebook.models import RequirementVersion, WatchEntry
from tests.support.desk_people import colleague, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill() -> WatchEntry:
    return WatchEntry.objects.get(code="gift-bill")


def form_of(bill: WatchEntry) -> tuple[str, dict]:
    client = signed_in(colleague("boris", EDITOR))
    page = client.get(reverse("admin:rulebook_watchentry_change", args=[bill.pk]))
    return page.content.decode(), page.context


def test_the_states_that_a_bill_went_through_are_told_with_day_and_name(bill):
    vera = colleague("vera", EDITOR)
    for state in ("parliament", "signed", "in_force"):
        bill.state, bill._history_user = state, vera
        bill.save()
    _words, context = form_of(bill)
    assert [(turn.state, turn.who) for turn in context["trail"]] == [
        ("in parliament", ""),
        ("signed, not yet in force", "vera"),
        ("in force", "vera"),
    ]


def test_a_version_is_started_from_the_bill_on_its_day(bill):
    bill.in_force_on = date(2028, 7, 1)
    bill.save()
    words, context = form_of(bill)
    report = RequirementVersion.objects.get(requirement__code="gift-report", effective_until=None)
    assert report in context["to_start"]
    assert f"{reverse('desk:new_version', args=[report.pk])}?first=2028-07-01" in words
    page = signed_in(colleague("olga", EDITOR)).get(
        reverse("desk:new_version", args=[report.pk]), {"first": "2028-07-01"}
    )
    assert 'value="2028-07-01"' in page.content.decode()


def test_what_began_already_is_not_offered(bill):
    bill.in_force_on = date(2026, 7, 1)
    bill.save()
    _words, context = form_of(bill)
    assert [version.requirement.code for version in context["to_start"]] == ["gift-report"]
