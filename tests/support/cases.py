"""One organisation's answers and the law they are looked at with, and what the plain walk says of them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ngocheck.engine.conditions import Facts
from ngocheck.engine.findings import Finding, assess
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import Ruleset, ruleset_on
from tests.support import reference


class Case(NamedTuple):
    """One organisation's answers, looked at on one day."""

    rulebook: Rulebook
    facts: Facts
    on: date

    @property
    def ruleset(self) -> Ruleset:
        return ruleset_on(self.rulebook, self.on)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return assess(self.rulebook, self.facts, self.on).findings

    def answering(self, facts: Facts) -> Case:
        return self._replace(facts=facts)


class Walked:
    """What the plain walk says about the rules of a case; presumptions are taken for states, not for questions."""

    def __init__(self, case: Case) -> None:
        presumed = {code: q.presumed for code, q in case.rulebook.questions.items() if q.presumed is not None}
        self.case = case
        self.presumed = presumed.keys() - case.facts.keys()
        self.usual: dict[str, Any] = reference.presuming(case.facts, presumed)

    def state(self, number: int | None) -> bool | None:
        return True if number is None else reference.state(self.case.ruleset.sets[number], self.usual)

    def said(self, number: int | None) -> bool | None:
        """The same by the answers alone."""
        return True if number is None else reference.state(self.case.ruleset.sets[number], self.case.facts)

    def missing(self, number: int | None) -> set[str]:
        return (
            set()
            if number is None
            else reference.missing_absorbed(self.case.ruleset.sets[number], self.case.facts)
        )

    def silent(self, number: int) -> bool | None:
        """Whether the law says nothing about this case, so that the test is not made."""
        unclear = self.case.ruleset.unclear[number]
        return False if unclear is None else self.state(unclear)

    def clashing(self, number: int) -> bool:
        """Whether the test looks at answers that cannot both be."""
        met = self.case.ruleset.rules[number].met
        return reference.says_nothing(met, self.case.rulebook.clashes, self.case.facts)

    def met(self, number: int) -> bool | None:
        test = self.case.ruleset.met[number]
        if self.clashing(number):
            return None
        return self.state(test) if test is not None and self.silent(number) is False else None

    def to_ask(self, number: int) -> set[str]:
        """Everything that could still decide applicability, the test or a date."""
        ruleset = self.case.ruleset
        asked = self.missing(number)
        if not asked and self.state(number) is False:
            return set()
        if ruleset.met[number] is not None:
            asked |= self.missing(ruleset.unclear[number])
            if self.missing(ruleset.unclear[number]) or not self.silent(number):
                asked |= self.missing(ruleset.met[number])
        for deadline, limit in ruleset.deadlines[number]:
            asked |= self.missing(limit)
            if deadline.question and self.state(limit) is not False:
                asked |= {deadline.question} - self.case.facts.keys()
        return asked
