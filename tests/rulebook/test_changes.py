"""What differs between two editions: every kind of thing, nothing twice, nothing missed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from ngocheck.desk.publishing.change_text import Worded, worded_change
from ngocheck.desk.publishing.visitors_text import TwoRulebooks
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


def worded(old: Json | None, new: Json, *, read: bool = True) -> list:
    before, after = (edition and read_edition(edition, "x") for edition in (old, new))
    two = TwoRulebooks(before, after, (canonical(old), canonical(new)), READING_DAY)
    return [worded_change(change, two, read=read) for change in changes_between(old, new)]


def differing(one: Worded, language: str = "en") -> list[tuple[str, str]]:
    """What differs on the visitors' page, without its headings."""
    [reading] = [reading for reading in one.readings if reading.language == language]
    return [(pair.before, pair.after) for pair in reading.differing if not pair.same]


@pytest.mark.parametrize("edit", EVERY_KIND)
def test_every_change_can_be_said_in_words(edition, edit):
    new = deepcopy(edition)
    edit(new)
    for old, other in ((edition, new), (new, edition)):
        for one in worded(old, other):
            assert one.title
            assert one.lines or any(reading.differing for reading in one.readings)
            assert all(line.label and (line.old or line.new) and line.old != line.new for line in one.lines)


def test_everything_can_be_said_in_words(edition):
    assert all(one.title and one.lines for one in worded(None, edition, read=False))


def test_a_text_is_shown_in_the_language_in_which_it_differs_and_in_no_other(edition):
    new = deepcopy(edition)
    change_a_text(new)
    [one] = worded(edition, new)
    assert one.lines == ()
    assert differing(one, "en") == differing(one, "kk") == []
    assert any("Другое" in after for _before, after in differing(one, "ru"))


def test_a_deadline_is_said_as_visitors_read_it(edition):
    new = deepcopy(edition)
    deadline = next(row for row in versions(new, "fair-notice")[-1]["deadlines"] if row["unit"] == "working_days")
    amount, deadline["amount"] = deadline["amount"], 7
    [one] = worded(edition, new)
    [(old, line)] = differing(one)
    assert f">{amount}<" in old
    assert ">7<" in line
    assert "working days before the day" in line


def test_a_fine_is_said_as_visitors_read_it(edition):
    new = deepcopy(edition)
    fines = (fine for row in new["requirements"] for fine in row["versions"][-1]["penalties"] if fine["mrp"])
    next(fines)["mrp"] = "77"
    [one] = worded(edition, new)
    [(_old, line)] = differing(one)
    assert ">77<" in line
    assert "MRP = " in line
    assert "tenge" in line


def test_conditions_are_said_as_visitors_read_them(edition):
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
    shown = [pair.after for pair in one.readings[0].differing]
    assert "When it applies" in shown
    assert differing(one)


def test_a_link_that_leads_elsewhere_differs(edition):
    new = deepcopy(edition)
    versions(new, "fair-notice")[-1]["provisions"][0]["links"] = {"en": "https://example.org/elsewhere"}
    [one] = worded(edition, new)
    assert any("example" in after and "elsewhere" in after for _before, after in differing(one))


def test_what_no_page_of_visitors_says_is_a_line(edition):
    new = deepcopy(edition)
    versions(new, "fair-notice")[-1]["next_check_on"] = "2031-05-01"
    [one] = worded(edition, new)
    assert [line.label for line in one.lines] == ["Next check"]
    assert differing(one) == []


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
    one = worded_change(change, None)
    assert one.readings == ()
    assert any("Другое название" in re.sub(r"<[^>]+>|\[\w+: |\]", "", line.new) for line in one.lines)


def test_a_new_version_is_shown_against_the_one_that_it_follows(edition):
    new = deepcopy(edition)
    add_a_version(new)
    rows = versions(new, "fair-notice")
    rows[-2]["until"] = "2031-01-01"
    rows[-1]["texts"] = {**rows[-1]["texts"], "title": {"en": "Another title"}}
    one = next(one for one in worded(edition, new) if one.state == "new")
    old, title = differing(one)[0]
    assert "Notify" in old
    assert "Another title" in re.sub(r"<[^>]+>|\[\w+: |\]", "", title)
    assert one.lines == ()


def test_the_first_version_of_a_requirement_follows_none(edition):
    old = deepcopy(edition)
    old["requirements"] = [row for row in old["requirements"] if row["code"] != "fair-notice"]
    for guide in old["guides"]:
        guide["requirements"] = [code for code in guide["requirements"] if code != "fair-notice"]
    one = next(one for one in worded(old, edition) if one.readings and one.state == "new")
    assert not one.readings[0].had_page
    assert one.readings[0].has_page
    assert all(pair.before == "" and "<ins>" not in pair.after for pair in one.readings[0].differing)
