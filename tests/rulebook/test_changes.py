"""What differs between two editions: every kind of thing, nothing twice, nothing missed."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from ngocheck.desk.publishing.change_text import worded_change
from ngocheck.desk.text_diff import marked
from ngocheck.engine.edition import read_edition
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.changes import Change, PartKind, canonical, changes_between
from ngocheck.rulebook.models import Edition
from tests.conftest import READING_DAY

pytestmark = pytest.mark.django_db
Json = dict[str, Any]


@pytest.fixture
def edition(rulebook: Rulebook) -> Json:
    return json.loads(Edition.objects.get().content)


def named(edition: Json, table: str, code: str) -> Json:
    return next(row for row in edition[table] if row["code"] == code)


def versions(edition: Json, code: str) -> list[Json]:
    return named(edition, "requirements", code)["versions"]


def told(old: Json | None, new: Json) -> list[tuple[str, str, str]]:
    return [(change.kind, change.key, change.state) for change in changes_between(old, new)]


# What is found.


def test_an_edition_does_not_differ_from_itself(edition):
    assert changes_between(edition, deepcopy(edition)) == []


def test_from_nothing_everything_is_new(edition):
    found = changes_between(None, edition)
    assert {change.state for change in found} == {"new"}
    in_no_edition = {PartKind.SCENARIO, PartKind.CONTRADICTION}
    assert {change.kind for change in found} >= set(PartKind) - {PartKind.WATCH, PartKind.ORDER} - in_no_edition
    assert len({(change.kind, change.key) for change in found}) == len(found)
    assert sum(change.kind == PartKind.VERSION for change in found) == sum(
        len(row["versions"]) for row in edition["requirements"]
    )


def change_a_text(new: Json) -> tuple[str, str, str]:
    version = versions(new, "fair-notice")[-1]
    version["texts"]["title"]["ru"] = "Другое название"
    return "version", f"fair-notice@{version['from']}", "changed"


def change_a_condition(new: Json) -> tuple[str, str, str]:
    version = versions(new, "fair-notice")[-1]
    version["applies"] = version["applies"][:-1] or [[]]
    return "version", f"fair-notice@{version['from']}", "changed"


def remove_a_version(new: Json) -> tuple[str, str, str]:
    gone = versions(new, "fair-notice").pop(0)
    return "version", f"fair-notice@{gone['from']}", "gone"


def add_a_version(new: Json) -> tuple[str, str, str]:
    versions(new, "fair-notice").append({**versions(new, "fair-notice")[-1], "from": "2031-01-01"})
    return "version", "fair-notice@2031-01-01", "new"


def move_a_requirement(new: Json) -> tuple[str, str, str]:
    named(new, "requirements", "fair-notice")["area"] = "tax"
    return "requirement", "fair-notice", "changed"


def change_a_choice(new: Json) -> tuple[str, str, str]:
    named(new, "questions", "fair_form")["choices"][0]["label"]["en"] = "Something else"
    return "question", "fair_form", "changed"


def change_a_section(new: Json) -> tuple[str, str, str]:
    new["sections"][0]["intro"]["en"] = "Something else"
    return "section", new["sections"][0]["code"], "changed"


def change_an_area(new: Json) -> tuple[str, str, str]:
    new["areas"][0]["title"]["kk"] = "Басқа"
    return "area", new["areas"][0]["code"], "changed"


def change_a_guide(new: Json) -> tuple[str, str, str]:
    named(new, "guides", "fair")["requirements"].pop()
    return "guide", "fair", "changed"


def change_a_source(new: Json) -> tuple[str, str, str]:
    new["sources"][0]["as_of"] = "2030-01-01"
    return "source", new["sources"][0]["code"], "changed"


def change_an_amount(new: Json) -> tuple[str, str, str]:
    named(new, "parameters", "mrp")["values"][-1]["value"] = "9999"
    return "parameter", "mrp", "changed"


def change_the_calendar(new: Json) -> tuple[str, str, str]:
    new["calendar"]["days_off"]["2027-05-03"] = {"en": "Moved", "ru": "", "kk": ""}
    return "calendar", "calendar", "changed"


def watch_something(new: Json) -> tuple[str, str, str]:
    new["watch"].append(watched())
    return "watch", "new-club-law", "new"


def watched() -> Json:
    text = {"en": "A new law", "ru": "", "kk": ""}
    return {
        "code": "new-club-law",
        "state": "draft",
        "title": text,
        "text": text,
        "who": text,
        "timing": text,
        "updated_on": "2026-11-22",
        "in_force_on": None,
        "confidence": "monitor",
        "sources": [],
        "requirements": ["fair-notice"],
    }


def put_guides_in_another_order(new: Json) -> tuple[str, str, str]:
    new["guides"].reverse()
    return "order", "guides", "changed"


EVERY_KIND = [
    change_a_text,
    change_a_condition,
    remove_a_version,
    add_a_version,
    move_a_requirement,
    change_a_choice,
    change_a_section,
    change_an_area,
    change_a_guide,
    change_a_source,
    change_an_amount,
    change_the_calendar,
    watch_something,
    put_guides_in_another_order,
]


@pytest.mark.parametrize("edit", EVERY_KIND)
def test_one_edit_is_one_change_of_its_kind(edition, edit: Callable[[Json], tuple[str, str, str]]):
    edition["watch"] = [row for row in edition["watch"] if row["code"] != "new-club-law"]
    new = deepcopy(edition)
    assert told(edition, new) == []
    expected = edit(new)
    assert told(edition, new) == [expected]


def test_a_new_requirement_is_named_with_its_versions(edition):
    new = deepcopy(edition)
    new["requirements"].append(
        {
            "code": "new-duty",
            "area": "tax",
            "versions": [{**versions(edition, "fair-notice")[0], "from": "2030-01-01"}],
        }
    )
    assert told(edition, new) == [
        ("requirement", "new-duty", "new"),
        ("version", "new-duty@2030-01-01", "new"),
    ]
    assert {change.requirement for change in changes_between(edition, new)} == {"new-duty"}


def test_a_row_that_comes_or_goes_does_not_count_as_another_order(edition):
    new = deepcopy(edition)
    gone = new["guides"].pop(0)
    assert told(edition, new) == [("guide", gone["code"], "gone")]


def test_every_difference_between_two_editions_is_a_change(edition):
    """An edition with another hash always has changes to approve, whatever its lists are."""
    for name in edition.keys() - {"format"}:
        new = deepcopy(edition)
        if name == "calendar":
            new[name]["last_year"] += 1
        elif not new[name]:
            continue
        else:
            new[name].pop()
        assert changes_between(edition, new), name


# What an approval is for.


def test_the_hash_is_of_the_new_content_alone(edition):
    new = deepcopy(edition)
    change_a_text(new)
    [change] = changes_between(edition, new)
    assert change.sha256 == Change("version", change.key, "new", None, change.new).sha256
    assert change.sha256 != Change("version", change.key, "changed", change.new, change.old).sha256


def test_the_same_content_is_written_the_same_way_whatever_the_order_of_its_keys():
    assert canonical({"b": 1, "a": "қ"}) == canonical({"a": "қ", "b": 1}) == '{"a":"қ","b":1}'


def test_an_edition_keeps_of_a_change_what_the_public_page_needs(edition):
    new = deepcopy(edition)
    add_a_version(new)
    [change] = changes_between(edition, new)
    assert change.summary == {
        "kind": "version",
        "key": "fair-notice@2031-01-01",
        "state": "new",
        "requirement": "fair-notice",
    }


# In words.


def worded(old: Json | None, new: Json) -> list:
    before, after = (edition and read_edition(edition, "x") for edition in (old, new))
    return [worded_change(change, before, after, READING_DAY) for change in changes_between(old, new)]


@pytest.mark.parametrize("edit", EVERY_KIND)
def test_every_change_can_be_said_in_words(edition, edit):
    new = deepcopy(edition)
    edit(new)
    for old, other in ((edition, new), (new, edition)):
        for one in worded(old, other):
            assert one.title
            assert one.lines
            assert all(line.label and (line.old or line.new) and line.old != line.new for line in one.lines)


def test_everything_can_be_said_in_words(edition):
    assert all(one.title and one.lines for one in worded(None, edition))


def test_a_text_is_shown_in_the_language_in_which_it_differs_and_in_no_other(edition):
    new = deepcopy(edition)
    change_a_text(new)
    [one] = worded(edition, new)
    assert [(line.label, line.language) for line in one.lines] == [("Title (Русский)", "ru")]


def test_a_deadline_is_said_in_words(edition):
    new = deepcopy(edition)
    deadline = next(row for row in versions(new, "fair-notice")[-1]["deadlines"] if row["unit"] == "working_days")
    amount, deadline["amount"] = deadline["amount"], 7
    [one] = worded(edition, new)
    [line] = one.lines
    assert line.label == "Due dates"
    assert f">{amount}<" in line.old
    assert ">7<" in line.new
    assert "working days before the day" in line.new


def test_a_fine_is_said_as_visitors_read_it(edition):
    new = deepcopy(edition)
    fines = (fine for row in new["requirements"] for fine in row["versions"][-1]["penalties"] if fine["mrp"])
    next(fines)["mrp"] = "77"
    [one] = worded(edition, new)
    [line] = one.lines
    assert line.label == "Penalties"
    assert ">77<" in line.new
    assert "MRP = " in line.new
    assert "tenge" in line.new


def test_conditions_are_said_as_a_sentence(edition):
    new = deepcopy(edition)
    condition = {
        "question": "fair_form",
        "operator": "in",
        "value": "stall",
        "parameter": None,
        "factor": "1",
    }
    versions(new, "fair-notice")[-1]["applies"] = [[condition]]
    [one] = worded(edition, new)
    [line] = one.lines
    assert line.label == "Applies when"
    assert named(edition, "questions", "fair_form")["text"]["en"][:20] in line.new


def test_an_amount_is_said_with_its_days(edition):
    new = deepcopy(edition)
    change_an_amount(new)
    [one] = worded(edition, new)
    assert one.lines[0].label == "Values"
    assert "999" in one.lines[0].new


def test_a_draft_that_cannot_be_read_still_shows_its_plain_values(edition):
    new = deepcopy(edition)
    change_a_text(new)
    [change] = changes_between(edition, new)
    one = worded_change(change, read_edition(edition, "x"), None, READING_DAY)
    assert any("Другое название" in line.new for line in one.lines)


def test_a_new_version_is_shown_against_the_one_that_it_follows(edition):
    new = deepcopy(edition)
    add_a_version(new)
    rows = versions(new, "fair-notice")
    rows[-2]["until"] = "2031-01-01"
    rows[-1]["texts"] = {**rows[-1]["texts"], "title": {"en": "Another title"}}
    change = next(change for change in changes_between(edition, new) if change.state == "new")
    one = worded_change(change, read_edition(edition, "x"), read_edition(new, "y"), READING_DAY)
    lines = {line.label: line for line in one.lines}
    assert one.before == "The version before"
    assert "Another title" in lines["Title (English)"].new
    assert "Notify" in lines["Title (English)"].old
    assert lines["In force from"].old
    assert "Text (English)" not in lines


def test_the_first_version_of_a_requirement_follows_none(edition):
    old = deepcopy(edition)
    versions(old, "fair-notice").clear()
    change = next(change for change in changes_between(old, edition) if change.state == "new")
    one = worded_change(change, None, read_edition(edition, "x"), READING_DAY)
    assert one.before == ""
    assert all(line.old == "" for line in one.lines)


def test_words_that_differ_in_a_row_are_one_mark():
    old, new = marked("due by 31 March each year", "due by 1 May each year")
    assert (old.count("<del>"), new.count("<ins>")) == (1, 1)
    assert "31 March" in old
    assert "1 May" in new


def test_marks_say_what_was_taken_out_and_put_in_without_colour():
    old, new = marked("within ten days", "within five days")
    end = '<span class="visually-hidden">]</span>'
    assert old == f'within <del><span class="visually-hidden">[removed: </span>ten{end}</del> days'
    assert new == f'within <ins><span class="visually-hidden">[added: </span>five{end}</ins> days'


def test_marks_let_no_markup_through():
    old, new = marked("a <b>", "a <script>alert(1)</script>")
    assert "<script>" not in new
    assert "<b>" not in old
    assert marked("", "<i>")[1] == "&lt;i&gt;"


def test_very_long_texts_stand_side_by_side_without_marks():
    old, new = marked("word " * 3000, "other " * 3000)
    assert "<ins>" not in new
    assert "<del>" not in old


@pytest.mark.parametrize(("lines", "whole"), [(12, True), (13, False)])
def test_a_long_list_is_shown_only_where_it_differs(lines, whole):
    rows = [f"line {number:02}" for number in range(lines)]
    old, new = marked("\n".join(rows), "\n".join([*rows[:6], "added", *rows[7:]]))
    assert ("line 00" in old) is ("line 00" in new) is whole
    assert "line 05" in new
    assert "added" in new
    assert ("…" in new) is not whole
