"""A version of a requirement: on which days it is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ngocheck.engine.findings import assess
from tests.support.handmade import RULE, rulebook_with

FIRST, END = date(2026, 1, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 12, 31), False),
        (FIRST, True),
        (date(2026, 6, 30), True),
        (END, False),
        (date(2026, 7, 2), False),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_to_the_day_before_its_end(on, expected):
    rule = replace(RULE, effective_from=FIRST, effective_until=END)
    assert rule.in_force(on) is expected
    assert [finding.rule for finding in assess(rulebook_with([rule]), {}, on).findings] == [rule] * expected


def test_a_rule_without_an_end_stays_in_force():
    rule = replace(RULE, effective_from=FIRST)
    assert rule.in_force(date.max)
    assert not rule.in_force(date(2025, 12, 31))
