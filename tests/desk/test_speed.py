"""What takes long is done once: a second look at a page runs no gate, counts nobody and reads few tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ngocheck.desk.home import search
from ngocheck.desk.publishing import impact_table, visitors_text
from ngocheck.rulebook import gates, models
from ngocheck.rulebook.change_sets import alone as change_sets
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import propose
from tests.support.change_sets import opened, version, write
from tests.support.desk_people import person, signed_in

pytestmark = pytest.mark.django_db
PUBLISH = "/admin/desk/publish/"


@pytest.fixture
def vera() -> Client:
    return signed_in(person("vera", "view_edition", "approve_change", "view_requirementversion", "view_scenario"))


@pytest.fixture
def calls(monkeypatch) -> list[str]:
    """The names of what takes long, each time that it is called. What was made of the same rows before is kept, so
    each test writes words that no other writes."""
    called: list[str] = []

    def counted(module: object, name: str) -> None:
        real: Callable = getattr(module, name)

        def call(*args, **kwargs):
            called.append(name)
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, call)

    counted(gates, "problems_in_sense")
    counted(impact_table, "impacts")
    counted(impact_table, "scenario_impact")
    counted(visitors_text, "page_blocks")
    counted(search, "rows_to_search")
    return called


def test_a_second_look_at_publish_runs_no_gate_and_counts_nobody(vera, calls):
    write(opened("First"), title_en="A title that is looked at twice")
    vera.get(PUBLISH)
    assert {"problems_in_sense", "impacts", "scenario_impact", "page_blocks"} <= set(calls)
    calls.clear()
    with CaptureQueriesContext(connection) as asked:
        assert vera.get(PUBLISH).status_code == 200
    assert calls == []
    assert len(asked) <= 75


def test_after_an_edit_it_is_looked_at_again(vera, calls):
    write(opened("First"), title_en="A title before the edit")
    vera.get(PUBLISH)
    calls.clear()
    write(opened("Second"), title_en="A title after the edit")
    assert "A title after the edit" in vera.get(PUBLISH).content.decode().replace("<ins>", "")
    assert {"problems_in_sense", "impacts", "page_blocks"} <= set(calls)


def test_a_second_look_at_one_change_set_beside_others_runs_no_gate(vera, calls):
    first = opened("First")
    write(first, title_en="A first title")
    write(opened("Second"), None, "gift-report", title_en="A second title")
    address = f"{PUBLISH}{first.pk}/"
    vera.get(address)
    calls.clear()
    with CaptureQueriesContext(connection) as asked:
        assert vera.get(address).status_code == 200
    assert calls == []
    assert len(asked) <= 120


def test_the_gates_run_once_the_rows_of_the_others_are_back(monkeypatch):
    """On SQLite rows that are put away lock the database for everybody who writes."""
    first = opened("First")
    write(first, title_en="One title")
    write(opened("Second"), None, "gift-report", title_en="Another title")
    titles: list[str] = []
    real = gates.problems_in_sense

    def looked(*args):
        titles.append(version("gift-report").title_en)
        return real(*args)

    monkeypatch.setattr(gates, "problems_in_sense", looked)
    assert "Another title" not in propose(today(), first).draft.text
    assert titles == ["Another title"]


def test_the_gates_ask_nothing_of_the_database_once_the_rows_are_back(monkeypatch):
    first = opened("First")
    write(first, title_en="Title one")
    write(opened("Second"), None, "gift-report", title_en="Title two")
    kept: list[Callable] = []
    real = gates.begin_gates
    monkeypatch.setattr(gates, "begin_gates", lambda *args: kept.append(real(*args)) or kept[-1])
    propose(today(), first)
    with CaptureQueriesContext(connection) as asked:
        kept[-1]()
    assert len(asked) == 0
    assert change_sets.open_sets() == {row.pk for row in models.ChangeSet.objects.all()}


def test_a_second_search_reads_no_table(vera, calls):
    vera.get("/admin/desk/search/?q=fair")
    calls.clear()
    with CaptureQueriesContext(connection) as asked:
        assert "fair" in vera.get("/admin/desk/search/?q=stall").content.decode()
    assert calls == []
    assert len(asked) <= 8


def test_what_was_just_written_is_found(vera):
    vera.get("/admin/desk/search/?q=fair")
    write(opened("First"), title_en="Zeppelins over the fair")
    assert "Zeppelins" in vera.get("/admin/desk/search/?q=zeppelins").content.decode()
