"""Going back to an older edition, and two people who publish at once."""

from __future__ import annotations

import json
import subprocess
from shutil import copy

import pytest
from django.urls import reverse

from ngocheck.rulebook import models
from ngocheck.rulebook.changes import changes_between
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.rulebook.publishing.publish import NotPublishable, content_of, make_draft, publish, roll_back
from tests.support.commandline import MANAGE, environment_of, manage
from tests.support.desk_people import person, signed_in

pytestmark = pytest.mark.django_db
NOTE = {"note_en": "It was too early.", "note_ru": "Рано.", "note_kk": ""}


@pytest.fixture(autouse=True)
def _one_pair_of_eyes(settings):
    settings.FOUR_EYES = False


def change_the_title(title: str = "Another title") -> None:
    row = models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)
    row.title_en, row.title_ru, row.title_kk = title, "", ""
    row.save()


def title() -> str:
    return live_rulebook().requirements["fair-notice"][-1].texts["title"]["en"]


@pytest.fixture
def second() -> models.Edition:
    change_the_title()
    return publish(today(), "Another title.")


def first() -> models.Edition:
    return models.Edition.objects.get(number=1)


def test_visitors_see_the_older_edition_at_once(second):
    anna = person("anna")
    assert title() == "Another title"
    third = roll_back(first(), anna, "It was too early.")
    assert title() != "Another title"
    assert (third.number, third.sha256, third.content) == (3, first().sha256, first().content)
    assert (third.rolled_back_to, third.published_by, third.note_en) == (first(), anna, "It was too early.")
    assert third.rows == first().rows


def test_the_rows_stay_and_show_as_changed_again(second):
    third = roll_back(first(), None, "")
    row = models.RequirementVersion.objects.get(requirement__code="fair-notice", effective_until=None)
    assert row.title_en == "Another title"
    [change] = changes_between(content_of(third), make_draft(today()).content)
    assert change.key == f"fair-notice@{row.effective_from}"
    assert publish(today(), "Now.").sha256 == second.sha256


def test_what_the_roll_back_changes_is_kept_for_the_public_page(second):
    third = roll_back(first(), None, "")
    assert third.changes == second.changes != []


def test_the_live_edition_is_nothing_to_go_back_to(second):
    with pytest.raises(NotPublishable, match="is what visitors see now"):
        roll_back(second, None, "")
    third = roll_back(first(), None, "")
    for same in (third, first()):
        with pytest.raises(NotPublishable, match="is what visitors see now"):
            roll_back(same, None, "")
    assert models.Edition.objects.count() == 3


def test_going_back_and_forth_names_the_edition_that_the_words_are_from(second):
    roll_back(first(), None, "")
    fourth = roll_back(second, None, "")
    fifth = roll_back(models.Edition.objects.get(number=3), None, "")
    assert (fourth.rolled_back_to, fifth.rolled_back_to) == (second, first())
    assert title() != "Another title"


def test_an_edition_that_this_engine_cannot_read_is_refused(second):
    content = json.dumps({**json.loads(first().content), "format": 99})
    models.Edition.objects.filter(number=1).update(content=content)
    with pytest.raises(NotPublishable, match="format 99"):
        roll_back(first(), None, "")
    assert models.Edition.objects.count() == 2


def test_rolling_back_does_not_ask_the_gates(second):
    models.Requirement.objects.create(code="new-duty", area=models.Area.objects.first())
    with pytest.raises(NotPublishable):
        publish(today())
    assert roll_back(first(), None, "").number == 3


# On the desk.


def page(number: int) -> str:
    return reverse("desk:roll_back", args=[number])


def publisher():
    return signed_in(person("vera", "view_edition", "publish_edition"))


def test_the_page_asks_and_then_rolls_back(second):
    client = publisher()
    asked = client.get(page(1))
    assert asked.status_code == 200
    assert first().label in asked.content.decode()
    done = client.post(page(1), {**NOTE, "live": 2, "sha256": first().sha256}, follow=True)
    assert "is live" in done.content.decode()
    third = models.Edition.objects.first()
    assert (third.number, third.note_ru, third.published_by.username) == (3, "Рано.", "vera")


def test_without_a_note_it_is_refused_and_what_was_written_stays(second):
    refused = publisher().post(page(1), {**NOTE, "note_en": "", "live": 2, "sha256": first().sha256})
    assert refused.status_code == 422
    assert "Рано." in refused.content.decode()
    assert models.Edition.objects.count() == 2


def test_when_somebody_published_meanwhile_it_is_refused_kindly(second):
    change_the_title("A third title")
    publish(today())
    refused = publisher().post(page(1), {**NOTE, "live": 2, "sha256": first().sha256})
    assert refused.status_code == 422
    assert "look again" in refused.content.decode()
    assert "It was too early." in refused.content.decode()


def test_the_live_edition_says_that_there_is_nothing_to_roll_back(second):
    assert "nothing to roll back" in publisher().get(page(2)).content.decode()


def test_an_edition_that_does_not_exist_is_not_found(second):
    assert publisher().get(page(99)).status_code == 404


@pytest.mark.parametrize("permissions", [[], ["view_edition"], ["view_edition", "approve_change"]])
def test_others_cannot_roll_back(second, permissions):
    client = signed_in(person("oleg", *permissions))
    assert client.get(page(1)).status_code == 403
    assert client.post(page(1), NOTE).status_code == 403
    assert models.Edition.objects.count() == 2


# Editions to take away.


def test_an_edition_can_be_taken_away_byte_by_byte(second):
    client = signed_in(person("oleg", "view_edition"))
    taken = client.get(reverse("desk:edition_file", args=[2]))
    assert taken.content.decode() == second.content
    assert taken["Content-Disposition"] == f'attachment; filename="edition-{second.label}.json"'


def test_its_rows_can_be_taken_away_and_are_the_whole_rulebook(second):
    client = signed_in(person("oleg", "view_edition"))
    taken = client.get(reverse("desk:edition_rows", args=[2]))
    rows = json.loads(taken.content)
    assert len(rows) == sum(model._default_manager.count() for model in models.KEYED)
    assert any(row["fields"].get("title_en") == "Another title" for row in rows)
    assert taken["Content-Disposition"] == f'attachment; filename="rows-{second.label}.json"'


def test_an_edition_without_kept_rows_has_none_to_take_away(second, admin_client):
    models.Edition.objects.filter(number=1).update(rows="")
    assert admin_client.get(reverse("desk:edition_rows", args=[1])).status_code == 404
    shown = admin_client.get(reverse("admin:rulebook_edition_change", args=[first().pk])).content.decode()
    assert "edition.json" in shown
    assert "rows.json" not in shown


@pytest.mark.parametrize("name", ["edition_file", "edition_rows"])
def test_files_are_for_those_who_may_see_editions(second, name):
    assert signed_in(person("oleg")).get(reverse(f"desk:{name}", args=[2])).status_code == 403


def test_the_list_of_editions_costs_the_same_for_many(admin_client, django_assert_max_num_queries):
    for number in range(5):
        change_the_title(f"Title {number}")
        publish(today())
    roll_back(first(), None, "")
    with django_assert_max_num_queries(10):
        listed = admin_client.get(reverse("admin:rulebook_edition_changelist")).content.decode()
    assert first().label in listed


# Two at once.


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(tmp_path, database_of_its_own):
    copy(database_of_its_own.removeprefix("sqlite:///"), tmp_path / "law.sqlite3")
    database = f"sqlite:///{tmp_path / 'law.sqlite3'}"
    edit = "from ngocheck.rulebook.models import Guide\nfor g in Guide.objects.all(): g.title_en += '!'; g.save()"
    assert manage(database, "shell", "--no-imports", "-c", edit).code == 0
    environment = environment_of(database, {"FOUR_EYES": "off"})
    both = [
        subprocess.Popen([*MANAGE, "publish"], env=environment, stdout=subprocess.PIPE, text=True)
        for _person in range(2)
    ]
    told = sorted(process.communicate(timeout=60)[0].split()[0] for process in both)
    assert told == ["Nothing", "Published"]


def test_publishing_what_was_not_looked_at_is_refused(second):
    change_the_title("A third title")
    seen = make_draft(today()).sha256
    change_the_title("A fourth title")
    with pytest.raises(NotPublishable, match="look again"):
        publish(today(), expected_sha256=seen)
    assert publish(today(), expected_sha256=make_draft(today()).sha256).number == 3


def test_publishing_over_a_roll_back_that_was_not_seen_is_refused(second):
    roll_back(first(), None, "")
    with pytest.raises(NotPublishable, match="look again"):
        publish(today(), expected_sha256=make_draft(today()).sha256, expected_live=2)
