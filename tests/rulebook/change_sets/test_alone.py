"""The rows with one change set alone: other work is away, all of it, and comes back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngocheck.rulebook import models
from ngocheck.rulebook.change_sets.alone import Entangled, alone, open_sets
from ngocheck.rulebook.change_sets.work import close, drop, meetings
from ngocheck.rulebook.publishing.publish import publish
from ngocheck.rulebook.rows import fixtures
from tests.conftest import READING_DAY
from tests.support.change_sets import opened, version, within, write
from tests.support.desk_people import person

pytestmark = pytest.mark.django_db


def law_with(change_set: models.ChangeSet | None) -> str:
    with alone(change_set.pk if change_set else None):
        return fixtures.whole_law()


def test_without_other_work_the_rows_are_as_they_are():
    first = opened("First")
    write(first, title_en="Mine")
    assert law_with(first) == fixtures.whole_law()


def test_the_work_of_others_is_away_and_comes_back():
    before = fixtures.whole_law()
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title")
    write(second, None, "gift-report", title_en="Second title")
    both = fixtures.whole_law()
    assert law_with(None) == before
    assert "First title" in law_with(first)
    assert "Second title" not in law_with(first)
    assert "Second title" in law_with(second)
    assert fixtures.whole_law() == both


def test_two_sets_that_write_into_one_row_keep_their_own_columns():
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title")
    write(second, text_en="Second text")
    write(first, title_en="First title, again")
    for own, has, lacks in ((first, "First title, again", "Second text"), (second, "Second text", "First title")):
        law = law_with(own)
        assert has in law
        assert lacks not in law


def test_new_and_removed_rows_of_others_are_away_too():
    before = fixtures.whole_law()
    other = opened("Other")
    with within(other):
        version("gift-report").delete()
        models.Parameter.objects.create(code="new-amount", title_en="New")
    assert law_with(None) == before
    assert law_with(other) == fixtures.whole_law() != before


def test_links_between_rows_are_taken_back():
    before = fixtures.whole_law()
    requirement = models.Requirement.objects.get(code="fair-host")
    with within(opened("Other")):
        requirement.contradicts.add(models.Requirement.objects.get(code="gift-report"))
    assert fixtures.whole_law() != before
    assert law_with(None) == before


def test_what_builds_on_rows_of_another_set_cannot_stand_alone():
    first, second = opened("First"), opened("Second")
    with within(first):
        question = models.Parameter.objects.create(code="new-amount", title_en="New")
    with within(second):
        models.ParameterValue.objects.create(parameter=question, value=Decimal(5), effective_from="2026-01-01")
    with pytest.raises(Entangled, match="builds on rows that another one adds"), alone(second.pk):
        pass
    with alone(first.pk):
        assert not models.ParameterValue.objects.filter(parameter=question).exists()


def test_what_was_published_since_stays_when_older_work_is_away():
    older, newer = opened("Older"), opened("Newer")
    write(older, title_en="Older title")
    write(newer, text_en="Newer text")
    close([newer], models.ChangeSet.State.PUBLISHED, models.Edition.objects.live())
    law = law_with(None)
    assert "Newer text" in law
    assert "Older title" not in law


def test_rows_that_files_loaded_over_the_history_are_what_is_live(settings):
    settings.FOUR_EYES = False
    write(opened("Early"), title_en="Early title")
    publish(READING_DAY)
    models.RequirementVersion.objects.filter(pk=version().pk).update(title_en="From a file")
    write(opened("Late"), text_en="Late text")
    law = law_with(None)
    assert "From a file" in law
    assert "Late text" not in law


def test_an_error_within_leaves_everything_as_it_was():
    write(opened("Other"), title_en="Other title")
    both = fixtures.whole_law()
    with pytest.raises(ZeroDivisionError):
        fail_while_others_are_away()
    assert fixtures.whole_law() == both


def fail_while_others_are_away() -> None:
    with alone(None):
        assert version().title_en != "Other title"
        raise ZeroDivisionError


# Dropping.


def test_dropping_takes_back_what_the_set_did_and_nothing_else():
    before = fixtures.whole_law()
    first, second = opened("First"), opened("Second")
    write(first, title_en="First title")
    write(second, text_en="Second text")
    with within(first):
        version("gift-report").delete()
    anna = person("anna")
    drop(first, anna)
    law = fixtures.whole_law()
    assert "Second text" in law
    assert "First title" not in law
    assert open_sets() == {second.pk}
    drop(second, anna)
    assert fixtures.whole_law() == before
    assert {one.state for one in models.ChangeSet.objects.all()} == {"dropped"}


def test_dropping_is_in_the_history_and_signed():
    first, anna = opened("First"), person("anna")
    write(first, title_en="First title")
    drop(first, anna)
    newest = version().history.first()
    assert (newest.history_user, newest.history_change_reason, newest.change_set) == (
        anna,
        "change set dropped",
        first,
    )


def test_rows_that_change_places_are_taken_back():
    steps = list(version().steps.order_by("position"))
    if len(steps) < 2:
        steps.append(models.Step.objects.create(version=version(), position=2, text_en="Second step"))
    before = fixtures.whole_law()
    one, other = steps[:2]
    places = one.position, other.position
    first = opened("First")
    with within(first):
        for row, place in ((one, 99), (other, places[0]), (one, places[1])):
            row.position = place
            row.save()
    drop(first, person("anna"))
    assert fixtures.whole_law() == before


# Where sets meet.


def test_sets_that_write_to_the_same_part_meet():
    first, second, third = opened("First"), opened("Second"), opened("Third")
    write(first, title_en="First title")
    write(second, text_en="Second text")
    write(third, None, "gift-report", title_en="Third title")
    ((met, parts),) = meetings(first)
    assert met == second
    assert parts == [f"version fair-notice@{version().effective_from}"]
    assert meetings(third) == []


ACT = st.sampled_from(["title_en", "text_en", "place_en", "delete", "add"])
ACTS = st.lists(st.tuples(st.integers(0, 2), ACT), max_size=8)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_without_any_open_set_the_rows_are_those_of_before(acts):
    """Whatever three sets did beside each other, what is live is what it was; dropping all of them gives it."""
    before = fixtures.whole_law()
    sets = [opened(name) for name in ("First", "Second", "Third")]
    for turn, (number, act) in enumerate(acts):
        act_on_the_law(sets[number], act, turn)
    assert law_with(None) == before
    for one in sorted(sets, key=lambda one: -one.pk):
        drop(one, None)
    assert fixtures.whole_law() == before
    for one in sets:
        one.delete()


def act_on_the_law(change_set: models.ChangeSet, act: str, turn: int) -> None:
    row = models.RequirementVersion.objects.filter(requirement__code="fair-stall").first()
    with within(change_set):
        if act == "delete" and row:
            row.delete()
        elif act == "add":
            models.Parameter.objects.create(code=f"amount-{turn}", title_en="New")
        elif row:
            setattr(row, act, f"{change_set.name} {turn}")
            row.save()
