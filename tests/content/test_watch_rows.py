"""The rows of the watch list: what the sources name is there, with its days and what it touches."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.rulebook import models

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
State = models.WatchEntry.State


def test_each_of_the_six_initiatives_of_the_monitor_says_what_became_of_it():
    told = {row.code: row.state for row in models.WatchEntry.objects.filter(sources__code="monitor")}
    assert told == {
        "nco-law-amendments": State.DROPPED,
        "public-association-founders": State.IN_FORCE,
        "public-control-law": State.IN_FORCE,
        "information-fines": State.IN_FORCE,
        "access-to-information": State.DRAFT,
        "volunteer-register": State.IN_FORCE,
    }


@pytest.mark.parametrize(
    "code",
    ["ngo-law", "constitution-2026", "propaganda-amendments", "vat-2026", "sim-cards", "data-access-notices"],
)
def test_the_other_changes_of_the_sources_are_watched_too(code):
    assert models.WatchEntry.objects.filter(code=code).exists()


def test_every_entry_says_where_it_stands_and_when_to_look_again():
    for row in models.WatchEntry.objects.prefetch_related("sources"):
        assert row.text_en, row
        assert row.who_en, row
        assert row.sources.all(), row
        assert row.updated_on <= ON < row.next_check_on, row
        assert row.in_force_on is None or row.state == State.IN_FORCE, row


def test_a_day_in_force_is_given_only_where_the_sources_give_it():
    days = dict(models.WatchEntry.objects.exclude(in_force_on=None).values_list("code", "in_force_on"))
    assert days == {
        "constitution-2026": date(2026, 7, 1),
        "tax-code-2025": date(2026, 1, 1),
        "vat-2026": date(2026, 1, 1),
        "propaganda-amendments": date(2026, 3, 2),
        "election-observers": date(2026, 7, 1),
        "public-association-founders": date(2024, 1, 1),
        "public-control-law": date(2024, 4, 4),
        "volunteer-register": date(2024, 1, 1),
    }


def test_what_is_in_force_since_a_day_touches_versions_that_begin_there(rulebook):
    """So that a change that came is in the rules themselves, and not only told of."""
    for watched in rulebook.watch:
        if watched.in_force_on:
            first_days = {
                rule.effective_from for code in watched.requirements for rule in rulebook.requirements[code]
            }
            assert watched.in_force_on in first_days, watched.code
