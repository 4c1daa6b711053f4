"""The desk's pages for tables: a spreadsheet goes out, is edited by an editor, and comes in as a draft."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from ngocheck.desk.accounts.roles import EDITOR, READER, assign
from ngocheck.desk.exchange import spreadsheets
from ngocheck.rulebook.models import Area, Condition, Edition, RequirementVersion
from ngocheck.rulebook.publishing.live import live_rulebook
from ngocheck.rulebook.rows.intake import ORDER
from tests.support.exchanging import confirm, saved, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client) -> User:
    user = User.objects.create_user("aigul")
    assign(user, [EDITOR])
    client.force_login(user)
    return user


# The report moves to 1 May from 2028.


OLD, NEW = "2022-09-21", "2028-01-01"
PARTS = ("citation", "passage", "deadline", "penalty", "conditiongroup", "condition")


def moved_to_may(content: bytes) -> bytes:
    """The workbook of all tables after an editor closed the version and entered the new one with its parts."""
    book = load_workbook(BytesIO(content))
    for name in PARTS:
        copy_rows(book[name], {"requirement__code": "club-report", "effective_from": OLD}, NEW)
    versions = book["requirementversion"]
    at = positions(versions)
    for row in list(versions.iter_rows(min_row=2)):
        if (row[at["requirement__code"]].value, row[at["effective_from"]].value) == ("club-report", OLD):
            added = [cell.value for cell in row]
            # An editor types days; the program keeps them as dates.
            row[at["effective_until"]].value = date(2028, 1, 1)
            added[at["effective_from"]] = date(2028, 1, 1)
            added[at["title_en"]] = "Report to the club register by 1 May"
            added[at["title_kk"]] = "ҮЕҰ дерекқорына 1 мамырға дейін есеп беру"
            versions.append(added)
    deadlines = book["deadline"]
    at = positions(deadlines)
    for row in deadlines.iter_rows(min_row=2):
        if row[at["version__effective_from"]].value == NEW:
            row[at["month"]].value, row[at["day"]].value = 5, 1
    return saved(book)


def positions(sheet: Any) -> dict[str, int]:
    return {cell.value: number for number, cell in enumerate(sheet[1])}


def copy_rows(sheet: Any, key: dict[str, str], day: str) -> None:
    """Copies the rows of a version to the end, for the version that starts on `day`."""
    at = positions(sheet)
    prefix = "group__version__" if "group__position" in at else "version__"
    wanted = [(at[f"{prefix}{name}"], value) for name, value in key.items()]
    for row in list(sheet.iter_rows(min_row=2, values_only=True)):
        if all(row[place] == value for place, value in wanted):
            added = list(row)
            added[at[f"{prefix}effective_from"]] = day
            sheet.append(added)


def test_the_report_moves_to_1_may_from_2028_by_spreadsheet(client, editor):
    workbook = client.get(reverse("desk:exchange-file", args=["xlsx"])).content
    live = live_rulebook()
    page = upload(client, reverse("desk:exchange"), moved_to_may(workbook), "rulebook.xlsx")
    assert page.status_code == 200, page.content.decode()
    assert [str(one) for one in page.context["plan"].refusals] == []
    assert page.context["plan"].to_mend == ()
    assert not RequirementVersion.objects.filter(effective_from=NEW).exists()
    assert "Report to the club register by 1 May" in page.content.decode()
    confirm(client, page, reverse("desk:exchange"))
    old = RequirementVersion.objects.get_by_natural_key("club-report", OLD)
    new = RequirementVersion.objects.get_by_natural_key("club-report", NEW)
    assert old.effective_until == date(2028, 1, 1)
    assert [(one.month, one.day) for one in new.deadlines.all()] == [(5, 1)]
    assert [(one.month, one.day) for one in old.deadlines.all()] == [(3, 31)]
    for part in ("citations", "passages", "penalties", "groups"):
        assert getattr(new, part).count() == getattr(old, part).count()
    conditions = Condition.objects.filter(group__version=new)
    assert conditions.count() == Condition.objects.filter(group__version=old).count()
    assert (new.history.first().history_user, new.history.first().history_change_reason) == (editor, "import")
    assert live_rulebook() == live
    assert Edition.objects.count() == 1


# The page of one table.


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_goes_out_is_edited_and_comes_in(client, editor, kind):
    page = client.get(reverse("desk:table-file", args=["area", kind]))
    assert page["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        content = page.content.decode().replace("Gifts", "Gifts and presents").encode()
    else:
        book = load_workbook(BytesIO(page.content))
        sheet = book["area"]
        at = positions(sheet)
        row = next(row for row in sheet.iter_rows(min_row=2) if row[at["code"]].value == "gifts")
        row[at["title_en"]].value = "Gifts and presents"
        content = saved(book)
    address = reverse("desk:table", args=["area"])
    shown = upload(client, address, content, f"area.{kind}")
    assert "Gifts and presents" in shown.content.decode()
    assert Area.objects.get(code="gifts").title_en == "Gifts"
    confirm(client, shown, address)
    area = Area.objects.get(code="gifts")
    assert (area.title_en, area.history.first().history_user) == ("Gifts and presents", editor)


def test_one_wrong_row_refuses_the_whole_sheet(client, editor):
    content = b"code,title_en\ngifts,Gifts and presents\nnew area,New\n"
    page = upload(client, reverse("desk:table", args=["area"]), content, "area.csv")
    assert page.status_code == 422
    assert "row 3: code:" in page.content.decode()
    assert "confirm" not in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"PK rubbish", b"\xff\xfe", b"{}"])
def test_a_file_of_the_wrong_kind_is_refused_gently(client, editor, content):
    assert upload(client, reverse("desk:table", args=["area"]), content, "area.csv").status_code == 422


def test_a_sheet_that_is_named_after_no_table_is_refused(client, editor):
    book = Workbook()
    book.active.append(["code"])
    page = upload(client, reverse("desk:exchange"), saved(book), "rulebook.xlsx")
    assert page.status_code == 422
    assert "Sheet “Sheet” is not named after a table." in page.content.decode()


@pytest.mark.parametrize("model", ORDER, ids=lambda model: model.__name__)
def test_every_table_has_its_page_and_its_files(admin_client, model):
    name = model._meta.model_name
    page = admin_client.get(reverse("desk:table", args=[name]))
    assert page.status_code == 200
    for column in spreadsheets.lookups(model):
        assert f"<code>{column}</code>" in page.content.decode()
    for kind in ("csv", "xlsx"):
        assert admin_client.get(reverse("desk:table-file", args=[name, kind])).status_code == 200


def test_a_table_that_is_none_is_not_found(admin_client):
    assert admin_client.get("/admin/desk/exchange/edition/").status_code == 404
    assert admin_client.get("/admin/desk/exchange/user/table.csv").status_code == 404


def test_a_reader_takes_a_table_and_brings_none(client):
    user = User.objects.create_user("marat")
    assign(user, [READER])
    client.force_login(user)
    address = reverse("desk:table", args=["area"])
    assert client.get(address).status_code == 200
    assert b'type="file"' not in client.get(address).content
    assert upload(client, address, b"code\ngifts\n", "area.csv").status_code == 403
    user.groups.clear()
    user = User.objects.get(pk=user.pk)
    user.is_staff = True
    user.save()
    assert client.get(address).status_code == 403
    assert client.get(reverse("desk:table-file", args=["area", "csv"])).status_code == 403
