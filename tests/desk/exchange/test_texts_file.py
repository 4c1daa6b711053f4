"""The workbook of texts: out, edited by a translator, in again; only texts of rows that are there are taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ngocheck.desk.exchange.texts_file import SHEETS, TABLES, export_texts, import_texts, row_values
from ngocheck.desk.exchange.workbook import SheetRow, read_workbook
from ngocheck.rulebook.models import (
    Area,
    Choice,
    Passage,
    Provision,
    RequirementVersion,
    Section,
)
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.rows.intake import Plan
from ngocheck.rulebook.rows.row_text import CHANGED
from ngocheck.rulebook.rows.rulebook_file import IMPORT, export
from tests.support.desk_people import colleague
from tests.support.exchanging import edited

pytestmark = pytest.mark.django_db


def plan_of(*rows: SheetRow) -> Plan:
    return import_texts(rows, None, keep=False)


def area_row(**cells: str) -> SheetRow:
    return SheetRow("area", 2, {"code": Area.objects.first().code, **cells})


# Out.


def test_every_text_comes_back_without_a_change():
    rows = read_workbook(export_texts(), SHEETS)
    assert len(rows) == sum(model.objects.count() for model in TABLES.values())
    assert plan_of(*rows) == Plan()


def test_a_sheet_has_the_key_of_its_rows_and_their_texts_and_nothing_else():
    assert {model for model in Keyed.__subclasses__() if model.TEXTS} <= set(TABLES.values())
    assert SHEETS["choice"].all == (
        *("question__code", "code", "label_en", "label_ru", "label_kk"),
        *("hint_en", "hint_ru", "hint_kk"),
    )
    # The English article names the row.
    assert SHEETS["provision"].key == ("source__code", "article_en")
    assert SHEETS["provision"].texts == ("article_ru", "article_kk")


def test_a_row_is_found_by_every_part_of_its_key():
    version = RequirementVersion.objects.first()
    passage = Passage.objects.create(version=version, position=9, text_en="For some.")
    cells = dict(zip(Passage.KEY, map(str, passage.natural_key()), strict=True))
    assert row_values(SheetRow("passage", 2, cells)) == {"version": version.natural_key(), "position": 9}
    (change,) = plan_of(SheetRow("passage", 2, {**cells, "text_kk": "Кейбіреулерге."})).changes
    assert (change.row, change.place) == (str(passage), "passage row 2")


def test_line_ends_of_browsers_and_spreadsheets_are_no_change():
    Section.objects.create(code="made-up", title_en="Words", intro_en="one\r\ntwo")
    assert plan_of(*read_workbook(export_texts(), SHEETS)) == Plan()


def test_an_export_costs_the_same_few_queries_with_more_rows(
    django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as asked:
        export_texts()
    for number in range(50):
        Choice.objects.create(question=Choice.objects.first().question, code=f"c{number}", label_en="A choice")
    with django_assert_num_queries(len(asked)):
        export_texts()


# In.


def test_what_a_translator_typed_is_a_draft_with_who_and_why():
    aigul = colleague("aigul")
    area = Area.objects.first()
    content = edited(export_texts(), "area", {"code": area.code}, title_kk="Салық", title_ru=2028)
    plan = import_texts(read_workbook(content, SHEETS), aigul, keep=True)
    (change,) = plan.changes
    assert [(cell.label, cell.old, cell.new) for cell in change.cells] == [
        ("title (Русский)", area.title_ru, "2028"),
        ("title (Қазақша)", area.title_kk, "Салық"),
    ]
    changed = Area.objects.get(pk=area.pk)
    assert (changed.title_en, changed.title_ru, changed.title_kk) == (area.title_en, "2028", "Салық")
    record = changed.history.first()
    assert (record.history_user, record.history_change_reason) == (aigul, IMPORT)


def test_a_dry_run_writes_nothing():
    before = export()
    assert plan_of(area_row(title_kk="Салық")).count(CHANGED) == 1
    assert export() == before


def test_a_column_or_a_sheet_that_is_not_there_stays_as_it_is():
    ((cell,),) = (change.cells for change in plan_of(area_row(title_kk="Салық")).changes)
    assert (cell.label, cell.new) == ("title (Қазақша)", "Салық")


def test_a_translation_may_be_empty():
    ((cell,),) = (change.cells for change in plan_of(area_row(title_kk="")).changes)
    assert (cell.label, cell.new) == ("title (Қазақша)", "")


def test_an_english_text_may_be_empty_where_the_row_may_do_without():
    section = Section.objects.create(code="made-up", title_en="Words", intro_en="More words")
    assert plan_of(SheetRow("section", 2, {"code": section.code, "intro_en": ""})).refusals == ()


def of_no_row() -> list[SheetRow]:
    return [SheetRow("area", 3, {"code": "moon", "title_en": "The Moon"})]


def a_changed_key() -> list[SheetRow]:
    provision = Provision.objects.first()
    return [SheetRow("provision", 4, {"source__code": provision.source.code, "article_en": "art. 0 of none"})]


def no_key() -> list[SheetRow]:
    return [SheetRow("area", 3, {"code": "", "title_en": "Nameless"})]


def a_row_twice() -> list[SheetRow]:
    return [area_row(title_kk="а"), SheetRow("area", 3, area_row(title_kk="ә").cells)]


def no_english_text() -> list[SheetRow]:
    return [area_row(title_en="")]


def a_text_that_is_too_long() -> list[SheetRow]:
    return [area_row(title_kk="ұ" * 301)]


def a_character_that_cannot_be_stored() -> list[SheetRow]:
    return [area_row(title_kk="a\x00b")]


def a_day_that_is_none() -> list[SheetRow]:
    return [SheetRow("calendarday", 5, {"date": "2026-02-30", "reason_kk": "Күн"})]


def a_place_that_is_no_number() -> list[SheetRow]:
    key = dict.fromkeys(Passage.KEY, "x")
    return [SheetRow("passage", 5, {**key, "text_kk": "Кім"})]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (of_no_row, "area row 3: there is no such row."),
        (a_changed_key, "provision row 4: there is no such row."),
        (no_key, "area row 3: there is no such row."),
        (a_row_twice, "area row 3: this row is given twice."),
        (no_english_text, "area row 2: title (English): This field cannot be blank."),
        (a_text_that_is_too_long, "area row 2: title (Қазақша): Ensure this value has at most 300"),
        (a_character_that_cannot_be_stored, "area row 2: there is a character in it that cannot be stored."),
        (a_day_that_is_none, "calendarday row 5: “2026-02-30” value has"),
        (a_place_that_is_no_number, "passage row 5: “x” value must be an integer."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_does_not_hold_refuses_the_whole_workbook(rows: Callable[[], list[SheetRow]], said: str):
    right = SheetRow("section", 2, {"code": Section.objects.first().code, "title_kk": "Басқа сөз"})
    assert plan_of(right).count(CHANGED) == 1
    before = export()
    plan = import_texts([right, *rows()], None, keep=True)
    assert said in "\n".join(map(str, plan.refusals))
    assert len(plan.refusals) == 1
    assert export() == before
