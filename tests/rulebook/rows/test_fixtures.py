"""The law as the fixture files have it: complete, consistent, and the same however often it is loaded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.gates import CHECKED
from ngocheck.rulebook.models import (
    Area,
    ConditionGroup,
    Guide,
    ParameterValue,
    Question,
    Requirement,
    RequirementVersion,
    Source,
)
from ngocheck.rulebook.models.sources import Confidence
from ngocheck.rulebook.rows import fixtures
from tests.support import contract

pytestmark = [pytest.mark.django_db, pytest.mark.content]

MONITOR = "monitor"
LANGUAGES = ("en", "ru", "kk")
MONEY = re.compile(
    r"\d[\d\s.,]*(thousand|million|billion)?\s*(tenge|KZT|тенге|теңге|₸)|(KZT|₸)\s*\d", re.IGNORECASE
)

# The day on which each MRP began, in tenge: budget laws of the years; 2,778 from 1 April 2020.
MRP = {
    date(2016, 1, 1): 2121,
    date(2017, 1, 1): 2269,
    date(2018, 1, 1): 2405,
    date(2019, 1, 1): 2525,
    date(2020, 1, 1): 2651,
    date(2020, 4, 1): 2778,
    date(2021, 1, 1): 2917,
    date(2022, 1, 1): 3063,
    date(2023, 1, 1): 3450,
    date(2024, 1, 1): 3692,
    date(2025, 1, 1): 3932,
    date(2026, 1, 1): 4325,
    date(2027, 1, 1): None,
}


def law() -> list[type[Model]]:
    """The models whose rows are the law."""
    loaded = [model for row_models in fixtures.GROUNDWORK.values() for model in row_models]
    return [*loaded, *(model for model, _ in fixtures.BY_AREA), Guide]


def texts() -> Iterator[tuple[str, str, str]]:
    """Every text that visitors read: its row, its column, the text."""
    for model in law():
        columns = [f.name for f in model._meta.get_fields() if f.name[-3:] in ("_en", "_ru", "_kk")]
        for row in model._default_manager.all():
            for column in columns:
                yield f"{model.__name__} {row}", column, getattr(row, column)


def rows() -> Counter[str]:
    return Counter(
        {model.__name__: model._default_manager.count() for model in apps.get_app_config("rulebook").get_models()}
    )


# The files.


def test_the_files_are_what_dumping_the_rows_gives_byte_for_byte():
    assert dumped_otherwise_than_on_disk() == []


def dumped_otherwise_than_on_disk() -> list[str]:
    """The files that are not, byte for byte, what dumping the rows gives."""
    dumped = {f"{name}.json": text.encode() for name, text in fixtures.files()}
    on_disk = {path.name: path.read_bytes() for path in fixtures.directory().iterdir()}
    return sorted(name for name in dumped.keys() | on_disk.keys() if dumped.get(name) != on_disk.get(name))


def test_the_files_are_loaded_each_once_groundwork_first():
    names = fixtures.names(fixtures.directory())
    assert names[: len(fixtures.GROUNDWORK)] == list(fixtures.GROUNDWORK)
    assert names[-len(fixtures.LAST) :] == list(fixtures.LAST)
    assert sorted(names) == sorted(path.stem for path in fixtures.directory().glob("*.json"))


def test_loading_every_file_again_takes_back_what_was_edited_and_changes_nothing_else():
    before = rows()
    assert RequirementVersion.objects.update(title_en="Edited") > 0
    call_command("load_law", "--replace", verbosity=0, stdout=StringIO())
    assert rows() == before
    assert dumped_otherwise_than_on_disk() == []


# What the contract names.


@pytest.mark.parametrize("code", contract.GUIDES)
def test_a_guide_of_the_contract_has_its_areas(code):
    guide = Guide.objects.get(code=code)
    assert {area.code for area in guide.areas.all()} == contract.GUIDES[code]
    assert {requirement.code for requirement in guide.requirements.all()} == contract.GUIDE_EXTRAS.get(code, set())


def test_the_guide_to_everything_has_every_area():
    assert {area.code for area in Area.objects.all()} == contract.GUIDES["everything"]


@pytest.mark.parametrize("code", contract.KINDS)
def test_a_question_of_the_contract_has_its_kind_and_its_choices(code):
    question = Question.objects.get(code=code)
    assert question.kind == contract.KINDS[code]
    assert {choice.code for choice in question.choices.all()} >= set(contract.CHOICES.get(code, []))
    assert question.presumed == contract.PRESUMED.get(code, "")


def test_only_two_questions_have_a_presumed_answer():
    assert {question.code for question in Question.objects.exclude(presumed="")} == set(contract.PRESUMED)


@pytest.mark.parametrize("code", contract.PERCENTAGES)
def test_a_share_is_asked_from_0_to_100(code):
    question = Question.objects.get(code=code)
    assert (question.minimum, question.maximum) == (0, 100)


@pytest.mark.parametrize("code", contract.REQUIREMENTS)
def test_a_requirement_of_the_contract_stands_in_its_area_with_a_version_in_force(code):
    requirement = Requirement.objects.get(code=code)
    assert requirement.area.code == contract.AREA_OF_PREFIX[code.partition("-")[0]]
    assert requirement.versions.in_force(date(2026, 11, 22)).count() == 1


def test_the_requirements_that_answers_can_show_to_be_met_have_a_test():
    tested = ConditionGroup.objects.filter(purpose=ConditionGroup.Purpose.MET)
    assert {group.version.requirement.code for group in tested} >= set(contract.WITH_TEST)


def test_rights_and_what_the_authority_owes_are_called_so():
    forces = {row.requirement.code: row.force for row in RequirementVersion.objects.all()}
    assert {code: forces[code] for code in contract.AUTHORITY} == dict.fromkeys(contract.AUTHORITY, "authority")
    assert {code: forces[code] for code in contract.MAY} == dict.fromkeys(contract.MAY, "may")


@pytest.mark.parametrize("code", contract.FEES)
def test_a_fee_has_its_number_of_mrp(code):
    versions = RequirementVersion.objects.filter(requirement__code=code)
    assert [version.fee_mrp for version in versions if not version.fee_mrp] == []
    assert versions


# Where it stands, and how well it is known.


def test_every_version_cites_a_provision_and_says_how_well_it_is_known():
    assert [str(row) for row in RequirementVersion.objects.filter(citations=None)] == []
    assert [str(row) for row in RequirementVersion.objects.exclude(confidence__in=Confidence.values)] == []


def test_what_was_checked_against_the_law_cites_more_than_the_monitor():
    assert Source.objects.filter(code=MONITOR).exists()
    checked = RequirementVersion.objects.exclude(verified_on=None)
    assert checked.exists()
    alone = [
        str(version)
        for version in checked
        if {citation.provision.source.code for citation in version.citations.all()} <= {MONITOR}
    ]
    assert alone == []


def test_what_only_the_monitor_says_is_never_called_confirmed():
    confirmed = RequirementVersion.objects.filter(confidence=Confidence.CONFIRMED)
    alone = [
        str(version)
        for version in confirmed
        if {citation.provision.source.code for citation in version.citations.all()} <= {MONITOR}
    ]
    assert alone == []


def test_no_version_was_checked_after_its_next_check():
    for version in RequirementVersion.objects.exclude(verified_on=None).exclude(next_check_on=None):
        assert version.verified_on < version.next_check_on, version


@pytest.mark.parametrize("model", [RequirementVersion, ParameterValue])
def test_no_two_versions_are_in_force_on_one_day(model):
    periods: dict[int, list[tuple[date, date]]] = {}
    for row in model.objects.all():
        end = row.effective_until or date.max
        assert row.effective_from < end, row
        periods.setdefault(getattr(row, f"{model.SIBLINGS}_id"), []).append((row.effective_from, end))
    assert any(len(times) > 1 for times in periods.values())
    for times in periods.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(times))), times


def test_rows_that_publishing_does_not_look_at_keep_the_rules_of_their_models():
    unchecked = [model for model in law() if model not in CHECKED]
    assert unchecked
    for model in unchecked:
        for row in model._default_manager.all():
            row.full_clean()


# Texts and amounts.


def test_english_is_filled_in_wherever_it_must_be_and_wherever_a_translation_is():
    filled = {(row, column): bool(text.strip()) for row, column, text in texts()}
    required = {
        (model.__name__, field.name)
        for model in law()
        for field in model._meta.get_fields()
        if field.name.endswith("_en") and not field.blank
    }
    assert len(required) >= 10
    for (row, column), has_text in filled.items():
        name, language = column[:-3], column[-2:]
        if name == "url":
            continue
        assert has_text or language != "en" or (row.partition(" ")[0], column) not in required, (row, column)
        assert filled[row, f"{name}_en"] or not has_text, (row, column)


def test_texts_have_no_blanks_at_their_ends():
    assert [(row, column) for row, column, text in texts() if text != text.strip()] == []


@pytest.mark.parametrize(("day", "tenge"), MRP.items(), ids=str)
def test_the_mrp_changes_on_its_days(rulebook: Rulebook, day, tenge):
    mrp = rulebook.parameters["mrp"]
    assert mrp.on(day) == tenge
    earlier = [value for start, value in MRP.items() if start < day]
    assert mrp.on(day - timedelta(days=1)) == (earlier[-1] if earlier else None)


def test_no_text_names_an_amount_in_tenge():
    assert [(row, column, text) for row, column, text in texts() if MONEY.search(text)] == []


@pytest.mark.parametrize(
    "text", ["a fine of 432,500 tenge", "432 500 KZT", "2 million tenge", "5 000 тенге", "KZT 5"]
)
def test_amounts_in_tenge_would_be_seen(text):
    assert MONEY.search(text)
