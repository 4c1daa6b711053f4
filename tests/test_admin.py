"""The desk: every table opens, lists keep their number of queries, wrong rows are refused in words."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from ngocheck.rulebook import models

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
    page = desk.get(reverse(f"admin:rulebook_{name}_change", args=[row.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize("model", ON_THE_DESK, ids=lambda model: model.__name__)
def test_lists_do_not_ask_the_database_row_by_row(desk, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        desk.get(reverse(f"admin:rulebook_{model._meta.model_name}_changelist"))


def test_every_row_of_the_law_can_be_reached_from_the_desk():
    inlines = {inline.model for model in ON_THE_DESK for inline in admin.site.get_model_admin(model).inlines}
    assert set(models.KEYED) <= set(ON_THE_DESK) | inlines


def test_searching_a_requirement_by_its_title_finds_it(desk):
    page = desk.get(reverse("admin:rulebook_requirement_changelist"), {"q": "akimat at least five working days"})
    assert b"asm-notify" in page.content


def test_an_operator_that_does_not_fit_is_refused_in_words(desk):
    group = models.ConditionGroup.objects.filter(conditions__question__code="is_charity").first()
    condition = group.conditions.get(question__code="is_charity")
    rows = list(group.conditions.all())
    form = {
        "version": group.version_id,
        "purpose": group.purpose,
        "position": group.position,
        "conditions-TOTAL_FORMS": len(rows),
        "conditions-INITIAL_FORMS": len(rows),
    }
    for number, row in enumerate(rows):
        form |= {
            f"conditions-{number}-id": row.pk,
            f"conditions-{number}-group": group.pk,
            f"conditions-{number}-position": row.position,
            f"conditions-{number}-question": row.question_id,
            f"conditions-{number}-operator": "lt" if row == condition else row.operator,
            f"conditions-{number}-value": row.value,
            f"conditions-{number}-factor": row.factor,
        }
    page = desk.post(reverse("admin:rulebook_conditiongroup_change", args=[group.pk]), form)
    assert page.status_code == 200
    assert "does not fit" in page.content.decode()


def test_an_edition_can_be_read_and_not_changed(desk):
    edition = models.Edition.objects.get()
    address = reverse("admin:rulebook_edition_change", args=[edition.pk])
    desk.post(address, {"number": 99, "note": "forged"})
    edition.refresh_from_db()
    assert edition.number == 1
    assert desk.post(reverse("admin:rulebook_edition_delete", args=[edition.pk])).status_code == 403


def test_visitors_have_no_way_to_the_desk(client):
    assert client.get(reverse("admin:index")).status_code == 302
