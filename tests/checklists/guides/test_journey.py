"""The way through a guide follows from the rules, never from a list of skips."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngocheck.checklists.guides.journey import plan_journey
from ngocheck.engine.findings import assess, open_questions
from tests.conftest import READING_DAY


def asked(journey) -> list[str]:
    return [question.code for step in journey.steps for question in step.questions]


def test_the_first_section_asks_only_what_something_hangs_on(rulebook):
    journey = plan_journey(rulebook, {}, READING_DAY, "fair")
    assert "founders_count" not in asked(journey)
    assert "fair_form" in asked(journey)
    assert journey.next_open().section.code == "fair"


def test_a_settled_question_is_not_asked(rulebook):
    stall = plan_journey(rulebook, {"fair_form": "stall"}, READING_DAY, "fair")
    nothing = plan_journey(rulebook, {"fair_form": "none"}, READING_DAY, "fair")
    assert "participants" in asked(stall)
    assert "participants" not in asked(nothing)


def test_i_do_not_know_yet_counts_as_asked_and_never_as_no(rulebook):
    unsure = plan_journey(rulebook, {"fair_form": None, "fair_on": None, "organiser": None}, READING_DAY, "fair")
    assert unsure.steps[0].answered
    assert unsure.facts == {}
    assert "participants" in asked(unsure)


def test_an_answer_that_stopped_mattering_is_no_fact(rulebook):
    answers = {"gifts": False, "gift_work": frozenset({"legal_aid"})}
    journey = plan_journey(rulebook, answers, READING_DAY, "gifts")
    assert "gift_work" not in journey.facts
    assert journey.facts["gifts"] is False


@pytest.mark.parametrize("guide", ["register", "reports", "gifts", "fair", "everything"])
def test_answering_i_do_not_know_to_everything_ends(rulebook, guide):
    answers = {}
    for _ in range(len(rulebook.sections) + 1):
        step = plan_journey(rulebook, answers, READING_DAY, guide).next_open()
        if step is None:
            break
        answers |= {question.code: None for question in step.questions}
    journey = plan_journey(rulebook, answers, READING_DAY, guide)
    assert journey.next_open() is None
    assert len(journey.steps) == journey.at_most


def answer_sets(rulebook):
    """Random answers to random questions, or "I do not know yet"."""
    kinds = {
        "yes_no": lambda q: st.booleans(),
        "one": lambda q: st.sampled_from(q.choice_codes),
        "several": lambda q: st.frozensets(st.sampled_from(q.choice_codes)),
        "number": lambda q: st.integers(0, q.maximum or 1000),
        "date": lambda q: st.dates(date(2015, 1, 1), date(2028, 12, 31)),
        "time": lambda q: st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    }
    one = {code: st.none() | kinds[q.kind](q) for code, q in rulebook.questions.items()}
    return st.fixed_dictionaries({}, optional=one)


def test_what_the_journey_leaves_aside_changes_no_finding(rulebook):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(answers=answer_sets(rulebook), guide=st.sampled_from(sorted(rulebook.guides)))
    def check(answers, guide):
        journey = plan_journey(rulebook, answers, READING_DAY, guide)
        all_facts = {code: fact for code, fact in answers.items() if fact is not None}
        asked_findings = assess(rulebook, journey.facts, READING_DAY, guide).findings
        all_findings = assess(rulebook, all_facts, READING_DAY, guide).findings
        for counted, whole in zip(asked_findings, all_findings, strict=True):
            assert (counted.applicability, counted.met, counted.missing, counted.due) == (
                whole.applicability,
                whole.met,
                whole.missing,
                whole.due,
            ), counted.rule.requirement

    check()


def test_open_questions_are_those_that_the_findings_miss(rulebook):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(answers=answer_sets(rulebook), guide=st.sampled_from(sorted(rulebook.guides)))
    def check(answers, guide):
        facts = {code: fact for code, fact in answers.items() if fact is not None}
        findings = assess(rulebook, facts, READING_DAY, guide).findings
        missing = {question for finding in findings for question in finding.missing}
        assert open_questions(rulebook, facts, READING_DAY, guide) == missing

    check()
