"""The checklist for a terminal: first what cannot wait, penalties by whom they hit, no second-hand day lawful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ngocheck.engine.conditions import NOBODY, Condition, Kind, Operator
from ngocheck.engine.deadlines import DeadlineKind
from ngocheck.engine.findings import assess
from ngocheck.engine.rules import Guide, Question, Rule, Whom
from ngocheck.engine.sources import Text
from ngocheck.engine.terminal import as_text
from tests.support.handmade import DEADLINE, FINE, RULE, rulebook_with

ON = date(2026, 11, 22)
TITLED = replace(RULE, texts={**RULE.texts, "title": Text({"en": "Report"})})
YEARLY = replace(DEADLINE, kind=DeadlineKind.EACH_PERIOD, question=None, month=3, day=31)


def told(rule: Rule, on: date = ON) -> list[str]:
    book = rulebook_with([rule], {"big": BIG})
    guide = Guide("everything", Text({"en": "All"}), Text({}), Text({}), Text({}), frozenset({"duty"}))
    book = replace(book, guides={"everything": guide})
    return [line.strip() for line in as_text(assess(book, {}, on), book).splitlines()]


def test_penalties_are_listed_by_whom_they_hit():
    penalties = (
        FINE,
        replace(FINE, mrp=Decimal("8.5"), repeat=True),
        replace(FINE, whom=Whom.PARTICIPANT, arrest_days=10, confidence="unverified"),
        replace(FINE, whom=Whom.FOREIGNER, mrp=None, prison_years=2),
    )
    assert told(replace(TITLED, penalties=penalties))[-7:] == [
        "For the organisation:",
        "- 50 MRP. A fine. (A fine., A fine.)",
        "- again within a year: 8.5 MRP. A fine. (A fine., A fine.)",
        "For a participant:",
        "- 50 MRP or arrest up to 10 days. A fine. (A fine., A fine.; not confirmed)",
        "For a foreigner or a stateless person:",
        "- prison up to 2 years. A fine. (A fine., A fine.)",
    ]


def test_nobody_reads_penalties_of_what_does_not_apply():
    assert not [line for line in told(replace(TITLED, applies=NOBODY, penalties=(FINE,))) if "MRP" in line]


@pytest.mark.parametrize(
    ("confirmed", "words"),
    [(True, "last lawful day 2027-03-31"), (False, "second-hand date 2027-03-31")],
)
def test_only_a_day_that_was_read_in_the_law_is_called_lawful(confirmed, words):
    lines = told(replace(TITLED, deadlines=(replace(YEARLY, confirmed=confirmed),)))
    assert [line for line in lines if line.endswith(words)]
    assert confirmed or not [line for line in lines if "lawful" in line]


@pytest.mark.parametrize(("force", "others"), [("may", True), ("authority", True), ("must", False)])
def test_what_a_right_costs_it_costs_others(force, others):
    lines = told(replace(TITLED, force=force, penalties=(FINE,)))
    assert ("What others face who hinder it" in lines) is others
    assert "For the organisation:" in lines


# The careful day is the last one.
LAST = date(2027, 3, 31)
BIG = Question("big", Kind.YES_NO, "size", Text({"en": "Big?"}), Text({}), Text({}), None, None, None, ())
IF_BIG = replace(TITLED, applies=((Condition("big", Operator.IS, True),),), deadlines=(YEARLY,))


@pytest.mark.parametrize(("days", "urgent"), [(2, False), (1, True), (0, True)])
def test_the_text_begins_with_what_cannot_wait(days, urgent):
    lines = told(replace(TITLED, deadlines=(YEARLY,)), LAST - timedelta(days=days))
    date_told = "careful day 2027-03-31, last lawful day 2027-03-31"
    assert (lines[2:4] == ["Do this first", f"! Report (duty): {date_told}"]) is urgent
    assert ("Do this first" in lines) is urgent


@pytest.mark.parametrize(("days", "urgent"), [(2, False), (1, True), (0, True)])
def test_what_perhaps_cannot_wait_names_the_question_that_settles_it(days, urgent):
    lines = told(IF_BIG, LAST - timedelta(days=days))
    assert ("find out first: big" in lines) is urgent
    assert any(line.startswith("! Perhaps: Report (duty): ") for line in lines) is urgent


@pytest.mark.parametrize("force", ["may", "must_not", "authority"])
def test_what_is_perhaps_no_duty_can_wait(force):
    assert "Do this first" not in told(replace(IF_BIG, force=force), LAST)
