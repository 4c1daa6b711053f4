"""Each table as a spreadsheet: out and in without a change, edited by an editor, refused by row and column."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from ngocheck.desk.accounts.roles import EDITOR, assign
from ngocheck.desk.exchange import files, spreadsheets
from ngocheck.rulebook.models import (
    Area,
    CalendarDay,
    Condition,
    ConditionGroup,
    Deadline,
    Guide,
    Parameter,
    ParameterValue,
    Provision,
    Requirement,
    RequirementVersion,
    Scenario,
    Source,
)
from ngocheck.rulebook.rows.intake import ORDER, Incoming, Plan, take_in
from tests.support.exchanging import saved

pytestmark = pytest.mark.django_db
NASTY = [
    "=1+1",
    "+7 727",
    "-5",
    "- a list",
    "@home",
    "'quoted",
    "'=quoted formula",
    "''",
    "\tindented",
    'says "no", and; more',
    "two\nlines\n\nand four",
    "Әбілқайыр ұлы, қоғамдық бірлестік: «Ғажап өңір» һәм і",
    "Ёлка; № 5 — «кавычки»",
    "1.0",
    "2026-01-31",
    "yes",
    " blanks at both ends ",
]


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_user("aigul")
    assign(user, [EDITOR])
    client.force_login(user)
    return user


def read_back(model: type, kind: str) -> list[Incoming]:
    made = spreadsheets.dataset(model)
    if kind == "csv":
        sheet = files.read_csv(files.csv_text(made).encode())
    else:
        sheet = files.read_xlsx(files.xlsx([made]))[model._meta.model_name]
    found, refusals = spreadsheets.incoming(model, sheet)
    assert refusals == []
    return found


def plan_for(found: list[Incoming]) -> Plan:
    return take_in(found, by=None, reason="import", only_these=False, strict=False, keep=False)


def sheet_of(model: type, **columns: str) -> spreadsheets.Sheet:
    return spreadsheets.Sheet(tuple(columns), ((2, tuple(columns.values())),))


def plan_of(model: type, **columns: str) -> Plan:
    """What a sheet of one row would do."""
    found, refusals = spreadsheets.incoming(model, sheet_of(model, **columns))
    return Plan(refusals=tuple(refusals)) if refusals else plan_for(found)


# Out and in.


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_table_comes_back_without_a_change(kind):
    found = [one for model in ORDER for one in read_back(model, kind)]
    assert len(found) == sum(model.objects.count() for model in ORDER)
    assert plan_for(found) == Plan()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_text_is_changed_by_going_out_and_in(kind):
    source = Source.objects.first()
    for number, text in enumerate(NASTY):
        Provision.objects.create(source=source, article_en=f"{text}{number}")
        Area.objects.create(code=f"area-{number}", title_en=text, title_ru=text, title_kk=text)
    for model in (Provision, Area):
        assert plan_for(read_back(model, kind)) == Plan()
    titles = {one.values["code"]: one.values["title_kk"] for one in read_back(Area, kind)}
    assert [titles[f"area-{number}"] for number in range(len(NASTY))] == NASTY


def test_line_ends_of_browsers_and_spreadsheets_are_no_change():
    version = RequirementVersion.objects.first()
    version.text_en = "one\r\ntwo"
    version.save()
    for kind in ("csv", "xlsx"):
        assert plan_for(read_back(RequirementVersion, kind)) == Plan()


def test_a_table_has_natural_keys_and_no_numbers_of_rows():
    assert spreadsheets.lookups(Condition) == [
        *Condition.KEY,
        "question__code",
        "operator",
        "value",
        "parameter__code",
        "factor",
    ]
    assert not [
        name for model in ORDER for name in spreadsheets.lookups(model) if name.rpartition("__")[2] in ("id", "pk")
    ]


def test_cells_are_written_as_people_read_them():
    parameter = Parameter.objects.get(code="mrp")
    values = {row[1]: row for row in spreadsheets.dataset(ParameterValue) if row[0] == parameter.code}
    made = spreadsheets.dataset(ParameterValue)
    row = dict(zip(made.headers, values["2026-01-01"], strict=True))
    assert (str(row["value"]), row["effective_until"], row["source__code"]) == (
        "4325",
        "2027-01-01",
        parameter.values.get(effective_from="2026-01-01").source.code,
    )
    guides = spreadsheets.dataset(Guide)
    areas = guides["areas"][guides["code"].index("everything")]
    assert areas == ", ".join(sorted(Area.objects.values_list("code", flat=True)))
    days = spreadsheets.dataset(CalendarDay)
    assert set(days["is_working"]) <= {"yes", "no"}


def test_an_export_costs_the_same_few_queries_with_more_rows(django_assert_max_num_queries):
    for number in range(50):
        Area.objects.create(code=f"area-{number}", title_en="An area")
        Guide.objects.create(code=f"guide-{number}", title_en="A guide", summary_en="For all.")
    for model in (Condition, Guide):
        with django_assert_max_num_queries(3):
            spreadsheets.dataset(model)


# No cell is a formula.


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\tx", "=cmd|'/c calc'!A0"])
def test_no_cell_is_a_formula(text):
    Area.objects.create(code="a", title_en=text)
    made = spreadsheets.dataset(Area)
    book = load_workbook(BytesIO(files.xlsx([made])))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    (cell,) = (cell for cell in cells if cell.value == text)
    assert (cell.data_type, cell.number_format) == ("s", "@")
    in_csv = [cell for row in csv.reader(StringIO(files.csv_text(made))) for cell in row]
    assert text not in in_csv
    assert f"'{text}" in in_csv


@pytest.mark.parametrize("text", NASTY)
def test_what_is_protected_is_laid_bare_again(text):
    assert files.bare(files.protected(text)) == text


def test_a_formula_that_comes_in_is_refused():
    book = Workbook()
    book.active.append(["code", "title_en"])
    book.active.append(["gifts", "=A1"])
    with pytest.raises(ValidationError, match="row 2: “=A1” is a formula"):
        files.read_xlsx(saved(book))


# What spreadsheet programs make of what is typed.


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (10, "10"),
        (10.0, "10"),
        (0.5, "0.5"),
        (date(2028, 1, 1), "2028-01-01"),
        (datetime(2028, 1, 1), "2028-01-01"),  # noqa: DTZ001 - as workbooks have it
        (time(9, 0), "09:00"),
        ("a_x000D_\nb", "a\nb"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(typed, text):
    assert files.written(typed) == text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_csv_of_every_country_is_read(mark, between):
    content = f"{mark}code{between}title_kk\r\ngifts{between}Салық\r\n{between}\r\n".encode()
    assert files.read_csv(content) == spreadsheets.Sheet(("code", "title_kk"), ((2, ("gifts", "Салық")),))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("code,title_en\ngifts,Налоги\n".encode("cp1251"), "This is not UTF-8 text."),
        (b"", "There is nothing in this table"),
        (b"\n\n", "There is nothing in this table"),
        (b" , \ngifts,Taxes\n", "There is nothing in this table"),
        (b"code,title_en\ngifts,Taxes,more\n", "a row has too many cells"),
        (b"code\n" + b"x" * 200_000 + b"\n", "This is not CSV that can be read"),
    ],
)
def test_csv_that_cannot_be_read_is_refused_in_words(content, said):
    with pytest.raises(ValidationError, match=said):
        files.read_csv(content)


@pytest.mark.parametrize("count", [files.ROWS - 1, files.ROWS])
def test_a_table_may_have_so_many_rows(count):
    content = ("code\n" + "x\n" * count).encode()
    if count < files.ROWS:
        assert len(files.read_csv(content).rows) == count
    else:
        with pytest.raises(ValidationError, match="rows at most"):
            files.read_csv(content)


def test_a_workbook_that_unpacks_to_more_than_allowed_is_refused(monkeypatch):
    content = files.xlsx([spreadsheets.dataset(Area)])
    monkeypatch.setattr(files, "BYTES_UNPACKED", 1000)
    with pytest.raises(ValidationError, match="too large"):
        files.read_xlsx(content)


@pytest.mark.parametrize(("length", "fits"), [(32_766, True), (32_767, True), (32_768, False)])
def test_a_text_longer_than_a_cell_is_said_and_never_cut(length, fits):
    version = RequirementVersion.objects.first()
    version.text_en = "x" * length
    version.save()
    made = spreadsheets.dataset(RequirementVersion)
    if fits:
        found = files.read_xlsx(files.xlsx([made]))["requirementversion"]
        assert any("x" * length in texts for _number, texts in found.rows)
    else:
        with pytest.raises(ValidationError, match="Take the table as CSV"):
            files.xlsx([made])


# What a sheet may say.


def test_a_column_that_is_not_there_stays_as_it_is():
    before = Source.objects.get(code="monitor").short_kk
    plan = plan_of(Source, code="monitor", short_kk="Монитор")
    ((cell,),) = (change.cells for change in plan.changes)
    assert (cell.label, cell.old, cell.new) == ("short name (Қазақша)", before, "Монитор")


def test_an_empty_cell_is_an_empty_value():
    source = Source.objects.exclude(as_of=None).first()
    ((cell,),) = (change.cells for change in plan_of(Source, code=source.code, as_of="").changes)
    assert (cell.label, cell.old, cell.new) == ("text as of", source.as_of.isoformat(), "")


def test_empty_cells_of_a_new_row_take_what_is_usual():
    version = RequirementVersion.objects.filter(requirement__code="club-report").last()
    key = dict(zip(Deadline.KEY, ["club-report", version.effective_from.isoformat(), "7"], strict=True))
    empty = dict.fromkeys(["unit", "amount", "provision__source__code", "provision__article_en"], "")
    plan = plan_of(Deadline, **key, kind="no_day", confidence="confirmed", **empty)
    (change,) = plan.changes
    assert {cell.label: cell.new for cell in change.cells}["unit"] == "days"
    assert plan.refusals == ()


def test_yes_in_the_column_delete_removes_the_row_with_its_parts():
    group = ConditionGroup.objects.filter(purpose="applies").first()
    columns = dict(
        zip(ConditionGroup.KEY, ("" if p is None else str(p) for p in group.natural_key()), strict=True)
    )
    plan = plan_of(ConditionGroup, **columns, delete="yes")
    assert [change.kind for change in plan.changes] == ["removed"] * (1 + group.conditions.count())
    assert plan_of(ConditionGroup, **columns, delete="no") == Plan()


@pytest.mark.parametrize(
    ("model", "columns", "said"),
    [
        (Area, {"code": "gifts", "colour": "red"}, "there is no column “colour”. The columns are: code, title_en"),
        (Area, {"title_en": "Taxes"}, "the column “code” is missing."),
        (Deadline, {"position": "1"}, "the column “version__requirement__code” is missing."),
        (Requirement, {"code": "x", "area__code": "moon"}, "row 2: area: there is no area “moon”."),
        (Area, {"code": "gifts", "position": "first"}, "row 2: position: “first” value must be an integer."),
        (Source, {"code": "monitor", "as_of": "31.01.2026"}, "row 2: as_of: “31.01.2026” value has an"),
        (Source, {"code": "monitor", "kind": "rumour"}, "row 2: kind: Value 'rumour' is not a valid choice."),
        (Area, {"code": "gifts", "delete": "maybe"}, "row 2: delete: write yes or nothing."),
        (Scenario, {"name": "x", "answers": "{"}, "row 2: answers: “{” is not JSON."),
        (Guide, {"code": "fair", "areas": "gifts, moon"}, "row 2: areas: there is no area “moon”."),
        (Area, {"code": "gifts", "title_en": "a\x00b"}, "row 2: title_en: there is a character in it"),
        (CalendarDay, {"date": "2026-01-01", "is_working": "so"}, "row 2: is_working: “so”: write yes or no."),
        (Area, {"code": "two words", "title_en": "Two"}, "row 2: code: Enter a valid “slug”"),
        (Requirement, {"code": "alone"}, "row 2: area: this must not be empty."),
    ],
)
def test_what_does_not_hold_is_named_by_row_and_column(model, columns, said):
    plan = plan_of(model, **columns)
    assert said in "\n".join(map(str, plan.refusals))


def test_a_column_twice_and_a_row_twice_are_refused():
    twice = spreadsheets.Sheet(("code", "code"), ())
    assert "the column “code” is there twice." in str(spreadsheets.incoming(Area, twice)[1][0])
    rows = spreadsheets.Sheet(("code", "title_kk"), ((2, ("gifts", "а")), (3, ("gifts", "ә"))))
    found, _refusals = spreadsheets.incoming(Area, rows)
    assert [str(one) for one in plan_for(found).refusals] == ["row 3: this row is given twice."]


def test_a_link_needs_all_its_columns():
    plan = plan_of(Provision, source__code="monitor", article_en="1", url="")
    assert plan.refusals == ()
    plan = plan_of(Deadline, **dict.fromkeys(Deadline.KEY, "1"), provision__article_en="1")
    assert "the column “provision__source__code” is missing." in map(str, plan.refusals)


def test_what_is_left_to_mend_before_publishing_is_said_and_does_not_refuse():
    group = ConditionGroup.objects.filter(purpose="applies").first()
    key = [str(part or "") for part in group.natural_key()][:-1]
    plan = plan_of(ConditionGroup, **dict(zip(ConditionGroup.KEY, [*key, "99"], strict=True)))
    assert plan.refusals == ()
    assert any("it has no conditions" in message for message in plan.to_mend)
