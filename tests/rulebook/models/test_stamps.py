"""What a translation was made from: when it is outdated, whatever way the texts came into the rows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import serializers
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from ngocheck.rulebook import models
from ngocheck.rulebook.history.restore import restore
from ngocheck.rulebook.models.stamps import digest, is_outdated, made_from, stamp, stamp_changed, stamp_now
from ngocheck.rulebook.rows import rulebook_file

LANGUAGES = ("ru", "kk")


def guide(**columns: str) -> models.Guide:
    """A guide as a form makes it, not kept."""
    row = models.Guide(code="made-up", title_en="One", summary_en="One.")
    return saved(row, **columns)


def saved(row: models.Guide, **columns: str) -> models.Guide:
    """The row as it is just before it is kept."""
    for name, value in columns.items():
        setattr(row, name, value)
    stamp_changed(type(row), row)
    return row


def outdated(row: models.Guide, name: str = "title") -> str:
    return " ".join(language for language in LANGUAGES if is_outdated(row, name, language))


# The stamp.


def test_a_new_translation_is_up_to_date():
    row = guide(title_ru="Один", title_kk="Бір")
    assert outdated(row) == ""
    assert row.title == {"en": "One", "ru": "Один", "kk": "Бір"}


def test_a_translation_is_outdated_once_the_english_changed():
    row = saved(guide(title_ru="Один", title_kk="Бір"), title_en="Two")
    assert outdated(row) == "ru kk"
    assert row.title.outdated == ("ru", "kk")
    assert outdated(row, "summary") == ""


def test_it_stays_outdated_however_often_the_row_is_saved():
    row = saved(guide(title_ru="Один"), title_en="Two")
    for number in range(3):
        saved(row, summary_en=f"{number}.")
    assert outdated(row) == "ru"


def test_a_translation_that_is_changed_is_up_to_date_and_the_other_is_not():
    row = saved(guide(title_ru="Один", title_kk="Бір"), title_en="Two")
    saved(row, title_ru="Два")
    assert outdated(row) == "kk"


def test_english_that_goes_back_is_what_the_translation_was_made_from():
    row = saved(guide(title_ru="Один"), title_en="Two")
    assert outdated(saved(row, title_en="One")) == ""


def test_english_and_translation_changed_at_once_belong_together():
    row = saved(guide(title_ru="Один"), title_en="Two", title_ru="Два")
    assert outdated(row) == ""


def test_without_a_translation_nothing_is_outdated():
    row = saved(guide(title_ru="Один"), title_en="Two", title_ru="")
    assert outdated(row) == ""
    assert "title_ru" not in row.made_from
    assert outdated(saved(row, title_en="Three")) == ""


def test_a_translation_whose_english_was_taken_away_is_outdated():
    row = guide(intro_en="One.", intro_ru="Один.")
    assert outdated(saved(row, intro_en=""), "intro") == "ru"


def test_a_translation_that_is_still_right_is_stamped_anew():
    row = saved(guide(title_ru="Один", title_kk="Бір"), title_en="Two")
    stamp(row, "title", "ru")
    assert outdated(row) == "kk"
    assert made_from(row, "title", "ru") == digest("Two")
    assert made_from(row, "title", "kk") == digest("One")
    assert row.made_from["title_ru"] == stamp_now(row, "title", "ru")


def test_ends_of_lines_are_no_change():
    row = guide(intro_en="One.\nTwo.", intro_ru="Один.\nДва.")
    assert outdated(saved(row, intro_en="One.\r\nTwo."), "intro") == ""
    assert outdated(saved(row, intro_ru="Один.\r\nДва."), "intro") == ""
    assert outdated(saved(row, intro_en="One.\r\nTwo. Three."), "intro") == "ru"


def test_any_other_change_of_a_letter_is_one():
    row = guide(title_ru="Один")
    assert outdated(saved(row, title_en="one")) == "ru"


WORDS = st.sampled_from(["", "a", "b", "c"])
EDITS = st.lists(
    st.tuples(st.sampled_from(["en", "ru", "both", "neither", "still right"]), WORDS, WORDS), max_size=12
)


@given(EDITS)
def test_after_any_edits_the_stamp_says_what_a_careful_reader_would(edits):
    """The reader remembers with which English text the Russian one, as it stands, was last seen to agree."""
    row = guide(title_en="a", title_ru="a")
    agreed = "a"
    for what, english, russian in edits:
        before = row.title_ru
        changes = {"en": {"title_en": english}, "ru": {"title_ru": russian}}
        changes["both"] = changes["en"] | changes["ru"]
        if what == "still right":
            stamp(row, "title", "ru")
        saved(row, **changes.get(what, {}))
        if what == "still right" or row.title_ru != before or row.title_en == agreed or not before or not agreed:
            agreed = row.title_en
        assert is_outdated(row, "title", "ru") == (bool(row.title_ru) and row.title_en != agreed)


# The ways into the database.


@pytest.fixture
def section(db) -> models.Section:
    return models.Section.objects.exclude(title_ru="").first()


def test_the_law_of_the_files_is_up_to_date_everywhere(rulebook, db):
    for model in models.KEYED:
        for row in model._default_manager.all():
            assert not [name for name in row.TEXTS if getattr(row, name).outdated], row


def test_a_row_that_is_changed_by_a_form_is_kept_with_its_stamp(section, admin_client):
    address = f"/admin/rulebook/section/{section.pk}/change/"
    form = admin_client.get(address).context["adminform"].form
    values = {name: value or "" for name, value in form.initial.items()}
    seen = form.seen if hasattr(form, "seen") else ""
    sent = admin_client.post(address, {**values, "title_en": "Another title", "seen": seen})
    assert sent.status_code == 302
    section.refresh_from_db()
    assert section.title.outdated == ("ru", "kk")


def file_of(row: models.Section, tmp_path, **columns: str) -> str:
    """A fixture file with the row, edited by hand: the stamps in it are as they were."""
    text = serializers.serialize("json", [row], use_natural_foreign_keys=True, use_natural_primary_keys=True)
    (written,) = json.loads(text)
    written["fields"].update(columns)
    path = tmp_path / "section.json"
    path.write_text(json.dumps([written]), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"title_en": "Another"}, "ru kk"),
        ({"title_en": "Another", "title_ru": "Другой"}, "kk"),
        ({"title_ru": "Другой"}, ""),
        ({"title_en": "Another", "title_kk": ""}, "ru"),
    ],
)
def test_a_file_that_was_edited_by_hand_tells_what_is_outdated(section, tmp_path, columns, expected):
    call_command("loaddata", file_of(section, tmp_path, **columns), verbosity=0)
    section.refresh_from_db()
    assert " ".join(section.title.outdated) == expected


def test_a_file_without_stamps_is_taken_as_it_stands(section, tmp_path):
    path = file_of(section, tmp_path, made_from={}, title_en="Another")
    call_command("loaddata", path, verbosity=0)
    section.refresh_from_db()
    assert not section.title.outdated
    section.title_en = "Once more"
    section.save()
    assert section.title.outdated == ("ru", "kk")


def test_what_is_brought_back_from_the_history_fits_again(section, admin_user):
    old = section.title_en
    for english in ("Another", "A third"):
        section.title_en = english
        section.save()
    assert section.title.outdated == ("ru", "kk")
    first = section.history.get(title_en=old)
    restore(models.Section, first.history_id, by=admin_user)
    section.refresh_from_db()
    assert section.title_en == old
    assert not section.title.outdated


def test_what_was_outdated_then_is_outdated_when_it_comes_back(section, admin_user):
    section.title_en = "Another"
    section.save()
    section.title_en, section.title_ru, section.title_kk = "A third", "Третий", "Үшінші"
    section.save()
    assert not section.title.outdated
    restore(models.Section, section.history.get(title_en="Another").history_id, by=admin_user)
    section.refresh_from_db()
    assert section.title.outdated == ("ru", "kk")


def imported(*fields: dict[str, Any]) -> None:
    text = json.dumps([{"model": "rulebook.section", "fields": one} for one in fields], ensure_ascii=False)
    assert rulebook_file.import_rulebook(text, None).refusals == ()


def exported(code: str) -> dict[str, Any]:
    return next(
        row["fields"]
        for row in json.loads(rulebook_file.export())
        if row["model"] == "rulebook.section" and row["fields"]["code"] == code
    )


def test_an_import_tells_what_is_outdated(section):
    imported(exported(section.code) | {"title_en": "Another", "title_ru": "Другой"})
    section.refresh_from_db()
    assert section.title.outdated == ("kk",)


@pytest.mark.parametrize(("stamps", "expected"), [(None, "ru kk"), ({}, ""), ({"title_ru": 7}, ""), ([], "")])
def test_a_row_that_is_imported_anew_brings_its_stamps_if_they_can_be_read(section, stamps, expected):
    section.title_en = "Another"
    section.save()
    row = exported(section.code)
    imported(row | {"code": "made-up"} | ({} if stamps is None else {"made_from": stamps}))
    assert " ".join(models.Section.objects.get(code="made-up").title.outdated) == expected
