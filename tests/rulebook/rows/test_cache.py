"""What is made from all rows is made once while they stay as they are, and never from older rows."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.rulebook.models import KEYED, Guide, Question, Requirement
from ngocheck.rulebook.publishing.publish import make_draft
from ngocheck.rulebook.rows import cache
from ngocheck.rulebook.rows.cache import fingerprint, once, tables
from tests.conftest import READING_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache._MADE.clear()


def test_every_table_of_the_law_is_in_the_fingerprint_with_its_links():
    found = list(tables())
    assert len(found) == len(set(found))
    assert {model._meta.db_table for model in KEYED} < set(found)
    assert Guide.requirements.through._meta.db_table in found


def test_a_fingerprint_changes_with_a_text_a_link_a_row_and_its_going_and_comes_back():
    seen = [fingerprint()]
    old = Question.objects.first()
    Question.objects.filter(pk=old.pk).update(text_kk="Басқа")
    seen.append(fingerprint())
    guide = Guide.objects.first()
    added = Requirement.objects.exclude(guide=guide).first()
    guide.requirements.add(added)
    seen.append(fingerprint())
    Question.objects.filter(pk=old.pk).update(text_kk=old.text_kk)
    seen.append(fingerprint())
    assert len(set(seen)) == len(seen)
    guide.requirements.remove(added)
    assert fingerprint() == seen[0]


def test_the_same_rows_give_the_same_draft_and_other_rows_or_another_day_another():
    first = make_draft(READING_DAY)
    assert make_draft(READING_DAY) is first
    assert make_draft(date(2027, 1, 1)) is not first
    Guide.objects.filter(code="fair").update(title_en="Gather in peace")
    changed = make_draft(READING_DAY)
    assert changed.sha256 != first.sha256
    assert "Gather in peace" in changed.text


def test_what_was_made_while_rows_changed_is_not_kept():
    made = []

    def meanwhile() -> str:
        Guide.objects.filter(code="fair").update(title_en=f"Gather {len(made)}")
        made.append(fingerprint())
        return made[-1]

    assert once("test", meanwhile) == made[0]
    assert not cache._MADE
    assert once("test", fingerprint) == once("test", fingerprint) == made[0]


def test_only_the_last_few_are_kept():
    for number in range(cache.MOST + 3):
        assert once(number, lambda number=number: number) == number
    assert len(cache._MADE) == cache.MOST
    again = []
    once(0, lambda: again.append(0))
    once(cache.MOST + 2, lambda: again.append(1))
    assert again == [0]
