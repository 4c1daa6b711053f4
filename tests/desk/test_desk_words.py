"""Words on the desk: every field that can be edited says what belongs there, with an example."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms.models import InlineForeignKeyField
from django.test import RequestFactory
from django.urls import reverse

from ngocheck.desk.admin.base import TRANSLATED_HELP
from ngocheck.desk.versions.new_version import FirstDay
from ngocheck.rulebook.models import RequirementVersion

pytestmark = pytest.mark.django_db
NOT_OF_THE_LAW = {"id", "DELETE"}


def fields_on_the_desk() -> list[tuple[str, str]]:
    """Every field of every form and inline of the rulebook's tables: where it stands, and its help text."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    request.resolver_match = None
    found = []
    for model in apps.get_app_config("rulebook").get_models():
        if not admin.site.is_registered(model):
            continue
        table = admin.site.get_model_admin(model)
        forms = [(model, None, table.get_form(request))]
        for inline in table.get_inline_instances(request):
            formset = inline.get_formset(request)
            forms.append((inline.model, formset.fk.name if hasattr(formset, "fk") else None, formset.form))
        for owner, parent, form in forms:
            for name, field in form.base_fields.items():
                if name not in NOT_OF_THE_LAW | {parent} and not isinstance(field, InlineForeignKeyField):
                    found.append((f"{model.__name__}: {owner.__name__}.{name}", str(field.help_text)))
    return found


def is_translation(place: str) -> bool:
    """Whether a column holds a text in another language than its first; links have help in every language."""
    return place.endswith(("_ru", "_kk")) and "url_" not in place


def test_every_field_has_help():
    without = [place for place, help_text in fields_on_the_desk() if not help_text.strip()]
    assert [place for place in without if not is_translation(place)] == []


def test_every_help_gives_an_example():
    told = [(place, text) for place, text in fields_on_the_desk() if text.strip()]
    assert [place for place, text in told if "xample" not in text] == []


def test_the_fields_of_the_desks_own_pages_have_help_with_an_example():
    for name, field in FirstDay(None).fields.items():
        assert "example" in str(field.help_text), name


def test_what_translations_are_for_is_told_once_a_page(admin_client):
    version = RequirementVersion.objects.get(requirement__code="join")
    form = reverse("admin:rulebook_requirementversion_change", args=[version.pk])
    for address in (form, reverse("admin:rulebook_question_add")):
        assert admin_client.get(address).content.decode().count(str(TRANSLATED_HELP)) == 1
