"""Rules that a day shows to be kept or broken: that on which what they ask was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.conditions import Condition, Operator
from ngocheck.engine.findings import Reason
from tests.support.made_up import book, rule
from tests.support.reference import Case
from tests.support.strategies import PALETTE

TODAY = date(2026, 11, 22)
YES_NO = {code: replace(PALETTE[0], code=code) for code in ("short", "here")}
SHORT, HERE = (Condition(code, Operator.IS, True) for code in YES_NO)


@pytest.mark.parametrize(("answer", "missing"), [(False, ()), (True, ("done",))])
def test_the_day_it_was_done_is_not_asked_where_the_rule_is_broken_already(answer, missing):
    law = book([rule("r", met=((SHORT,),), done="done")], YES_NO)
    facts = {"short": answer, "since": date(2026, 2, 25)}
    assert [finding.missing for finding in Case(law, facts, TODAY).findings] == [missing]


def test_a_day_that_only_others_must_keep_is_among_the_reasons_why_it_is_in_order():
    law = book([rule("r", met=((SHORT,),), when=((HERE,),), done="done")], YES_NO)
    (finding,) = Case(law, {"short": True, "here": False}, TODAY).findings
    assert (finding.met, finding.met_reasons) == (True, (Reason("short", True), Reason("here", False)))


@pytest.mark.parametrize(
    ("done", "met"),
    [(date(2026, 11, 24), True), (date(2026, 11, 25), True), (date(2026, 11, 26), False), (None, None)],
)
def test_the_day_on_which_it_was_done_shows_whether_it_was_in_time(done, met):
    facts = {"since": date(2026, 11, 20)} | ({"done": done} if done else {})
    (finding,) = Case(book([rule("r", done="done")], YES_NO), facts, TODAY).findings
    assert (finding.met, finding.missing) == (met, () if done else ("done",))
    assert finding.met_reasons == tuple(Reason(code, fact) for code, fact in facts.items() if done)
    assert [due.due_on for due in finding.due] == [date(2026, 11, 25)]


def test_what_was_done_in_time_long_ago_has_no_date_and_is_met():
    facts = {"since": date(2020, 1, 1), "done": date(2020, 1, 2)}
    (finding,) = Case(book([rule("r", done="done")], YES_NO), facts, TODAY).findings
    assert (finding.met, finding.due) == (True, ())


def test_one_late_deadline_is_enough_not_to_meet_it_and_an_open_one_to_leave_that_open():
    facts = {"since": date(2026, 11, 20), "done": date(2026, 11, 26)}
    tested = rule("r", done="done", met=((SHORT,),), when=((HERE,),))
    rules = book([tested], YES_NO)

    def met(**known: bool) -> bool | None:
        (finding,) = Case(rules, facts | known, TODAY).findings
        return finding.met

    assert met() is None
    assert met(here=True) is False
    assert met(here=False) is None
    assert met(here=False, short=True) is True
    assert met(here=True, short=True) is False
    assert met(short=False) is False
