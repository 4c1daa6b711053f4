"""Whose change it is: every row behind a part of the edition, rows that are gone or moved, and codes renamed."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from ngocheck.rulebook import models
from tests.support.approving import agree, authors, delete, edit_title, missing, save, version

pytestmark = pytest.mark.django_db


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
    key = f"fair-notice@{row.effective_from}"
    assert sorted(told[key]) == ["anna", "boris"]
    assert {name for other, names in told.items() if other != key for name in names} == {"anna"}
    assert act.code in told


def test_who_renamed_a_requirement_is_the_author_of_its_versions_under_both_names(anna):
    row = rename(version().requirement, anna)
    told = {key: names for key, names in authors().items() if key.startswith("fair-notice")}
    assert {key.partition("@")[0] for key in told} == {"fair-notice", row.code}
    assert all(names == ["anna"] for names in told.values())


def test_who_changed_words_of_a_question_is_no_author_of_the_versions_that_ask_it(anna, boris):
    change_a_condition(boris)
    question = models.Question.objects.filter(kind="yes_no").first()
    question.text_en = "Another question?"
    save(question, anna)
    assert authors() == {f"fair-notice@{version().effective_from}": ["boris"], question.code: ["anna"]}


def test_a_row_moved_to_another_version_has_its_author_in_both(anna):
    other = models.RequirementVersion.objects.exclude(requirement__code="fair-notice").first()
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
    part = f"version fair-notice@{row.effective_from}"
    change_a_condition(anna)
    assert set(models.Condition.history.values_list("part", "part_left")) == {(part, "")}
    row.effective_from = date(2030, 1, 1)
    save(row, anna)
    assert row.history.first().part == "version fair-notice@2030-01-01"
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
