"""Who changed what, when, from what to what: on every row, its parts, and what is gone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ngocheck.desk.accounts.roles import EDITOR, READER, assign
from ngocheck.rulebook.history import records
from ngocheck.rulebook.history.records import BEFORE_ALL, TABLES, Entry
from ngocheck.rulebook.models import (
    KEYED,
    Area,
    Citation,
    Condition,
    ConditionGroup,
    Deadline,
    Guide,
    Parameter,
    Provision,
    Question,
    Requirement,
    RequirementVersion,
    Source,
)

pytestmark = pytest.mark.django_db
ALL = "desk:history_all"


def person(name: str, *roles: str) -> User:
    user = User.objects.create_user(name, first_name=name.capitalize(), last_name="Editor")
    assign(user, roles)
    return user


def save(row: Any, by: User | None = None, at: datetime | None = None, **values: Any) -> Any:
    """Changes a row as a person would, at that time."""
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    if at:
        row._history_date = at
    row.save()
    return row


def report() -> RequirementVersion:
    return RequirementVersion.objects.get_by_natural_key("club-report", "2022-09-21")


def newest(**filters: Any) -> Entry:
    return records.entries(**filters).entries[0]


def cells(entry: Entry) -> dict[str, tuple[str, str]]:
    return {cell.label: (cell.old, cell.new) for cell in entry.cells}


# One change.


def test_a_change_says_who_when_what_and_both_values_in_words():
    aigul = person("aigul", EDITOR)
    before = timezone.now()
    deadline = report().deadlines.get()
    save(deadline, aigul, month=5, day=1, unit="working_days", eve=True)
    entry = newest()
    assert (entry.who, entry.kind, entry.table) == ("Aigul Editor", "changed", "deadline")
    assert entry.row == f"{report()}: after each year, half-year or quarter (1)"
    assert before <= entry.when <= timezone.now()
    assert cells(entry) == {
        "month": ("3", "5"),
        "day": ("31", "1"),
        "unit": ("days", "working days"),
        "the day before": ("no", "yes"),
    }


def test_a_link_is_named_and_an_empty_value_is_empty():
    deadline = report().deadlines.get()
    was = deadline.provision
    other = Provision.objects.exclude(pk=was.pk).first()
    save(deadline, provision=other)
    assert cells(newest()) == {"provision": (str(was), str(other))}
    save(deadline, provision=None)
    assert cells(newest()) == {"provision": (str(other), "")}


def test_many_to_many_links_show_both_sides():
    guide = Guide.objects.get(code="fair")
    gifts = Area.objects.get(code="gifts")
    was = str(guide.areas.get())
    guide._change_reason = "more areas"
    guide.areas.add(gifts)
    entry = newest()
    assert cells(entry) == {"areas": (was, f"{was}, {gifts}")}
    assert entry.reason == "more areas"


def test_a_new_row_and_a_removed_one_show_all_their_values():
    area = Area.objects.create(code="new", title_en="New law")
    assert (newest().kind, cells(newest())["title (English)"]) == ("new", ("", "New law"))
    area.delete()
    assert (newest().kind, cells(newest())["title (English)"]) == ("removed", ("New law", ""))
    assert newest().row == "New law"


# Before the first change.


@pytest.mark.parametrize("model", KEYED, ids=lambda model: model.__name__)
def test_a_row_from_the_files_has_no_history_and_keeps_what_it_said_at_its_first_change(model):
    assert model.history.count() == 0
    row = model.objects.first()
    links = {link.name: set(getattr(row, link.name).all()) for link in model._meta.many_to_many}
    row.save()
    loaded, saved = model.history.order_by("history_id")
    assert (loaded.history_date, loaded.history_user, loaded.history_type) == (BEFORE_ALL, None, "+")
    assert saved.history_type == "~"
    for field in model._meta.fields:
        assert getattr(loaded, field.attname) == getattr(row, field.attname)
    for name, rows in links.items():
        kept = records.linked(model, [loaded.history_id])[loaded.history_id][name]
        assert set(kept) == {row.pk for row in rows}
    row.save()
    assert model.history.count() == 3


def test_a_row_from_the_files_keeps_its_links_when_only_they_change():
    guide = Guide.objects.get(code="fair")
    guide.areas.clear()
    loaded, cleared = records.row_history(Guide, guide.pk).entries[::-1]
    assert (loaded.loaded, cleared.loaded) == (True, False)
    assert cells(cleared)["areas"][1] == ""
    assert cells(loaded)["areas"][1] == cells(cleared)["areas"][0] != ""


def test_what_was_loaded_is_no_entry_of_the_list_of_all():
    save(report(), title_en="Another")
    assert [entry.kind for entry in records.entries().entries] == ["changed"]
    assert [entry.loaded for entry in records.row_history(RequirementVersion, report().pk).entries] == [
        False,
        True,
    ]


def test_a_new_row_has_nothing_before_it():
    area = Area.objects.create(code="new", title_en="New law")
    save(area, title_en="Newer law")
    assert Area.history.filter(id=area.pk).count() == 2


# A row with its parts.


def test_a_version_shows_its_parts_and_theirs_also_when_they_are_gone():
    version = report()
    group = version.groups.filter(purpose="applies").first()
    condition = group.conditions.first()
    citation = version.citations.first()
    name = str(citation)
    save(condition, position=90)
    save(version.deadlines.get(), day=1)
    citation.delete()
    group.delete()
    acts = [(entry.kind, entry.model) for entry in records.row_history(RequirementVersion, version.pk).entries]
    assert ("changed", Condition) in acts
    assert ("changed", Deadline) in acts
    assert ("removed", Citation) in acts
    assert ("removed", Condition) in acts
    assert ("removed", ConditionGroup) in acts
    removed = records.row_history(RequirementVersion, version.pk)
    assert name in [entry.row for entry in removed.entries if entry.model is Citation]


@pytest.mark.parametrize(
    ("owner", "parts"),
    [(Question, "choices"), (Source, "provisions"), (Parameter, "values"), (Requirement, "versions")],
    ids=["choices", "provisions", "values", "versions"],
)
def test_the_parts_of_a_row_are_in_its_history(owner, parts):
    row = owner.objects.filter(**{f"{parts}__isnull": False}).first()
    part = getattr(row, parts).first()
    part.save()
    assert (type(part), part.pk) in {(one.model, one.pk) for one in records.row_history(owner, row.pk).entries}
    assert records.row_history(owner, owner.objects.exclude(pk=row.pk).first().pk).count == 0


def test_a_row_that_is_gone_still_has_its_history_with_names():
    requirement = Requirement.objects.get(code="club-report")
    pk = requirement.pk
    requirement.delete()
    page = records.row_history(Requirement, pk, size=200)
    assert page.entries[0].row == "club-report"
    conditions = [entry for entry in page.entries if entry.model is Condition and not entry.loaded]
    assert conditions
    assert all("club-report" in cells(entry)["group"][0] for entry in conditions)


# The list of all.


def test_the_list_of_all_is_newest_first_over_all_tables():
    for model in (Area, Source, Question, Guide):
        model.objects.first().save()
    entries = records.entries().entries
    assert [entry.model for entry in entries] == [Guide, Question, Source, Area]
    assert [entry.when for entry in entries] == sorted((entry.when for entry in entries), reverse=True)


def test_the_list_is_filtered_by_table_and_person():
    aigul, marat = person("aigul", EDITOR), person("marat", EDITOR)
    save(Area.objects.first(), aigul)
    save(Source.objects.first(), marat)
    assert [entry.model for entry in records.entries(tables=[Area]).entries] == [Area]
    assert [entry.who for entry in records.entries(user=marat.pk).entries] == ["Marat Editor"]
    assert records.entries(tables=[Area], user=marat.pk).count == 0


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (date(2027, 3, 1), None, 1),
        (date(2027, 3, 2), None, 0),
        (date(2027, 2, 28), None, 1),
        (None, date(2027, 3, 1), 1),
        (None, date(2027, 2, 28), 0),
        (None, date(2027, 3, 2), 1),
        (date(2027, 3, 1), date(2027, 3, 1), 1),
    ],
)
@pytest.mark.parametrize("hour", [0, 23])
def test_both_days_of_the_filter_are_included_by_the_clock_of_the_desk(since, until, count, hour):
    at = timezone.make_aware(datetime(2027, 3, 1, hour, 59 if hour else 0))  # noqa: DTZ001
    save(Area.objects.first(), at=at)
    assert records.entries(since=since, until=until).count == count


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (9, 1), (10, 1), (11, 2)])
def test_the_list_has_pages(count, pages):
    area = Area.objects.first()
    for number in range(count):
        save(area, title_en=f"Title {number}")
    page = records.entries(size=10)
    assert (page.count, page.pages, len(page.entries)) == (count, pages, min(count, 10))
    last = records.entries(size=10, page=99)
    assert (last.number, len(last.entries)) == (pages, count - 10 * (pages - 1))


def test_a_list_costs_the_same_queries_with_more_entries():
    def change() -> None:
        for model in (Condition, Guide, Deadline, Citation):
            model.objects.first().save()

    change()
    few = queries(records.entries)
    for _number in range(5):
        change()
    assert queries(records.entries) == few
    assert few < 40


def queries(ask: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_a_rows_history_costs_the_same_queries_with_more_entries():
    version = report()

    def ask() -> Any:
        return records.row_history(RequirementVersion, version.pk)

    def change() -> None:
        for part in (version, *version.citations.all(), *version.deadlines.all(), *version.groups.all()):
            part.save()

    change()
    few = queries(ask)
    change()
    change()
    assert queries(ask) == few


# The pages.


def test_the_page_of_all_shows_who_and_both_values_and_keeps_its_filters(client):
    aigul = person("aigul", EDITOR)
    client.force_login(aigul)
    area = Area.objects.first()
    for number in range(60):
        save(area, aigul, title_en=f"Title {number}")
    page = client.get(reverse(ALL), {"table": "area", "person": aigul.pk, "since": "2026-01-01"})
    content = page.content.decode()
    assert page.status_code == 200
    assert "Aigul Editor" in content
    assert "Title 58" in content
    assert "Title 59" in content
    assert f"table=area&amp;person={aigul.pk}&amp;since=2026-01-01&amp;page=2" in content
    second = client.get(reverse(ALL), {"table": "area", "page": "2"})
    assert len(second.context["entries"]) == 10


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"since": "31.02.2026"}, 422),
        ({"table": "user"}, 422),
        ({"person": "0"}, 422),
        ({"page": "x"}, 200),
        ({"page": "99999999999999999999"}, 200),
        ({"since": "0001-01-01", "until": "9999-12-31"}, 200),
    ],
)
def test_a_filter_that_does_not_fit_is_said_and_kept(admin_client, query, status):
    page = admin_client.get(reverse(ALL), query)
    assert page.status_code == status
    if status == 422 and "since" in query:
        assert query["since"] in page.content.decode()


def test_the_page_of_a_row_shows_it_and_a_gone_one_too(admin_client):
    version = report()
    save(version, title_en="Reworded")
    page = admin_client.get(reverse("desk:history", args=["requirementversion", version.pk]))
    assert "Reworded" in page.content.decode()
    assert reverse("admin:rulebook_requirementversion_change", args=[version.pk]) in page.content.decode()
    pk = version.pk
    version.delete()
    gone = admin_client.get(reverse("desk:history", args=["requirementversion", pk]))
    assert gone.status_code == 200
    assert "This row was removed." in gone.content.decode()
    assert "(club-report) from 2022-09-21" in gone.content.decode()


def test_the_admins_own_button_leads_here(admin_client):
    version = report()
    page = admin_client.get(reverse("admin:rulebook_requirementversion_history", args=[version.pk]))
    assert (page.status_code, page["Location"]) == (
        302,
        reverse("desk:history", args=["requirementversion", version.pk]),
    )


@pytest.mark.parametrize(
    "address",
    ["history/edition/1/", "history/user/1/", "history/area/0/", "history/area/99999999999999999999999/"],
)
def test_what_has_no_history_is_not_found(admin_client, address):
    assert admin_client.get(f"/admin/desk/{address}").status_code == 404


def test_one_sees_the_history_of_the_tables_that_one_may_see(client):
    assert client.get(reverse(ALL)).status_code == 302
    user = person("marat", READER)
    client.force_login(user)
    save(Area.objects.first())
    page = client.get(reverse(ALL))
    assert page.status_code == 200
    assert not any(one["may_restore"] for one in page.context["entries"])
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(reverse(ALL)).status_code == 403
    assert client.get(reverse("desk:history", args=["area", Area.objects.first().pk])).status_code == 403


def test_every_table_has_its_history_page(admin_client):
    for name, model in TABLES.items():
        row = model.objects.first()
        row.save()
        page = admin_client.get(reverse("desk:history", args=[name, row.pk]))
        assert page.status_code == 200
        assert page.context["page"].count >= 2
