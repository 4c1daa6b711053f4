"""The peer for many organisations at once: OpenFisca, rules as formulas over arrays."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from ngocheck.engine.conditions import ORDERED, Condition, ConditionSet, Facts, Kind, Operator

PERIOD = "2026"
ALWAYS = DateUnit.YEAR
VALUES = {Kind.YES_NO: bool, Kind.ONE: int, Kind.SEVERAL: int, Kind.NUMBER: int, Kind.DATE: int}
DTYPES = {bool: numpy.bool_, int: numpy.int32}
COMPARE = {code: getattr(operator, {"lte": "le", "gte": "ge"}.get(code, code)) for code in ORDERED}


class OpenFisca:
    """Requirements as variables of one tax and benefit system; two-valued, so for complete answers only.

    A choice is its number, several choices are a bit each, a day is its ordinal.
    """

    def __init__(self, sets: Sequence[ConditionSet], kinds: Mapping[str, Kind], choices: Sequence[str]) -> None:
        self.kinds = kinds
        self.place = {choice: number for number, choice in enumerate(choices)}
        self.entity = Entity("organisation", "organisations", "", "")
        self.system = TaxBenefitSystem([self.entity])
        for question, kind in kinds.items():
            self._add(question, VALUES[kind])
        self.requirements = [f"requirement_{number}" for number in range(len(sets))]
        for name, groups in zip(self.requirements, sets, strict=True):
            self._add(name, bool, formula=self._formula(groups))
        self.arrays: dict[str, Any] = {}

    def load(self, profiles: Sequence[Facts]) -> None:
        """Makes the arrays ready."""
        self.count = len(profiles)
        self.arrays = {
            question: numpy.array(
                [self._number(kind, facts[question]) for facts in profiles], dtype=DTYPES[VALUES[kind]]
            )
            for question, kind in self.kinds.items()
        }

    def run(self, requirements: Iterable[str]) -> list[Any]:
        """One simulation: for each requirement an array of who it applies to."""
        simulation = SimulationBuilder().build_default_simulation(self.system, self.count)
        for question, array in self.arrays.items():
            simulation.set_input(question, PERIOD, array)
        return [simulation.calculate(name, PERIOD) for name in requirements]

    def _add(self, name: str, value_type: type, **more: Any) -> None:
        columns = {"value_type": value_type, "entity": self.entity, "definition_period": ALWAYS, "label": name}
        self.system.add_variable(type(name, (Variable,), columns | more))

    def _formula(self, groups: ConditionSet) -> Callable[..., Any]:
        """All that can be worked out before the arrays are there is."""
        tests = [[(condition.question, self._test(condition)) for condition in group] for group in groups]

        def formula(organisation: Any, period: Any) -> Any:
            found: Any = None
            for group in tests:
                holds: Any = None
                for question, test in group:
                    fulfilled = test(organisation(question, period))
                    holds = fulfilled if holds is None else holds & fulfilled
                found = holds if found is None else found | holds
            return found

        return formula

    def _test(self, condition: Condition) -> Callable[[Any], Any]:
        value: Any = condition.value
        match condition.operator:
            case Operator.IS:
                return numpy.asarray if value else operator.invert
            case Operator.IN | Operator.NOT_IN:
                picked = [(code in value) == (condition.operator is Operator.IN) for code in self.place]
                return numpy.array(picked).__getitem__
            case Operator.ANY_OF | Operator.NONE_OF:
                bits = self._number(Kind.SEVERAL, value)
                compare = operator.ne if condition.operator is Operator.ANY_OF else operator.eq
                return lambda facts: compare(facts & bits, 0)
        threshold = self._number(self.kinds[condition.question], value)
        return lambda facts: COMPARE[condition.operator](facts, threshold)

    def _number(self, kind: Kind, fact: Any) -> Any:
        match kind:
            case Kind.ONE:
                return self.place[fact]
            case Kind.SEVERAL:
                return sum(1 << self.place[code] for code in fact)
            case Kind.DATE:
                return fact.toordinal()
        return fact
