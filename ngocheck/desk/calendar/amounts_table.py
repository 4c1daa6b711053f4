"""Amounts by date as one table: a row a parameter, a column a stretch of time in which none of them changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import zip_longest

from django.db.models import Q

from ngocheck.engine.amounts import MRP
from ngocheck.rulebook.models import Condition, Parameter, ParameterValue, RequirementVersion
from ngocheck.wording.values import decimal_text


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included; without `last` no change is known after `first`."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class AmountCell:
    """The value of a parameter in a period. `gap` where an earlier value has ended and none follows it yet."""

    words: str
    confidence: str
    gap: bool


@dataclass(frozen=True, slots=True)
class AmountRow:
    parameter: Parameter
    on: str
    cells: list[AmountCell]
    requirements: list[str]
    lacks_next_year: bool


@dataclass(frozen=True, slots=True)
class AmountsTable:
    periods: list[Period]
    rows: list[AmountRow]
    next_year: int

    @property
    def lacking(self) -> list[AmountRow]:
        return [row for row in self.rows if row.lacks_next_year]


def amounts_table(on: date, today: date) -> AmountsTable:
    """The table, newest period first, with the values of the day `on`, and what the year after `today` still
    lacks. Four queries.
    """
    parameters = list(Parameter.objects.prefetch_related("values"))
    shown = periods([value for parameter in parameters for value in parameter.values.all()])[::-1]
    named = requirements_naming()
    rows = [amount_row(parameter, on, today.year + 1, shown, named) for parameter in parameters]
    return AmountsTable(shown, rows, today.year + 1)


def amount_row(
    parameter: Parameter, on: date, next_year: int, shown: list[Period], named: dict[str, set[str]]
) -> AmountRow:
    values = list(parameter.values.all())
    return AmountRow(
        parameter=parameter,
        on=amount_written(value_on(values, on)),
        cells=[cell(values, period) for period in shown],
        requirements=sorted(named[parameter.code]),
        lacks_next_year=value_on(values, date(next_year, 1, 1)) is None,
    )


def periods(values: list[ParameterValue]) -> list[Period]:
    """The stretches between any two days on which some value begins or ends, oldest first."""
    turns = {value.effective_from for value in values}
    turns |= {value.effective_until for value in values if value.effective_until}
    starts = sorted(turns)
    return [
        Period(first, following - timedelta(days=1) if following else None)
        for first, following in zip_longest(starts, starts[1:])
    ]


def cell(values: list[ParameterValue], period: Period) -> AmountCell:
    found = value_on(values, period.first)
    began = any(value.effective_from <= period.first for value in values)
    return AmountCell(amount_written(found), found.confidence if found else "", gap=found is None and began)


def value_on(values: list[ParameterValue], on: date) -> ParameterValue | None:
    return next((value for value in values if value.in_force(on)), None)


def amount_written(value: ParameterValue | None) -> str:
    return decimal_text(Decimal(value.value)) if value else ""


def requirements_naming() -> dict[str, set[str]]:
    """The codes of requirements by the parameter that they name; fees and fines are counted in MRP."""
    named: dict[str, set[str]] = defaultdict(set)
    conditions = Condition.objects.filter(parameter__isnull=False)
    for parameter, code in conditions.values_list("parameter__code", "group__version__requirement__code"):
        named[parameter].add(code)
    paid = RequirementVersion.objects.filter(Q(fee_mrp__isnull=False) | Q(penalties__mrp__isnull=False))
    named[MRP] |= set(paid.values_list("requirement__code", flat=True))
    return named
