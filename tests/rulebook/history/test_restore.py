"""Bringing back an older value, or a row that was removed: shown first, done as a whole, refused in words."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from ngocheck.desk.accounts.roles import EDITOR, READER
from ngocheck.rulebook.history import records as history
from ngocheck.rulebook.history import restore
from ngocheck.rulebook.models import (
    Area,
    Choice,
    Citation,
    Condition,
    Deadline,
    Guide,
    Question,
    Requirement,
    RequirementVersion,
    Source,
)
from ngocheck.rulebook.publishing.live import live_rulebook
from ngocheck.rulebook.rows import rulebook_file
from ngocheck.rulebook.rows.intake import Refused
from tests.support.desk_people import colleague

pytestmark = pytest.mark.django_db


@pytest.fixture
def aigul() -> User:
    return colleague("aigul", EDITOR)


@pytest.fixture
def marat() -> User:
    return colleague("marat", EDITOR)


def report() -> RequirementVersion:
    return RequirementVersion.objects.get_by_natural_key("club-report", "2022-09-21")


def save(row: Any, by: User | None = None, **values: Any) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()
    return row


def remove(row: Any, by: User | None = None) -> int:
    """Removes a row; the number of the record of it."""
    pk = row.pk
    row._history_user = by
    row.delete()
    return type(row).history.filter(id=pk, history_type="-").first().history_id


def records(row: Any) -> list[int]:
    """The numbers of a row's records, the oldest first."""
    return list(row.history.order_by("history_id").values_list("history_id", flat=True))


# A value.


def test_what_one_editor_changed_another_restores(client, aigul, marat):
    live = live_rulebook()
    deadline = save(report().deadlines.get(), aigul, month=5, day=1)
    client.force_login(marat)
    page = client.get(reverse("desk:history", args=["requirementversion", report().pk]))
    changed, loaded = page.context["entries"]
    assert (changed["entry"].who, loaded["entry"].loaded) == ("aigul", True)
    address = reverse("desk:restore", args=["deadline", loaded["entry"].number])
    assert address in page.content.decode()
    asked = client.get(address)
    assert [cell.label for cell in asked.context["changes"][0].cells] == ["month", "day"]
    assert Deadline.objects.get(pk=deadline.pk).month == 5
    done = client.post(address, follow=True)
    assert "Restored as a draft." in done.content.decode()
    deadline.refresh_from_db()
    assert (deadline.month, deadline.day) == (3, 31)
    last = deadline.history.first()
    assert (last.history_user, last.history_change_reason, last.history_type) == (marat, "restored", "~")
    assert live_rulebook() == live


def test_every_later_state_can_be_restored_too(aigul):
    area = Area.objects.get(code="gifts")
    for title in ("One", "Two", "Three"):
        save(area, title_en=title)
    first, second, *_rest = records(area)[1:]
    for number, title in ((second, "Two"), (first, "One")):
        restore.restore(Area, number, aigul)
        area.refresh_from_db()
        assert area.title_en == title


def test_links_of_then_come_back(aigul):
    guide = Guide.objects.get(code="fair")
    was = set(guide.areas.all())
    guide.areas.set([Area.objects.get(code="gifts")])
    number = records(guide)[0]
    ((cell,),) = (change.cells for change in restore.outcome(Guide, number).changes)
    assert (cell.label, cell.new) == ("areas", ", ".join(map(str, was)))
    restore.restore(Guide, number, aigul)
    assert set(guide.areas.all()) == was


def test_an_outcome_writes_nothing():
    area = save(Area.objects.get(code="gifts"), title_en="Other")
    before = rulebook_file.export(), Area.history.count()
    assert restore.outcome(Area, records(area)[0]).count("changed") == 1
    assert (rulebook_file.export(), Area.history.count()) == before


def test_what_is_as_it_was_changes_nothing_and_leaves_no_entry(client, aigul):
    area = save(Area.objects.get(code="gifts"), title_en="Other")
    client.force_login(aigul)
    address = reverse("desk:restore", args=["area", records(area)[-1]])
    assert "Nothing would change" in client.get(address).content.decode()
    client.post(address)
    assert len(records(area)) == 2


# A row that was removed.


def test_a_removed_row_comes_back_with_its_number_and_its_history_goes_on(client, aigul, marat):
    citation = report().citations.first()
    pk, key = citation.pk, citation.natural_key()
    number = remove(citation, aigul)
    client.force_login(marat)
    address = reverse("desk:restore", args=["citation", number])
    assert "citation: " in client.get(address).content.decode()
    client.post(address)
    back = Citation.objects.get(pk=pk)
    assert back.natural_key() == key
    assert [record.history_type for record in back.history.all()] == ["+", "-", "+"]
    assert back.history.first().history_user == marat


def test_a_requirement_comes_back_whole(aigul):
    def law() -> list[dict[str, Any]]:
        # Links of guides and watch entries to a requirement are theirs, and come back with them.
        rows = json.loads(rulebook_file.export())
        return [row for row in rows if row["model"] not in ("rulebook.guide", "rulebook.watchentry")]

    before = law()
    number = remove(Requirement.objects.get(code="club-report"), aigul)
    assert not RequirementVersion.objects.filter(requirement__code="club-report").exists()
    plan = restore.restore(Requirement, number, aigul)
    assert {change.kind for change in plan.changes} == {"new"}
    assert law() == before


def test_parts_that_were_removed_at_another_time_stay_away(aigul):
    version = report()
    first, second = version.citations.all()[:2]
    gone = first.pk
    first._history_date = timezone.now() - timedelta(hours=1)
    remove(first, aigul)
    kept = second.pk
    restore.restore(RequirementVersion, remove(version, aigul), aigul)
    assert Citation.objects.filter(pk=kept).exists()
    assert not Citation.objects.filter(pk=gone).exists()


def test_parts_that_somebody_else_removed_stay_away(aigul, marat):
    version = report()
    citation = version.citations.first()
    gone = citation.pk
    remove(citation, marat)
    restore.restore(RequirementVersion, remove(version, aigul), aigul)
    assert not Citation.objects.filter(pk=gone).exists()


def test_an_older_state_of_a_removed_row_comes_back_too(aigul):
    area = Area.objects.create(code="new", title_en="First")
    save(area, title_en="Second")
    first = records(area)[0]
    remove(area, aigul)
    restore.restore(Area, first, aigul)
    assert Area.objects.get(code="new").title_en == "First"


# What does not hold.


def refused(model: type, number: int) -> str:
    before = rulebook_file.export()
    with pytest.raises(Refused) as refusal:
        restore.restore(model, number, None)
    assert rulebook_file.export() == before
    assert str(restore.outcome(model, number).refusals[0]) in str(refusal.value)
    return str(refusal.value)


def test_a_time_that_another_version_has_now_is_refused():
    old = RequirementVersion.objects.get_by_natural_key("club-report", "2015-12-02")
    until = old.effective_until
    save(old, effective_until=date(2020, 1, 1))
    save(report(), effective_from=date(2020, 1, 1))
    number = records(old)[0]
    assert until > date(2020, 1, 1)
    assert "This overlaps the one in force from 2020-01-01" in refused(RequirementVersion, number)


def test_a_part_whose_version_is_gone_is_refused_by_name():
    version = report()
    citation = version.citations.first()
    number = remove(citation)
    name = str(version)
    version.delete()
    assert f"version: “{name}” is gone. Restore that first." in refused(Citation, number)


def test_a_link_of_then_that_is_gone_is_refused_by_name():
    guide = Guide.objects.get(code="fair")
    area = Area.objects.create(code="new", title_en="New law")
    guide.areas.add(area)
    number = records(guide)[-1]
    guide.areas.remove(area)
    area.delete()
    assert "areas: “New law” is gone. Restore that first." in refused(Guide, number)


def test_a_code_that_is_taken_is_refused():
    source = Source.objects.create(code="first", kind="law", title_en="First", short_en="First")
    number = remove(source)
    Source.objects.create(code="first", kind="law", title_en="Second", short_en="Second")
    assert "source First: code: " in refused(Source, number)


def test_a_condition_on_a_choice_that_is_gone_is_refused():
    condition = Condition.objects.filter(question__code="fair_form", value__contains="parade").first()
    save(condition, value="stall", operator="in")
    number = records(condition)[0]
    Choice.objects.get(question__code="fair_form", code="parade").delete()
    assert "“Parade (parade)” is not a choice of" in refused(Condition, number)


def test_nothing_comes_back_where_a_part_does_not_hold():
    question = Question.objects.create(
        code="fresh", kind="one", text_en="Which?", section=Question.objects.first().section
    )
    Choice.objects.create(question=question, code="a", label_en="A")
    pk = question.pk
    number = remove(question)
    Question.objects.create(code="fresh", kind="date", text_en="When?", section=Question.objects.first().section)
    assert "code: " in refused(Question, number)
    assert not Choice.objects.filter(question_id=pk).exists()


def test_the_page_says_why_and_changes_nothing(client, aigul):
    client.force_login(aigul)
    citation = report().citations.first()
    number = remove(citation)
    report().delete()
    address = reverse("desk:restore", args=["citation", number])
    for page in (client.get(address), client.post(address)):
        assert page.status_code == 422
        assert "is gone. Restore that first." in page.content.decode()
    assert not Citation.objects.filter(pk=citation.pk).exists()


# Who may.


def test_only_who_may_change_the_table_restores(client):
    area = save(Area.objects.get(code="gifts"), title_en="Other")
    address = reverse("desk:restore", args=["area", records(area)[0]])
    assert client.post(address).status_code == 302
    client.force_login(colleague("reader", READER))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    area.refresh_from_db()
    assert area.title_en == "Other"


@pytest.mark.parametrize(
    "address", ["area/restore/0/", "edition/restore/1/", "area/restore/9999999999999999999999/"]
)
def test_a_record_that_is_none_is_not_found(admin_client, address):
    assert admin_client.get(f"/admin/desk/history/{address}").status_code == 404
    assert admin_client.post(f"/admin/desk/history/{address}").status_code == 404


def test_the_page_costs_few_queries_however_many_parts_come_back(admin_client, django_assert_max_num_queries):
    version = RequirementVersion.objects.filter(requirement__code="club-report").latest("effective_from")
    number = remove(version)
    address = reverse("desk:restore", args=["requirementversion", number])
    admin_client.get(address)
    with django_assert_max_num_queries(40):
        page = admin_client.get(address)
    assert len(page.context["changes"]) > 10


def test_a_page_that_only_looks_restores_nothing(admin_client):
    area = save(Area.objects.get(code="gifts"), title_en="Other")
    admin_client.get(reverse("desk:restore", args=["area", records(area)[0]]))
    area.refresh_from_db()
    assert area.title_en == "Other"
    assert history.entries().count == 1
