"""What an edition says, as frozen values: the questions, the versions of each requirement, the whole rulebook."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from .amounts import Parameter, ParameterValue
from .conditions import COMPARE, ConditionSet, Fact, Facts, Kind, Operator, questions_in
from .deadlines import Deadline
from .sources import Provision, Source, Text
from .workdays import Calendar

UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `minimum` and `maximum` bound numbers; `presumed` is taken as given while it is not answered.

    `none_was` is the code that meant none of the choices while only one could be chosen; "" where there is none.
    `not_yet` words a form's answer that something has not happened: the question is then unknown, and those that
    wait for it (`waits_for`) are not asked.
    """

    code: str
    kind: Kind
    section: str
    text: Text
    hint: Text
    unit: Text
    minimum: int | None
    maximum: int | None
    presumed: Fact | None
    choices: tuple[Choice, ...]
    none_was: str = ""
    not_yet: Text = field(default_factory=lambda: Text({}))
    waits_for: str | None = None

    def choice(self, code: str) -> Choice:
        return next(choice for choice in self.choices if choice.code == code)

    @property
    def choice_codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.choices)

    @property
    def offers_not_yet(self) -> bool:
        return any(self.not_yet.values())


class Relation(StrEnum):
    """How one answer must stand to another."""

    AFTER = "after"
    NOT_BEFORE = "not_before"
    NOT_AFTER = "not_after"


# By relation the comparison that breaks it.
BREAKING = {
    Relation.AFTER: Operator.LTE,
    Relation.NOT_BEFORE: Operator.LT,
    Relation.NOT_AFTER: Operator.GT,
}


@dataclass(frozen=True, slots=True)
class Clash:
    """Answers that cannot both be: that to `question` must stand in the relation to that to `other`; without one
    to `day`, and without both to the day looked at.

    Where the visitor `may_insist` the law could allow them all the same. Forms tell; facts are taken as given, but
    a test that looks at two answers that cannot both be says nothing.
    """

    code: str
    question: str
    relation: Relation
    other: str | None
    day: date | None
    may_insist: bool
    advice: Text

    def bound(self, facts: Facts, on: date) -> Fact | None:
        """What the answer is compared with; None while the other question is not answered."""
        return facts.get(self.other) if self.other else self.day or on

    def hits(self, facts: Facts, on: date) -> bool:
        fact, bound = facts.get(self.question), self.bound(facts, on)
        return fact is not None and bound is not None and COMPARE[BREAKING[self.relation]](fact, bound)


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: Text
    intro: Text


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class Guide:
    code: str
    title: Text
    summary: Text
    at_hand: Text
    intro: Text
    requirements: frozenset[str]


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """A change of law that is coming, came or came to nothing. `updated_on` is the day to which it is true."""

    code: str
    state: str
    title: Text
    text: Text
    who: Text
    timing: Text
    updated_on: date
    in_force_on: date | None
    confidence: str
    sources: tuple[Source, ...]
    requirements: frozenset[str]


class Whom(StrEnum):
    """Whom a penalty hits, in the order in which penalties are read. An organisation is any legal entity."""

    ORGANISATION = "organisation"
    OFFICIAL = "official"
    PERSON = "person"
    ORGANISER_PERSON = "organiser_person"
    PARTICIPANT = "participant"
    HELPER = "helper"
    FOREIGNER = "foreigner"


def hits_others(force: str, whom: Iterable[Whom]) -> bool:
    """Whether the penalties of a rule are those of others: it is a right of the reader, or owed to them, and hits
    nobody who organises or joins."""
    return force in ("may", "authority") and not {Whom.ORGANISER_PERSON, Whom.PARTICIPANT} & set(whom)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What the law attaches to not doing it; shown unless the answers rule it out.

    `mrp` is None for a warning, arrest, suspension or ban alone; `arrest_days` and `prison_years` are the most
    days of arrest and years of prison, None where there is none. Before `confirmed_from` it counts as unverified:
    its amounts were read only as they stand from that day.
    """

    provision: Provision
    whom: Whom
    mrp: Decimal | None
    arrest_days: int | None
    prison_years: int | None
    repeat: bool
    confidence: str
    confirmed_from: date | None
    text: Text
    when: ConditionSet

    def looked_at(self, on: date) -> Penalty:
        """The penalty, as sure as it is on the day `on`."""
        read = self.confirmed_from is None or self.confirmed_from <= on
        return self if read else replace(self, confidence=UNVERIFIED)


class Stage(StrEnum):
    """Its place on the way to a day, such as that of an assembly; for the rest whether it is done once."""

    BEFORE_FILING = "before_filing"
    FILE = "file"
    WAIT = "wait"
    ON_THE_DAY = "on_the_day"
    AFTER = "after"
    ONCE = "once"
    LASTING = "lasting"


@dataclass(frozen=True, slots=True)
class Step:
    """A short line of what to do; shown unless the answers rule it out."""

    text: Text
    when: ConditionSet


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a requirement that concerns only some; shown unless the answers rule it out."""

    text: Text
    when: ConditionSet


@dataclass(frozen=True, slots=True)
class Rule:
    """A version of a requirement: what the law asks from `effective_from` to the day before `effective_until`."""

    requirement: str
    area: str
    effective_from: date
    effective_until: date | None
    start_confirmed: bool
    force: str
    stage: Stage
    confidence: str
    verified_on: date | None
    next_check_on: date | None
    texts: Mapping[str, Text]
    passages: tuple[Passage, ...]
    steps: tuple[Step, ...]
    applies: ConditionSet
    met: ConditionSet
    unclear: ConditionSet
    deadlines: tuple[Deadline, ...]
    fee_mrp: Decimal | None
    penalties: tuple[Penalty, ...]
    provisions: tuple[Provision, ...]
    # Whether the text of the law has changed since it was read, and nobody has looked. No edition says so: it is
    # known only later (`Rulebook.with_amended`).
    amended: bool = False

    def __hash__(self) -> int:
        return hash((self.requirement, self.effective_from))

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    @property
    def condition_sets(self) -> tuple[ConditionSet, ...]:
        """When it applies, is met, is unclear; then whom its deadlines, passages, penalties and steps concern."""
        parts: tuple[Deadline | Passage | Penalty | Step, ...]
        parts = (*self.deadlines, *self.passages, *self.penalties, *self.steps)
        return (self.applies, self.met, self.unclear, *(part.when for part in parts))

    @property
    def questions(self) -> set[str]:
        """The questions that its finding depends on."""
        dates = (deadline.questions for deadline in self.deadlines)
        return set().union(*dates, *map(questions_in, self.condition_sets))

    @property
    def all_provisions(self) -> tuple[Provision, ...]:
        """Those that it cites, then those of its deadlines and of its penalties; some stand there twice."""
        of_dates = (provision for deadline in self.deadlines for provision in deadline.provisions)
        return (*self.provisions, *of_dates, *(penalty.provision for penalty in self.penalties))


@dataclass(frozen=True)
class Rulebook:
    """All that an edition says. `label` names the edition that it was read from."""

    label: str
    questions: Mapping[str, Question]
    sections: tuple[Section, ...]
    areas: tuple[Area, ...]
    guides: Mapping[str, Guide]
    sources: Mapping[str, Source]
    parameters: Mapping[str, Parameter]
    calendar: Calendar
    requirements: Mapping[str, tuple[Rule, ...]]
    watch: tuple[WatchEntry, ...] = ()
    clashes: tuple[Clash, ...] = ()
    # What other modules make of a stretch of time without a change of law, by its number: see `ruleset_on`.
    compiled: dict[int, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which any rule or parameter changes, or how sure a penalty is."""
        dated: list[Rule | ParameterValue] = [rule for versions in self.requirements.values() for rule in versions]
        dated += [value for parameter in self.parameters.values() for value in parameter.values]
        days = {row.effective_from for row in dated}
        fines = (fine for versions in self.requirements.values() for rule in versions for fine in rule.penalties)
        days |= {fine.confirmed_from for fine in fines if fine.confirmed_from}
        return sorted(days | {row.effective_until for row in dated if row.effective_until})

    @cached_property
    def _by_section(self) -> dict[str, tuple[Question, ...]]:
        return {
            section.code: tuple(q for q in self.questions.values() if q.section == section.code)
            for section in self.sections
        }

    def asked_in(self, section: str) -> tuple[Question, ...]:
        """The questions of a section."""
        return self._by_section[section]

    def rules_on(self, day: date) -> tuple[Rule, ...]:
        """The versions in force on the day, in the order of their requirements."""
        return tuple(rule for versions in self.requirements.values() for rule in versions if rule.in_force(day))

    def rule_on(self, code: str, day: date) -> Rule | None:
        """The requirement's version in force on the day; None where there is none, or no such requirement."""
        return next((rule for rule in self.requirements.get(code, ()) if rule.in_force(day)), None)

    def with_amended(self, versions: Container[tuple[str, date]]) -> Rulebook:
        """The same with these versions, by requirement and first day, marked as `amended`."""
        requirements = {
            code: tuple(
                replace(rule, amended=True) if (code, rule.effective_from) in versions else rule for rule in rules
            )
            for code, rules in self.requirements.items()
        }
        return replace(self, requirements=requirements)

    def impossible_in(self, groups: ConditionSet) -> tuple[Clash, ...]:
        """The clashes that nobody may insist on between two answers that the conditions look at."""
        asked = questions_in(groups)
        return tuple(
            clash
            for clash in self.clashes
            if not clash.may_insist and clash.question in asked and clash.other in asked
        )

    def turn(self, day: date) -> int:
        """The number of the stretch of time without a change of law in which `day` lies."""
        return bisect_right(self._turns, day)
