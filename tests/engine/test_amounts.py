"""Amounts that change by date: which value counts on a day, and sums in tenge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ngocheck.engine.amounts import Parameter, ParameterValue, in_tenge

CHANGED = date(2026, 1, 1)
INDEX = Parameter(
    "index",
    {"en": "An index"},
    {"en": ""},
    (
        ParameterValue(date(2025, 1, 1), CHANGED, Decimal(100), "confirmed"),
        ParameterValue(CHANGED, date(2027, 1, 1), Decimal(200), "confirmed"),
    ),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), 100),
        (date(2025, 12, 31), 100),
        (CHANGED, 200),
        (date(2026, 12, 31), 200),
        (date(2027, 1, 1), None),
    ],
)
def test_a_value_counts_from_its_first_day_to_the_day_before_its_end(day, value):
    assert INDEX.on(day) == value
    assert sum(dated.in_force(day) for dated in INDEX.values) == (value is not None)


@pytest.mark.parametrize(
    ("mrp", "tenge"), [("1", 4325), ("0.1", 433), ("0.5", 2163), ("0.0001", 0), ("50", 216_250)]
)
def test_a_sum_is_rounded_to_whole_tenge_half_a_tenge_up(mrp, tenge):
    assert in_tenge(Decimal(mrp), Decimal(4325)) == tenge


def test_without_an_index_there_is_no_sum():
    assert in_tenge(Decimal(5), None) is None
    assert in_tenge(None, Decimal(4325)) is None
