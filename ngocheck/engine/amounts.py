"""Amounts that change by date: parameters, and sums of money counted in MRP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .sources import Text

MRP = "mrp"
WHOLE_TENGE = Decimal(1)


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One value of a parameter from `effective_from` until the day before `effective_until`."""

    effective_from: date
    effective_until: date | None
    value: Decimal
    confidence: str

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)


@dataclass(frozen=True, slots=True)
class Parameter:
    code: str
    title: Text
    unit: Text
    values: tuple[ParameterValue, ...]

    def on(self, day: date) -> Decimal | None:
        """The value in force on `day`; None where no value is known for it."""
        return next((dated.value for dated in self.values if dated.in_force(day)), None)


def in_tenge(mrp: Decimal | None, index: Decimal | None) -> int | None:
    """So many MRP in whole tenge, half a tenge rounded up; None where either is not known."""
    if mrp is None or index is None:
        return None
    return int((mrp * index).quantize(WHOLE_TENGE, rounding=ROUND_HALF_UP))
