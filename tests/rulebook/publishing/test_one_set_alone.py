"""A change set published, dropped or withdrawn alone, under four eyes, with what tests the law."""

from __future__ import annotations

import pytest

from ngocheck.desk.review.review import checked_unchanged
from ngocheck.rulebook import models
from ngocheck.rulebook.change_sets.work import drop
from ngocheck.rulebook.publishing.approvals import approve, reviewed
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.rulebook.publishing.publish import NotPublishable, propose, publish, roll_back
from tests.support.change_sets import opened, version, within, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent(anna) -> models.ChangeSet:
    urgent = opened("Urgent", anna)
    write(urgent, anna, title_en="Urgent title", title_ru="", title_kk="")
    return urgent


@pytest.fixture
def half_made(anna) -> models.ChangeSet:
    """A new requirement without a version: it cannot be published."""
    half_made = opened("Half made", anna)
    with within(half_made):
        models.Requirement.objects.create(code="new-duty", area=models.Area.objects.first())
    return half_made


def agree(change_set: models.ChangeSet, user) -> None:
    for change in propose(today(), change_set).all_changes:
        approve(change, user)


def live_title() -> str:
    return live_rulebook().requirements["fair-notice"][-1].texts["title"]["en"]


def test_an_urgent_set_goes_past_a_half_made_one(urgent, half_made, boris):
    with pytest.raises(NotPublishable, match="new-duty"):
        publish(today())
    agree(urgent, boris)
    made = publish(today(), change_set=urgent)
    assert live_title() == "Urgent title"
    assert "new-duty" not in live_rulebook().requirements
    assert "new-duty" not in made.rows
    assert models.Requirement.objects.filter(code="new-duty").exists()
    urgent.refresh_from_db()
    half_made.refresh_from_db()
    assert (urgent.state, urgent.edition, half_made.state) == ("published", made, "open")


def test_what_the_live_edition_says_is_what_is_left_to_the_others(urgent, half_made, boris, settings):
    settings.FOUR_EYES = False
    publish(today(), change_set=urgent)
    left = {change.key for change in propose(today(), half_made).all_changes}
    assert "new-duty" in left
    assert not any(key.startswith("fair-notice") for key in left)


def test_one_published_one_dropped_one_rolled_back(urgent, half_made, anna, boris):
    """Two changes at once from end to end: after all of it the law is what it was."""
    before = models.Edition.objects.live()
    third = opened("Third", boris)
    write(third, boris, "gift-report", title_en="Third title", title_ru="", title_kk="")
    agree(urgent, boris)
    agree(third, anna)
    publish(today(), change_set=urgent)
    drop(half_made, anna)
    publish(today(), change_set=third)
    assert live_title() == "Urgent title"
    roll_back(before, anna)
    assert live_rulebook().requirements["gift-report"][-1].texts["title"]["en"] != "Third title"
    states = {one.name: (one.state, one.withdrawn) for one in models.ChangeSet.objects.all()}
    assert states == {
        "Urgent": ("open", True),
        "Half made": ("dropped", False),
        "Third": ("open", True),
    }
    # What was withdrawn has to be agreed to anew, each alone.
    for one, other in ((urgent, boris), (third, anna)):
        one.refresh_from_db()
        with pytest.raises(NotPublishable, match="nobody but its author has approved"):
            publish(today(), change_set=one)
        agree(one, other)
    publish(today(), change_set=urgent)
    assert live_title() == "Urgent title"
    drop(third, anna)
    assert publish(today()) is None


def test_scenarios_change_under_four_eyes_too(anna, boris):
    tests = opened("Tests", anna)
    scenario = models.Scenario.objects.filter(expect__has_key="gift-report").first()
    scenario.law = "Read again."
    with within(tests):
        scenario._history_user = anna
        scenario.save()
    (change,) = propose(today(), tests).all_changes
    assert (change.kind, change.key) == ("scenario", scenario.name)
    (row,) = reviewed([change], models.Edition.objects.live(), tests.pk)
    assert [touch.name for touch in row.touches] == ["anna"]
    approve(change, anna)
    with pytest.raises(NotPublishable, match=scenario.name[:20]):
        publish(today(), change_set=tests)
    approve(change, boris)
    before = models.Edition.objects.live()
    made = publish(today(), change_set=tests)
    assert (made.sha256, made.changes) == (before.sha256, [])
    assert "Read again." in made.rows
    assert propose(today()).all_changes == []


def test_a_deleted_scenario_and_a_contradiction_are_changes(anna):
    tests = opened("Tests", anna)
    with within(tests):
        covered = models.Scenario.objects.filter(expect__has_key="gift-report").first()
        covered.delete()
        models.Requirement.objects.get(code="fair-host").contradicts.add(
            models.Requirement.objects.get(code="gift-report")
        )
    found = {(change.kind, change.key, change.state) for change in propose(today(), tests).tests}
    assert found == {
        ("scenario", covered.name, "gone"),
        ("contradiction", "fair-host", "new"),
        ("contradiction", "gift-report", "new"),
    }


def test_a_pure_check_needs_nobody_else(anna, settings):
    settings.CHECK_EVERY_MONTHS = 30
    check = opened("Checked", anna)
    with within(check):
        checked_unchanged(version(), today(), anna)
    assert publish(today(), change_set=check).number == 2


def test_an_approval_of_an_older_set_does_not_count(urgent, anna, boris):
    agree(urgent, boris)
    drop(urgent, anna)
    again = opened("Again", anna)
    write(again, anna, title_en="Urgent title", title_ru="", title_kk="")
    with pytest.raises(NotPublishable, match="nobody but its author"):
        publish(today(), change_set=again)


def test_an_edition_that_says_the_same_is_no_change_for_visitors(anna, client, settings):
    settings.FOUR_EYES = False
    tests = opened("Tests", anna)
    scenario = models.Scenario.objects.first()
    scenario.law = "Read again."
    with within(tests):
        scenario.save()
    publish(today(), "For nobody.", change_set=tests)
    assert "For nobody." not in client.get("/en/changes/").content.decode()
    write(tests, title_en="Another title", title_ru="", title_kk="")
    publish(today(), "For everybody.", change_set=tests)
    assert "For everybody." in client.get("/en/changes/").content.decode()
