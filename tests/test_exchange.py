"""The whole rulebook as one file: out, in again as a draft, and refused as a whole where it does not hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ngocheck.desk import exchange_views
from ngocheck.desk.roles import EDITOR, READER, assign
from ngocheck.rulebook import exchange, fixtures, models
from ngocheck.rulebook.intake import ORDER
from ngocheck.rulebook.live import live_rulebook
from ngocheck.rulebook.models import Choice, Citation, Edition, Guide, Provision, RequirementVersion, Source

pytestmark = pytest.mark.django_db
PAGE = "desk:exchange"


@pytest.fixture
def editor() -> User:
    return person("aigul", EDITOR)


def person(name: str, *roles: str) -> User:
    user = User.objects.create_user(name)
    assign(user, roles)
    return user


def rows() -> list[dict[str, Any]]:
    return json.loads(exchange.export())


def row(found: list[dict[str, Any]], model: str, **fields: Any) -> dict[str, Any]:
    """The fields of the one row of that table that has these values."""
    (one,) = (r for r in found if r["model"] == f"rulebook.{model}" and fields.items() <= r["fields"].items())
    return one["fields"]


def text(found: list[dict[str, Any]]) -> str:
    return json.dumps(found, ensure_ascii=False)


# Out.


def test_the_export_has_every_row_of_the_fixture_files_in_their_order_and_format():
    files = [row for _name, text in fixtures.files() for row in json.loads(text)]
    exported = exchange.export()
    assert json.loads(exported) == files
    assert exported == exchange.export()
    assert len(files) == sum(model.objects.count() for model in models.KEYED)


def test_every_table_of_the_rulebook_is_exported_after_what_it_points_to():
    assert sorted(ORDER, key=str) == sorted(models.KEYED, key=str)
    for place, model in enumerate(ORDER):
        links = (field.related_model for field in model._meta.fields if field.is_relation)
        assert all(ORDER.index(link) < place for link in links), model


def test_the_export_costs_the_same_few_queries_with_more_rows(django_assert_max_num_queries):
    source = Source.objects.first()
    for number in range(50):
        Provision(source=source, article=f"art. {number} of many").save()
    with django_assert_max_num_queries(len(ORDER) + 7):
        exchange.export()


# In again.


def test_what_was_exported_changes_nothing_when_it_comes_back(editor):
    exported = exchange.export()
    assert exchange.read(exported, remove=True) == exchange.Plan()
    assert exchange.apply(exported, editor, remove=True) == exchange.Plan()
    assert exchange.export() == exported
    assert Source.history.count() == 0


def test_a_dry_run_says_old_and_new_in_words_and_writes_nothing():
    found = rows()
    version = row(found, "requirementversion", requirement=["rep-ngo-database"], effective_from="2022-09-21")
    version |= {"title_kk": "Есеп беріңіз", "force": "should"}
    before = exchange.export()
    plan = exchange.read(text(found))
    assert not plan.refusals
    (change,) = plan.changes
    assert (change.kind, change.table, change.row) == (
        "changed",
        "requirement version",
        "rep-ngo-database from 2022-09-21",
    )
    cells = {cell.label: (cell.old, cell.new) for cell in change.cells}
    assert cells["force"] == ("must", "should")
    assert cells["title (Қазақша)"][1] == "Есеп беріңіз"
    assert exchange.export() == before


def test_an_import_is_a_draft_in_the_history_with_its_reason_and_who_did_it(editor):
    found = rows()
    row(found, "guide", code="assembly")["title_en"] = "Gather in peace"
    live = live_rulebook()
    plan = exchange.apply(text(found), editor)
    assert [change.kind for change in plan.changes] == ["changed"]
    record = Guide.objects.get(code="assembly").history.first()
    assert (record.history_user, record.history_change_reason, record.title_en) == (
        editor,
        "import",
        "Gather in peace",
    )
    assert live_rulebook() == live
    assert Edition.objects.count() == 1


def test_a_new_version_comes_with_its_parts_whatever_their_order_in_the_file(editor):
    found = rows()
    old = row(found, "requirementversion", requirement=["rep-ngo-database"], effective_from="2022-09-21")
    old["effective_until"] = "2028-01-01"
    version = {**old, "effective_from": "2028-01-01", "effective_until": None}
    key = ["rep-ngo-database", "2028-01-01"]
    citation = row(found, "citation", version=["rep-ngo-database", "2022-09-21"], position=1)
    added = [
        {"model": "rulebook.citation", "fields": {**citation, "version": key}},
        {"model": "rulebook.requirementversion", "fields": version},
    ]
    plan = exchange.apply(text([*added, *found]), editor)
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
    row(found, "guide", code="assembly")["requirements"] = [["ff-notify"], ["rep-ngo-database"]]
    (change,) = exchange.apply(text(found), editor).changes
    (cell,) = change.cells
    assert (cell.label, cell.new) == ("requirements", "ff-notify, rep-ngo-database")
    guide = Guide.objects.get(code="assembly")
    assert {one.code for one in guide.requirements.all()} == {"ff-notify", "rep-ngo-database"}
    assert exchange.read(text(found)) == exchange.Plan()


def test_rows_that_the_file_does_not_have_stay_unless_their_removal_is_asked_for(editor):
    found = rows()
    version = ["rep-ngo-database", "2015-12-02"]
    part = [r for r in found if version in (r["fields"].get("version"), r["fields"].get("group", [])[:2])]
    own = row(found, "requirementversion", requirement=version[:1], effective_from=version[1])
    kept = [r for r in found if r not in part and r["fields"] is not own]
    assert exchange.read(text(kept)).changes == ()
    plan = exchange.apply(text(kept), editor, remove=True)
    assert plan.count("removed") == len(plan.changes) == len(part) + 1
    assert not RequirementVersion.objects.filter(requirement__code=version[0], effective_from=version[1]).exists()
    removed = Citation.history.filter(history_type="-").first()
    assert (removed.history_user, removed.history_change_reason) == (editor, "import")


def test_removal_of_what_others_rest_on_is_refused(editor):
    cited = Citation.objects.first().provision
    key = {"source": [cited.source.code], "article": cited.article}
    found = rows()
    gone = row(found, "provision", **key)
    with pytest.raises(exchange.Refused) as refused:
        exchange.apply(text([r for r in found if r["fields"] is not gone]), editor, remove=True)
    assert f"provision {cited}: it cannot go: citation " in str(refused.value)
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
    row(found, "area", code="tax")["position"] = True
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
    row(found, "requirement", code="ff-notify")["area"] = 3
    return text(found)


def a_link_to_nothing(found: list[dict[str, Any]]) -> str:
    row(found, "requirement", code="ff-notify")["area"] = ["moon"]
    return text(found)


def a_row_twice(found: list[dict[str, Any]]) -> str:
    return text([*found, found[0]])


def a_choice_of_no_list(found: list[dict[str, Any]]) -> str:
    row(found, "source", code="monitor")["kind"] = "rumour"
    return text(found)


def a_text_that_must_be(found: list[dict[str, Any]]) -> str:
    row(found, "guide", code="assembly")["title_en"] = ""
    return text(found)


def a_number_that_no_database_holds(found: list[dict[str, Any]]) -> str:
    row(found, "area", code="tax")["position"] = 10**30
    return text(found)


def an_end_before_the_start(found: list[dict[str, Any]]) -> str:
    row(found, "requirementversion", requirement=["rep-ngo-database"], effective_from="2022-09-21")[
        "effective_until"
    ] = "2022-01-01"
    return text(found)


def an_overlap(found: list[dict[str, Any]]) -> str:
    row(found, "requirementversion", requirement=["rep-ngo-database"], effective_from="2015-12-02")[
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
        (a_link_to_nothing, "requirement ff-notify: area: there is no area “moon”."),
        (a_row_twice, "this row is given twice."),
        (a_choice_of_no_list, "source monitor: kind: Value 'rumour' is not a valid choice."),
        (a_text_that_must_be, "guide assembly: title (English): This field cannot be blank."),
        (a_number_that_no_database_holds, "area tax: position: Ensure this value is less than or equal to"),
        (an_end_before_the_start, "The end is not after the start."),
        (an_overlap, "in force from: This overlaps the one in force from"),
        (a_condition_on_a_choice_that_is_none, "“circus” is not a choice of"),
        (a_group_without_conditions, "it has no conditions."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_does_not_hold_is_refused_by_row_and_column(breaking: Callable[..., str], said: str):
    before = exchange.export()
    with pytest.raises(exchange.Refused) as refused:
        exchange.apply(breaking(rows()), None)
    assert said in str(refused.value)
    assert exchange.export() == before


def test_one_wrong_row_refuses_the_whole_file(editor):
    found = rows()
    row(found, "guide", code="assembly")["title_en"] = "Gather in peace"
    with pytest.raises(exchange.Refused):
        exchange.apply(a_choice_of_no_list(found), editor)
    assert Guide.objects.get(code="assembly").title_en != "Gather in peace"


def test_what_was_wrong_before_does_not_hold_up_other_changes(editor):
    Choice.objects.filter(question__code="assembly_form", code="march").delete()
    found = rows()
    row(found, "guide", code="assembly")["title_en"] = "Gather in peace"
    assert exchange.apply(text(found), editor).count("changed") == 1


# The page.


def send(client, content: str | bytes, name: str = "rulebook.json", **more: Any):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(reverse(PAGE), {"file": SimpleUploadedFile(name, raw), **more})


def confirm(client, page, address: str | None = None):
    sent = {"package": page.context["package"], "plan": page.context["plan"].sha256, "confirm": "yes"}
    return client.post(address or reverse(PAGE), sent, follow=True)


def edited() -> str:
    found = rows()
    row(found, "guide", code="assembly")["title_en"] = "Gather in peace"
    return text(found)


def test_the_file_that_the_page_gives_is_the_export(admin_client):
    page = admin_client.get(reverse("desk:exchange-file", args=["json"]))
    assert page["Content-Disposition"].startswith('attachment; filename="rulebook-')
    assert page.content.decode() == exchange.export()


def test_an_upload_is_shown_then_confirmed(client, editor):
    client.force_login(editor)
    page = send(client, "\ufeff" + edited())
    assert page.status_code == 200
    assert "Gather in peace" not in Guide.objects.get(code="assembly").title_en
    assert "guide: Gather in peace" in page.content.decode()
    done = confirm(client, page)
    assert "Imported as a draft: 0 new, 1 changed, 0 removed." in done.content.decode()
    guide = Guide.objects.get(code="assembly")
    assert (guide.title_en, guide.history.first().history_user) == ("Gather in peace", editor)


def test_what_changed_meanwhile_is_shown_again_before_it_is_done(client, editor):
    client.force_login(editor)
    page = send(client, edited())
    guide = Guide.objects.get(code="assembly")
    guide.summary_en = "Another summary."
    guide.save()
    again = confirm(client, page)
    assert "The rows were changed since you opened this page." in again.content.decode()
    guide.refresh_from_db()
    assert guide.title_en != "Gather in peace"
    confirm(client, again)
    guide.refresh_from_db()
    assert guide.title_en == "Gather in peace"


def test_a_forged_or_another_persons_package_is_not_taken(client, editor):
    client.force_login(editor)
    page = send(client, edited())
    forged = page.context["package"][:-3] + "abc"
    assert client.post(reverse(PAGE), {"package": forged, "confirm": "yes"}).status_code == 422
    client.force_login(person("marat", EDITOR))
    assert client.post(reverse(PAGE), {"package": page.context["package"], "confirm": "yes"}).status_code == 422
    assert Guide.objects.get(code="assembly").title_en != "Gather in peace"


@pytest.mark.parametrize(("late", "status"), [(-5, 200), (5, 422)])
def test_a_package_is_taken_for_an_hour(admin_client, late, status):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        page = send(admin_client, edited())
        clock.shift(timedelta(seconds=exchange_views.KEPT_SECONDS + late))
        assert confirm(admin_client, page).status_code == status


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe\x00a", "neither a JSON file in UTF-8 nor a workbook"),
        (b"PK\x03\x04 no workbook", "not a workbook (XLSX) that can be read"),
        (b"{", "this is not JSON"),
        (b'[{"model": "rulebook.source", "fields": {}}]', "code: it is missing."),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_gently(admin_client, content, said):
    page = send(admin_client, content)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_form_without_a_file_keeps_its_tick(admin_client):
    page = admin_client.post(reverse(PAGE), {"remove": "on"})
    assert page.status_code == 422
    assert 'id="file-errors"' in page.content.decode()
    assert 'id="id_remove" aria-describedby="remove-help" checked' in page.content.decode()


@pytest.mark.parametrize(("size", "status"), [(-1, 200), (0, 200), (1, 422)])
def test_a_file_may_be_so_large(admin_client, monkeypatch, size, status):
    content = exchange.export()
    monkeypatch.setattr(exchange_views, "BYTES", len(content.encode()) - size)
    assert send(admin_client, content).status_code == status


def test_what_is_too_long_to_send_back_is_said_and_not_offered(admin_client, monkeypatch):
    monkeypatch.setattr(exchange_views, "LONGEST_PACKAGE", 1000)
    page = send(admin_client, edited())
    assert page.status_code == 422
    assert "too large to be confirmed as a whole" in page.content.decode()
    assert "package" not in page.content.decode().split("<form")[-1]


def test_many_changes_are_shown_page_by_page(admin_client, monkeypatch):
    monkeypatch.setattr(exchange_views, "SHOWN", 2)
    found = rows()
    for one in [r for r in found if r["model"] == "rulebook.area"][:3]:
        one["fields"]["title_kk"] = "Құқық"
    page = send(admin_client, text(found))
    assert (len(page.context["changes"]), page.context["page"].paginator.num_pages) == (2, 2)
    last = admin_client.post(reverse(PAGE), {"package": page.context["package"], "page": "2"})
    assert (last.status_code, len(last.context["changes"])) == (200, 1)


def test_a_reader_takes_the_file_and_brings_none(client):
    client.force_login(person("marat", READER))
    assert client.get(reverse("desk:exchange-file", args=["json"])).status_code == 200
    page = client.get(reverse(PAGE))
    assert page.status_code == 200
    assert b'type="file"' not in page.content
    assert send(client, edited()).status_code == 403


def test_nobody_else_sees_the_page(client):
    assert client.get(reverse(PAGE)).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(reverse(PAGE)).status_code == 403
    assert client.get(reverse("desk:exchange-file", args=["json"])).status_code == 403


def test_removing_needs_the_permission_to_delete(client, editor):
    found = rows()
    found.remove(next(r for r in found if r["model"] == "rulebook.scenario"))
    count = models.Scenario.objects.count()
    editor.groups.clear()
    of_rulebook = Permission.objects.filter(content_type__app_label="rulebook")
    for name in ("view", "add", "change"):
        editor.user_permissions.add(*of_rulebook.filter(codename__startswith=f"{name}_"))
    client.force_login(editor)
    page = send(client, text(found), remove="on")
    assert page.context["lacking"]
    assert confirm(client, page).status_code == 403
    assert models.Scenario.objects.count() == count
