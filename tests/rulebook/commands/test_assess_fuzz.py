"""Two thousand answer files, right and wrong, drawn at random but the same in every run."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngocheck.engine.rules import Question, Rulebook
from tests.support import contract
from tests.support.commandline import assess_answers, assess_text, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.content]

# The folder and the law stay the same from file to file; each file writes over the one before.
FILES = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# One draw a file: hypothesis gives the seed, `random` the rest, which is ten times as fast.
CHANCES = st.randoms(use_true_random=True)
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
NEAR = date(2024, 1, 1), date(2028, 12, 31)
JUNK: list[Any] = [
    *(0, 1, -1, 2.5, 1.0, 10**15, 10**40, -(10**400), math.nan, math.inf, True, False),
    *("", " ", "yes", "no", "unknown", "null", "\ud800", "\0", "a\nb", "picket ", "PICKET", "disability"),
    *("2026-02-30", "2026-W01-1", "20260101", "2101-01-01", "1899-12-31", "24:00", "9:00", "09:00:00", "09:00Z"),
    *([], [[]], [None], ["disability"], ["disability", 1], {}, {"code": "picket"}, [{}], [True]),
]
NOT_QUESTIONS = [
    "",
    "nonsense",
    "Status",
    "status ",
    "\ud800",
    "a\nb",
    "__class__",
    "сұрақ",
    "findings",
    "🙂",
    "x" * 99,
]


def right(question: Question, chance: Random) -> Any:
    """A value that the contract lets stand as an answer to the question, or null."""
    if chance.random() < 0.1:
        return None
    choices = list(question.choice_codes)
    match question.kind:
        case "yes_no":
            return chance.random() < 0.5
        case "one":
            return chance.choice(choices)
        case "several":
            return chance.sample(choices, chance.randint(0, len(choices)))
        case "number":
            return chance.randint(0, min(question.maximum, chance.choice([10, 100, 10**6, question.maximum])))
        case "date":
            return str(a_day(chance))
    return f"{chance.randint(0, 23):02}:{chance.choice([0, 1, 30, 59]):02}"


def a_day(chance: Random) -> date:
    first, last = chance.choice([(FIRST, LAST), NEAR, NEAR, NEAR])
    return first + timedelta(days=chance.randint(0, (last - first).days))


def some_answers(rulebook: Rulebook, chance: Random) -> dict[str, Any]:
    """Right answers to none, some or all questions, in any order."""
    asked = chance.sample(list(rulebook.questions), chance.randint(0, len(rulebook.questions)))
    return {code: right(rulebook.questions[code], chance) for code in asked}


def with_junk(answers: Mapping[str, Any], rulebook: Rulebook, chance: Random) -> dict[str, Any]:
    """The answers and a few more, of which some do not fit or have no question."""
    pairs = list(answers.items())
    for _ in range(chance.randint(1, 3)):
        code = chance.choice([*rulebook.questions, *NOT_QUESTIONS])
        others = chance.choice(list(rulebook.questions.values()))
        value = chance.choice([*JUNK, right(others, chance)])
        # A single code is still taken as a list of one where only one could be chosen once.
        once = isinstance(value, str) and code in rulebook.questions and rulebook.questions[code].none_was
        pairs.insert(chance.randint(0, len(pairs)), (code, [value] if once else value))
    return dict(pairs)


def fits(question: Question | None, value: Any) -> bool:
    """Whether the contract lets the value stand as an answer: a second reading of its section 1."""
    if question is None or value is None:
        return question is not None
    match question.kind:
        case "yes_no":
            return value is True or value is False
        case "one":
            return value in question.choice_codes
        case "several":
            return isinstance(value, list) and all(code in question.choice_codes for code in value)
        case "number":
            return type(value) is int and 0 <= value <= question.maximum
        case "date":
            return is_written(value, "%Y-%m-%d") and str(FIRST) <= value <= str(LAST)
    return is_written(value, "%H:%M")


def is_written(value: Any, form: str) -> bool:
    """Whether the value is a date or a time in exactly this form."""
    try:
        return datetime.strptime(value, form).strftime(form) == value  # noqa: DTZ007  (a form, not a moment)
    except (TypeError, ValueError):
        return False


def in_force(rulebook: Rulebook, guide: str, on: date) -> list[str]:
    return [
        code
        for code, versions in rulebook.requirements.items()
        if code in rulebook.guides[guide].requirements and any(rule.in_force(on) for rule in versions)
    ]


def assert_sound(report: Mapping[str, Any], answers: Mapping[str, Any], rulebook: Rulebook) -> None:
    """What the contract promises of every report, whatever the answers."""
    known = {code: sorted(value) if isinstance(value, list) else value for code, value in answers.items()}
    known = {code: value for code, value in known.items() if value is not None}
    for finding in report["findings"]:
        missing = set(finding["missing"])
        assert missing <= rulebook.questions.keys() - known.keys()
        assert set(finding["presumed"]) <= missing & contract.PRESUMED.keys()
        assert all(known[reason["question"]] == reason["answer"] for reason in finding["reasons"])
        for due in finding["due"]:
            assert (due["on"] is None) == (due["safe_on"] is None)
            assert due["on"] is None or due["safe_on"] <= due["on"]
        if finding["applicability"] == "does_not_apply":
            assert (finding["met"], finding["missing"], finding["due"]) == (None, [], [])
        if finding["applicability"] == "undetermined":
            assert missing


@settings(FILES, max_examples=800)
@given(chance=CHANCES)
def test_answers_that_fit_always_give_a_whole_and_sound_report(chance, rulebook, tmp_path):
    answers = some_answers(rulebook, chance)
    on, guide = a_day(chance), chance.choice(list(contract.GUIDES))
    outcome = assess_answers(tmp_path, answers, "--on", str(on), "--guide", guide)
    assert (outcome.code, outcome.err) == (0, "")
    report = outcome.report
    assert [finding["requirement"] for finding in report["findings"]] == in_force(rulebook, guide, on)
    assert_sound(report, answers, rulebook)


@settings(FILES, max_examples=800)
@given(chance=CHANCES)
def test_answers_with_junk_are_refused_by_the_first_question_that_does_not_fit(chance, rulebook, tmp_path):
    answers = with_junk(some_answers(rulebook, chance), rulebook, chance)
    wrong = [code for code, value in answers.items() if not fits(rulebook.questions.get(code), value)]
    outcome = assess_answers(tmp_path, answers)
    if wrong:
        named = f"{wrong[0]}"[:80].encode("utf-8", "backslashreplace").decode()
        assert refusal(outcome).startswith(" ".join(f"{named}:".split()))
    else:
        assert outcome.code == 0
        assert_sound(outcome.report, answers, rulebook)


@settings(FILES, max_examples=400)
@given(data=st.data())
def test_a_damaged_file_is_answered_or_refused_in_one_line_that_names_what_is_wrong(data, tmp_path):
    whole = json.dumps(
        {"status": "registered", "special_groups": ["disability"], "founders_count": 12, "is_charity": True}
    ).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(start + 5, len(whole))))
    patch = data.draw(st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"[", b",", b"1", b"NaN", b"\\ud800"]))
    outcome = assess_text(tmp_path, whole[:start] + patch + whole[end:])
    if outcome.code == 0:
        assert len(outcome.report["findings"]) > 50
    else:
        assert re.match(r"[^:]*: .+\.", refusal(outcome))
