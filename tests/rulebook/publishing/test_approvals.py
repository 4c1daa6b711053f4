"""Four eyes: a change needs somebody who did not make it, and only for the words as they stand."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ngocheck.desk.review.review import checked_unchanged
from ngocheck.rulebook import models
from ngocheck.rulebook.changes import Change, changes_between
from ngocheck.rulebook.publishing.approvals import approve, missing_approvals, reviewed
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, content_of, make_draft, publish, roll_back
from tests.support.desk_people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return person("anna")


@pytest.fixture
def boris() -> User:
    return person("boris")


def save(row, user: User | None):
    """As a page of the desk does: with the name of who did it."""
    row._history_user = user
    row.save()
    return row


def delete(row, user: User) -> None:
    row._history_user = user
    row.delete()


def version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)


def edit_title(user: User | None, title: str = "Another title") -> None:
    row = version()
    row.title_en, row.title_ru, row.title_kk = title, "", ""
    save(row, user)


def live() -> models.Edition:
    return models.Edition.objects.select_related("rolled_back_to").first()


def found() -> list[Change]:
    return changes_between(content_of(live()), make_draft(today()).content)


def missing() -> list[str]:
    return [change.key for change in missing_approvals(found(), live())]


def agree(user: User) -> None:
    for change in found():
        approve(change, user)


def authors() -> dict[str, list[str]]:
    return {row.change.key: [touch.name for touch in row.touches] for row in reviewed(found(), live())}


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


def test_a_check_alone_waits_for_somebody_else(anna, boris, settings):
    settings.CHECK_EVERY_MONTHS = 30
    check(boris)
    agree(boris)
    assert len(missing()) == 1
    agree(anna)
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
    assert missing() == []
    models.Approval.objects.all().delete()
    agree(anna)
    assert len(missing()) == 1


# Whose change it is: every row behind a version.


def citation() -> models.Citation:
    return version().citations.first()


def change_a_citation(user: User) -> None:
    row = citation()
    row.provision = models.Provision.objects.exclude(pk=row.provision_id).first()
    save(row, user)


def change_a_deadline(user: User) -> None:
    row = version().deadlines.first()
    row.amount += 1
    save(row, user)


def change_a_penalty(user: User) -> None:
    row = version().penalties.first()
    row.text_en += " Also this."
    save(row, user)


def add_a_passage(user: User) -> None:
    position = version().passages.count() + 10
    save(models.Passage(version=version(), position=position, text_en="A paragraph."), user)


def change_a_condition(user: User) -> None:
    row = models.Condition.objects.filter(group__version=version()).first()
    row.question = models.Question.objects.filter(kind="yes_no").first()
    row.operator, row.value = "is", "yes"
    save(row, user)


def delete_a_citation(user: User) -> None:
    delete(citation(), user)


def delete_a_group(user: User) -> None:
    delete(version().groups.first(), user)


def rename_the_provision(user: User) -> None:
    row = citation().provision
    row.article_en += " (new)"
    save(row, user)


@pytest.mark.parametrize(
    "edit",
    [
        change_a_citation,
        change_a_deadline,
        change_a_penalty,
        add_a_passage,
        change_a_condition,
        delete_a_citation,
        delete_a_group,
        rename_the_provision,
    ],
)
def test_whoever_changed_a_part_is_an_author_of_the_version(edit, anna, boris):
    edit(anna)
    key = f"fair-notice@{version().effective_from}"
    assert authors()[key] == ["anna"]
    agree(anna)
    assert key in missing()
    agree(boris)
    assert missing() == []


def test_a_deleted_version_has_an_author(anna, boris):
    row = version()
    key = f"fair-notice@{row.effective_from}"
    delete(row, anna)
    assert authors()[key] == ["anna"]


def test_a_version_moved_in_time_has_its_author_under_both_days(anna):
    row = version()
    old, row.effective_from = row.effective_from, date(2030, 1, 1)
    save(row, anna)
    told = authors()
    assert told[f"fair-notice@{old}"] == told["fair-notice@2030-01-01"] == ["anna"]


def test_a_deleted_requirement_has_its_author_everywhere(anna):
    row = version().requirement
    for edited in models.RequirementVersion.objects.filter(requirement=row):
        delete(edited, anna)
    delete(row, anna)
    told = authors()
    assert {key: names for key, names in told.items() if key.startswith("fair-notice")}
    assert all(names == ["anna"] for key, names in told.items() if key.startswith("fair-notice"))


def other_rows() -> list:
    text = {"text_en": "Changed"}
    label = {"label_en": "Changed"}
    title = {"title_en": "Changed"}
    return [
        (models.Question.objects.first(), text),
        (models.Choice.objects.first(), label),
        (models.Section.objects.first(), title),
        (models.Area.objects.first(), title),
        (models.Guide.objects.first(), title),
        (models.Source.objects.first(), title),
        (models.Parameter.objects.first(), title),
        (models.ParameterValue.objects.first(), {"value": 7777}),
        (models.CalendarDay(date=date(2029, 3, 15), is_working=False, reason_en="X", confidence="confirmed"), {}),
    ]


@pytest.mark.parametrize("number", range(9))
def test_other_rows_have_authors_too(number, anna, boris):
    row, values = other_rows()[number]
    for name, value in values.items():
        setattr(row, name, value)
    save(row, anna)
    told = authors()
    assert told
    assert all(names == ["anna"] for names in told.values()), told
    agree(anna)
    assert missing()
    agree(boris)
    assert missing() == []


def test_another_order_has_its_author(anna):
    row = models.Guide.objects.first()
    row.position = 999
    save(row, anna)
    assert authors() == {"guides": ["anna"]}


def rename(row, user: User):
    row.code = f"{row.code}-renamed"
    return save(row, user)


def test_who_renamed_what_others_name_is_their_author(anna, boris):
    row = version()
    row.title_en = "Another title"
    save(row, boris)
    act = rename(citation().provision.source, anna)
    told = authors()
    key = f"asm-notify@{row.effective_from}"
    assert sorted(told[key]) == ["anna", "boris"]
    assert {name for other, names in told.items() if other != key for name in names} == {"anna"}
    assert act.code in told


def test_who_renamed_a_requirement_is_the_author_of_its_versions_under_both_names(anna):
    row = rename(version().requirement, anna)
    told = {key: names for key, names in authors().items() if key.startswith("asm-notify")}
    assert {key.partition("@")[0] for key in told} == {"asm-notify", row.code}
    assert all(names == ["anna"] for names in told.values())


def test_who_changed_words_of_a_question_is_no_author_of_the_versions_that_ask_it(anna, boris):
    change_a_condition(boris)
    question = models.Question.objects.filter(kind="yes_no").first()
    question.text_en = "Another question?"
    save(question, anna)
    assert authors() == {f"asm-notify@{version().effective_from}": ["boris"], question.code: ["anna"]}


def test_a_row_moved_to_another_version_has_its_author_in_both(anna):
    other = models.RequirementVersion.objects.exclude(requirement__code="asm-notify").first()
    row = citation()
    old, row.version, row.position = row.version, other, 99
    save(row, anna)
    assert authors() == {f"{one.requirement.code}@{one.effective_from}": ["anna"] for one in (old, other)}


def test_what_goes_with_a_deleted_row_is_signed_by_who_deleted_it(anna):
    group = version().groups.first()
    conditions = set(group.conditions.values_list("pk", flat=True))
    delete(group, anna)
    gone = models.Condition.history.filter(id__in=conditions, history_type="-")
    assert {record.history_user for record in gone} == {anna}


def test_every_record_says_its_part(anna):
    row = version()
    part = f"version asm-notify@{row.effective_from}"
    change_a_condition(anna)
    assert set(models.Condition.history.values_list("part", "part_left")) == {(part, "")}
    row.effective_from = date(2030, 1, 1)
    save(row, anna)
    assert row.history.first().part == "version asm-notify@2030-01-01"
    assert row.history.first().part_left == part


def test_authors_of_one_version_are_not_those_of_another(anna, boris):
    edit_title(anna)
    other = models.RequirementVersion.objects.exclude(requirement__code="fair-notice").filter(
        effective_until=None
    )[0]
    other.title_en = "Something else"
    save(other, boris)
    told = authors()
    assert told[f"fair-notice@{version().effective_from}"] == ["anna"]
    assert told[f"{other.requirement.code}@{other.effective_from}"] == ["boris"]


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
