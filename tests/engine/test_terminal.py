"""The checklist for a terminal: penalties by whom they hit, and no second-hand day called lawful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ngocheck.engine.conditions import NOBODY
from ngocheck.engine.deadlines import DeadlineKind
from ngocheck.engine.findings import assess
from ngocheck.engine.rules import Guide, Rule, Whom
from ngocheck.engine.sources import Text
from ngocheck.engine.terminal import as_text
from tests.support.handmade import DEADLINE, FINE, RULE, rulebook_with

ON = date(2026, 11, 22)
TITLED = replace(RULE, texts={**RULE.texts, "title": Text({"en": "Report"})})
YEARLY = replace(DEADLINE, kind=DeadlineKind.EACH_PERIOD, question=None, month=3, day=31)


def told(rule: Rule) -> list[str]:
    book = rulebook_with([rule])
    guide = Guide("everything", Text({"en": "All"}), Text({}), Text({}), Text({}), frozenset({"duty"}))
    book = replace(book, guides={"everything": guide})
    return [line.strip() for line in as_text(assess(book, {}, ON), book).splitlines()]


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
