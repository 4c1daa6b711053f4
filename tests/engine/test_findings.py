"""Findings: what may be concluded from some of the answers, on the published law and on laws made up at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from ngocheck.engine.conditions import NOBODY, Condition, ConditionSet, Facts, Operator
from ngocheck.engine.findings import EVERYTHING, Applicability, Finding, Reason, assess, open_questions
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import ruleset_on
from tests.support.made_up import book, rule
from tests.support.reference import Case, Walked, days
from tests.support.strategies import PALETTE, Law, answers, incomplete_facts, laws

THOROUGH = settings(max_examples=70, deadline=None)
TODAY = date(2026, 11, 22)
DAYS = [TODAY, date(2023, 6, 1), date(2026, 1, 1), date(2026, 6, 30), date(2027, 3, 31)]
APPLIES, NOT = Applicability.APPLIES, Applicability.DOES_NOT_APPLY


class Published:
    """Random answers to the published law's questions, on days before and after changes of law."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.facts = {on: incomplete_facts(rulebook.questions, ruleset_on(rulebook, on).sets) for on in DAYS}

    def case(self, data: DataObject) -> Case:
        on = data.draw(st.sampled_from(DAYS), label="on")
        return Case(self.rulebook, data.draw(self.facts[on], label="facts"), on)


class MadeUp:
    """Random laws: applicability, tests, silences, deadlines and passages hang on random conditions."""

    def case(self, data: DataObject) -> Case:
        law = data.draw(laws(), label="law")
        rulebook = rulebook_of(law)
        return Case(rulebook, data.draw(incomplete_facts(rulebook.questions, law.sets), label="facts"), TODAY)


@pytest.fixture(scope="module", params=["published", "made up"])
def law(request, rulebook) -> Published | MadeUp:
    return Published(rulebook) if request.param == "published" else MadeUp()


def rulebook_of(law: Law) -> Rulebook:
    """A rulebook with one rule a set. Its other conditions are the sets that follow."""
    sets = law.sets * 4
    rules = [
        rule(
            f"r{n}",
            applies=sets[n],
            met=sets[n + 1] if n != 2 else NOBODY,
            unclear=sets[n + 2] if n % 2 else NOBODY,
            when=sets[n + 3],
            done="done" if n > 1 else None,
            asked_once_it_applies=n == 0,
        )
        for n in range(len(law.sets))
    ]
    return book(rules, law.questions)


@THOROUGH
@given(data=st.data())
def test_a_finding_says_what_the_plain_walk_says(law, data):
    case = law.case(data)
    walked = Walked(case)
    named = {True: APPLIES, False: NOT, None: Applicability.UNDETERMINED}
    for number, finding in enumerate(case.findings):
        assert finding.applicability is named[walked.state(number)]
        assert finding.met is (None if finding.applicability is NOT else walked.met(number))
        assert set(finding.missing) == walked.to_ask(number)
        assert set(finding.presumed) == walked.to_ask(number) & walked.presumed
        shown = [p for p, limit in case.ruleset.passages[number] if walked.said(limit) is not False]
        assert list(finding.passages) == shown
        done = [step for step, limit in case.ruleset.steps[number] if walked.said(limit) is not False]
        assert list(finding.steps) == done
        limits = [None, *(limit for _, limit in case.ruleset.passages[number])]
        cited = [one for one in finding.rule.provisions if walked.said(limits[one.passage or 0]) is not False]
        assert finding.provisions == (tuple(cited) or finding.rule.provisions)
        hitting = [fine for fine, limit in case.ruleset.penalties[number] if walked.state(limit) is not False]
        assert list(finding.penalties) == hitting


@THOROUGH
@given(data=st.data())
def test_nothing_is_missing_exactly_when_everything_is_settled(law, data):
    case = law.case(data)
    walked = Walked(case)
    for number, finding in enumerate(case.findings):
        silent = walked.silent(number) is True or walked.clashes(number)
        known = finding.met is not None or not walked.is_tested(number) or silent
        limits = [(d, walked.state(limit)) for d, limit in case.ruleset.deadlines[number]]
        dated = all(state is False or d.waits_for in {None, *case.facts} for d, state in limits)
        limited = all(state is not None for _, state in limits)
        settled = finding.applicability is NOT or (
            finding.applicability is APPLIES and known and dated and limited
        )
        assert (finding.missing == ()) is (settled and finding.presumed == ())


@THOROUGH
@given(data=st.data())
def test_one_more_answer_turns_nothing_that_was_settled_without_it(law, data):
    case = law.case(data)
    code, question = data.draw(st.sampled_from(sorted(case.rulebook.questions.items())), label="question")
    known = {asked: fact for asked, fact in case.facts.items() if asked != code}
    fewer = case.answering(known)
    more = case.answering({**known, code: data.draw(answers(question), label="answer")})
    walked = Walked(more)
    for number, (before, after) in enumerate(zip(fewer.findings, more.findings, strict=True)):
        if code in before.presumed or walked.clashes(number):
            continue
        assert before.applicability in (after.applicability, Applicability.UNDETERMINED)
        if before.met is not None and after.applicability is not NOT:
            assert after.met is before.met
        if code not in before.missing:
            assert after.applicability is before.applicability
            assert (after.met, after.missing) == (before.met, before.missing)


@THOROUGH
@given(data=st.data())
def test_what_is_presumed_is_missing_too_and_what_is_missing_is_not_answered(law, data):
    case = law.case(data)
    order = list(case.rulebook.questions)
    for finding in case.findings:
        assert set(finding.presumed) <= set(finding.missing)
        assert not set(finding.missing) & case.facts.keys()
        for questions in (finding.missing, finding.presumed):
            assert list(questions) == sorted(set(questions), key=order.index)
        assert all(case.rulebook.questions[question].presumed is not None for question in finding.presumed)


@THOROUGH
@given(data=st.data())
def test_findings_come_in_the_rulebooks_order_whatever_is_answered(law, data):
    case = law.case(data)
    in_force = [
        rule for versions in case.rulebook.requirements.values() for rule in versions if rule.in_force(case.on)
    ]
    backwards = dict(reversed(case.facts.items()))
    assert [finding.rule for finding in case.findings] == in_force
    assert len({rule.requirement for rule in in_force}) == len(in_force)
    assert case.answering(backwards).findings == case.findings


@THOROUGH
@given(data=st.data())
def test_what_does_not_apply_asks_for_nothing_unless_it_was_presumed_so(law, data):
    for finding in law.case(data).findings:
        if finding.applicability is NOT:
            assert (finding.met, finding.due) == (None, ())
            assert (finding.met_reasons, finding.amount_tenge) == ((), None)
            assert finding.missing == () or finding.presumed


@THOROUGH
@given(data=st.data())
def test_reasons_are_answers_that_lead_to_the_conclusion_by_themselves(law, data):
    case = law.case(data)
    for number, finding in enumerate(case.findings):
        for reason in finding.reasons + finding.met_reasons:
            assert case.facts[reason.question] == reason.answer
        if finding.applicability is Applicability.UNDETERMINED:
            assert finding.reasons == ()
        else:
            alone = case.answering({reason.question: reason.answer for reason in finding.reasons})
            assert Walked(alone).state(number) is (finding.applicability is APPLIES)
        if finding.met is None:
            assert finding.met_reasons == ()
        else:
            alone = case.answering({reason.question: reason.answer for reason in finding.met_reasons})
            assert Walked(alone).test(number) is finding.met


@THOROUGH
@given(data=st.data())
def test_dates_are_those_of_the_deadlines_that_concern_the_organisation(law, data):
    case = law.case(data)
    walked = Walked(case)
    for number, finding in enumerate(case.findings):
        if finding.applicability is not NOT:
            limits = [(d, walked.state(limit)) for d, limit in case.ruleset.deadlines[number]]
            expected = days(limits, case.facts, case.on, case.rulebook.calendar)
            assert [due.due_on for due in finding.due] == expected


@THOROUGH
@given(data=st.data())
def test_the_questions_worth_asking_are_all_that_is_missing(law, data):
    case = law.case(data)
    expected = {question for finding in case.findings for question in finding.missing}
    assert open_questions(case.rulebook, case.facts, case.on, EVERYTHING) == expected


@pytest.mark.parametrize("guide", ["register", "reports", "gifts", "fair", "everything"])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_guide_only_filters(guide, rulebook, data):
    on = data.draw(st.sampled_from(DAYS), label="on")
    facts = data.draw(incomplete_facts(rulebook.questions, ruleset_on(rulebook, on).sets), label="facts")
    wanted = rulebook.guides[guide].requirements
    everything = assess(rulebook, facts, on).findings
    assert wanted
    assert list(assess(rulebook, facts, on, guide).findings) == [
        finding for finding in everything if finding.rule.requirement in wanted
    ]


def test_a_guide_that_is_not_there_is_refused(rulebook):
    with pytest.raises(KeyError):
        assess(rulebook, {}, TODAY, "no-such-guide")


YES_NO = {code: replace(PALETTE[0], code=code) for code in ("short", "here", "alone")}
SHORT, HERE, ALONE = (Condition(code, Operator.IS, True) for code in YES_NO)


def found(facts: Facts, **conditions: ConditionSet) -> Finding:
    (finding,) = Case(book([rule("r", **conditions)], YES_NO), facts, TODAY).findings
    return finding


def test_what_a_presumption_rules_out_is_still_asked_about():
    usual = {"short": replace(YES_NO["short"], presumed=False)}
    (finding,) = Case(book([rule("r", applies=((SHORT,),))], usual), {}, TODAY).findings
    assert finding.applicability is NOT
    assert (finding.missing, finding.presumed) == (("short", "since"), ("short",))


def test_a_passage_stays_until_an_answer_rules_it_out_whatever_is_presumed():
    usual = {"short": replace(YES_NO["short"], presumed=False)}
    rules = book([rule("r", when=((SHORT,),))], usual)
    (silent,), (answered,) = (Case(rules, facts, TODAY).findings for facts in ({}, {"short": False}))
    assert (len(silent.passages), answered.passages) == (1, ())
    assert [[cited.passage for cited in finding.provisions] for finding in (silent, answered)] == [
        [None, 1],
        [None],
    ]


def test_a_silence_that_is_only_presumed_leaves_the_test_to_ask_about():
    usual = {**YES_NO, "here": replace(YES_NO["here"], presumed=True)}
    silent = rule("r", met=((SHORT,),), unclear=((HERE,),))
    (finding,) = Case(book([silent], usual), {}, TODAY).findings
    assert (finding.met, finding.missing) == (None, ("short", "here", "since"))
    assert finding.presumed == ("here",)


def test_a_group_that_waits_for_more_than_another_is_not_asked_about():
    short_enough_anywhere = ((HERE, SHORT), (SHORT,))
    assert found({}, applies=short_enough_anywhere).missing == ("short", "since")
    assert found({"here": True}, applies=short_enough_anywhere).missing == ("short", "since")
    assert found({"short": True}, applies=short_enough_anywhere).missing == ("since",)
    assert found({}, applies=((HERE, SHORT), (ALONE,))).missing == ("short", "here", "alone", "since")


def test_where_the_law_is_silent_no_test_is_made():
    unknown = found({"short": True}, met=((SHORT,),), unclear=((HERE,),))
    assert (unknown.met, unknown.missing) == (None, ("here", "since"))
    assert found({}, met=((SHORT,),), unclear=((HERE,),)).missing == ("short", "here", "since")
    silent = found({"here": True}, met=((SHORT,),), unclear=((HERE,),))
    assert (silent.met, silent.missing) == (None, ("since",))
    clear = found({"here": False, "short": False}, met=((SHORT,),), unclear=((HERE,),))
    assert (clear.met, clear.met_reasons) == (False, (Reason("short", False),))
    assert found({}, unclear=((HERE,),)).missing == ("since",)


def test_an_open_limit_is_asked_about_and_gives_its_date_until_an_answer_rules_it_out():
    since = date(2026, 11, 20)
    still_open = found({"since": since}, when=((HERE,),))
    assert [due.due_on for due in still_open.due] == [date(2026, 11, 25)]
    assert still_open.missing == ("here",)
    assert found({"since": since, "here": True}, when=((HERE,),)).due == still_open.due
    ruled_out = found({"since": since, "here": False}, when=((HERE,),))
    assert (ruled_out.due, ruled_out.missing) == ((), ())


def test_an_undetermined_finding_carries_its_date():
    undetermined = found({"since": date(2026, 11, 20)}, applies=((HERE,),))
    assert undetermined.applicability is Applicability.UNDETERMINED
    assert [due.due_on for due in undetermined.due] == [date(2026, 11, 25)]


def test_a_rule_is_stale_from_the_day_after_its_next_check():
    checked = replace(rule("r"), next_check_on=TODAY)
    for on, stale in ((TODAY, False), (date(2026, 11, 23), True)):
        (finding,) = assess(book([checked], {}), {}, on).findings
        assert finding.stale is stale


def test_a_date_that_only_those_concerned_can_know_is_asked_once_it_applies():
    offered = rule("r", applies=((HERE,),), asked_once_it_applies=True)
    rules = book([offered], YES_NO)
    asked = [Case(rules, facts, TODAY).findings[0].missing for facts in ({}, {"here": True}, {"here": False})]
    assert asked == [("here",), ("since",), ()]
