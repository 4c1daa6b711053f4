"""Four eyes: a change needs somebody who did not make it, and only for the words as they stand."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngocheck.desk.review.review import checked_unchanged
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.approvals import reviewed
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, publish, roll_back
from tests.support.approving import agree, authors, edit_title, found, live, missing, save, version
from tests.support.desk_people import person

pytestmark = pytest.mark.django_db


# Who may agree.


def test_a_change_without_any_approval_is_missing_one(anna):
    edit_title(anna)
    assert missing() == [f"fair-notice@{version().effective_from}"]


def test_the_author_alone_is_not_enough(anna):
    edit_title(anna)
    agree(anna)
    assert missing() == [f"fair-notice@{version().effective_from}"]


def test_somebody_else_is_enough(anna, boris):
    edit_title(anna)
    agree(boris)
    assert missing() == []


def test_the_author_and_somebody_else_are_enough(anna, boris):
    edit_title(anna)
    agree(anna)
    agree(boris)
    assert missing() == []


def test_two_authors_cannot_approve_for_each_other(anna, boris):
    edit_title(anna)
    edit_title(boris, "A third title")
    agree(anna)
    agree(boris)
    assert len(missing()) == 1
    agree(person("vera"))
    assert missing() == []


def check(user: User) -> None:
    """The reviewer's click "checked, unchanged"."""
    row = version()
    row._history_user = user
    checked_unchanged(row, today(), user)


def test_who_only_checked_the_words_of_another_may_approve_them(anna, boris):
    edit_title(anna)
    check(boris)
    assert authors() == {f"fair-notice@{version().effective_from}": ["anna"]}
    agree(boris)
    assert missing() == []


def test_a_check_alone_waits_for_nobody(boris, settings):
    settings.CHECK_EVERY_MONTHS = 30
    check(boris)
    assert missing() == []


def test_who_wrote_and_checked_is_an_author(anna):
    edit_title(anna)
    check(anna)
    agree(anna)
    assert len(missing()) == 1


def test_a_later_edit_ends_an_approval(anna, boris):
    edit_title(anna)
    agree(boris)
    edit_title(anna, "A third title")
    assert len(missing()) == 1


def test_taking_the_later_edit_back_makes_the_approval_hold_again(anna, boris):
    edit_title(anna)
    agree(boris)
    edit_title(anna, "A third title")
    edit_title(anna)
    assert missing() == []


def test_approving_twice_is_one_approval(anna, boris):
    edit_title(anna)
    agree(boris)
    agree(boris)
    assert models.Approval.objects.count() == 1


def test_what_a_program_changed_needs_anybody(boris):
    edit_title(None)
    assert len(missing()) == 1
    agree(boris)
    assert missing() == []


def test_approvals_of_an_earlier_edition_do_not_count_again(anna, boris):
    edit_title(anna)
    agree(boris)
    publish(today(), "First.")
    edit_title(anna, "A third title")
    agree(boris)
    publish(today(), "Second.")
    edit_title(anna)
    assert len(missing()) == 1
    agree(boris)
    assert missing() == []


def test_after_rolling_back_the_author_is_still_the_author(anna, boris):
    first = live()
    edit_title(anna)
    agree(boris)
    publish(today(), "With another title.")
    roll_back(first, boris, "Not yet.")
    assert len(missing()) == 1
    agree(anna)
    assert len(missing()) == 1
    agree(boris)
    assert missing() == []


# How publishing asks.


def test_publishing_is_refused_until_somebody_else_agreed(anna, boris, settings):
    settings.FOUR_EYES = True
    edit_title(anna)
    agree(anna)
    with pytest.raises(NotPublishable, match="nobody but its author has approved this change"):
        publish(today(), "x", by=anna)
    agree(boris)
    edition = publish(today(), "x", by=anna)
    assert (edition.number, edition.published_by) == (2, anna)


def test_a_team_of_one_can_switch_it_off(anna, settings):
    edit_title(anna)
    settings.FOUR_EYES = False
    assert publish(today()).number == 2


def test_what_the_caller_says_counts_more_than_the_setting(anna, settings):
    settings.FOUR_EYES = False
    edit_title(anna)
    with pytest.raises(NotPublishable):
        publish(today(), four_eyes=True)
    settings.FOUR_EYES = True
    assert publish(today(), four_eyes=False).number == 2


def test_it_is_on_unless_switched_off(settings):
    assert settings.FOUR_EYES is True


def test_it_costs_the_same_queries_for_one_change_and_for_many(anna):
    def count() -> int:
        differing, edition = found(), live()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reviewed(differing, edition)
        return len(queries)

    edit_title(anna)
    one = count()
    for row in models.RequirementVersion.objects.all():
        row.title_en += "!"
        save(row, anna)
    assert count() == one
