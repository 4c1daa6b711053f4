"""A batch of answers for `assess`: a line in, a line out, in order, as a stream."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import MANAGE, Outcome, assess, assess_answers, environment_of, manage, one_line

pytestmark = [pytest.mark.django_db, pytest.mark.content]

ON = ("--on", "2026-11-22")
SHORT = ("--guide", "foreign-funds")
PUBLISHING = ["no", "commissioned", "grant_funded"]
FORMS = ["picket", "meeting", "rally", "demonstration", "march"]
GOOD = '{"assembly_form": "picket"}'


def batch(folder: Path, lines: Iterable[str | bytes], *arguments: str) -> Outcome:
    """The outcome for a file that is these lines, ends of line included."""
    path = folder / "answers.jsonl"
    path.write_bytes(b"".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return assess(str(path), *ON, *arguments)


def results(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_every_line_is_answered_as_a_file_of_its_own_would_be(tmp_path):
    answers = [{"assembly_form": form} for form in FORMS] + [{}, {"status": None}]
    outcome = batch(tmp_path, [f"{json.dumps(each)}\n" for each in answers], "--guide", "assembly")
    alone = [assess_answers(tmp_path, each, *ON, "--guide", "assembly").out for each in answers]
    assert outcome == Outcome(0, "".join(alone), "")


def test_bad_lines_get_their_error_in_their_place_and_the_rest_go_on(tmp_path):
    lines = [GOOD, '{"assembly_form": "party"}', GOOD, "{", "[]", '{"nonsense": 1}', GOOD]
    outcome = batch(tmp_path, [f"{line}\n" for line in lines])
    found = results(outcome)
    assert [number for number, result in enumerate(found, 1) if "findings" in result] == [1, 3, 7]
    bad = [result for result in found if "findings" not in result]
    assert [list(result) for result in bad] == [["error", "line"]] * 4
    assert [result["line"] for result in bad] == [2, 4, 5, 6]
    for result, named in zip(bad, ["assembly_form: ", "answers: ", "answers: ", "nonsense: "], strict=True):
        assert result["error"].startswith(named)
    assert outcome.code == 2
    assert one_line(outcome.err).startswith("BadInput: 4 of the lines")


@pytest.mark.parametrize(
    "bad",
    [
        *("", "  ", "\r", "null", "{} {}", '{"founders_count": NaN}', '{"founders_count": 1.0}', '{"\\ud800": 1}'),
        *('{"status": "planned", "status": "planned"}', "[" * 100_000, b"\xff\xfe", '{"вопрос": 1}'),
        *('{"founders_count": ' + "9" * 5000 + "}", '{"a\\nb": 1}'),
    ],
    ids=lambda line: repr(line[:20]),
)
def test_a_bad_line_costs_one_line_and_no_more(tmp_path, bad):
    outcome = batch(tmp_path, [f"{GOOD}\n", bad, f"\n{GOOD}\n"])
    first, error, last = results(outcome)
    assert (outcome.code, error.keys(), error["line"]) == (2, {"error", "line"}, 2)
    assert error["error"]
    assert first == last
    assert "findings" in first


@pytest.mark.parametrize(
    "lines",
    [[f"{GOOD}\n", GOOD], [f"{GOOD}\r\n", f"{GOOD}\r\n"], ["\ufeff", f"{GOOD}\n", f"{GOOD}\n"]],
    ids=["no end of line at the end", "ends of line of Windows", "a byte order mark"],
)
def test_lines_may_end_as_they_are_used_to(tmp_path, lines):
    outcome = batch(tmp_path, lines)
    assert (outcome.code, outcome.err, len(results(outcome))) == (0, "", 2)


def test_a_separator_inside_an_answer_does_not_end_the_line(tmp_path):
    (error,) = results(batch(tmp_path, ['{"a\u2028b": 1}\n']))
    assert error["line"] == 1


def test_an_empty_batch_has_an_empty_answer(tmp_path):
    assert batch(tmp_path, []) == Outcome(0, "", "")


def test_two_thousand_lines_keep_their_order(tmp_path):
    answers = [{"publishes_with_foreign_money": publishing} for publishing in PUBLISHING]
    alone = [assess_answers(tmp_path, each, *ON, *SHORT).report for each in answers]
    lines, expected = [], []
    for number in range(1, 2001):
        if number % 7:
            lines.append(f"{json.dumps(answers[number % 3])}\n")
            expected.append(alone[number % 3])
        else:
            lines.append(f'{{"nonsense_{number}": 1}}\n')
            expected.append({"error": f"nonsense_{number}: there is no such question.", "line": number})
    outcome = batch(tmp_path, lines, *SHORT)
    assert results(outcome) == expected
    assert alone[0] != alone[1] != alone[2] != alone[0]
    assert outcome.code == 2


# As a process of its own.


def test_a_process_ends_a_batch_with_a_bad_line_with_exit_2(tmp_path, database_of_its_own):
    path = tmp_path / "answers.jsonl"
    path.write_text('{"вопрос": 1}\n{}\n', encoding="utf-8")
    outcome = manage(database_of_its_own, "assess", str(path), *ON, PYTHONIOENCODING="ascii")
    error, good = results(outcome)
    assert error == {"error": "вопрос: there is no such question.", "line": 1}
    assert (outcome.code, "findings" in good) == (2, True)
    assert "1 of the lines" in one_line(outcome.err)


# A process counts the memory of the one that started it as its own peak; so a small one stands between.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak_memory(database: str, path: Path) -> int:
    """The most memory that a process took for the batch, in the system's unit; its output is thrown away."""
    command = [*MANAGE, "assess", str(path), *ON, *SHORT]
    measured = subprocess.check_output([sys.executable, "-c", MEASURE, *command], env=environment_of(database))
    return int(measured)


def test_a_long_batch_takes_no_more_memory_than_a_short_one(tmp_path, database_of_its_own):
    line = '{"status": "planned"}'.ljust(8 * 1024) + "\n"
    short, long = tmp_path / "short.jsonl", tmp_path / "long.jsonl"
    short.write_text(line * 200)
    long.write_text(line * 5000)
    assert peak_memory(database_of_its_own, long) < 1.1 * peak_memory(database_of_its_own, short)


def test_progress_is_shown_only_where_standard_error_is_a_terminal(tmp_path, database_of_its_own):
    path = tmp_path / "answers.jsonl"
    path.write_text(f"{GOOD}\n" * 20)
    assert manage(database_of_its_own, "assess", str(path), *ON).err == ""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    subprocess.run(
        [*MANAGE, "assess", str(path), *ON],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=environment_of(database_of_its_own),
        check=True,
    )
    os.close(theirs)
    assert b"100%" in os.read(ours, 10_000)
    os.close(ours)
