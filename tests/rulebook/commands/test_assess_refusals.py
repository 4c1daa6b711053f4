"""Bad input to `assess`: exit 2, nothing on standard output, one line that names it and what is accepted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support import contract
from tests.support.commandline import assess, assess_answers, assess_text, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.content]

# An example of every kind, and how its refusals go on after the question's name.
EXAMPLES = {
    "yes_no": ("foreign_funds", "answer true or false"),
    "one": ("legal_form", f"choose one of: {', '.join(contract.CHOICES['legal_form'])}."),
    "several": ("special_groups", f"give a list of any of: {', '.join(contract.CHOICES['special_groups'])};"),
    "number": ("founders_count", "give a whole number from 0 to "),
    "date": ("founding_meeting_on", "give a date as YYYY-MM-DD"),
    "time": ("assembly_starts_at", "give a time of day as HH:MM"),
}
# What no question takes, as JSON text: numbers that are not whole or not finite, objects, nested lists.
NEVER = [
    "1.5",
    "1e400",
    "-0.1",
    "NaN",
    "Infinity",
    "-Infinity",
    "9" * 5000,
    "-" + "9" * 5000,
    "{}",
    "[[]]",
    "[null]",
]
NEVER += ['""', '"\\ud800"', '"\\u0000"', '"null"', '{"code": "picket"}']
WRONG = {
    "yes_no": ["0", "1", '"true"', '"yes"', '"unknown"', "[]", "[true]"],
    "one": ["true", "0", '"ngo"', '"Public_Association"', '" public_association"', '["public_association"]', "[]"],
    "several": ["true", "3", '"disability"', '["nobody"]', '["disability", "nobody"]', '["disability", 1]'],
    "number": ["true", "false", '"10"', "10.0", "1e1", "-1", "1000001", "10000000000000000", "[]", "[10]"],
    "date": [
        *("20260222", "true", "[]", '"2026-02-30"', '"2026-13-01"', '"2026-00-10"', '"2026-W01-1"', '"2026-045"'),
        *('"20260222"', '"2026-2-2"', '"26-02-22"', '"22.02.2026"', '"22/02/2026"', '"2026-02-22T10:00"'),
        *('" 2026-02-22"', '"2026-02-22\\n"', '"1899-12-31"', '"2101-01-01"', '"0000-00-00"', '"9999-12-31"'),
        *('"२०२६-०२-२२"', '"tomorrow"', '["2026-02-22"]'),
    ],
    "time": [
        *("9", "900", "true", "[]", '"24:00"', '"23:60"', '"9:00"', '"0900"', '"09.00"', '"09:00:00"', '"09:00Z"'),
        *('"09:00+05:00"', '"T09:00"', '"9 am"', '"09"', '" 09:00"', '"09:00\\n"', '"०९:००"', '"-1:00"'),
    ],
}


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind in EXAMPLES for value in NEVER + WRONG[kind]], ids=lambda v: v[:20]
)
def test_a_value_that_does_not_fit_is_refused_with_the_question_and_what_it_accepts(tmp_path, kind, value):
    question, accepts = EXAMPLES[kind]
    line = refusal(assess_text(tmp_path, f'{{"status": "planned", "{question}": {value}}}'))
    assert line.startswith(f"{question}: {accepts}")


@pytest.mark.parametrize("question", contract.KINDS)
def test_every_question_names_itself_when_it_refuses(tmp_path, question):
    _, accepts = EXAMPLES[contract.KINDS[question]]
    line = refusal(assess_answers(tmp_path, {question: {"no": "such value"}}))
    assert line.startswith(f"{question}: {accepts.partition(':')[0].partition(' 0 to')[0]}")
    assert [choice for choice in contract.CHOICES.get(question, []) if choice not in line] == []


@pytest.mark.parametrize("question", contract.PERCENTAGES)
def test_a_share_goes_from_0_to_100(tmp_path, question):
    for share in (0, 100):
        assert assess_answers(tmp_path, {question: share}).code == 0
    for share in (-1, 101):
        assert refusal(assess_answers(tmp_path, {question: share})).endswith("from 0 to 100.")


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"nonsense": True}, "nonsense:"),
        ({"Status": "planned"}, "Status:"),
        ({"status ": "planned"}, "status :"),
        ({"asm-notify": True}, "asm-notify:"),
        ({"__class__": None}, "__class__:"),
        ({"сұрақ": None}, "сұрақ:"),
        ({"two\nlines": 1}, "two lines:"),
        ({"tab\tand\u2028line": 1}, "tab and line:"),
        ({"\ud800": 1}, "\\ud800:"),
        ({"status": "planned", "statu": "planned"}, "statu:"),
    ],
    ids=repr,
)
def test_a_question_that_does_not_exist_is_named(tmp_path, answers, named):
    assert refusal(assess_answers(tmp_path, answers)) == f"{named} there is no such question."


def test_a_question_without_end_is_named_by_its_beginning(tmp_path):
    line = refusal(assess_answers(tmp_path, {"a" * 10_000: 1}))
    assert line.startswith("aaaa")
    assert len(line) < 200


@pytest.mark.parametrize("again", ['"planned"', '"registered"', "null"])
def test_a_question_that_is_answered_twice_is_refused(tmp_path, again):
    line = refusal(assess_text(tmp_path, f'{{"status": "planned", "is_charity": true, "status": {again}}}'))
    assert line == "status: it is answered twice; give one answer."


def test_many_answers_are_looked_through_in_one_go(tmp_path):
    pairs = ",".join(f'"q{number}": 1' for number in range(100_000))
    assert refusal(assess_text(tmp_path, f'{{{pairs}, "q99999": 2}}')).startswith("q99999:")


# The document as a whole.


@pytest.mark.parametrize(
    "document", ["null", "true", "5", "NaN", '"status"', "[]", '[{"status": "planned"}]', "9" * 5000]
)
def test_json_that_is_not_an_object_is_refused_with_what_is_needed(tmp_path, document):
    assert "one JSON object is needed" in refusal(assess_text(tmp_path, document))


@pytest.mark.parametrize(
    "document",
    [
        *("", " \n", "{", "}", '{"status": "planned"', '{"status": "planned",}', '{"status": }', '{"status"}'),
        *("{'status': 'planned'}", "{status: 'planned'}", "{}{}", "{} // none", "status=planned", "\0"),
        *('{"founders_count": 010}', '{"founders_count": +1}', '{"founders_count": 0x10}', '{"status": "\n"}'),
    ],
)
def test_a_document_that_is_not_json_is_refused_with_the_place(tmp_path, document):
    line = refusal(assess_text(tmp_path, document))
    assert line.startswith("answers: this is not JSON:")
    assert "line 1, column" in line or document == " \n"


@pytest.mark.parametrize(
    "document",
    [b"\xff\xfe", '{"status": "planned"}'.encode("utf-16"), '{"вопрос": 1}'.encode("cp1251"), b'{"\xc3": 1}'],
    ids=["UTF-16 mark", "UTF-16", "Windows-1251", "a broken letter"],
)
def test_a_document_in_another_encoding_is_refused(tmp_path, document):
    assert refusal(assess_text(tmp_path, document)) == "answers: the file is not written in UTF-8."


@pytest.mark.parametrize("opening", ["[", '{"status":', '{"status":['])
def test_brackets_without_end_are_refused(tmp_path, opening):
    assert "brackets are too deep" in refusal(assess_text(tmp_path, opening * 100_000))


def test_a_deep_value_is_refused_by_its_question(tmp_path):
    line = refusal(assess_text(tmp_path, f'{{"special_groups": {"[" * 50}{"]" * 50}}}'))
    assert line.startswith("special_groups: give a list")


def test_what_is_refused_is_the_first_that_is_wrong(tmp_path):
    assert refusal(assess_answers(tmp_path, {"status": "x", "nonsense": 1})).startswith("status:")
    assert refusal(assess_answers(tmp_path, {"nonsense": 1, "status": "x"})).startswith("nonsense:")


# The file.


@pytest.mark.parametrize("name", ["none.json", "none.jsonl", "no\nfolder/none.json", "n" * 300, "жоқ.json"])
def test_a_file_that_is_not_there_is_named(tmp_path, name):
    line = refusal(assess(str(tmp_path / name)))
    assert line.startswith(f"{tmp_path}/{' '.join(name.split())}: cannot be read: ")


@pytest.mark.parametrize("name", ["folder", "folder.jsonl"])
def test_a_folder_is_not_a_file(tmp_path, name):
    (tmp_path / name).mkdir()
    assert refusal(assess(str(tmp_path / name))) == f"{tmp_path / name}: cannot be read: Is a directory."


def test_a_name_that_no_file_can_have_is_refused():
    assert refusal(assess("no\0name")).endswith("cannot be read: not a file name.")


# The options.


@pytest.mark.parametrize(
    "on",
    [
        *("", "today", "2026-02-30", "2026-W01-1", "20261122", "22.11.2026", "2026-11-22T00:00", "2026-11-22 "),
        *("1899-12-31", "2101-01-01", "2026-1-1", "२०२६-०१-०१", "-1"),
    ],
)
def test_a_day_that_is_none_is_refused(tmp_path, on):
    assert refusal(assess_answers(tmp_path, {}, f"--on={on}")).startswith("--on: give a date as YYYY-MM-DD")


@pytest.mark.parametrize("guide", ["", "none", "Assembly", "asm-notify", "assembly,reports"])
def test_a_guide_that_does_not_exist_is_refused_with_those_that_do(tmp_path, guide):
    line = refusal(assess_answers(tmp_path, {}, f"--guide={guide}"))
    assert line.startswith("--guide: choose one of: ")
    assert set(line.removeprefix("--guide: choose one of: ").rstrip(".").split(", ")) >= set(contract.GUIDES)


@pytest.mark.parametrize("form", ["", "xml", "JSON", "jsonl"])
def test_a_format_that_does_not_exist_is_refused_with_those_that_do(tmp_path, form):
    line = refusal(assess_answers(tmp_path, {}, f"--format={form}"))
    assert line == "--format: choose one of: json, text."


@pytest.mark.parametrize("option", ["--on=never", "--guide=none", "--format=xml"])
def test_a_bad_option_is_refused_before_the_first_line_of_a_batch(tmp_path, option):
    path = tmp_path / "answers.jsonl"
    path.write_text("{}\n")
    assert refusal(assess(str(path), option)).startswith(option.partition("=")[0])


@pytest.mark.parametrize(
    ("arguments", "named"),
    [([], "answers"), (["a.json", "b.json"], "b.json"), (["a.json", "--law", "x"], "--law"), (["--on"], "--on")],
)
def test_a_bad_command_line_is_refused_with_what_is_wrong(arguments: list[str], named: Any):
    assert named in refusal(assess(*arguments))


def test_answers_that_are_right_are_not_refused(tmp_path):
    right: dict[str, Any] = {
        "foreign_funds": False,
        "legal_form": "other",
        "special_groups": ["disability", "disability"],
        "founders_count": 0,
        "founding_meeting_on": "2024-02-29",
        "assembly_starts_at": "00:00",
        "assembly_ends_at": "23:59",
        "foreign_receipt_on": "1900-01-01",
        "assembly_on": "2100-12-31",
    }
    assert {question for question, _ in EXAMPLES.values()} < right.keys()
    outcome = assess_text(tmp_path, json.dumps(right, indent=2))
    assert (outcome.code, outcome.err) == (0, "")
