"""The desk's page of import and export: files given out, uploaded, shown, confirmed, refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from openpyxl import Workbook

from ngocheck.desk.accounts.roles import EDITOR, READER
from ngocheck.desk.exchange import views, workbook
from ngocheck.rulebook import models
from ngocheck.rulebook.models import Guide
from ngocheck.rulebook.rows import rulebook_file
from tests.support.desk_people import colleague
from tests.support.exchanging import confirm, edited, row, rows, saved, text, upload

pytestmark = pytest.mark.django_db
PAGE = "desk:exchange"
FILES = ("desk:rulebook_file", "desk:texts_file")


@pytest.fixture
def editor() -> User:
    return colleague("aigul", EDITOR)


def send(client, content: str | bytes, name: str = "rulebook.json", **more: Any):
    raw = content.encode() if isinstance(content, str) else content
    return upload(client, reverse(PAGE), raw, name, **more)


def edited_rulebook() -> str:
    found = rows()
    row(found, "guide", code="fair")["title_en"] = "Gather in peace"
    return text(found)


def test_the_file_that_the_page_gives_is_the_export(admin_client):
    page = admin_client.get(reverse("desk:rulebook_file"))
    assert page["Content-Disposition"].startswith('attachment; filename="rulebook-')
    assert page.content.decode() == rulebook_file.export()


def test_an_upload_is_shown_then_confirmed(client, editor):
    client.force_login(editor)
    page = send(client, "\ufeff" + edited_rulebook())
    assert page.status_code == 200
    assert "Gather in peace" not in Guide.objects.get(code="fair").title_en
    assert "guide: Gather in peace" in page.content.decode()
    done = confirm(client, page)
    assert "Imported as a draft: 0 new, 1 changed, 0 removed." in done.content.decode()
    guide = Guide.objects.get(code="fair")
    assert (guide.title_en, guide.history.first().history_user) == ("Gather in peace", editor)


def test_what_changed_meanwhile_is_shown_again_before_it_is_done(client, editor):
    client.force_login(editor)
    page = send(client, edited_rulebook())
    guide = Guide.objects.get(code="fair")
    guide.summary_en = "Another summary."
    guide.save()
    again = confirm(client, page)
    assert "The rows were changed since you opened this page." in again.content.decode()
    guide.refresh_from_db()
    assert guide.title_en != "Gather in peace"
    confirm(client, again)
    guide.refresh_from_db()
    assert guide.title_en == "Gather in peace"


def test_a_forged_or_another_persons_package_is_not_taken(client, editor):
    client.force_login(editor)
    page = send(client, edited_rulebook())
    forged = page.context["package"][:-3] + "abc"
    assert client.post(reverse(PAGE), {"package": forged, "confirm": "yes"}).status_code == 422
    client.force_login(colleague("marat", EDITOR))
    assert client.post(reverse(PAGE), {"package": page.context["package"], "confirm": "yes"}).status_code == 422
    assert Guide.objects.get(code="fair").title_en != "Gather in peace"


@pytest.mark.parametrize(("late", "status"), [(-5, 200), (5, 422)])
def test_a_package_is_taken_for_an_hour(admin_client, late, status):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        page = send(admin_client, edited_rulebook())
        clock.shift(timedelta(seconds=views.KEPT_SECONDS + late))
        assert confirm(admin_client, page).status_code == status


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe\x00a", "neither a JSON file in UTF-8 nor a workbook"),
        (b"PK\x03\x04 no workbook", "not a workbook (XLSX) that can be read"),
        (b"{", "this is not JSON"),
        (b'[{"model": "rulebook.source", "fields": {}}]', "code: it is missing."),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_gently(admin_client, content, said):
    page = send(admin_client, content)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_form_without_a_file_keeps_its_tick(admin_client):
    page = admin_client.post(reverse(PAGE), {"remove": "on"})
    assert page.status_code == 422
    assert 'id="file-errors"' in page.content.decode()
    assert 'id="id_remove" aria-describedby="remove-help" checked' in page.content.decode()


@pytest.mark.parametrize(("size", "status"), [(-1, 200), (0, 200), (1, 422)])
def test_a_file_may_be_so_large(admin_client, monkeypatch, size, status):
    content = rulebook_file.export()
    monkeypatch.setattr(views, "BYTES", len(content.encode()) - size)
    assert send(admin_client, content).status_code == status


def test_what_is_too_long_to_send_back_is_said_and_not_offered(admin_client, monkeypatch):
    monkeypatch.setattr(views, "LONGEST_PACKAGE", 1000)
    page = send(admin_client, edited_rulebook())
    assert page.status_code == 422
    assert "too large to be confirmed as a whole" in page.content.decode()
    assert "package" not in page.content.decode().split("<form")[-1]


def test_many_changes_are_shown_page_by_page(admin_client, monkeypatch):
    monkeypatch.setattr(views, "SHOWN", 2)
    found = rows()
    for one in [r for r in found if r["model"] == "rulebook.area"][:3]:
        one["fields"]["title_kk"] = "Құқық"
    page = send(admin_client, text(found))
    assert (len(page.context["changes"]), page.context["page"].paginator.num_pages) == (2, 2)
    last = admin_client.post(reverse(PAGE), {"package": page.context["package"], "page": "2"})
    assert (last.status_code, len(last.context["changes"])) == (200, 1)


def test_a_reader_takes_the_files_and_brings_none(client):
    client.force_login(colleague("marat", READER))
    for name in FILES:
        assert client.get(reverse(name)).status_code == 200
    page = client.get(reverse(PAGE))
    assert page.status_code == 200
    assert b'type="file"' not in page.content
    assert send(client, edited_rulebook()).status_code == 403


def test_nobody_else_sees_the_page(client):
    assert client.get(reverse(PAGE)).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    for name in (PAGE, *FILES):
        assert client.get(reverse(name)).status_code == 403


def test_removing_needs_the_permission_to_delete(client, editor):
    found = rows()
    found.remove(next(r for r in found if r["model"] == "rulebook.scenario"))
    count = models.Scenario.objects.count()
    editor.groups.clear()
    of_rulebook = Permission.objects.filter(content_type__app_label="rulebook")
    for name in ("view", "add", "change"):
        editor.user_permissions.add(*of_rulebook.filter(codename__startswith=f"{name}_"))
    client.force_login(editor)
    page = send(client, text(found), remove="on")
    assert page.context["lacking"]
    assert confirm(client, page).status_code == 403
    assert models.Scenario.objects.count() == count


# The texts.


def test_the_texts_go_out_are_edited_and_come_in(client, editor):
    client.force_login(editor)
    given = client.get(reverse("desk:texts_file"))
    assert given["Content-Disposition"].startswith('attachment; filename="texts-')
    area = models.Area.objects.first()
    content = edited(given.content, "area", {"code": area.code}, title_en=f"{area.title_en} and more")
    page = send(client, content, "texts.xlsx")
    assert page.status_code == 200
    assert ' and more<span class="visually-hidden">]</span></ins>' in page.content.decode()
    assert models.Area.objects.get(pk=area.pk).title_en == area.title_en
    done = confirm(client, page)
    assert "Imported as a draft: 0 new, 1 changed, 0 removed." in done.content.decode()
    area.refresh_from_db()
    assert area.title_en.endswith(" and more")
    assert area.history.first().history_user == editor


def test_what_changed_meanwhile_is_shown_again_for_texts_too(client, editor):
    client.force_login(editor)
    area = models.Area.objects.first()
    content = edited(client.get(reverse("desk:texts_file")).content, "area", {"code": area.code}, title_kk="Салық")
    page = send(client, content, "texts.xlsx")
    area.title_ru = "Иначе"
    area.save()
    again = confirm(client, page)
    assert "The rows were changed since you opened this page." in again.content.decode()
    area.refresh_from_db()
    assert (area.title_ru, area.title_kk == "Салық") == ("Иначе", False)


def test_a_workbook_that_says_something_else_is_refused(admin_client):
    for header, said in (("=A1", "there is no column"), ("code", "row 2: there is no such row.")):
        book = Workbook()
        book.active.title = "area"
        for cell in (header, "moon"):
            book.active.append([cell])
        page = send(admin_client, saved(book), "texts.xlsx")
        assert page.status_code == 422
        assert said in page.content.decode()
        assert 'name="confirm"' not in page.content.decode()


def test_a_text_that_no_cell_holds_is_said_and_no_file_is_given(admin_client, monkeypatch):
    monkeypatch.setattr(workbook, "LONGEST_CELL", 3)
    page = admin_client.get(reverse("desk:texts_file"))
    assert page.status_code == 422
    assert "A text is longer than a cell" in page.content.decode()
