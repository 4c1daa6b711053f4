"""Codes that were published stay: other programs and answers that are kept use them."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from ngocheck.rulebook import models
from tests.support.change_sets import opened, within

pytestmark = pytest.mark.django_db


def code_field(client, row) -> str:
    address = reverse(f"admin:rulebook_{row._meta.model_name}_change", args=[row.pk])
    page = client.get(address).content.decode()
    return re.search(r'<input[^>]*name="code"[^>]*>', page)[0]


def test_a_code_cannot_be_changed_once_it_is_published(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    for table in (models.Question, models.Requirement, models.Parameter, models.Source, models.Area):
        assert "disabled" in code_field(admin_client, table.objects.first())
    with within(opened("New")):
        made = models.Parameter.objects.create(code="new-amount", title_en="New")
    assert "disabled" not in code_field(admin_client, made)


def test_what_is_sent_for_a_published_code_is_left_aside(admin_client):
    row = models.Area.objects.first()
    address = reverse("admin:rulebook_area_change", args=[row.pk])
    page = admin_client.get(address).content.decode()
    fields = dict(re.findall(r'name="(title_\w\w|position|seen)" value="([^"]*)"', page))
    admin_client.post(address, {**fields, "title_en": "Another name", "code": "another-code"})
    renamed = models.Area.objects.get(pk=row.pk)
    assert (renamed.code, renamed.title_en) == (row.code, "Another name")


def question_form(client, question: models.Question) -> dict[str, str]:
    page = client.get(reverse("admin:rulebook_question_change", args=[question.pk])).content.decode()
    inputs = re.findall(r"<input[^>]*>", page)
    found = {}
    for tag in inputs:
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and "checkbox" not in tag and "submit" not in tag:
            found[name[1]] = value[1] if value else ""
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_a_choice_that_a_rule_compares_with_cannot_be_deleted_and_the_rule_is_named(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    question = models.Question.objects.get(code="fair_form")
    form = question_form(admin_client, question)
    used = next(
        number for number in range(question.choices.count()) if form[f"choices-{number}-code"] == "concert"
    )
    address = reverse("admin:rulebook_question_change", args=[question.pk])
    page = admin_client.post(address, {**form, f"choices-{used}-DELETE": "on"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "The choice concert is used, so it cannot be deleted." in text
    assert "fair-notice" in text
    assert question.choices.filter(code="concert").exists()


def test_what_uses_a_question_is_named_once_with_its_page(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    question = models.Question.objects.get(code="status")
    page = admin_client.get(reverse("admin:rulebook_question_delete", args=[question.pk])).content.decode()
    rows = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', page.split('id="content"', 1)[1])
    versions = {condition.group.version for condition in question.conditions.select_related("group__version")}
    assert len(rows) == len(set(rows)) > 3
    addresses = {reverse("admin:rulebook_requirementversion_change", args=[row.pk]) for row in versions if row}
    assert addresses <= {address for address, _name in rows}
    assert "удалить нельзя, пока это используют" in page
    assert any("«" in name for _address, name in rows)
