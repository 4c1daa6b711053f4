"""Two editors at once: nothing is overwritten that was not seen first."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ngocheck.desk.admin.base import DeskAdmin
from ngocheck.desk.edit_conflicts import MOST_SHOWN, Watched, changed_meanwhile, known, state
from ngocheck.rulebook import models
from tests.support.desk_forms import seen_in, sent_by

pytestmark = pytest.mark.django_db
EDITED = [
    model for model, desk in admin.site._registry.items() if isinstance(desk, DeskAdmin) and model in models.KEYED
]


def editor(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_superuser(name))
    return client


@pytest.fixture
def aigul():
    return editor("aigul")


@pytest.fixture
def boris():
    return editor("boris")


def address(row) -> str:
    return reverse(f"admin:rulebook_{row._meta.model_name}_change", args=[row.pk])


def text_of(page) -> str:
    return html.unescape(page.content.decode())


@pytest.fixture
def version():
    return models.RequirementVersion.objects.filter(requirement__code="club-report").latest("effective_from")


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_every_form_of_the_desk_carries_what_was_seen(aigul, model):
    row = model._default_manager.first()
    assert re.fullmatch(r"\d+(\.\d+)*", seen_in(aigul.get(address(row))))


def test_one_editor_after_the_other_saves_without_a_word(aigul, boris, version):
    for client in (aigul, boris):
        fields = sent_by(client.get(address(version))) | {"text_kk": client.session["_auth_user_id"]}
        assert client.post(address(version), fields).status_code == 302
    assert version.history.exclude(history_change_reason="as it was loaded").count() == 2


def test_the_second_of_two_sees_who_changed_what_and_keeps_the_own_text(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    theirs = sent_by(boris.get(address(version))) | {"title_en": "Report by 30 April"}
    old = version.title_en
    assert boris.post(address(version), theirs).status_code == 302
    page = aigul.post(address(version), mine)
    said = text_of(page)
    assert page.status_code == 200
    assert "boris changed the requirement version on" in said
    assert f"title (English): “{old}” → “Report by 30 April”" in said
    assert "Your text is kept below. Save again to overwrite the change" in said
    assert f'<a href="{address(version)}">' in said
    assert 'value="Report by 1 May"' in said
    version.refresh_from_db()
    assert version.title_en == "Report by 30 April"


def test_saving_again_overwrites_what_was_seen(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"title_en": "Report by 30 April"})
    again = sent_by(aigul.post(address(version), mine))
    assert again["seen"] != mine["seen"]
    assert aigul.post(address(version), again).status_code == 302
    version.refresh_from_db()
    assert version.title_en == "Report by 1 May"


def test_a_third_change_is_shown_once_more(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"title_en": "Report by 30 April"})
    again = sent_by(aigul.post(address(version), mine))
    boris.post(address(version), sent_by(boris.get(address(version))) | {"title_en": "Report by 2 May"})
    page = aigul.post(address(version), again)
    assert page.status_code == 200
    assert "title (English): “Report by 30 April” → “Report by 2 May”" in text_of(page)


def test_another_error_does_not_hide_what_was_changed(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "", "text_ru": "мой текст"}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"title_en": "Report by 30 April"})
    page = aigul.post(address(version), mine)
    assert "boris changed the requirement version" in text_of(page)
    assert "мой текст" in text_of(page)


def test_a_part_of_the_row_counts_too(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    deadline = version.deadlines.get()
    theirs = sent_by(boris.get(address(version))) | {"deadlines-0-month": "5", "deadlines-0-day": "1"}
    assert boris.post(address(version), theirs).status_code == 302
    page = aigul.post(address(version), mine)
    assert "boris changed the deadline on" in text_of(page)
    assert f"month: “{deadline.month}” → “5”" in text_of(page)
    deadline.refresh_from_db()
    assert deadline.month == 5


def test_rows_that_were_added_or_deleted_are_told(aigul, boris, version):
    seen = sent_by(aigul.get(address(version)))
    citation = version.citations.first()
    models.Citation.objects.create(version=version, provision=citation.provision, position=99)
    citation.delete()
    said = text_of(aigul.post(address(version), seen))
    assert "A program added a citation on" in said
    assert "A program deleted a citation on" in said


def test_a_page_that_shows_a_deleted_part_must_be_opened_anew(aigul, version):
    page = aigul.get(address(version))
    seen = sent_by(page) | {"title_en": "Report by 1 May"}
    version.citations.first().delete()
    for _attempt in range(2):
        page = aigul.post(address(version), seen)
        seen = seen | {"seen": seen_in(page)}
        assert "this page cannot be saved any more" in text_of(page)
        assert 'value="Report by 1 May"' in text_of(page)


def test_another_row_does_not_count(aigul, boris, version):
    other = models.RequirementVersion.objects.get(requirement__code="leaflet")
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    boris.post(address(other), sent_by(boris.get(address(other))) | {"title_en": "Something else"})
    assert aigul.post(address(version), mine).status_code == 302


def test_versions_do_not_hold_up_their_requirement(aigul, boris, version):
    requirement = version.requirement
    mine = sent_by(aigul.get(address(requirement))) | {"position": "77"}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"title_en": "Report by 30 April"})
    assert aigul.post(address(requirement), mine).status_code == 302


def test_links_to_many_rows_count_as_a_change(aigul, boris):
    guide = models.Guide.objects.first()
    mine = sent_by(aigul.get(address(guide))) | {"title_en": "Mine"}
    guide.areas.add(models.Area.objects.last())
    guide.areas.remove(*guide.areas.all())
    guide.save()
    assert "changed the guide" in text_of(aigul.post(address(guide), mine))


@pytest.mark.parametrize("seen", ["nonsense", "1.2", "-1.0.0.0.0", "9" * 30, "0.0.0.0.x"])
def test_a_state_that_cannot_be_read_has_seen_nothing(version, seen):
    tables = [Watched(models.RequirementVersion), Watched(models.Deadline, "version_id")]
    assert known(seen, tables) == ([1, 2] if seen == "1.2" else [0, 0])
    version.save()
    assert changed_meanwhile("nonsense", tables, version.pk)
    assert not changed_meanwhile(state(tables, version.pk), tables, version.pk)


def test_a_long_list_of_changes_is_cut(version):
    tables = [Watched(models.Citation, "version_id")]
    before = state(tables, version.pk)
    provision = version.citations.first().provision
    for position in range(100, 101 + MOST_SHOWN):
        models.Citation.objects.create(version=version, provision=provision, position=position)
    changes = changed_meanwhile(before, tables, version.pk)
    assert len(changes.shown) == MOST_SHOWN + 1
    assert changes.shown[-1] == "And 1 more change."


def test_line_ends_of_a_browser_are_no_change(aigul, version):
    version.documents_en = "One paper\nAnother paper"
    version.save()
    fields = sent_by(aigul.get(address(version)))
    fields = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in fields.items()
    }
    assert aigul.post(address(version), fields).status_code == 302
    version.refresh_from_db()
    assert version.documents_en == "One paper\nAnother paper"
