"""Holes in time: nothing follows a version that ends, and an act is in force on no day or with no version."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.rulebook.models import ParameterValue, RequirementVersion, WatchEntry
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish
from ngocheck.wording.values import date_text
from tests.support.refusing import ONE_DAY, assert_refused, change, live, refusals

pytestmark = pytest.mark.django_db


def entry(code: str = "basic-law-2026") -> WatchEntry:
    return WatchEntry.objects.get(code=code)


def test_a_hole_between_two_versions_is_named():
    before = RequirementVersion.objects.get(requirement__code="founders", effective_until__isnull=False)
    change(before, effective_until=date(2023, 12, 1))
    told = "nothing of it is in force from 1 December 2023 until the next version begins on 1 January 2024."
    assert_refused(f"(founders) from {date_text(before.effective_from)}: {told}", before)


def test_an_end_that_nothing_follows_is_named_until_an_editor_says_that_this_is_so():
    version = change(live("leaflet"), effective_until=today() + 400 * ONE_DAY)
    assert_refused("nothing of it is in force from", version)
    change(version, nothing_follows=True)
    assert publish(today(), four_eyes=False) is not None


def test_deleting_a_new_version_leaves_a_hole_that_is_named():
    new = live("founders")
    before = RequirementVersion.objects.get(requirement__code="founders", effective_until=new.effective_from)
    new.delete()
    assert_refused("nothing of it is in force from 1 January 2024 on.", before)


def test_a_bill_in_force_has_a_day_or_says_that_it_is_not_known():
    row = change(entry(), in_force_on=None)
    assert_refused("it is called in force, but not since when.", row)
    change(row, day_unknown=True)
    assert publish(today(), four_eyes=False) is not None


def test_a_bill_in_force_begins_with_a_version_of_what_it_touches():
    row = change(entry(), in_force_on=date(2026, 7, 2))
    assert_refused("it is called in force since 2 July 2026, but no version", row)
    row.requirements.clear()
    assert publish(today(), four_eyes=False) is not None


def test_a_bill_that_is_not_in_force_yet_needs_neither():
    change(entry("fees-2027"), in_force_on=None)
    assert publish(today(), four_eyes=False) is not None


@pytest.mark.parametrize("confidence", ["confirmed", "second_source", "monitor"])
def test_an_amount_that_somebody_says_names_who(confidence):
    value = ParameterValue.objects.filter(source=None).first()
    change(value, confidence=confidence)
    assert any("it names no source." in message for message, _row in refusals())
