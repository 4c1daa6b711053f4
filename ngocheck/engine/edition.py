"""A published edition read from its JSON: the rulebook as frozen values, and the rules in force on a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from .amounts import Parameter, ParameterValue
from .compiled import OVER_ANY_THRESHOLD
from .conditions import EVERYBODY, Condition, ConditionSet, Fact, Kind, Measure, Operator, Value
from .deadlines import Deadline, DeadlineKind, Every, Safe, Unit
from .ruleset import Ruleset
from .sources import Provision, Source, Text
from .workdays import Calendar

FORMAT = 1
Json = Mapping[str, Any]


class EditionError(ValueError):
    """The JSON is not an edition that this engine reads; the message says what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `minimum` and `maximum` bound numbers; `presumed` is taken as given while it is not answered."""

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

    def choice(self, code: str) -> Choice:
        return next(choice for choice in self.choices if choice.code == code)

    @property
    def choice_codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.choices)


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


@dataclass(frozen=True, slots=True)
class Penalty:
    """What the law attaches to not doing it. `mrp` is None for a warning, suspension or ban alone."""

    provision: Provision
    mrp: Decimal | None
    repeat: bool
    text: Text


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
    confidence: str
    verified_on: date | None
    next_check_on: date | None
    texts: Mapping[str, Text]
    passages: tuple[Passage, ...]
    applies: ConditionSet
    met: ConditionSet
    unclear: ConditionSet
    deadlines: tuple[Deadline, ...]
    fee_mrp: Decimal | None
    penalties: tuple[Penalty, ...]
    provisions: tuple[Provision, ...]

    def __hash__(self) -> int:
        return hash((self.requirement, self.effective_from))

    def in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)


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
    _rulesets: dict[int, Ruleset] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def _turns(self) -> list[date]:
        """The days on which any rule or parameter changes."""
        dated: list[Rule | ParameterValue] = [rule for versions in self.requirements.values() for rule in versions]
        dated += [value for parameter in self.parameters.values() for value in parameter.values]
        days = {row.effective_from for row in dated}
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

    def on(self, day: date) -> Ruleset:
        """The rules in force on `day`, compiled; days between two changes of law share one."""
        turn = self.turn(day)
        if turn not in self._rulesets:
            self._rulesets[turn] = Ruleset(self, day)
        return self._rulesets[turn]

    def turn(self, day: date) -> int:
        """The number of the stretch of time without a change of law in which `day` lies."""
        return bisect_right(self._turns, day)


def read(content: Json, label: str) -> Rulebook:
    """The rulebook of an edition's JSON. Raises EditionError where it is not one."""
    if content.get("format") != FORMAT:
        raise EditionError(f"This edition has format {content.get('format')!r}; this engine reads {FORMAT}.")
    try:
        return _Reader(content).rulebook(label)
    except (KeyError, ValueError, TypeError, ArithmeticError) as error:
        raise EditionError(f"The edition cannot be read: {type(error).__name__}: {error}") from error


def read_fact(kind: Kind, text: str) -> Fact:
    """A value as rows and editions write it, for one fact. Raises ValueError."""
    match kind:
        case Kind.YES_NO:
            if text not in ("yes", "no"):
                raise ValueError(f"{text!r} is not yes or no")
            return text == "yes"
        case Kind.NUMBER:
            return _as_written(int(text), text, str(int(text)))
        case Kind.DATE:
            day = date.fromisoformat(text)
            return _as_written(day, text, day.isoformat())
        case Kind.TIME:
            clock = time.fromisoformat(text)
            return _as_written(clock, text, f"{clock:%H:%M}")
        case Kind.SEVERAL:
            return frozenset(read_codes(text))
    return text


def _as_written(fact: Fact, text: str, usual: str) -> Fact:
    """The fact, where the text is the one way to write it; 1_0, 2026-W05-6 and 09:00+05:00 are not."""
    if text != usual:
        raise ValueError(f"{text!r} is written {usual!r}")
    return fact


def read_codes(text: str) -> tuple[str, ...]:
    """Codes written with commas between them."""
    return tuple(code.strip() for code in text.split(",") if code.strip())


class _Reader:
    def __init__(self, content: Json) -> None:
        self.content = content
        self.sources = {row["code"]: self.source(row) for row in content["sources"]}
        self.questions = {row["code"]: self.question(row) for row in content["questions"]}

    def rulebook(self, label: str) -> Rulebook:
        content = self.content
        return Rulebook(
            label=label,
            questions=self.questions,
            sections=tuple(Section(**row) for row in content["sections"]),
            areas=tuple(Area(**row) for row in content["areas"]),
            guides={row["code"]: self.guide(row) for row in content["guides"]},
            sources=self.sources,
            parameters={row["code"]: self.parameter(row) for row in content["parameters"]},
            calendar=self.calendar(content["calendar"]),
            requirements={row["code"]: self.versions(row) for row in content["requirements"]},
            watch=tuple(self.watch_entry(row) for row in content.get("watch", [])),
        )

    def source(self, row: Json) -> Source:
        return Source(**{**row, "as_of": _day(row["as_of"])})

    def question(self, row: Json) -> Question:
        kind = Kind(row["kind"])
        presumed = row["presumed"] or None
        if presumed not in (None, OVER_ANY_THRESHOLD):
            presumed = read_fact(kind, presumed)
        choices = tuple(Choice(**choice) for choice in row["choices"])
        return Question(**{**row, "kind": kind, "presumed": presumed, "choices": choices})

    def guide(self, row: Json) -> Guide:
        return Guide(**{**row, "requirements": frozenset(row["requirements"])})

    def parameter(self, row: Json) -> Parameter:
        values = tuple(
            ParameterValue(
                _need(value["from"]), _day(value["until"]), Decimal(value["value"]), value["confidence"]
            )
            for value in row["values"]
        )
        return Parameter(row["code"], row["title"], row["unit"], values)

    def calendar(self, row: Json) -> Calendar:
        return Calendar(
            first_year=row["first_year"],
            last_year=row["last_year"],
            days_off={_need(day): name for day, name in row["days_off"].items()},
            days_worked={_need(day): name for day, name in row["days_worked"].items()},
            official_years=frozenset(row["official_years"]),
        )

    def watch_entry(self, row: Json) -> WatchEntry:
        return WatchEntry(
            **{
                **row,
                "updated_on": _need(row["updated_on"]),
                "in_force_on": _day(row["in_force_on"]),
                "sources": tuple(self.sources[code] for code in row["sources"]),
                "requirements": frozenset(row["requirements"]),
            }
        )

    def versions(self, row: Json) -> tuple[Rule, ...]:
        return tuple(self.rule(row, version) for version in row["versions"])

    def rule(self, requirement: Json, row: Json) -> Rule:
        return Rule(
            requirement=requirement["code"],
            area=requirement["area"],
            effective_from=_need(row["from"]),
            effective_until=_day(row["until"]),
            start_confirmed=row["start_confirmed"],
            force=row["force"],
            confidence=row["confidence"],
            verified_on=_day(row["verified_on"]),
            next_check_on=_day(row["next_check_on"]),
            texts=row["texts"],
            passages=tuple(
                Passage(passage["text"], self.conditions(passage["when"]) or EVERYBODY)
                for passage in row["passages"]
            ),
            applies=self.conditions(row["applies"]) or EVERYBODY,
            met=self.conditions(row["met"]),
            unclear=self.conditions(row["unclear"]),
            deadlines=tuple(self.deadline(deadline) for deadline in row["deadlines"]),
            fee_mrp=None if row["fee_mrp"] is None else Decimal(row["fee_mrp"]),
            penalties=tuple(self.penalty(penalty) for penalty in row["penalties"]),
            provisions=tuple(self.provision(provision) for provision in row["provisions"]),
        )

    def conditions(self, groups: list[list[Json]]) -> ConditionSet:
        return tuple(tuple(self.condition(row) for row in group) for group in groups)

    def condition(self, row: Json) -> Condition:
        question = self.questions[row["question"]]
        value: Value | Measure
        if row["parameter"]:
            value = Measure(row["parameter"], Decimal(row["factor"]))
        elif question.kind in (Kind.ONE, Kind.SEVERAL):
            value = frozenset(read_codes(row["value"]))
        else:
            value = read_fact(question.kind, row["value"])
        return Condition(question.code, Operator(row["operator"]), value)

    def deadline(self, row: Json) -> Deadline:
        enums = {
            "kind": DeadlineKind(row["kind"]),
            "unit": Unit(row["unit"]),
            "every": Every(row["every"]),
            "safe": Safe(row["safe"]),
        }
        when = self.conditions(row["when"]) or EVERYBODY
        provision = self.provision(row["provision"]) if row["provision"] else None
        return Deadline(**{**row, **enums, "when": when, "provision": provision})

    def penalty(self, row: Json) -> Penalty:
        mrp = None if row["mrp"] is None else Decimal(row["mrp"])
        return Penalty(self.provision(row["provision"]), mrp, row["repeat"], row["text"])

    def provision(self, row: Json) -> Provision:
        source = self.sources[row["source"]]
        article = row["article"]
        if isinstance(article, str):  # an edition made before articles were translated
            article = {"en": article}
        return Provision(source, article, row["url"] or source.url)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _need(text: str) -> date:
    return date.fromisoformat(text)
