"""The command `assess` as other programs call it: the shape of its result, its options, its ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine

from ngocheck.rulebook.models import Edition
from tests.support import contract
from tests.support.commandline import (
    MANAGE,
    assess,
    assess_answers,
    assess_text,
    environment_of,
    manage,
    one_line,
    refusal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.content]

Fits = Callable[[Any], bool]

# An organisation of which enough is known that every part of a finding has something in it.
ANSWERS = {
    "status": "registered",
    "legal_form": "public_association",
    "registered_on": "2019-03-01",
    "territorial_status": "local",
    "special_groups": [],
    "is_charity": False,
    "foreign_funds": True,
    "foreign_funds_activities": ["opinion_polls", "legal_aid"],
    "foreign_funds_exemption": [],
    "foreign_receipt_on": "2026-11-10",
    "assembly_form": "picket",
    "assembly_on": "2026-12-15",
    "assembly_starts_at": "21:30",
    "assembly_foreign_money": False,
    "organiser": "kazakh_legal_entity",
    "founders_count": 3,
    "branch_regions": None,
}
ON = "2026-11-22"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
QUESTION = re.compile(r"[a-z]+(_[a-z]+)*")
PERIOD = re.compile(r"\d{4}(-H[12]|-Q[1-4])?")


# What each part of the result holds, in the contract's order.


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def code(value: Any) -> bool:
    return isinstance(value, str) and CODE.fullmatch(value) is not None


def flag(value: Any) -> bool:
    return isinstance(value, bool)


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def day(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def period(value: Any) -> bool:
    return isinstance(value, str) and PERIOD.fullmatch(value) is not None


def question(value: Any) -> bool:
    return isinstance(value, str) and QUESTION.fullmatch(value) is not None


def answer(value: Any) -> bool:
    return isinstance(value, bool | str | int | list)


def or_null(fits: Fits) -> Fits:
    return lambda value: value is None or fits(value)


def one_of(*values: str) -> Fits:
    return lambda value: value in values


def list_of(fits: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(fits(each) for each in value)


def keys(**fits: Fits) -> Fits:
    """An object with exactly these keys in this order, each with what fits."""
    return lambda value: list(value) == list(fits) and all(fits[key](value[key]) for key in fits)


SURE = one_of("confirmed", "monitor", "second_source", "unverified")
FINDING: dict[str, Fits] = {
    "requirement": code,
    "area": one_of("registration", "reporting", "tax", "operations", "people", "foreign-funding", "assembly"),
    "force": one_of("must", "must_not", "should", "may", "authority"),
    "applicability": one_of("applies", "does_not_apply", "undetermined"),
    "met": or_null(flag),
    "missing": list_of(question),
    "presumed": list_of(question),
    "reasons": list_of(keys(question=question, answer=answer)),
    "due": list_of(keys(on=or_null(day), safe_on=or_null(day), period=or_null(period), confirmed=flag)),
    "amount_tenge": or_null(whole),
    "penalties": list_of(
        keys(
            provision=text,
            whom=one_of(
                "organisation", "official", "person", "organiser_person", "participant", "helper", "foreigner"
            ),
            mrp=or_null(number),
            tenge=or_null(whole),
            arrest_days=or_null(whole),
            repeat=flag,
            confidence=SURE,
            text=text,
        )
    ),
    "provisions": list_of(keys(source=text, article=text, url=lambda value: isinstance(value, str))),
    "confidence": SURE,
    "verified_on": or_null(day),
}


def findings(folder, answers: Any = ANSWERS, *arguments: str) -> dict[str, dict[str, Any]]:
    outcome = assess_answers(folder, answers, "--on", ON, *arguments)
    return {finding["requirement"]: finding for finding in outcome.report["findings"]}


def test_the_result_has_the_keys_of_the_contract_in_its_order(tmp_path):
    outcome = assess_answers(tmp_path, ANSWERS, "--on", ON)
    assert (outcome.code, outcome.err) == (0, "")
    assert list(outcome.report) == ["edition", "on", "guide", "findings"]
    assert outcome.report["edition"] == Edition.objects.first().label
    assert (outcome.report["on"], outcome.report["guide"]) == (ON, "everything")


@pytest.mark.parametrize("answers", [ANSWERS, {}], ids=["much known", "nothing known"])
def test_every_finding_has_the_keys_and_types_of_the_contract(tmp_path, answers):
    for name, finding in findings(tmp_path, answers).items():
        assert list(finding) == list(FINDING), name
        assert {key: finding[key] for key, fits in FINDING.items() if not fits(finding[key])} == {}, name


@pytest.mark.parametrize("part", ["missing", "presumed", "reasons", "due", "penalties", "provisions"])
def test_the_answers_fill_every_list_of_a_finding(tmp_path, part):
    assert any(finding[part] for finding in findings(tmp_path).values())


def test_the_answers_give_every_applicability_and_every_met(tmp_path):
    found = findings(tmp_path).values()
    assert {f["applicability"] for f in found} == {"applies", "does_not_apply", "undetermined"}
    assert {f["met"] for f in found} == {True, False, None}


def test_reasons_give_the_answers_back_as_they_were_written(tmp_path):
    reasons = [reason for finding in findings(tmp_path).values() for reason in finding["reasons"]]
    given = {**ANSWERS, "foreign_funds_activities": ["legal_aid", "opinion_polls"]}
    assert {"foreign_funds", "foreign_funds_activities", "legal_form"} <= {r["question"] for r in reasons}
    assert [reason for reason in reasons if given[reason["question"]] != reason["answer"]] == []


def test_the_result_is_one_line_of_ascii_that_any_terminal_can_write(tmp_path):
    outcome = assess_answers(tmp_path, ANSWERS)
    assert one_line(outcome.out).isascii()


def test_the_order_of_findings_does_not_hang_on_the_answers(tmp_path):
    assert list(findings(tmp_path)) == list(findings(tmp_path, {})) == list(findings(tmp_path, {"status": None}))


def test_null_is_the_same_as_no_answer(tmp_path):
    nulls = assess_answers(tmp_path, dict.fromkeys(contract.KINDS), "--on", ON)
    assert nulls == assess_answers(tmp_path, {}, "--on", ON)


def test_not_known_is_never_the_same_as_no(tmp_path):
    unknown = findings(tmp_path, {"foreign_funds": None})["ff-notify"]
    no = findings(tmp_path, {"foreign_funds": False})["ff-notify"]
    assert (unknown["applicability"], no["applicability"]) == ("undetermined", "does_not_apply")


def test_an_empty_list_of_choices_is_an_answer(tmp_path):
    unknown = findings(tmp_path, {})["reg-fee-reduced"]
    none = findings(tmp_path, {"special_groups": []})["reg-fee-reduced"]
    assert (unknown["applicability"], none["applicability"]) == ("undetermined", "does_not_apply")


def test_a_byte_order_mark_before_the_object_is_taken(tmp_path):
    plain = assess_answers(tmp_path, ANSWERS, "--on", ON)
    marked = assess_text(tmp_path, b"\xef\xbb\xbf" + json.dumps(ANSWERS).encode(), "--on", ON)
    assert marked == plain
    assert marked.code == 0


# --on


@pytest.mark.parametrize(
    ("on", "tenge"),
    [
        ("2020-03-31", 17232),  # 6.5 times 2,651 is 17,231.5
        ("2020-04-01", 18057),
        ("2025-12-31", 25558),
        ("2026-01-01", 28113),  # 28,112.5
        ("2026-12-31", 28113),
        ("2027-01-01", None),
    ],
)
def test_amounts_are_those_of_the_day_looked_at(tmp_path, on, tenge):
    answers = {"status": "founded", "legal_form": "public_foundation", "special_groups": []}
    report = assess_answers(tmp_path, answers, "--on", on).report
    (fee,) = [f["amount_tenge"] for f in report["findings"] if f["requirement"] == "reg-fee-standard"]
    assert (report["on"], fee) == (on, tenge)


def test_only_what_is_in_force_on_the_day_is_found(tmp_path, rulebook):
    first = min(rule.effective_from for rules in rulebook.requirements.values() for rule in rules)
    report = assess_answers(tmp_path, ANSWERS, "--on", "1900-01-01").report
    assert first > date(1900, 1, 1)
    assert report["findings"] == []


@pytest.mark.parametrize(
    ("clock", "on"), [("2026-11-22T18:59:59Z", "2026-11-22"), ("2026-11-22T19:00:00Z", "2026-11-23")]
)
def test_without_on_the_day_is_today_in_almaty(tmp_path, clock, on):
    with time_machine.travel(clock, tick=False):
        assert assess_answers(tmp_path, {}).report["on"] == on


# --guide


@pytest.mark.parametrize("guide", contract.GUIDES)
def test_a_guide_limits_the_result_to_its_requirements(tmp_path, guide):
    everything = findings(tmp_path)
    areas, extras = contract.GUIDES[guide], contract.GUIDE_EXTRAS.get(guide, set())
    guided = findings(tmp_path, ANSWERS, "--guide", guide)
    assert list(guided) == [name for name, f in everything.items() if f["area"] in areas or name in extras]
    assert all(everything[name] == finding for name, finding in guided.items())


# --format


def test_text_is_a_checklist_that_names_every_requirement(tmp_path):
    outcome = assess_answers(tmp_path, ANSWERS, "--on", ON, "--format", "text")
    assert (outcome.code, outcome.err) == (0, "")
    title, *lines = outcome.out.splitlines()
    assert ON in title
    assert Edition.objects.first().label in title
    named = [line.rpartition("(")[2].rstrip(")") for line in lines if line.startswith("  [ ] ")]
    assert sorted(named) == sorted(findings(tmp_path))


def test_json_is_the_format_unless_another_is_asked_for(tmp_path):
    assert assess_answers(tmp_path, {}, "--format", "json", "--on", ON) == assess_answers(tmp_path, {}, "--on", ON)


# Without a law there is no answer.


def test_without_an_edition_the_command_says_how_to_publish_one(tmp_path):
    Edition.objects.all().delete()
    assert "load_law" in refusal(assess_answers(tmp_path, {}))


def test_without_a_database_the_command_says_how_to_make_one(tmp_path):
    (tmp_path / "answers.json").write_text("{}")
    outcome = manage(f"sqlite:///{tmp_path / 'empty.sqlite3'}", "assess", str(tmp_path / "answers.json"))
    assert "make setup" in refusal(outcome)


# As a process of its own.


def test_a_process_answers_a_file_with_json_and_exit_0(tmp_path, database_of_its_own):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS))
    outcome = manage(database_of_its_own, "assess", str(path), "--on", ON, "--guide", "assembly")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.report["findings"] == assess(str(path), "--on", ON, "--guide", "assembly").report["findings"]


def test_a_dash_reads_the_answers_from_standard_input(database_of_its_own):
    arguments = ["assess", "-", "--on", ON, "--guide", "assembly"]
    outcome = manage(database_of_its_own, *arguments, stdin=b'{"assembly_form": "march"}')
    found = {finding["requirement"]: finding["applicability"] for finding in outcome.report["findings"]}
    assert (found["asm-apply"], found["asm-notify"]) == ("applies", "does_not_apply")


def test_a_process_refuses_bad_input_with_exit_2_and_one_line(database_of_its_own):
    outcome = manage(database_of_its_own, "assess", "-", stdin=b'{"founders_count": "ten"}')
    assert refusal(outcome).startswith("founders_count: give a whole number")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "answers"),
        (["-", "--on"], "--on"),
        (["-", "--format", "xml"], "--format"),
        (["-", "--nonsense"], "--nonsense"),
        (["-", "another.json"], "another.json"),
        ([b"\xff\xfe.json"], r"\udcff\udcfe.json"),
    ],
    ids=["nothing", "no day", "no such format", "no such option", "two files", "a name that is not UTF-8"],
)
def test_a_process_refuses_a_bad_command_line_with_exit_2_and_one_line(database_of_its_own, arguments, named):
    assert named in refusal(manage(database_of_its_own, "assess", *arguments, stdin=b"{}"))


def test_a_process_without_standard_input_says_so(database_of_its_own):
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *MANAGE, "assess", "-"],
        capture_output=True,
        env=environment_of(database_of_its_own),
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert "standard input" in one_line(done.stderr.decode())


def test_a_reader_that_has_seen_enough_ends_the_process_quietly(tmp_path, database_of_its_own):
    path = tmp_path / "answers.jsonl"
    path.write_text("{}\n" * 50)
    with subprocess.Popen(
        [*MANAGE, "assess", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of(database_of_its_own),
    ) as process:
        os.read(process.stdout.fileno(), 100)
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")
