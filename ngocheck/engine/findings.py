"""Findings: what the rules in force on a day say to the facts that are known."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from weakref import WeakKeyDictionary

from .compiled import States, bit_numbers
from .conditions import Fact, Facts
from .deadlines import Deadline, DueDate, done_in_time, due_dates, earliest
from .rules import Passage, Rule, Rulebook, Step
from .ruleset import Ruleset, Sum, ruleset_on
from .sources import Provision

EVERYTHING = "everything"
REMEMBERED = 1000


class Applicability(StrEnum):
    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Reason:
    """An answer that decided."""

    question: str
    answer: Fact


class Finding(NamedTuple):
    """What is concluded about one requirement.

    `met` is None where there is no test, where it is not known, where the law is silent, or where the answers that
    it looks at cannot both be. `missing` are the
    questions that could still decide applicability, met or the date; `presumed` those of them that are taken as
    usual until they are answered. `met_reasons` are the answers behind `met`. `stale` says that the rule is past
    its next check. `amount_tenge` is the fee, in whole tenge. `provisions` are those of the rule as a whole and
    those that support the `passages`; all of them where none would be left.
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
    steps: tuple[Step, ...]
    amount_tenge: int | None
    penalties: tuple[Sum, ...]
    provisions: tuple[Provision, ...]
    stale: bool


# By ruleset; forgotten with it.
KNOWN: WeakKeyDictionary[Ruleset, list[dict[Hashable, Finding]]] = WeakKeyDictionary()


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
    requirements = rulebook.guides[guide].requirements
    return Assessment(rulebook.label, on, guide, tuple(findings_of(requirements, rulebook, facts, on)))


def findings_of(requirements: frozenset[str], rulebook: Rulebook, facts: Facts, on: date) -> Iterator[Finding]:
    """The findings of these requirements alone, as far as they are in force on the day `on`."""
    ruleset = ruleset_on(rulebook, on)
    return _findings_of(ruleset.numbers_in(requirements), rulebook, ruleset, facts, on)


def open_questions(rulebook: Rulebook, facts: Facts, on: date, guide: str) -> set[str]:
    """The questions whose answer could still change a finding of the guide: the ones worth asking."""
    return OpenQuestions(rulebook, facts, on, guide).codes


class OpenQuestions:
    """The open questions of a guide as answers come in; only rules that need a new answer are looked at again."""

    def __init__(self, rulebook: Rulebook, facts: Facts, on: date, guide: str) -> None:
        self.rulebook = rulebook
        self.ruleset = ruleset_on(rulebook, on)
        self.on = on
        self.facts = dict(facts)
        self._missing: dict[int, tuple[str, ...]] = {}
        self._look_at(self.ruleset.numbers_in(rulebook.guides[guide].requirements))

    @property
    def codes(self) -> set[str]:
        return set().union(*self._missing.values())

    def answer(self, facts: Facts) -> None:
        self.facts |= facts
        needing = set().union(*(self.ruleset.needing[question] for question in facts))
        self._look_at(self._missing.keys() & needing)

    def _look_at(self, numbers: Collection[int]) -> None:
        findings = _findings_of(numbers, self.rulebook, self.ruleset, self.facts, self.on)
        self._missing |= {number: finding.missing for number, finding in zip(numbers, findings, strict=True)}


def _findings_of(
    numbers: Iterable[int], rulebook: Rulebook, ruleset: Ruleset, facts: Facts, on: date
) -> Iterator[Finding]:
    """A finding depends on the few answers that its rule needs, so those met before are known already."""
    assessing: _Assessing | None = None
    known = findings_known(ruleset)
    for number in numbers:
        key = (on, *map(facts.get, ruleset.needs[number]))
        finding = known[number].get(key)
        if finding is None:
            assessing = assessing or _Assessing(rulebook, ruleset, facts, on)
            finding = assessing.finding(number, ruleset.rules[number])
            remember(known[number], key, finding)
        yield finding


def findings_known(ruleset: Ruleset) -> list[dict[Hashable, Finding]]:
    """By rule the findings met before, by the day and the answers that they depend on."""
    known = KNOWN.get(ruleset)
    if known is None:
        known = KNOWN[ruleset] = [{} for _ in ruleset.rules]
    return known


def remember(known: dict[Hashable, Finding], key: Hashable, finding: Finding) -> None:
    """Keeps a finding for the same answers; a few, and no trace of whose they were."""
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = finding


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
        self.said = self.states  # by the answers alone, without presumptions
        self.open: dict[int, list[str]] = {}
        for question, sets in compiled.missing(facts, dead, waiting):
            for number in bit_numbers(sets):
                self.open.setdefault(number, []).append(question)
        self.open_groups = compiled.open_groups(dead, waiting)
        self.several_open = compiled.with_several(self.open_groups)
        self.presumptions = {
            question: rulebook.questions[question].presumed
            for question in compiled.presumed_questions()
            if question not in facts
        }
        if self.presumptions:
            self.states = compiled.states(*compiled.presume(facts, dead))

    def finding(self, number: int, rule: Rule) -> Finding:
        applicability = self._applicability(number)
        missing = tuple(sorted(self.missing(number), key=self.ruleset.place.__getitem__))
        applies = applicability is Applicability.APPLIES
        possible = applicability is not Applicability.DOES_NOT_APPLY
        met = self._met(number) if possible else None
        return Finding(
            rule=rule,
            applicability=applicability,
            met=met,
            missing=missing,
            presumed=tuple(question for question in missing if question in self.presumptions),
            reasons=self._why_true(number) if applies else () if possible else self._why_false(number),
            met_reasons=self._why_met(number, met),
            due=tuple(self._due(number)) if possible and self.ruleset.deadlines[number] else (),
            passages=self._passages(number),
            steps=self._steps(number),
            amount_tenge=self.ruleset.fees[number] if possible else None,
            penalties=self._penalties(number),
            provisions=self._provisions(number),
            stale=rule.next_check_on is not None and self.on > rule.next_check_on,
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

    def missing(self, number: int) -> set[str]:
        """The unanswered questions that could still change the finding."""
        questions = self._open(number)
        if not questions and self._state(number) is False:
            return questions
        test, unclear = self.ruleset.met[number], self.ruleset.unclear[number]
        deadlines = self.ruleset.deadlines[number]
        tested = test is not None or self.ruleset.has_done[number]
        if tested and unclear is not None:
            questions |= self._open(unclear)
        tested = tested and (unclear is None or unclear in self.open or not self._state(unclear))
        if tested and test is not None:
            questions |= self._open(test)
        undecided = tested and self._met(number) is None
        for deadline, limit in deadlines:
            if limit is not None:
                questions |= self._open(limit)
            if self._state(limit) is not False:
                asked = not deadline.asked_once_it_applies or self._state(number) is True
                dates = {deadline.waits_for if asked else None, deadline.done if undecided else None}
                questions |= {date for date in dates if date} - self.facts.keys()
        return questions

    def _open(self, number: int) -> set[str]:
        """The unanswered questions that could still decide the set."""
        if number in self.open and self.several_open >> number & 1:
            return self._not_absorbed(number)
        return set(self.open.get(number, ()))

    def _not_absorbed(self, number: int) -> set[str]:
        """The same where several groups are open: one that waits for all that another waits for, and for more,
        can never matter (a picket that is short enough is in order wherever it stands)."""
        width = self.ruleset.compiled.width
        waiting = [
            frozenset(condition for condition in group if condition.question not in self.facts)
            for slot, group in enumerate(self.ruleset.sets[number])
            if self.open_groups >> (slot * width + number) & 1
        ]
        needed = [group for group in waiting if not any(other < group for other in waiting)]
        return {condition.question for group in needed for condition in group}

    def _met(self, number: int) -> bool | None:
        test, unclear = self.ruleset.met[number], self.ruleset.unclear[number]
        if test is None and not self.ruleset.has_done[number]:
            return None
        if unclear is not None and self._state(unclear) is not False:
            return None
        impossible = self.ruleset.impossible[self.ruleset.rules[number].requirement]
        if any(clash.hits(self.facts, self.on) for clash in impossible):
            return None
        tested = [in_time for _deadline, _limit, in_time in self._kept(number)]
        if test is not None:
            tested.append(self._state(test))
        if not tested or (None in tested and False not in tested):
            return None
        return False not in tested

    def _kept(self, number: int) -> Iterator[tuple[Deadline, int | None, bool | None]]:
        """The deadlines of which a day says whether they were kept, each with its limit and what that day says."""
        for deadline, limit in self.ruleset.deadlines[number]:
            if deadline.done and (concerned := self._state(limit)) is not False:
                in_time = done_in_time(deadline, self.facts, self.calendar) if concerned else None
                yield deadline, limit, in_time

    def _due(self, number: int) -> Iterator[DueDate]:
        """The dates; while it is open which deadline concerns the organisation, the earliest that may."""
        states = [(deadline, self._state(limit)) for deadline, limit in self.ruleset.deadlines[number]]
        holding = [deadline for deadline, state in states if state]
        for deadline in holding:
            yield from due_dates(deadline, self.facts, self.on, self.calendar)
        if not holding:
            possible = [deadline for deadline, state in states if state is None and deadline.counted]
            dates = [due for one in possible for due in due_dates(one, self.facts, self.on, self.calendar)]
            if dates:
                yield earliest(dates)

    def _passages(self, number: int) -> tuple[Passage, ...]:
        """What no answer rules out; a presumption is no answer, so it hides nothing."""
        possible = self.said.holds | self.said.unknown
        whole, limits = self.ruleset.all_passages[number]
        if not limits & ~possible:
            return whole
        return tuple(
            passage for passage, limit in self.ruleset.passages[number] if limit is None or possible >> limit & 1
        )

    def _steps(self, number: int) -> tuple[Step, ...]:
        possible = self.said.holds | self.said.unknown
        whole, limits = self.ruleset.all_steps[number]
        if not limits & ~possible:
            return whole
        return tuple(step for step, limit in self.ruleset.steps[number] if limit is None or possible >> limit & 1)

    def _provisions(self, number: int) -> tuple[Provision, ...]:
        possible = self.said.holds | self.said.unknown
        cited = self.ruleset.rules[number].provisions
        if not self.ruleset.cited_limits[number] & ~possible:
            return cited
        limits = self.ruleset.cited[number]
        shown = (
            provision
            for provision, limit in zip(cited, limits, strict=True)
            if limit is None or possible >> limit & 1
        )
        return tuple(shown) or cited

    def _penalties(self, number: int) -> tuple[Sum, ...]:
        possible = self.states.holds | self.states.unknown
        whole, limits = self.ruleset.all_penalties[number]
        if not limits & ~possible:
            return whole
        return tuple(
            fine for fine, limit in self.ruleset.penalties[number] if limit is None or possible >> limit & 1
        )

    def _why_met(self, number: int, met: bool | None) -> tuple[Reason, ...]:
        if met is None:
            return ()
        test = self.ruleset.met[number]
        why = self._why_true if met else self._why_false
        reasons = dict.fromkeys(why(test)) if test is not None else {}
        if met:
            reasons |= dict.fromkeys(self._why_not_concerned(number))
        for deadline, limit, in_time in self._kept(number):
            if in_time is met:
                reasons |= dict.fromkeys(() if limit is None else self._why_true(limit))
                reasons |= dict.fromkeys(
                    self._reasons(sorted(deadline.questions, key=self.ruleset.place.__getitem__))
                )
        return tuple(reasons)

    def _why_not_concerned(self, number: int) -> Iterator[Reason]:
        """The answers by which no day was to be kept that a deadline of the rule asks of others."""
        for deadline, limit in self.ruleset.deadlines[number]:
            if deadline.done and limit is not None and self._state(limit) is False:
                yield from self._why_false(limit)

    def _why_true(self, number: int) -> tuple[Reason, ...]:
        """The answers in the set's first group that holds; presumptions are named elsewhere."""
        width = self.ruleset.compiled.width
        for slot, group in enumerate(self.ruleset.sets[number]):
            if self.states.groups >> (slot * width + number) & 1:
                return self._reasons(dict.fromkeys(condition.question for condition in group))
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

    def _reasons(self, questions: Iterable[str]) -> tuple[Reason, ...]:
        return tuple(Reason(code, self.facts[code]) for code in questions if code in self.facts)
