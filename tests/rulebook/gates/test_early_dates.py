"""No due date before the law: what is new counts from no day before it, unless it was asked before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.conditions import Condition, ConditionSet, Kind, Operator
from ngocheck.engine.deadlines import DeadlineKind, Every, Unit
from ngocheck.engine.findings import assess
from ngocheck.engine.rules import Clash, Question, Relation, Rule
from ngocheck.engine.sources import Text
from ngocheck.rulebook.gates.early_dates import counted_too_early, sight_of
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import date_text
from tests.support.handmade import DEADLINE, RULE, rulebook_with
from tests.support.made_up import DATED
from tests.support.refusing import ONE_DAY, assert_refused, change, live

NEW = date(2027, 1, 1)
TODAY = date(2026, 11, 30)
QUESTIONS: dict[str, Question] = {"since": replace(DATED, code="since", kind=Kind.DATE)}
OLDER = replace(RULE, effective_from=date(2016, 1, 1), effective_until=NEW)
FROM_THE_LAW: ConditionSet = ((Condition("since", Operator.GTE, NEW),),)


def new_rule(*, applies: ConditionSet = RULE.applies, **deadline) -> Rule:
    return replace(RULE, effective_from=NEW, applies=applies, deadlines=(replace(DEADLINE, **deadline),))


def early(*rules: Rule, today: date = TODAY, clashes: tuple[Clash, ...] = ()) -> date | None:
    """The date answered with which the last of the rules gives a due date before the law."""
    rulebook, rule = replace(rulebook_with(rules, QUESTIONS), clashes=clashes), rules[-1]
    sight = sight_of(rule, rules, today)
    if sight is None:
        return None
    facts = counted_too_early(rule.deadlines[0], rule, rulebook, sight, today)
    if facts is not None:
        on = max(today, rule.effective_from)
        (finding,) = assess(rulebook, facts, on).findings
        assert any(due.due_on and due.due_on < NEW for due in finding.due), "nobody would see it"
    return facts["since"] if facts else None


@pytest.mark.parametrize(
    "counted",
    [
        {"amount": 30},
        {"amount": 10, "unit": Unit.WORKING_DAYS},
        {"amount": 2, "unit": Unit.MONTHS, "moves": True},
        {"amount": 5, "unit": Unit.WORKING_DAYS, "kind": DeadlineKind.BEFORE},
        {"kind": DeadlineKind.EACH_PERIOD, "from_event": True, "every": Every.HALF_YEAR, "month": 2, "day": 15},
    ],
)
def test_a_new_duty_counts_from_no_day_before_the_law(counted):
    assert early(new_rule(**counted)) is not None


def test_counting_from_the_law_on_is_right():
    assert early(new_rule(amount=30, applies=FROM_THE_LAW)) is None
    assert early(new_rule(amount=30, when=FROM_THE_LAW)) is None


def test_a_term_that_has_always_come_after_the_law_is_right():
    assert early(new_rule(kind=DeadlineKind.EACH_PERIOD, month=3, day=31)) is None


def test_what_the_version_before_asked_already_is_right():
    assert early(OLDER, new_rule(amount=30)) is None
    assert early(replace(OLDER, effective_until=NEW - ONE_DAY), new_rule(amount=30)) is not None


def test_a_date_that_nobody_can_answer_is_right():
    def clash(*, may_insist: bool) -> Clash:
        return Clash("new", "since", Relation.NOT_BEFORE, None, NEW, may_insist, Text({"en": ""}))

    assert early(new_rule(amount=30), clashes=(clash(may_insist=False),)) is None
    assert early(new_rule(amount=30), clashes=(clash(may_insist=True),)) is not None


def test_due_dates_so_old_that_nobody_sees_them_are_let_be():
    assert early(new_rule(amount=30), today=date(2027, 12, 31)) is not None
    assert early(new_rule(amount=30), today=date(2028, 1, 2)) is None
    assert early(replace(new_rule(amount=30), effective_until=date(2027, 6, 1)), today=date(2027, 6, 1)) is None


@pytest.mark.django_db
def test_the_gate_names_the_requirement_and_an_example():
    version = change(live("fair-notice"), effective_from=today() + ONE_DAY)
    day = date_text(version.effective_from)
    assert_refused(f"(fair-notice) from {day}: a due date before the law.", version)
