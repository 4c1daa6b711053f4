"""A version's form: in tabs, what is empty folded, new rows in the next free place, what was refused listed."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from ngocheck.rulebook import models
from tests.support.desk_forms import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return models.RequirementVersion.objects.filter(requirement__code="fair-notice").latest("effective_from")


@pytest.fixture
def address(version) -> str:
    return reverse("admin:rulebook_requirementversion_change", args=[version.pk])


def with_new_rows(sent: dict[str, str], prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    """What the form sends once so many rows were added to one of its tables."""
    first = int(sent[f"{prefix}-TOTAL_FORMS"])
    added = {
        f"{prefix}-{first + number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }
    return {**sent, **added, f"{prefix}-TOTAL_FORMS": str(first + len(rows))}


def test_two_new_rows_take_the_next_free_places(admin_client, version, address):
    sent = sent_by(admin_client.get(address))
    before = list(version.citations.values_list("position", flat=True))
    provision = str(models.Provision.objects.first().pk)
    rows = [{"provision": provision, "position": ""}, {"provision": provision}]
    answer = admin_client.post(address, with_new_rows(sent, "citations", *rows))
    assert answer.status_code == 302
    added = sorted(set(version.citations.values_list("position", flat=True)) - set(before))
    assert added == [max(before) + 1, max(before) + 2]


def test_a_place_that_was_typed_is_kept_and_one_that_is_taken_refused(admin_client, version, address):
    sent = sent_by(admin_client.get(address))
    provision = str(models.Provision.objects.first().pk)
    taken = str(version.citations.first().position)
    refused = admin_client.post(
        address, with_new_rows(sent, "citations", {"provision": provision, "position": taken})
    )
    assert refused.status_code == 200
    row = {"provision": provision, "position": "40"}
    assert admin_client.post(address, with_new_rows(sent, "citations", row)).status_code == 302
    assert version.citations.filter(position=40).exists()


def test_what_was_refused_is_listed_with_links_and_its_tab_marked(admin_client, address):
    sent = {**sent_by(admin_client.get(address)), "title_en": ""}
    page = admin_client.post(address, with_new_rows(sent, "penalties", {"mrp": "5"}))
    refused = page.context["refused_fields"]
    number = sent["penalties-TOTAL_FORMS"]
    assert refused[0].place == "id_title_en"
    assert f"id_penalties-{number}-provision" in {one.place for one in refused}
    text = page.content.decode()
    for one in refused:
        assert f'href="#{one.place}"' in text
        assert f'id="{one.place}"' in text
    assert {tab.code for tab in page.context["tabs"] if tab.refused} == {"text", "fines"}
    row = re.search(rf'id="penalties-{number}">\s*<details[^>]*>', text)
    assert " open" in row[0]


def test_every_field_of_the_form_stands_in_a_tab(admin_client, address):
    page = admin_client.get(address)
    shown = {name for tab in page.context["tabs"] for one in tab.fieldsets for line in one for name in line.fields}
    assert shown >= set(page.context["adminform"].form.fields)
    assert sum(len(tab.parts) for tab in page.context["tabs"]) == len(page.context["inline_admin_formsets"])


def test_filled_texts_stand_open_and_empty_ones_are_folded(admin_client, version, address):
    version.doubt_en, version.place_en, version.place_ru, version.place_kk = "It is not clear.", "", "", ""
    version.save()
    text = admin_client.get(address).content.decode()
    folds = re.findall(r'<details class="form-row desk-fold"( open)?>.*?id="id_(\w+)_en"', text, re.DOTALL)
    opened = {name for mark, name in folds if mark}
    assert {"title", "text", "doubt"} <= opened
    assert "place" in {name for mark, name in folds if not mark}
