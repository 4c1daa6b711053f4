"""The sample law that tests of code run on: whole, in every language, with every kind of thing a law can have."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db.models import Model

from ngocheck.rulebook import models
from ngocheck.rulebook.rows import fixtures
from ngocheck.rulebook.translations import translations
from tests.support.laws import FOLDERS, SAMPLE

pytestmark = pytest.mark.django_db


def test_its_files_are_as_they_are_written():
    dumped = {f"{name}.json": text for name, text in fixtures.files()}
    assert dumped == {path.name: path.read_text(encoding="utf-8") for path in FOLDERS[SAMPLE].iterdir()}


def test_it_is_written_where_one_says(tmp_path):
    call_command("dump_law", folder=tmp_path, verbosity=0)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in FOLDERS[SAMPLE].iterdir()}


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (models.Source, "kind"),
        (models.Question, "kind"),
        (models.RequirementVersion, "force"),
        (models.RequirementVersion, "confidence"),
        (models.Deadline, "kind"),
        (models.Deadline, "unit"),
        (models.ConditionGroup, "purpose"),
        (models.Penalty, "whom"),
        (models.WatchEntry, "state"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_it_has_every_kind_of_thing(model: type[Model], column: str):
    kinds = {code for code, _name in model._meta.get_field(column).choices}
    assert set(model._default_manager.values_list(column, flat=True)) == kinds


def test_it_changes_in_time_and_compares_with_amounts():
    assert models.RequirementVersion.objects.exclude(effective_until=None).count() > 3
    assert models.Condition.objects.exclude(parameter=None).exclude(factor=1).exists()
    assert models.Question.objects.exclude(presumed="").count() == 2
    assert models.Penalty.objects.filter(mrp=None).exists()
    assert models.Penalty.objects.filter(repeat=True).exists()
    assert models.Requirement.objects.exclude(contradicts=None).exists()


def test_every_text_is_there_in_every_language():
    assert [(one.row, one.column, one.states) for one in translations() if one.states] == []
