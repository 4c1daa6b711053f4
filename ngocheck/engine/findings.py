"""Findings: what the rules in force on a day say to the facts that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .amounts import in_tenge
from .conditions import Fact, Facts
from .deadlines import DueDate, due_dates
from .edition import Passage, Penalty, Rule, Rulebook
from .masks import States
from .ruleset import Ruleset

EVERYTHING = "everything"


class Applicability(StrEnum):
    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that decided."""

    question: str
    answer: Fact


@dataclass(frozen=True, slots=True)
class Sum:
    """A penalty with its amount in whole tenge on the day looked at; None where no index is known or no fine is set."""

    penalty: Penalty
    tenge: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is concluded about one requirement.

    `met` is None where there is no test, where it is not known, or where the law is silent. `missing` are the
    questions that could still decide applicability, met or the date; `presumed` those of them that are taken as
    usual until they are answered. `met_reasons` are the answers behind `met`. `stale` says that the rule is past
    its next check. `amount_tenge` is the fee, in whole tenge.
    """

    rule: Rule
    applicability: Applicability
    met: bool | None
    missing: tuple[str, ...]
    presumed: tuple[str, ...]
    reasons: tuple[Reason, ...]
    met_reasons: tuple[Reason, ...]
    due: tuple[DueDate, ...]
    passages: tuple[Passage, ...]
    amount_tenge: int | None
    penalties: tuple[Sum, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """One organisation's answers looked at on one day, for one guide."""

    edition: str
    on: date
    guide: str
    findings: tuple[Finding, ...]


def assess(rulebook: Rulebook, facts: Facts, on: date, guide: str = EVERYTHING) -> Assessment:
    """Every requirement of the guide that is in force on the day `on`, in the rulebook's order.

    Raises KeyError for a guide that the rulebook does not have.
    """
    wanted = rulebook.guides[guide].requirements
    assessing = _Assessing(rulebook, rulebook.on(on), facts, on)
    findings = tuple(
        assessing.finding(number, rule)
        for number, rule in enumerate(assessing.ruleset.rules)
        if rule.requirement in wanted
    )
    return Assessment(rulebook.label, on, guide, findings)


def open_questions(rulebook: Rulebook, facts: Facts, on: date, guide: str) -> set[str]:
    """The questions whose answer could still change a finding of the guide: the ones worth asking."""
    return {
        question
        for finding in assess(rulebook, facts, on, guide).findings
        for question in finding.missing
    }


class _Assessing:
    """One pass over the compiled sets, and what each rule makes of it."""

    def __init__(self, rulebook: Rulebook, ruleset: Ruleset, facts: Facts, on: date) -> None:
        self.calendar = rulebook.calendar
        self.ruleset = ruleset
        self.facts = facts
        self.on = on
        compiled = ruleset.compiled
        dead, waiting = compiled.marks(facts)
        self.states: States = compiled.states(dead, waiting)
        self.open = compiled.missing(facts, dead, waiting)
        self.presumptions = {
            question: rulebook.questions[question].presumed
            for question in compiled.presumed_questions()
            if question not in facts
        }
        if self.presumptions:
            self.states = compiled.states(*compiled.presume(facts, dead))

    def finding(self, number: int, rule: Rule) -> Finding:
        applicability = self._applicability(number)
        if applicability is Applicability.DOES_NOT_APPLY:
            return self._not_applying(number, rule)
        missing = set(self._missing(number))
        presumed = tuple(question for question, _ in self.open if question in missing & self.presumptions.keys())
        met = self._met(number, missing)
        due = tuple(self._due(number, missing))
        reasons: tuple[Reason, ...] = ()
        if applicability is Applicability.APPLIES:
            reasons = self._why_true(number)
        return Finding(
            rule=rule,
            applicability=applicability,
            met=met,
            missing=tuple(question for question in self.ruleset.questions if question in missing),
            presumed=presumed,
            reasons=reasons,
            met_reasons=self._why_met(number, met),
            due=due,
            passages=self._passages(number),
            amount_tenge=in_tenge(rule.fee_mrp, self.ruleset.mrp),
            penalties=self._penalties(rule),
            stale=self._stale(rule),
        )

    def _not_applying(self, number: int, rule: Rule) -> Finding:
        return Finding(
            rule=rule,
            applicability=Applicability.DOES_NOT_APPLY,
            met=None,
            missing=(),
            presumed=(),
            reasons=self._why_false(number),
            met_reasons=(),
            due=(),
            passages=self._passages(number),
            amount_tenge=None,
            penalties=self._penalties(rule),
            stale=self._stale(rule),
        )

    def _state(self, number: int | None) -> bool | None:
        """A set's value; the set that was not needed holds for everybody."""
        if number is None or self.states.holds >> number & 1:
            return True
        return None if self.states.unknown >> number & 1 else False

    def _applicability(self, number: int) -> Applicability:
        match self._state(number):
            case True:
                return Applicability.APPLIES
            case False:
                return Applicability.DOES_NOT_APPLY
        return Applicability.UNDETERMINED

    def _missing(self, number: int) -> Iterator[str]:
        return (question for question, sets in self.open if sets >> number & 1)

    def _met(self, number: int, missing: set[str]) -> bool | None:
        test, unclear = self.ruleset.met[number], self.ruleset.unclear[number]
        if test is None:
            return None
        if unclear is not None:
            silent = self._state(unclear)
            if silent is None:
                missing.update(self._missing(unclear))
            if silent is not False:
                return None
        met = self._state(test)
        missing.update(self._missing(test))
        return met

    def _due(self, number: int, missing: set[str]) -> Iterator[DueDate]:
        for deadline, limit in self.ruleset.deadlines[number]:
            concerned = self._state(limit)
            if limit is not None:
                missing.update(self._missing(limit))
            if concerned is False:
                continue
            if deadline.question and deadline.question not in self.facts:
                missing.add(deadline.question)
            if concerned:
                yield from due_dates(deadline, self.facts, self.on, self.calendar)

    def _passages(self, number: int) -> tuple[Passage, ...]:
        return tuple(
            passage
            for passage, limit in self.ruleset.passages[number]
            if self._state(limit) is not False
        )

    def _penalties(self, rule: Rule) -> tuple[Sum, ...]:
        mrp = self.ruleset.mrp
        return tuple(Sum(penalty, in_tenge(penalty.mrp, mrp)) for penalty in rule.penalties)

    def _stale(self, rule: Rule) -> bool:
        return rule.next_check_on is not None and self.on > rule.next_check_on

    def _why_met(self, number: int, met: bool | None) -> tuple[Reason, ...]:
        test = self.ruleset.met[number]
        if met is None or test is None:
            return ()
        return self._why_true(test) if met else self._why_false(test)

    def _why_true(self, number: int) -> tuple[Reason, ...]:
        """The answers in the set's first group that holds; presumptions are named elsewhere."""
        width = self.ruleset.compiled.width
        for slot, group in enumerate(self.ruleset.sets[number]):
            if self.states.groups >> (slot * width + number) & 1:
                return self._reasons({condition.question: None for condition in group})
        return ()

    def _why_false(self, number: int) -> tuple[Reason, ...]:
        """One answer that rules out each group of the set, as few different ones as come by themselves."""
        decided: dict[str, None] = {}
        for group in self.ruleset.sets[number]:
            against = [
                condition.question
                for condition in group
                if condition.question in self.facts and not condition.holds(self.facts[condition.question])
            ]
            if against and not decided.keys() & set(against):
                decided[against[0]] = None
        return self._reasons(decided)

    def _reasons(self, questions: Mapping[str, None]) -> tuple[Reason, ...]:
        return tuple(Reason(code, self.facts[code]) for code in questions if code in self.facts)
