"""The desk: every table opens, lists keep their number of queries, wrong rows are refused in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ngocheck.desk.row_urls import address_of
from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today

pytestmark = pytest.mark.django_db
ON_THE_DESK = [model for model in apps.get_app_config("rulebook").get_models() if admin.site.is_registered(model)]


@pytest.fixture
def desk(admin_client):
    return admin_client


@pytest.mark.parametrize("model", ON_THE_DESK, ids=lambda model: model.__name__)
def test_every_list_and_every_row_opens(desk, model):
    name = model._meta.model_name
    assert desk.get(reverse(f"admin:rulebook_{name}_changelist")).status_code == 200
    row = model._default_manager.first()
    page = desk.get(reverse(f"admin:rulebook_{name}_change", args=[row.pk]), follow=True)
    assert page.status_code == 200


def test_a_citation_can_be_for_a_passage_of_its_own_version_only(desk):
    version = models.RequirementVersion.objects.get(requirement__code="join")
    page = desk.get(reverse("admin:rulebook_requirementversion_change", args=[version.pk]))
    (inline,) = [one for one in page.context["inline_admin_formsets"] if one.opts.model is models.Citation]
    offered = inline.formset.forms[0].fields["passage"].queryset
    assert list(offered) == list(version.passages.all())
    new = desk.get(reverse("admin:rulebook_requirementversion_add"))
    (inline,) = [one for one in new.context["inline_admin_formsets"] if one.opts.model is models.Citation]
    assert not inline.formset.empty_form.fields["passage"].queryset.exists()


@pytest.mark.parametrize("model", ON_THE_DESK, ids=lambda model: model.__name__)
def test_lists_do_not_ask_the_database_row_by_row(desk, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        desk.get(reverse(f"admin:rulebook_{model._meta.model_name}_changelist"))


def queries_of_lists(desk) -> dict[str, int]:
    """How many queries each list of the desk makes, once what is kept per process is there."""
    counts = {}
    for model in ON_THE_DESK:
        address = reverse(f"admin:rulebook_{model._meta.model_name}_changelist")
        desk.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(address).status_code == 200
        counts[model.__name__] = len(queries)
    return counts


def add_requirements(count: int) -> None:
    """So many more requirements, each with a version, a condition, and one of every part."""
    area, provision = models.Area.objects.first(), models.Provision.objects.first()
    question = models.Question.objects.get(code="participants")
    requirements = models.Requirement.objects.bulk_create(
        models.Requirement(code=f"made-up-{number}", area=area) for number in range(count)
    )
    versions = models.RequirementVersion.objects.bulk_create(
        models.RequirementVersion(
            requirement=requirement,
            effective_from=date(2020, 1, 1),
            force="must",
            title_en=f"Do {requirement.code}",
            text_en="At once.",
            confidence="confirmed",
        )
        for requirement in requirements
    )
    for model, columns in (
        (models.Citation, {"provision": provision}),
        (models.Penalty, {"provision": provision, "text_en": "A warning."}),
        (models.Passage, {"text_en": "For stalls."}),
        (models.Deadline, {"kind": "at_once", "confidence": "confirmed"}),
    ):
        model.objects.bulk_create(model(version=version, **columns) for version in versions)
    groups = models.ConditionGroup.objects.bulk_create(
        models.ConditionGroup(version=version, purpose="applies") for version in versions
    )
    models.Condition.objects.bulk_create(
        models.Condition(group=group, question=question, operator="gt", value="1") for group in groups
    )


def test_lists_cost_the_same_with_a_thousand_requirements(desk):
    before = queries_of_lists(desk)
    add_requirements(1000)
    assert queries_of_lists(desk) == before


def test_a_list_with_a_thousand_requirements_comes_in_pages(desk):
    add_requirements(1000)
    for name in ("requirement", "requirementversion"):
        page = desk.get(reverse(f"admin:rulebook_{name}_changelist"))
        assert len(page.context["cl"].result_list) == 50


# What lists show


def test_the_list_of_versions_says_whom_each_concerns(desk):
    page = desk.get(reverse("admin:rulebook_requirementversion_changelist"), {"q": "fair-stall"})
    assert "Applies when What form does the fair have? Stall" in page.content.decode()


def versions_listed(desk, **query: str) -> list[models.RequirementVersion]:
    page = desk.get(reverse("admin:rulebook_requirementversion_changelist"), query)
    return list(page.context["cl"].queryset)


def test_versions_are_filtered_by_their_time(desk):
    on = today()
    now, later, ended = (versions_listed(desk, time=time) for time in ("now", "later", "ended"))
    assert now == list(models.RequirementVersion.objects.in_force(on))
    assert all(version.effective_from > on for version in later)
    assert all(version.effective_until <= on for version in ended)
    assert len(now) + len(later) + len(ended) == len(versions_listed(desk, time="all"))
    assert len(now) + len(later) == len(versions_listed(desk)) == len(versions_listed(desk, time="x"))


@pytest.mark.parametrize(("days", "expected"), [(-1, "due"), (0, "later"), (1, "later")])
def test_versions_are_filtered_by_their_next_check(desk, days, expected):
    version = models.RequirementVersion.objects.first()
    version.next_check_on = today() + timedelta(days=days)
    version.save()
    found = {check for check in ("due", "later", "none") if version in versions_listed(desk, check=check)}
    assert found == {expected}


def test_the_list_of_requirements_shows_what_is_in_force_and_what_changes(desk):
    version = models.RequirementVersion.objects.filter(requirement__code="club-report").latest("effective_from")
    version.effective_until = date(2090, 1, 1)
    version.save()
    address = reverse("admin:rulebook_requirement_changelist")
    page = desk.get(address, {"q": "club-report"}).content.decode()
    assert version.title_en in page
    assert "ends before 1 January 2090" in page
    version.pk, version.effective_from, version.effective_until = None, date(2090, 1, 1), None
    version.save()
    page = desk.get(address, {"q": "club-report"}).content.decode()
    assert "new version on 1 January 2090" in page


def test_a_broken_condition_breaks_no_page(desk):
    condition = models.Condition.objects.filter(group__purpose="applies", question__kind="number").first()
    models.Condition.objects.filter(pk=condition.pk).update(value="many", parameter=None)
    version = condition.group.version
    asked = {"q": version.requirement.code, "time": "all"}
    listed = desk.get(reverse("admin:rulebook_requirementversion_changelist"), asked)
    form = desk.get(reverse("admin:rulebook_requirementversion_change", args=[version.pk]))
    for page in (listed, form):
        assert "A condition cannot be read: open the conditions and mend it." in page.content.decode()
    builder = desk.get(reverse("desk:conditions", args=[version.pk])).content.decode()
    assert 'value="many"' in builder
    assert "Conditions that are not finished are left out" in builder


# A version's form


def test_the_form_of_a_version_shows_whom_it_concerns_and_leads_on(desk):
    version = models.RequirementVersion.objects.filter(requirement__code="fair-notice").latest("effective_from")
    page = desk.get(reverse("admin:rulebook_requirementversion_change", args=[version.pk])).content.decode()
    assert "Applies when" in page
    for address in (
        reverse("desk:conditions", args=[version.pk]),
        reverse("desk:new_version", args=[version.pk]),
        reverse("desk:visitors_text", args=["fair-notice", version.effective_from]),
    ):
        assert f'href="{address}"' in page


def test_readers_see_the_sentence_and_no_way_to_change_it(client):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    version = models.RequirementVersion.objects.first()
    page = client.get(reverse("admin:rulebook_requirementversion_change", args=[version.pk])).content.decode()
    assert "Whom it concerns" in page
    assert reverse("desk:conditions", args=[version.pk]) not in page
    assert reverse("desk:new_version", args=[version.pk]) not in page


def test_every_row_of_the_law_can_be_reached_from_the_desk():
    for model in models.KEYED:
        assert address_of(model._default_manager.first()), model


def test_the_menu_leaves_out_what_is_edited_elsewhere(desk):
    groups = desk.get(reverse("admin:index")).context["app_list"]
    listed = {table["model"] for group in groups for table in group["models"]}
    elsewhere = {models.Provision, models.CalendarDay, models.CalendarYear, models.Approval}
    assert listed == {model for model in ON_THE_DESK if model not in elsewhere} | {User, Group}


def test_searching_a_requirement_by_its_title_finds_it(desk):
    page = desk.get(reverse("admin:rulebook_requirement_changelist"), {"q": "town hall at least"})
    assert b"fair-notice" in page.content


def test_an_edition_can_be_read_and_not_changed(desk):
    edition = models.Edition.objects.get()
    address = reverse("admin:rulebook_edition_change", args=[edition.pk])
    desk.post(address, {"number": 99, "note": "forged"})
    edition.refresh_from_db()
    assert edition.number == 1
    assert desk.post(reverse("admin:rulebook_edition_delete", args=[edition.pk])).status_code == 403


def test_visitors_have_no_way_to_the_desk(client):
    assert client.get(reverse("admin:index")).status_code == 302
