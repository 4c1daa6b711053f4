"""`manage.py check_sources`: what it says, and that a page that fails stops no other."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ngocheck.rulebook.management.commands import check_sources
from ngocheck.rulebook.models import Amendment, ProvisionText, Source
from ngocheck.rulebook.official_texts.pages import Unreadable
from ngocheck.rulebook.rows.fixtures import whole_law
from tests.support.acts import act_page, body

pytestmark = pytest.mark.django_db
BASIC = {"5": ["Первое", *body("1", "2")], "32": ["Второе", *body("1", "2", "3")]}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("check_sources", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "basic-law.html").write_text(act_page(BASIC), encoding="utf-8")
    return tmp_path


def test_it_says_what_changed_what_leans_on_it_and_what_moved(folder):
    assert run("--folder", str(folder)) == (
        "basic-law: 0 unchanged, 2 read for the first time.\n1 pages read, 0 could not be read.\n"
    )
    amended = {"6": BASIC["5"], "32": ["Второе", "Другие слова."]}
    (folder / "basic-law.html").write_text(act_page(amended), encoding="utf-8")
    said = run("--folder", str(folder))
    leaning = ", ".join(str(row.version) for row in Amendment.objects.order_by("pk"))
    assert f"basic-law, art. 32: has changed. Leaning on it: {leaning}.\n" in said
    assert "basic-law, art. 5: moved, its words stand under 6 now. No alarm.\n" in said


def test_a_page_that_cannot_be_read_is_said_so_and_the_others_are_read(folder):
    run("--folder", str(folder))
    before = list(ProvisionText.objects.values_list())
    (folder / "basic-law.html").write_text("<p>404</p>", encoding="utf-8")
    (folder / "club-law.html").write_text(act_page(BASIC), encoding="utf-8")
    said = run("--folder", str(folder))
    assert "basic-law: could not be read: the page is far too short. What was kept stays.\n" in said
    assert "1 pages read, 1 could not be read." in said
    assert list(ProvisionText.objects.values_list()) == before


def test_a_timer_learns_where_no_page_could_be_read(folder):
    (folder / "basic-law.html").write_text("<p>404</p>", encoding="utf-8")
    with pytest.raises(CommandError, match="No page could be read"):
        run("--folder", str(folder))


def test_without_a_folder_the_links_are_asked_with_a_pause_between(monkeypatch):
    asked, pauses = [], []

    def down(source):
        asked.append(source.code)
        raise Unreadable("HTTP 503")

    monkeypatch.setattr(check_sources, "fetched", down)
    monkeypatch.setattr(check_sources.time, "sleep", pauses.append)
    with pytest.raises(CommandError, match="No page could be read"):
        run("--source", "basic-law", "--source", "court-3")
    assert asked == ["basic-law", "court-3"]
    assert pauses == [check_sources.PAUSE]


@pytest.mark.parametrize("arguments", [("--source", "no-such"), ("--folder", "/no/such/folder")])
def test_what_is_not_there_is_named(arguments):
    with pytest.raises(CommandError, match="There is no"):
        run(*arguments)


def test_what_was_read_is_no_part_of_the_law_s_files_and_history(folder):
    before = whole_law()
    run("--folder", str(folder))
    assert ProvisionText.objects.exists()
    assert whole_law() == before
    assert not hasattr(ProvisionText, "history")
    assert not hasattr(Amendment, "history")


def test_sources_without_a_saved_page_are_passed_over(folder):
    run("--folder", str(folder))
    read = set(ProvisionText.objects.values_list("provision__source__code", flat=True))
    assert read == {"basic-law"} < set(Source.objects.values_list("code", flat=True))
