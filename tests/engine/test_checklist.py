"""The checklist: in which part an item stands on the day looked at, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ngocheck.engine.checklist import SOON, Part, arrange, deciding_first, next_due
from ngocheck.engine.conditions import Condition, Operator
from ngocheck.engine.deadlines import DueDate
from ngocheck.engine.findings import EVERYTHING, Applicability, Assessment, Finding, Reason
from tests.support.handmade import DEADLINE, RULE

TODAY = date(2026, 11, 22)
ONE_DAY = timedelta(days=1)
LAST_OF_SOON = TODAY + SOON


def due_on(last: date | None, careful: date | None = None) -> DueDate:
    return DueDate(DEADLINE, last, careful or last, None, True)


def finding(*due: DueDate, code: str = "duty", force: str = "must", known: str = "applies") -> Finding:
    rule = replace(RULE, requirement=code, force=force)
    return Finding(rule, Applicability(known), None, (), (), (), (), due, (), (), None, (), (), False)


def part_of(found: Finding) -> Part:
    (item,) = arrange(Assessment("made up", TODAY, EVERYTHING, (found,))).items
    return item.part


@pytest.mark.parametrize(
    ("last", "part"),
    [
        (TODAY - ONE_DAY, Part.OVERDUE),
        (TODAY, Part.SOON),
        (LAST_OF_SOON, Part.SOON),
        (LAST_OF_SOON + ONE_DAY, Part.LATER),
        (None, Part.STANDING),
    ],
)
def test_what_is_due_today_is_not_overdue_and_the_thirtieth_day_is_still_soon(last, part):
    assert part_of(finding(due_on(last))) is part


def test_the_careful_day_decides_what_is_soon_and_the_last_lawful_day_what_is_overdue():
    assert part_of(finding(due_on(LAST_OF_SOON + ONE_DAY, careful=LAST_OF_SOON))) is Part.SOON
    assert part_of(finding(due_on(TODAY, careful=TODAY - ONE_DAY))) is Part.SOON


@pytest.mark.parametrize(
    ("force", "known", "part"),
    [
        ("should", "applies", Part.OVERDUE),
        ("must_not", "applies", Part.BANS),
        ("may", "applies", Part.RIGHTS),
        ("authority", "applies", Part.RIGHTS),
        ("must", "undetermined", Part.CANNOT_TELL),
        ("must_not", "does_not_apply", Part.DOES_NOT_APPLY),
    ],
)
def test_only_duties_that_apply_are_overdue(force, known, part):
    assert part_of(finding(due_on(TODAY - ONE_DAY), force=force, known=known)) is part


@pytest.mark.parametrize(("met", "part"), [(True, Part.DONE), (None, Part.SOON), (False, Part.SOON)])
def test_what_a_day_shows_to_be_met_is_done(met, part):
    by_day = replace(RULE, deadlines=(replace(DEADLINE, done="filed"),))
    reasons = () if met is None else (Reason("filed", TODAY - ONE_DAY),)
    found = finding(due_on(TODAY))._replace(rule=by_day, met=met, met_reasons=reasons)
    assert part_of(found) is part
    assert part_of(found._replace(due=())) is (Part.DONE if met else Part.STANDING)


def test_what_other_answers_show_to_be_met_is_not_done():
    by_day = replace(RULE, deadlines=(replace(DEADLINE, done="filed"),))
    found = finding(due_on(TODAY))._replace(rule=by_day, met=True, met_reasons=(Reason("founders", 12),))
    assert part_of(found) is Part.SOON
    assert part_of(finding(due_on(TODAY))._replace(met=True)) is Part.SOON


def test_the_next_due_date_is_the_earliest_and_one_with_a_day_before_one_without():
    near, far, dayless = due_on(TODAY), due_on(TODAY + ONE_DAY), due_on(None)
    assert next_due([far, near, dayless]) is near
    assert next_due([dayless, far]) is far
    assert next_due([dayless]) is dayless
    assert next_due([]) is None


def test_an_item_stands_where_its_earliest_date_puts_it():
    assert part_of(finding(due_on(LAST_OF_SOON + ONE_DAY), due_on(TODAY))) is Part.SOON


def test_within_a_part_what_is_due_first_comes_first():
    found = (
        finding(due_on(None), code="always"),
        finding(due_on(TODAY + 2 * ONE_DAY), code="second"),
        finding(due_on(TODAY + ONE_DAY), code="first"),
        finding(due_on(TODAY - ONE_DAY), code="late"),
    )
    items = arrange(Assessment("made up", TODAY, EVERYTHING, found)).items
    assert [item.finding.rule.requirement for item in items] == ["late", "first", "second", "always"]


def test_of_the_open_questions_those_that_decide_whether_it_applies_come_first():
    decides = ((Condition("decides", Operator.IS, True),),)
    found = finding(known="undetermined")._replace(missing=("since", "decides", "done"))
    found = found._replace(rule=replace(found.rule, applies=decides))
    assert deciding_first(found) == ["decides", "since", "done"]
