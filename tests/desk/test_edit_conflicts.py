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
    assert re.fullmatch(r"\d+(\.\d+)*", seen_in(aigul.get(address(row), follow=True)))


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
    assert f"Title (English): “{old}” → “Report by 30 April”, yours: “Report by 1 May”" in said
    assert "Your text is kept below, and what only others changed stands there as they left it." in said
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
    assert "Title (English): “Report by 30 April” → “Report by 2 May”" in text_of(page)


def test_another_error_does_not_hide_what_both_changed(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "", "text_ru": "мой текст"}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"title_en": "Report by 30 April"})
    page = aigul.post(address(version), mine)
    assert "boris changed the requirement version" in text_of(page)
    assert "мой текст" in text_of(page)


def test_what_only_the_other_changed_is_kept(aigul, boris, version):
    """Of texts, ticks, choices, days and parts alike; the second editor is told."""
    deadline, source = (
        version.deadlines.get(),
        models.Provision.objects.exclude(citations__version=version).first(),
    )
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May", "deadlines-0-day": "2"}
    theirs = {
        "doubt_en": "Ask the office.",
        "force": "should",
        "start_confirmed": "",
        "next_check_on": "2029-01-02",
        "deadlines-0-month": "5",
        "citations-0-provision": str(source.pk),
    }
    sent = sent_by(boris.get(address(version))) | theirs
    del sent["start_confirmed"]
    assert boris.post(address(version), sent).status_code == 302
    answer = aigul.post(address(version), mine, follow=True)
    version.refresh_from_db()
    deadline.refresh_from_db()
    assert (version.title_en, version.doubt_en) == ("Report by 1 May", "Ask the office.")
    assert (version.force, version.start_confirmed) == ("should", False)
    assert version.next_check_on.isoformat() == "2029-01-02"
    assert (deadline.month, deadline.day) == (5, 2)
    assert version.citations.filter(provision=source).exists()
    assert "Kept beside yours: boris changed the requirement version on" in text_of(answer)
    assert f"month: “{sent_month(mine)}” → “5”" in text_of(answer)


def sent_month(fields: dict) -> str:
    return fields["deadlines-0-month"]


def test_saving_again_takes_back_nothing_that_was_not_touched(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    theirs = {"title_en": "Report by 30 April", "doubt_en": "Ask the office.", "deadlines-0-month": "5"}
    boris.post(address(version), sent_by(boris.get(address(version))) | theirs)
    again = sent_by(aigul.post(address(version), mine))
    assert (again["doubt_en"], again["deadlines-0-month"]) == ("Ask the office.", "5")
    assert aigul.post(address(version), again).status_code == 302
    version.refresh_from_db()
    assert (version.title_en, version.doubt_en) == ("Report by 1 May", "Ask the office.")
    assert version.deadlines.get().month == 5


def test_the_same_change_twice_is_no_conflict(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"title_en": "Report by 1 May"}
    boris.post(address(version), dict(mine))
    assert aigul.post(address(version), mine).status_code == 302


def test_a_part_that_both_changed_is_asked(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"deadlines-0-month": "4"}
    theirs = sent_by(boris.get(address(version))) | {"deadlines-0-month": "5"}
    assert boris.post(address(version), theirs).status_code == 302
    page = aigul.post(address(version), mine)
    assert page.status_code == 200
    assert "boris changed the deadline on" in text_of(page)
    assert f"“{version.deadlines.get().month}”, yours: “4”" in text_of(page)


def test_a_part_that_one_changes_and_the_other_deletes_is_asked(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"deadlines-0-DELETE": "on"}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"deadlines-0-month": "5"})
    page = aigul.post(address(version), mine)
    assert "you delete it." in text_of(page)
    assert version.deadlines.exists()


def test_a_translation_of_a_text_that_the_other_changed_is_asked(aigul, boris, version):
    mine = sent_by(aigul.get(address(version))) | {"doubt_ru": "Спросите ведомство."}
    boris.post(address(version), sent_by(boris.get(address(version))) | {"doubt_en": "Ask the office."})
    page = aigul.post(address(version), mine)
    assert "your translation was made from the old text" in text_of(page)
    again = sent_by(page)
    assert (again["doubt_en"], again["doubt_ru"]) == ("Ask the office.", "Спросите ведомство.")


def test_rows_that_were_added_or_deleted_are_told(aigul, boris, version):
    seen = sent_by(aigul.get(address(version)))
    citation = version.citations.first()
    models.Citation.objects.create(version=version, provision=citation.provision, position=99)
    answer = aigul.post(address(version), seen, follow=True)
    assert "Kept beside yours: A program added a citation on" in text_of(answer)
    seen = sent_by(aigul.get(address(version)))
    citation.delete()
    assert "A program deleted a citation on" in text_of(aigul.post(address(version), seen))


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


def test_links_to_many_rows_are_kept_or_asked_as_a_whole(aigul, boris):
    guide, other = models.Guide.objects.first(), models.Area.objects.last()
    mine = sent_by(aigul.get(address(guide))) | {"title_en": "Mine"}
    guide.areas.set([other])
    guide.save()
    assert aigul.post(address(guide), mine).status_code == 302
    assert list(guide.areas.all()) == [other]
    mine = sent_by(aigul.get(address(guide))) | {"areas": [models.Area.objects.first().pk]}
    guide.areas.set([])
    guide.save()
    assert "A program changed the guide" in text_of(aigul.post(address(guide), mine))


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
