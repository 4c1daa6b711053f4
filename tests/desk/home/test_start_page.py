"""The start page of the desk: what waits for whom, and the tables by subject."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.desk.accounts.roles import EDITOR, READER, ROLES, assign
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import publish

pytestmark = pytest.mark.django_db
START = "/admin/"
AHEAD, SOON = 120, 30


@pytest.fixture
def desk(client):
    user = User.objects.create(username="aida")
    assign(user, [EDITOR])
    client.force_login(user)
    return client


@pytest.fixture
def quiet() -> None:
    """Nothing comes up: the tests put one thing there."""
    far = today() + timedelta(days=1000)
    models.WatchEntry.objects.update(next_check_on=far)
    for parameter in models.Parameter.objects.all():
        last = parameter.values.order_by("effective_from").last()
        last.effective_until = None
        last.save()
    models.RequirementVersion.objects.exclude(next_check_on=None).update(next_check_on=far)


def in_days(days: int):
    return today() + timedelta(days=days)


def coming(client, name: str) -> list[str]:
    return [row.what for row in client.get(START).context["coming"] if row.name == name]


def an_open_version() -> models.RequirementVersion:
    return models.RequirementVersion.objects.filter(effective_until=None).first()


# What waits.


def test_the_start_page_shows_what_waits(desk):
    page = desk.get(START)
    text = page.content.decode()
    for heading in ("To check", "The draft", "Coming dates", "Last editions"):
        assert f">{heading}</h2>" in text
    assert page.context["to_check"]["total"] >= len(page.context["to_check"]["first"]) > 0


def test_an_untouched_draft_is_said_to_be_so_and_a_changed_one_leads_to_publishing(desk):
    assert desk.get(START).context["changes"] == 0
    version = an_open_version()
    version.title_en = "Another title"
    version.save()
    page = desk.get(START)
    assert page.context["changes"] == 1
    assert f'href="{reverse("desk:publish")}">1 change since' in page.content.decode()


def test_a_failing_scenario_is_named_and_gone_once_it_holds_again(desk):
    assert desk.get(START).context["failing"]["total"] == 0
    scenario = models.Scenario.objects.first()
    kept = scenario.expect
    scenario.expect = dict.fromkeys(kept, "absent")
    scenario.save()
    page = desk.get(START)
    assert page.context["failing"]["total"] == 1
    assert scenario.name in page.context["failing"]["first"][0].message
    assert reverse("desk:scenario", args=[scenario.pk]) in page.content.decode()
    scenario.expect = kept
    scenario.save()
    assert desk.get(START).context["failing"]["total"] == 0


def test_a_draft_that_fails_scenarios_says_so_without_a_change_of_them(desk):
    groups = models.ConditionGroup.objects.filter(purpose="applies", version__requirement__code="fair-notice")
    groups.first().delete()
    assert desk.get(START).context["failing"]["total"] > 0


def test_a_draft_that_cannot_be_read_is_told_and_runs_nothing(desk):
    condition = models.Condition.objects.filter(question__kind="yes_no").first()
    condition.value = "perhaps"
    condition.save()
    page = desk.get(START)
    assert page.status_code == 200
    assert page.context["unreadable"]
    assert page.context["failing"] is None
    assert "The draft cannot be read:" in page.content.decode()


def test_the_desk_opens_before_anything_is_published(desk):
    models.Edition.objects.all().delete()
    page = desk.get(START)
    assert page.status_code == 200
    assert "Nothing is published yet." in page.content.decode()


def test_the_last_three_editions_are_shown_with_their_notes(desk):
    version = an_open_version()
    for number in range(2, 6):
        version.title_en, version.title_ru, version.title_kk = f"Title {number}", "", ""
        version.save()
        publish(today(), f"Note {number}", four_eyes=False)
    shown = desk.get(START).context["editions"]
    assert [edition.number for edition in shown] == [5, 4, 3]
    assert "Note 5" in desk.get(START).content.decode()


# What comes.


@pytest.mark.parametrize(("days", "shown"), [(0, False), (1, True), (AHEAD, True), (AHEAD + 1, False)])
def test_versions_that_start_soon_are_shown(desk, quiet, days, shown):
    version = an_open_version()
    version.effective_from = in_days(days)
    version.save()
    assert coming(desk, version.title_en) == (["comes into force"] if shown else [])


@pytest.mark.parametrize(("days", "shown"), [(0, False), (1, True), (AHEAD, True), (AHEAD + 1, False)])
def test_versions_that_end_soon_are_shown(desk, quiet, days, shown):
    version = an_open_version()
    version.effective_until = in_days(days)
    version.save()
    assert coming(desk, version.title_en) == (["is no longer in force"] if shown else [])


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (0, True), (AHEAD, True), (AHEAD + 1, False)])
def test_an_amount_that_runs_out_is_shown(desk, quiet, days, shown):
    value = models.ParameterValue.objects.filter(effective_until=None).select_related("parameter").first()
    value.effective_from, value.effective_until = in_days(-3), in_days(days)
    value.save()
    assert coming(desk, value.parameter.title_en) == (["has no value from this day"] if shown else [])


def test_an_amount_with_a_next_value_does_not_run_out(desk, quiet):
    value = models.ParameterValue.objects.filter(effective_until=None).select_related("parameter").first()
    value.effective_until = in_days(10)
    value.save()
    models.ParameterValue.objects.create(
        parameter=value.parameter, effective_from=in_days(10), value=1, confidence="confirmed"
    )
    assert coming(desk, value.parameter.title_en) == []


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (SOON, True), (SOON + 1, False)])
def test_next_checks_of_a_month_are_counted_by_day(desk, quiet, days, shown):
    for version in models.RequirementVersion.objects.filter(effective_until=None)[:2]:
        version.next_check_on = in_days(days)
        version.save()
    rows = [row for row in desk.get(START).context["coming"] if row.what == "to be checked"]
    assert [row.name for row in rows] == (["2 versions of the law"] if shown else [])
    for row in rows:
        assert desk.get(row.address).context["cl"].result_count == 2


@pytest.mark.parametrize(("days", "shown"), [(-1, True), (SOON, True), (SOON + 1, False)])
def test_watch_entries_to_look_at_are_shown_those_past_due_first(desk, quiet, days, shown):
    entry = models.WatchEntry.objects.first()
    entry.next_check_on = in_days(days)
    entry.save()
    assert coming(desk, entry.title_en) == (["look at again"] if shown else [])
    assert ("(past)" in desk.get(START).content.decode()) == (days < 0)


def test_many_dates_are_cut_and_counted(desk):
    for number in range(15):
        models.WatchEntry.objects.create(
            code=f"more-{number}",
            title_en="More",
            text_en="x",
            state=models.WatchEntry.State.IDEA,
            updated_on=today(),
            confidence="monitor",
            next_check_on=today(),
        )
    page = desk.get(START)
    assert len(page.context["coming"]) == 12
    assert f"and {page.context['coming_more']} more" in page.content.decode()


# For whom.


@pytest.mark.parametrize("role", ROLES)
def test_every_link_on_the_start_page_opens_for_who_sees_it(client, role):
    user = User.objects.create(username=role)
    assign(user, [role])
    client.force_login(user)
    page = client.get(START)
    addresses = [address for address, _name in page.context["own_pages"]]
    assert len(addresses) == 9
    tables = [table["admin_url"] for group in page.context["app_list"] for table in group["models"]]
    for address in [*addresses, *tables]:
        assert client.get(address).status_code == 200, address


def test_staff_without_a_role_see_an_empty_desk(client):
    client.force_login(User.objects.create(username="new", is_staff=True))
    page = client.get(START)
    assert page.status_code == 200
    assert page.context["app_list"] == []
    assert page.context["own_pages"] == []
    assert "To check" not in page.content.decode()


def test_who_sees_only_sources_is_shown_only_sources(client):
    user = User.objects.create(username="sources", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(user)
    page = client.get(START)
    assert [group["name"] for group in page.context["app_list"]] == ["Sources"]
    assert "waits-" not in page.content.decode()


def test_the_tables_stand_by_subject_and_none_is_left_over(admin_client):
    groups = [str(group["name"]) for group in admin_client.get(START).context["app_list"]]
    assert groups == [
        "The law",
        "Questions and guides",
        "Amounts and calendar",
        "Sources",
        "Scenarios",
        "Watch list",
        "Editions",
        "People",
    ]


def test_the_menu_beside_every_table_stands_by_subject_too(desk):
    menu = desk.get(reverse("admin:rulebook_source_changelist")).context["available_apps"]
    assert str(menu[0]["name"]) == "The law"


def test_a_reader_is_led_to_the_scenario_that_fails(client):
    scenario = models.Scenario.objects.first()
    scenario.expect = dict.fromkeys(scenario.expect, "absent")
    scenario.save()
    user = User.objects.create(username="reader")
    assign(user, [READER])
    client.force_login(user)
    address = reverse("desk:scenario", args=[scenario.pk])
    assert address in client.get(START).content.decode()
    assert client.get(address).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_rows(desk):
    def queries() -> int:
        desk.get(START)
        with CaptureQueriesContext(connection) as asked:
            desk.get(START)
        return len(asked)

    before = queries()
    area = models.Area.objects.first()
    for number in range(5):
        requirement = models.Requirement.objects.create(code=f"new-{number}", area=area)
        models.RequirementVersion.objects.create(
            requirement=requirement,
            effective_from=in_days(5),
            next_check_on=in_days(5),
            title_en="New",
            text_en="New",
            force="must",
            confidence="unverified",
        )
    assert queries() == before
    assert before <= 48


def test_every_page_of_the_desk_has_our_style_and_no_inline_one(desk):
    for name in ("admin:index", "admin:rulebook_source_changelist", "desk:review", "mfa_index"):
        text = desk.get(reverse(name)).content.decode()
        assert "desk/desk.css" in text
        assert "<style" not in text
        assert " style=" not in text
        assert "<script>" not in text
