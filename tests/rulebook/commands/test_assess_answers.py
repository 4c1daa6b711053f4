"""Answers as `assess` takes them: what questions took before, and answers that cannot both be."""

from __future__ import annotations

import json

import pytest

from tests.support.commandline import assess, assess_answers, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.content]
ON = ("--on", "2026-11-22")


def findings(tmp_path, **answers) -> dict[str, dict]:
    report = assess_answers(tmp_path, answers, *ON).report
    return {finding["requirement"]: finding for finding in report["findings"]}


@pytest.mark.parametrize(
    ("before", "now"), [("no", []), ("commissioned", ["commissioned"]), ("grant_funded", ["grant_funded"])]
)
def test_what_was_one_choice_is_read_as_a_list(tmp_path, before, now):
    known = {"foreign_funds": True}
    as_before = findings(tmp_path, **known, publishes_with_foreign_money=before)
    assert as_before == findings(tmp_path, **known, publishes_with_foreign_money=now)
    assert as_before["ff-label-commissioned"]["applicability"] == (
        "applies" if "commissioned" in now else "does_not_apply"
    )


def test_what_was_one_choice_is_read_in_a_batch_too(tmp_path):
    path = tmp_path / "answers.jsonl"
    lines = [{"publishes_with_foreign_money": value} for value in ("no", [], "commissioned", ["commissioned"])]
    path.write_text("\n".join(map(json.dumps, lines)))
    one, other, third, fourth = (json.loads(line) for line in assess(str(path), *ON).out.splitlines())
    assert one == other != third == fourth


@pytest.mark.parametrize("value", ["other", "No", "", "commissioned, grant_funded"])
def test_no_other_word_is_read_as_a_list(tmp_path, value):
    outcome = assess_answers(tmp_path, {"publishes_with_foreign_money": value})
    assert "publishes_with_foreign_money: give a list of any of: commissioned, grant_funded" in refusal(outcome)


@pytest.mark.parametrize("question", ["special_groups", "recent_changes", "foreign_funds_activities"])
def test_other_questions_with_several_choices_take_lists_only(tmp_path, question):
    assert f"{question}: give a list" in refusal(assess_answers(tmp_path, {question: "no"}))


def test_answers_that_cannot_both_be_are_taken_as_given(tmp_path):
    hours = {"assembly_form": "rally", "assembly_starts_at": "13:00", "assembly_ends_at": "11:00"}
    found = findings(tmp_path, **hours)["asm-hours"]
    assert (found["applicability"], found["met"], found["missing"]) == ("applies", None, [])
    later = findings(tmp_path, status="registered", legal_form="public_foundation", registered_on="2027-02-03")
    assert later["rep-ngo-database"]["applicability"] == "applies"
