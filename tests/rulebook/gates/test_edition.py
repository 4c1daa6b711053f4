"""The hole of a parameter: the first day on which a rule needs its value and there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ngocheck.engine.amounts import Parameter, ParameterValue
from ngocheck.rulebook.gates.edition import first_day_without
from tests.support.handmade import RULE

YEAR = {year: date(year, 1, 1) for year in range(2020, 2031)}
DAY_AFTER = date(2025, 1, 2)


def hole(values: list[tuple[date, date | None]], until: date | None = None) -> date | None:
    """Of a parameter with these values, in a rule from 2022 until that day."""
    dated = tuple(ParameterValue(start, end, Decimal(1), "confirmed") for start, end in values)
    rule = replace(RULE, effective_from=YEAR[2022], effective_until=until)
    return first_day_without(Parameter("amount", {"en": "An amount"}, {"en": ""}, dated), rule)


def test_a_value_that_ends_with_the_rule_leaves_no_hole():
    assert hole([(YEAR[2020], YEAR[2025])], until=YEAR[2025]) is None
    assert hole([(YEAR[2020], YEAR[2025])], until=DAY_AFTER) == YEAR[2025]


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ([], YEAR[2022]),
        ([(YEAR[2020], YEAR[2022])], YEAR[2022]),
        ([(YEAR[2023], None)], YEAR[2022]),
        ([(YEAR[2022], YEAR[2024])], YEAR[2024]),
        ([(YEAR[2020], YEAR[2024]), (YEAR[2025], YEAR[2026]), (YEAR[2027], None)], YEAR[2024]),
        ([(YEAR[2020], YEAR[2024]), (YEAR[2024], None)], None),
        ([(YEAR[2020], None)], None),
    ],
)
def test_the_first_day_without_a_value_is_found(values, first):
    assert hole(values) == first


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ([(YEAR[2024], YEAR[2024])], YEAR[2022]),
        ([(YEAR[2026], YEAR[2023])], YEAR[2022]),
        ([(YEAR[2020], YEAR[2025]), (YEAR[2021], YEAR[2023])], YEAR[2025]),
        ([(YEAR[2020], YEAR[2023]), (YEAR[2026], YEAR[2024]), (YEAR[2023], None)], None),
    ],
)
def test_values_that_overlap_or_end_before_they_begin_are_judged_too(values, first):
    assert hole(values) == first
