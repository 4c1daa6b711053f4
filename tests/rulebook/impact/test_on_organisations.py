"""Impact: counted over all organisations at once, and the same as looking at each before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ngocheck.engine.amounts import MRP
from ngocheck.engine.bulk.bits import Columns
from ngocheck.engine.bulk.effects import effect, terms, who_is_due
from ngocheck.engine.conditions import EVERYBODY, Facts, Kind, Operator
from ngocheck.engine.findings import Applicability, Finding, assess
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.calendar.working_days import calendar_years
from ngocheck.rulebook.impact.on_organisations import Impact, concerned, impacts, presumed, quick_impact
from ngocheck.rulebook.impact.population import made_up
from tests.conftest import READING_DAY
from tests.support.edits import (
    changing,
    condition,
    counting,
    day_off,
    days_more,
    due_on,
    fined,
    later_version,
    parameter,
    presuming,
    rule_of,
    with_versions,
    without,
)

REPORT = "club-report"
NOTIFY = "fair-notice"
SAMPLE = 300
APPLIES, UNDETERMINED = Applicability.APPLIES, Applicability.UNDETERMINED


@pytest.fixture(scope="module")
def rulebook(rulebook) -> Rulebook:
    """The law as it is published on the reading day: its calendar says about which years people are asked."""
    return replace(rulebook, calendar=replace(rulebook.calendar, last_year=calendar_years(READING_DAY)[-1]))


@pytest.fixture(scope="module")
def profiles(rulebook) -> list[Facts]:
    """Every so many of the made-up organisations, one by one."""
    everybody = made_up(rulebook)
    return [everybody.facts(number) for number in range(0, everybody.size, everybody.size // SAMPLE)]


@pytest.fixture(scope="module")
def some(rulebook, profiles) -> Columns:
    """The same organisations as columns."""
    return Columns.of(profiles, {code: question.kind for code, question in rulebook.questions.items()})


def findings(rulebook: Rulebook, facts: Facts, on: date) -> dict[str, Finding]:
    return {finding.rule.requirement: finding for finding in assess(rulebook, facts, on).findings}


def days(finding: Finding | None) -> set[tuple[date | None, date | None, str | None]]:
    return {(due.due_on, due.safe_on, due.period) for due in finding.due} if finding else set()


def sums(finding: Finding) -> set[tuple[Any, ...]]:
    fee = {(finding.rule.fee_mrp, finding.amount_tenge)} - {(None, None)}
    fines = {
        (one.penalty.whom, one.penalty.mrp, one.tenge, one.penalty.arrest_days, one.penalty.repeat)
        for one in finding.penalties
    }
    return fee | fines


def state(finding: Finding | None) -> Applicability:
    return finding.applicability if finding else Applicability.DOES_NOT_APPLY


def one_by_one(code: str, old: Rulebook, new: Rulebook, on: date, profiles: list[Facts]) -> Impact:
    """The impact as assessing every organisation under both rulebooks gives it."""
    pairs = [(findings(old, facts, on).get(code), findings(new, facts, on).get(code)) for facts in profiles]
    states = [(state(before), state(after)) for before, after in pairs]
    both = [pair for pair in pairs if state(pair[0]) is APPLIES and state(pair[1]) is APPLIES]
    return Impact(
        requirement=code,
        on=on,
        before=sum(before is APPLIES for before, _ in states),
        after=sum(after is APPLIES for _, after in states),
        gained=sum(before is not APPLIES and after is APPLIES for before, after in states),
        lost=sum(before is APPLIES and after is not APPLIES for before, after in states),
        date_changed=sum(days(before) != days(after) for before, after in both),
        sum_changed=sum(sums(before) != sums(after) for before, after in both),
        other=sum(before.met is not after.met for before, after in both)
        + sum(APPLIES not in pair and pair[0] is not pair[1] for pair in states),
    )


FROM_2028 = date(2028, 1, 1)
A_WORKING_DAY = date(2026, 12, 2)
YOUNG = condition("special_groups", Operator.ANY_OF, frozenset({"youth"}))
EDITS = {
    "a later version with another day": later_version(REPORT, FROM_2028, due_on(5, 1)),
    "a version with more days": later_version(NOTIFY, READING_DAY, days_more(2)),
    "a version whose last day moves": later_version("proof", READING_DAY, counting(moves=True, eve=False)),
    "a version that begins with an event": later_version("gift-report", READING_DAY, counting(from_event=True)),
    "a version without the event": later_version(
        "gift-report", READING_DAY, counting(from_event=False, question=None)
    ),
    "a version that no day shows to be met": later_version(NOTIFY, READING_DAY, counting(done=None)),
    "a version that a day shows to be met": later_version("proof", READING_DAY, counting(done="filed_on")),
    "a dropped requirement": without(REPORT),
    "other conditions": changing(REPORT, applies=YOUNG),
    "a test where there was none": changing(REPORT, met=condition("gifts", Operator.IS, False)),
    "a test that is unclear for some": changing("fair-hours", unclear=condition("gifts", Operator.IS, True)),
    "a due date fewer": changing(REPORT, deadlines=()),
    "other words": changing(REPORT, confidence="medium"),
    "an index twice as large": parameter(MRP, 2),
    "a fine for some only": fined(REPORT, lambda fine: replace(fine, when=YOUNG)),
    "a repeat for some only": fined(REPORT, lambda fine: replace(fine, when=YOUNG if fine.repeat else EVERYBODY)),
    "a smaller fine": fined(REPORT, lambda fine: replace(fine, mrp=Decimal(1))),
    "a fee": changing(REPORT, fee_mrp=Decimal("6.5")),
    "a moved working day": day_off(A_WORKING_DAY),
    "a parameter": parameter("districts", 3),
    "another presumption": presuming("gift_kind", "medicine"),
    "a presumption where there was none": presuming("gifts", fact=True),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_the_impact_is_what_assessing_every_organisation_gives(rulebook, some, profiles, edit):
    new = edit(rulebook)
    found = {impact.requirement: impact for impact in impacts(rulebook, new, READING_DAY, some)}
    for impact in found.values():
        assert impact == one_by_one(impact.requirement, rulebook, new, impact.on, profiles)
    for code in (REPORT, NOTIFY, "gift-notice", "reach-match", "fair-hours"):
        if code not in found:
            assert not one_by_one(code, rulebook, new, READING_DAY, profiles).anybody
            assert rulebook.requirements[code] == new.requirements[code]


def test_every_requirement_says_to_a_sample_what_assess_says(rulebook, some, profiles):
    ruleset = ruleset_on(rulebook, READING_DAY)
    columns = some.presuming(presumed(rulebook))
    assessed = [findings(rulebook, facts, READING_DAY) for facts in profiles]
    for rule in ruleset.rules:
        asked = terms(rule, ruleset)
        told = effect(asked, columns, rulebook.calendar)
        due = who_is_due(asked.deadlines, told.possible, columns, READING_DAY, rulebook.calendar)
        for number, found in enumerate(assessed):
            bit = 1 << number
            finding = found[rule.requirement]
            assert bool(told.applies & bit) == (finding.applicability is APPLIES)
            assert bool(told.unknown & bit) == (finding.applicability is UNDETERMINED)
            assert (True if told.met & bit else False if told.unmet & bit else None) is finding.met
            assert {day for day, mask in due.items() if mask & bit} == days(finding)


def test_another_index_changes_sums_and_nothing_else(rulebook):
    found = impacts(rulebook, EDITS["an index twice as large"](rulebook), READING_DAY)
    assert REPORT in {impact.requirement for impact in found}
    for impact in found:
        assert impact.sum_changed > 0
        assert (impact.gained, impact.lost, impact.date_changed, impact.other) == (0, 0, 0, 0)


def test_nothing_changes_between_a_rulebook_and_itself(rulebook):
    assert impacts(rulebook, rulebook, READING_DAY) == []


def test_other_words_alone_are_listed_with_nobody(rulebook):
    (impact,) = impacts(rulebook, changing(REPORT, confidence="medium")(rulebook), READING_DAY)
    assert (impact.requirement, impact.anybody) == (REPORT, False)
    assert impact.before == impact.after > 0


def test_a_version_that_starts_later_is_looked_at_on_its_first_day(rulebook):
    new = EDITS["a later version with another day"](rulebook)
    (impact,) = impacts(rulebook, new, READING_DAY)
    assert impact.on == FROM_2028
    assert impact.date_changed > 0
    assert (impact.gained, impact.lost) == (0, 0)
    (impact,) = impacts(rulebook, new, date(2029, 6, 1))
    assert impact.on == date(2029, 6, 1)


def test_a_change_of_the_past_changes_nothing_from_today_on(rulebook):
    code, rules = next((c, rules) for c, rules in rulebook.requirements.items() if rules[0].effective_until)
    (past, *others) = rules
    new = with_versions(rulebook, {code: (replace(past, applies=()), *others)})
    (impact,) = impacts(rulebook, new, READING_DAY)
    assert (impact.requirement, impact.on, impact.anybody) == (code, READING_DAY, False)


def test_a_dropped_requirement_is_lost_by_all_it_applied_to(rulebook):
    (impact,) = impacts(rulebook, without(REPORT)(rulebook), READING_DAY)
    assert impact.lost == impact.before == concerned(rulebook, READING_DAY)[REPORT] > 0
    rule = rule_of(rulebook, REPORT)
    assert (impact.after, impact.other) == (
        0,
        quick_impact(rule.applies, rule, rulebook, READING_DAY).undetermined,
    )


def test_a_first_edition_is_gained_whole(rulebook):
    found = impacts(None, rulebook, READING_DAY)
    applies = concerned(rulebook, READING_DAY)
    assert {impact.requirement for impact in found} == rulebook.requirements.keys()
    assert all(impact.gained == impact.after == applies.get(impact.requirement, 0) for impact in found)


def test_before_and_after_differ_by_those_who_gain_and_lose(rulebook):
    for edit in EDITS.values():
        for impact in impacts(rulebook, edit(rulebook), READING_DAY):
            assert impact.before + impact.gained - impact.lost == impact.after


def test_a_day_that_is_moved_later_is_looked_at_when_it_comes_into_view(rulebook):
    found = impacts(rulebook, day_off(date(2029, 3, 30))(rulebook), READING_DAY)
    assert {impact.on for impact in found} == {date(2028, 4, 30)}
    assert REPORT in {impact.requirement for impact in found}


def test_a_moved_day_touches_only_those_whose_days_are_counted_over_it(rulebook, profiles, some):
    found = {i.requirement: i for i in impacts(rulebook, day_off(A_WORKING_DAY)(rulebook), READING_DAY)}
    assert found["gift-notice"].date_changed < found["gift-notice"].before / 10
    assert "join" not in found


def test_a_question_that_gets_another_kind_of_answer_can_still_be_counted(rulebook):
    asked = replace(rulebook.questions["gifts"], kind=Kind.NUMBER, minimum=0, maximum=99)
    more = condition(asked.code, Operator.GTE, 50)
    edited = {
        code: tuple(replace(rule, **dict.fromkeys(using(rule, asked.code), more)) for rule in rules)
        for code, rules in rulebook.requirements.items()
    }
    new = replace(rulebook, questions={**rulebook.questions, asked.code: asked}, requirements=edited)
    found = {impact.requirement: impact for impact in impacts(rulebook, new, READING_DAY)}
    assert found["gift-notice"].anybody


def using(rule: Rule, question: str) -> list[str]:
    """Which of the rule's condition sets ask the question."""
    return [
        name
        for name in ("applies", "met", "unclear")
        if any(c.question == question for group in getattr(rule, name) for c in group)
    ]


@pytest.mark.parametrize(
    ("operator", "applies"),
    [
        (Operator.LT, 0b0001),
        (Operator.LTE, 0b0011),
        (Operator.EQ, 0b0010),
        (Operator.GTE, 0b0110),
        (Operator.GT, 0b0100),
    ],
)
def test_conditions_that_are_not_saved_are_counted_below_at_and_above_a_threshold(rulebook, operator, applies):
    columns = Columns.of([{"founders_count": n} for n in (9, 10, 11)] + [{}], {"founders_count": Kind.NUMBER})
    found = quick_impact(condition("founders_count", operator, 10), None, rulebook, READING_DAY, columns)
    count = applies.bit_count()
    assert found == (count, 1, count, 0)


def test_conditions_that_are_not_saved_say_what_saving_them_would(rulebook, some, profiles):
    rule = rule_of(rulebook, REPORT)
    new = changing(REPORT, applies=YOUNG)(rulebook)
    (impact,) = impacts(rulebook, new, READING_DAY, some)
    states = [state(findings(new, facts, READING_DAY).get(REPORT)) for facts in profiles]
    found = quick_impact(YOUNG, rule, rulebook, READING_DAY, some)
    assert found == (impact.after, states.count(UNDETERMINED), impact.gained, impact.lost)
    assert quick_impact(rule.applies, rule, rulebook, READING_DAY)[2:] == (0, 0)
    everybody = made_up(rulebook).size
    assert quick_impact(EVERYBODY, None, rulebook, READING_DAY) == (everybody, 0, everybody, 0)


def test_measures_are_counted_as_the_parameter_of_the_day(rulebook):
    half = rulebook.parameters["districts"].on(READING_DAY) * Decimal("0.5")
    at_half = [{"branch_districts": int(half) + n} for n in (-1, 0, 1)]
    columns = Columns.of(at_half, {"branch_districts": Kind.NUMBER})
    measured = [
        c
        for rule in ruleset_on(rulebook, READING_DAY).rules
        for group in (*rule.applies, *rule.met, *rule.unclear)
        for c in group
        if c.question == "branch_districts" and c.operator is Operator.GT
    ]
    assert quick_impact(((measured[0],),), None, rulebook, READING_DAY, columns).applies == 1


def test_who_is_concerned_is_counted_for_every_requirement_in_force(rulebook, some, profiles):
    found = concerned(rulebook, READING_DAY, some)
    assessed = [findings(rulebook, facts, READING_DAY) for facts in profiles]
    for rule in ruleset_on(rulebook, READING_DAY).rules:
        applying = sum(one[rule.requirement].applicability is APPLIES for one in assessed)
        assert found[rule.requirement] == applying
