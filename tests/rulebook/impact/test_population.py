"""The made-up organisations: always the same, of every kind, small, and nobody's."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.bulk.bits import Columns
from ngocheck.engine.conditions import Condition, Kind, Operator
from ngocheck.engine.facts import read_answer, write_fact
from ngocheck.engine.rules import Choice, Question, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.impact import population
from ngocheck.rulebook.impact.population import SHARES, made_up, shares

pytestmark = pytest.mark.content

ORGANISATIONS = 23_335
MOST_BYTES = 5_000_000
SAMPLE = range(0, ORGANISATIONS, 97)
NO_TEXT = {"en": ""}


@pytest.fixture(scope="module")
def organisations(rulebook) -> Columns:
    return made_up(rulebook)


def question(kind: Kind, choices: str = "", **bounds: int) -> Question:
    bounds = {"minimum": None, "maximum": None} | bounds
    letters = tuple(Choice(letter, NO_TEXT, NO_TEXT) for letter in choices)
    return Question("new", kind, "section", NO_TEXT, NO_TEXT, NO_TEXT, presumed=None, choices=letters, **bounds)


def asking(rulebook: Rulebook, added: Question) -> Rulebook:
    return replace(rulebook, questions={**rulebook.questions, added.code: added})


def share(mask: int) -> float:
    return mask.bit_count() / ORGANISATIONS


def test_there_are_as_many_as_the_file_says(organisations):
    assert organisations.size == shares()["organisations"] == ORGANISATIONS


def test_the_file_says_that_they_are_made_up():
    assert "taken from no register and from no organisation" in shares()["about"]


def test_the_same_questions_give_the_same_organisations(rulebook, organisations):
    population._drawn.cache_clear()
    again = made_up(rulebook)
    assert again is not organisations
    assert list(again.masks()) == [mask for answers in organisations.columns.values() for mask in answers.masks()]


def test_they_are_drawn_once_in_a_process(rulebook):
    assert made_up(rulebook) is made_up(replace(rulebook, label="another edition"))


def test_every_answer_is_one_that_a_visitor_could_give(rulebook, organisations):
    for number in SAMPLE:
        for code, fact in organisations.facts(number).items():
            asked = rulebook.questions[code]
            assert read_answer(asked, write_fact(fact)) == fact, code


def test_every_question_has_answers_and_gaps(rulebook, organisations):
    for code in rulebook.questions:
        answered = organisations.columns[code].answered
        assert 0 < answered < organisations.everyone, code


def test_the_file_names_questions_and_choices_that_there_are(rulebook):
    for code, plan in shares()["questions"].items():
        asked = rulebook.questions[code]
        named = {"yes", "no"} if asked.kind is Kind.YES_NO else set(asked.choice_codes)
        if named:
            assert set(plan["shares"]) == named, code
        for other, answers in plan.get("only_if", {}).items():
            assert set(answers) <= {"yes", "no", *rulebook.questions[other].choice_codes}, code


def test_a_question_that_hangs_on_another_is_answered_by_those_it_is_asked_of(organisations):
    abroad = organisations.columns["foreign_receipt_on"].answered
    got = organisations.columns["foreign_funds"].having(Condition("foreign_funds", Operator.IS, True))
    assert abroad
    assert abroad & ~got == 0


def test_the_shares_come_out_as_the_file_has_them(organisations):
    plan = shares()["questions"]["status"]
    for choice, weight in plan["shares"].items():
        wanted = weight / sum(plan["shares"].values()) * (100 - plan["unknown"]) / 100
        mask = organisations.columns["status"].having(Condition("status", Operator.IN, frozenset({choice})))
        assert share(mask) == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize(
    ("added", "condition", "expected"),
    [
        (question(Kind.YES_NO), Condition("new", Operator.IS, True), 1 / 2),
        (question(Kind.ONE, "abcd"), Condition("new", Operator.IN, frozenset("a")), 1 / 4),
        (question(Kind.SEVERAL, "abc"), Condition("new", Operator.ANY_OF, frozenset("a")), 1 / 2),
        (question(Kind.NUMBER), Condition("new", Operator.LT, 500), 1 / 2),
        (question(Kind.NUMBER, minimum=10, maximum=19), Condition("new", Operator.LT, 12), 1 / 5),
    ],
)
def test_a_new_question_is_drawn_evenly_and_at_once(rulebook, added, condition, expected):
    columns = made_up(asking(rulebook, added))
    assert share(columns.columns["new"].having(condition)) == pytest.approx(expected * 0.96, abs=0.02)


def test_new_dates_and_times_are_drawn_over_the_years_about_and_the_day(rulebook):
    last = rulebook.calendar.last_year
    days = made_up(asking(rulebook, question(Kind.DATE))).columns["new"]
    assert (days.facts[0], days.facts[-1]) == (date(last - 6, 1, 1), date(last, 12, 31))
    times = made_up(asking(rulebook, question(Kind.TIME))).columns["new"]
    assert len(times.facts) == 24 * 4


def test_a_question_without_choices_yet_is_answered_by_nobody(rulebook):
    assert made_up(asking(rulebook, question(Kind.ONE))).columns["new"].answered == 0


def test_a_new_question_leaves_the_answers_to_the_others_as_they_were(rulebook, organisations):
    columns = made_up(asking(rulebook, question(Kind.YES_NO)))
    for code in rulebook.questions:
        assert columns.columns[code].masks() == organisations.columns[code].masks()


def test_a_rulebook_without_the_question_that_others_hang_on_still_has_organisations(rulebook):
    without = {code: asked for code, asked in rulebook.questions.items() if code != "status"}
    assert made_up(replace(rulebook, questions=without)).columns["legal_form"].answered


def test_the_index_takes_at_most_five_megabytes(rulebook, organisations):
    ruleset = ruleset_on(rulebook, date(2026, 11, 22))
    for groups in ruleset.sets:
        organisations.states(groups)
    kept = sum(map(sys.getsizeof, organisations.masks()))
    kept += sum(sys.getsizeof(getattr(answers, "facts", ())) for answers in organisations.columns.values())
    assert kept <= MOST_BYTES


def test_the_file_is_written_with_a_line_for_each_question():
    lines = SHARES.read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith('  "') for line in lines) == len(json.loads("\n".join(lines))["questions"])
