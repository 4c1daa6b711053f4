"""The whole rulebook as one file: out, in again as a draft, and refused as a whole where it does not hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from ngocheck.desk.accounts.roles import EDITOR
from ngocheck.rulebook import models
from ngocheck.rulebook.models import Choice, Citation, Edition, Guide, Provision, RequirementVersion, Source
from ngocheck.rulebook.publishing.live import live_rulebook
from ngocheck.rulebook.rows import fixtures, rulebook_file
from ngocheck.rulebook.rows.cache import tables
from ngocheck.rulebook.rows.intake import ORDER, Plan
from ngocheck.rulebook.rows.rulebook_file import import_rulebook
from tests.support.desk_people import colleague
from tests.support.exchanging import row, rows, text

pytestmark = pytest.mark.django_db
PAGE = "desk:exchange"


@pytest.fixture
def editor() -> User:
    return colleague("aigul", EDITOR)


# Out.


def test_the_export_has_every_row_of_the_fixture_files_in_their_order_and_format():
    files = [row for _name, text in fixtures.files() for row in json.loads(text)]
    exported = rulebook_file.export()
    assert json.loads(exported) == files
    assert exported == rulebook_file.export()
    assert len(files) == sum(model.objects.count() for model in models.KEYED)


def test_every_table_of_the_rulebook_is_exported_after_what_it_points_to():
    assert sorted(ORDER, key=str) == sorted(models.KEYED, key=str)
    for place, model in enumerate(ORDER):
        links = (field.related_model for field in model._meta.fields if field.is_relation)
        assert all(link is model or ORDER.index(link) < place for link in links), model


def test_the_export_costs_the_same_few_queries_with_more_rows(django_assert_max_num_queries):
    source = Source.objects.first()
    for number in range(50):
        Provision(source=source, article_en=f"art. {number} of many").save()
    looked_at = 2 * len(list(tables()))
    with django_assert_max_num_queries(len(ORDER) + 7 + looked_at):
        rulebook_file.export()


# In again.


def test_what_was_exported_changes_nothing_when_it_comes_back(editor):
    exported = rulebook_file.export()
    assert import_rulebook(exported, None, remove=True, keep=False) == Plan()
    assert import_rulebook(exported, editor, remove=True) == Plan()
    assert rulebook_file.export() == exported
    assert Source.history.count() == 0


def test_a_dry_run_says_old_and_new_in_words_and_writes_nothing():
    found = rows()
    version = row(found, "requirementversion", requirement=["club-report"], effective_from="2022-09-21")
    version |= {"title_kk": "Есеп беріңіз", "force": "should"}
    before = rulebook_file.export()
    plan = import_rulebook(text(found), None, keep=False)
    assert not plan.refusals
    (change,) = plan.changes
    assert (change.kind, change.table, change.row) == (
        "changed",
        "requirement version",
        "“Report to the club register before 31 March” (club-report) from 2022-09-21",
    )
    cells = {cell.label: (cell.old, cell.new) for cell in change.cells}
    assert cells["force"] == ("must", "should")
    assert cells["title (Қазақша)"][1] == "Есеп беріңіз"
    assert rulebook_file.export() == before


def test_an_import_is_a_draft_in_the_history_with_its_reason_and_who_did_it(editor):
    found = rows()
    row(found, "guide", code="fair")["title_en"] = "Gather in peace"
    live = live_rulebook()
    plan = import_rulebook(text(found), editor)
    assert [change.kind for change in plan.changes] == ["changed"]
    record = Guide.objects.get(code="fair").history.first()
    assert (record.history_user, record.history_change_reason, record.title_en) == (
        editor,
        "import",
        "Gather in peace",
    )
    assert live_rulebook() == live
    assert Edition.objects.count() == 1


def test_a_new_version_comes_with_its_parts_whatever_their_order_in_the_file(editor):
    found = rows()
    old = row(found, "requirementversion", requirement=["club-report"], effective_from="2022-09-21")
    old["effective_until"] = "2028-01-01"
    version = {**old, "effective_from": "2028-01-01", "effective_until": None}
    key = ["club-report", "2028-01-01"]
    citation = row(found, "citation", version=["club-report", "2022-09-21"], position=1)
    added = [
        {"model": "rulebook.citation", "fields": {**citation, "version": key}},
        {"model": "rulebook.requirementversion", "fields": version},
    ]
    plan = import_rulebook(text([*added, *found]), editor)
    assert [(change.kind, change.table) for change in plan.changes] == [
        ("new", "requirement version"),
        ("changed", "requirement version"),
        ("new", "citation"),
    ]
    made = RequirementVersion.objects.get_by_natural_key(*key)
    assert [cited.provision.natural_key() for cited in made.citations.all()] == [tuple(citation["provision"])]
    assert made.overlapping().count() == 0


def test_many_to_many_links_are_compared_and_set(editor):
    found = rows()
    row(found, "guide", code="fair")["requirements"] = [["gift-notice"], ["club-report"]]
    (change,) = import_rulebook(text(found), editor).changes
    (cell,) = change.cells
    assert (cell.label, cell.new) == ("requirements", "club-report, gift-notice")
    guide = Guide.objects.get(code="fair")
    assert {one.code for one in guide.requirements.all()} == {"gift-notice", "club-report"}
    assert import_rulebook(text(found), None, keep=False) == Plan()


def test_rows_that_the_file_does_not_have_stay_unless_their_removal_is_asked_for(editor):
    found = rows()
    version = ["club-report", "2015-12-02"]
    part = [r for r in found if version in (r["fields"].get("version"), r["fields"].get("group", [])[:2])]
    own = row(found, "requirementversion", requirement=version[:1], effective_from=version[1])
    kept = [r for r in found if r not in part and r["fields"] is not own]
    assert import_rulebook(text(kept), None, keep=False).changes == ()
    plan = import_rulebook(text(kept), editor, remove=True)
    assert plan.count("removed") == len(plan.changes) == len(part) + 1
    assert not RequirementVersion.objects.filter(requirement__code=version[0], effective_from=version[1]).exists()
    removed = Citation.history.filter(history_type="-").first()
    assert (removed.history_user, removed.history_change_reason) == (editor, "import")


def test_removal_of_what_others_rest_on_is_refused(editor):
    cited = Citation.objects.first().provision
    key = {"source": [cited.source.code], "article_en": cited.article_en}
    found = rows()
    gone = row(found, "provision", **key)
    plan = import_rulebook(text([r for r in found if r["fields"] is not gone]), editor, remove=True)
    assert [
        str(refusal).startswith(f"provision {cited}: it cannot go: citation ") for refusal in plan.refusals
    ] == [True]
    assert Provision.objects.filter(pk=cited.pk).exists()


# What does not hold.


def broken_json(found: list[dict[str, Any]]) -> str:
    return '[{"model": "rulebook.source",]'


def an_empty_list(found: list[dict[str, Any]]) -> str:
    return "[]"


def not_a_list(found: list[dict[str, Any]]) -> str:
    return '{"model": "rulebook.source"}'


def nested_without_end(found: list[dict[str, Any]]) -> str:
    return "[" * 100_000


def no_number(found: list[dict[str, Any]]) -> str:
    return '[{"model": "rulebook.source", "fields": {"code": NaN}}]'


def a_row_with_a_number_of_its_own(found: list[dict[str, Any]]) -> str:
    found[0]["pk"] = 1
    return text(found)


def a_table_of_another_kind(found: list[dict[str, Any]]) -> str:
    return text([{"model": "auth.user", "fields": {"username": "eve", "is_superuser": True}}])


def a_column_that_is_none(found: list[dict[str, Any]]) -> str:
    found[0]["fields"]["colour"] = "red"
    return text(found)


def a_number_of_a_row(found: list[dict[str, Any]]) -> str:
    found[0]["fields"]["id"] = 3
    return text(found)


def a_number_for_a_text(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["title_en"] = 5
    return text(found)


def yes_for_a_number(found: list[dict[str, Any]]) -> str:
    row(found, "area", code="gifts")["position"] = True
    return text(found)


def a_day_that_is_none(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["as_of"] = "2026-02-30"
    return text(found)


def nothing_where_something_must_be(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["title_ru"] = None
    return text(found)


def a_nul_character(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["title_en"] = "a\x00b"
    return text(found)


def half_a_character(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["title_en"] = "\ud800"
    return json.dumps(found)


def a_link_by_number(found: list[dict[str, Any]]) -> str:
    row(found, "requirement", code="gift-notice")["area"] = 3
    return text(found)


def a_link_to_nothing(found: list[dict[str, Any]]) -> str:
    row(found, "requirement", code="gift-notice")["area"] = ["moon"]
    return text(found)


def a_row_twice(found: list[dict[str, Any]]) -> str:
    return text([*found, found[0]])


def a_choice_of_no_list(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["kind"] = "rumour"
    return text(found)


def a_text_that_must_be(found: list[dict[str, Any]]) -> str:
    row(found, "guide", code="fair")["title_en"] = ""
    return text(found)


def a_number_that_no_database_holds(found: list[dict[str, Any]]) -> str:
    row(found, "area", code="gifts")["position"] = 10**30
    return text(found)


def an_end_before_the_start(found: list[dict[str, Any]]) -> str:
    row(found, "requirementversion", requirement=["club-report"], effective_from="2022-09-21")[
        "effective_until"
    ] = "2022-01-01"
    return text(found)


def an_overlap(found: list[dict[str, Any]]) -> str:
    row(found, "requirementversion", requirement=["club-report"], effective_from="2015-12-02")[
        "effective_until"
    ] = None
    return text(found)


def a_condition_on_a_choice_that_is_none(found: list[dict[str, Any]]) -> str:
    conditions = (r["fields"] for r in found if r["model"] == "rulebook.condition")
    next(one for one in conditions if one["question"] == ["legal_form"])["value"] = "circus"
    return text(found)


def a_group_without_conditions(found: list[dict[str, Any]]) -> str:
    group = next(r["fields"] for r in found if r["model"] == "rulebook.conditiongroup")
    return text([*found, {"model": "rulebook.conditiongroup", "fields": {**group, "position": 99}}])


@pytest.mark.parametrize(
    ("breaking", "said"),
    [
        (broken_json, "line 1, column 30: this is not JSON"),
        (an_empty_list, "A rulebook is a JSON list of rows."),
        (not_a_list, "A rulebook is a JSON list of rows."),
        (nested_without_end, "not JSON that can be read"),
        (no_number, "not JSON that can be read"),
        (a_row_with_a_number_of_its_own, "row 1: a row has a “model” and “fields”, and nothing else."),
        (a_table_of_another_kind, "row 1: “auth.user” is not a table of the rulebook."),
        (a_column_that_is_none, "row 1: a source has no “colour”."),
        (a_number_of_a_row, "row 1: a source has no “id”."),
        (a_number_for_a_text, "official name (English): “5” is of the wrong kind."),
        (yes_for_a_number, "position: “True” is of the wrong kind."),
        (a_day_that_is_none, "text as of: "),
        (nothing_where_something_must_be, "official name (Русский): this must not be empty."),
        (a_nul_character, "official name (English): there is a character in it that cannot be stored."),
        (half_a_character, "official name (English): there is a character in it that cannot be stored."),
        (a_link_by_number, "area: a row is named by a list: code."),
        (a_link_to_nothing, "requirement gift-notice: area: there is no area “moon”."),
        (a_row_twice, "this row is given twice."),
        (a_choice_of_no_list, "source monitor: kind: Value 'rumour' is not a valid choice."),
        (a_text_that_must_be, "guide fair: title (English): This field cannot be blank."),
        (a_number_that_no_database_holds, "area gifts: position: Ensure this value is less than or equal to"),
        (an_end_before_the_start, "The end is not after the start."),
        (an_overlap, "in force from: This overlaps the one in force from"),
        (a_condition_on_a_choice_that_is_none, "“circus” is not a choice of"),
        (a_group_without_conditions, "it has no conditions."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_does_not_hold_is_refused_by_row_and_column(law_as_file, breaking: Callable[..., str], said: str):
    plan = import_rulebook(breaking(json.loads(law_as_file)), None)
    assert said in "\n".join(map(str, plan.refusals))
    assert rulebook_file.export() == law_as_file


def test_one_wrong_row_refuses_the_whole_file(editor):
    found = rows()
    row(found, "guide", code="fair")["title_en"] = "Gather in peace"
    assert import_rulebook(a_choice_of_no_list(found), editor).refusals
    assert Guide.objects.get(code="fair").title_en != "Gather in peace"


def test_what_was_wrong_before_does_not_hold_up_other_changes(editor):
    Choice.objects.filter(question__code="fair_form", code="parade").delete()
    found = rows()
    row(found, "guide", code="fair")["title_en"] = "Gather in peace"
    assert import_rulebook(text(found), editor).count("changed") == 1
