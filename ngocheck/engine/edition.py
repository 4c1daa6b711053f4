"""A published edition read from its JSON: the rulebook as frozen values, and the rules in force on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from .amounts import Parameter, ParameterValue
from .compiled import OVER_ANY_THRESHOLD
from .conditions import EVERYBODY, Condition, ConditionSet, Fact, Kind, Measure, Operator, Value
from .deadlines import Deadline, DeadlineKind, Every, Safe, Unit
from .rules import (
    Area,
    Choice,
    Clash,
    Guide,
    Passage,
    Penalty,
    Question,
    Relation,
    Rule,
    Rulebook,
    Section,
    Stage,
    Step,
    WatchEntry,
    Whom,
)
from .sources import Provision, Source, Text
from .workdays import Calendar

FORMAT = 1
Json = Mapping[str, Any]


class EditionError(ValueError):
    """The JSON is not an edition that this engine reads; the message says what is wrong and where."""


def read_edition(content: Json, label: str) -> Rulebook:
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


# One row at a time, as editions have it; for readers that have rows and no edition. Each raises ValueError.


def read_text(row: Json, name: str) -> Text:
    """A text of the row. Beside its texts stands which of them are outdated in which languages, where any are."""
    return Text(row[name], row["outdated"].get(name, ()) if "outdated" in row else ())


def read_question(row: Json) -> Question:
    kind = Kind(row["kind"])
    presumed = row["presumed"] or None
    if presumed not in (None, OVER_ANY_THRESHOLD):
        presumed = read_fact(kind, presumed)
    choices = tuple(Choice(**_read_texts(choice, "label", "hint")) for choice in row["choices"])
    return Question(
        **{
            **_read_texts(row, "text", "hint", "unit", "not_yet"),
            "kind": kind,
            "presumed": presumed,
            "choices": choices,
        }
    )


def read_parameter(row: Json) -> Parameter:
    values = tuple(
        ParameterValue(_need(value["from"]), _day(value["until"]), Decimal(value["value"]), value["confidence"])
        for value in row["values"]
    )
    return Parameter(**{**_read_texts(row, "title", "unit"), "values": values})


def read_condition(row: Json, kind: Kind) -> Condition:
    """A condition on a question of this kind."""
    value: Value | Measure
    if row["parameter"]:
        value = Measure(row["parameter"], Decimal(row["factor"]))
    elif kind in (Kind.ONE, Kind.SEVERAL):
        value = frozenset(read_codes(row["value"]))
    else:
        value = read_fact(kind, row["value"])
    return Condition(row["question"], Operator(row["operator"]), value)


def read_deadline(
    row: Json,
    when: ConditionSet = EVERYBODY,
    provision: Provision | None = None,
    moved_by: Provision | None = None,
) -> Deadline:
    """A deadline that concerns those for whom `when` holds."""
    read = {
        "kind": DeadlineKind(row["kind"]),
        "unit": Unit(row["unit"]),
        "every": Every(row["every"]),
        "safe": Safe(row["safe"]),
        "periods_from": _day(row["periods_from"]),
    }
    return Deadline(**{**row, **read, "when": when, "provision": provision, "moved_by": moved_by})


class _Reader:
    def __init__(self, content: Json) -> None:
        self.content = content
        self.sources = {row["code"]: self.source(row) for row in content["sources"]}
        self.questions = {row["code"]: read_question(row) for row in content["questions"]}

    def rulebook(self, label: str) -> Rulebook:
        content = self.content
        return Rulebook(
            label=label,
            questions=self.questions,
            sections=tuple(Section(**_read_texts(row, "title", "intro")) for row in content["sections"]),
            areas=tuple(Area(**_read_texts(row, "title")) for row in content["areas"]),
            guides={row["code"]: self.guide(row) for row in content["guides"]},
            sources=self.sources,
            parameters={row["code"]: read_parameter(row) for row in content["parameters"]},
            calendar=self.calendar(content["calendar"]),
            requirements={row["code"]: self.versions(row) for row in content["requirements"]},
            watch=tuple(self.watch_entry(row) for row in content["watch"]),
            clashes=tuple(self.clash(row) for row in content["clashes"]),
        )

    def source(self, row: Json) -> Source:
        return Source(**{**_read_texts(row, "title", "short", "note"), "as_of": _day(row["as_of"])})

    def clash(self, row: Json) -> Clash:
        read = {"relation": Relation(row["relation"]), "day": _day(row["day"])}
        return Clash(**{**_read_texts(row, "advice"), **read})

    def guide(self, row: Json) -> Guide:
        return Guide(
            **{
                **_read_texts(row, "title", "summary", "at_hand", "intro"),
                "requirements": frozenset(row["requirements"]),
            }
        )

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
                **_read_texts(row, "title", "text", "who", "timing"),
                "updated_on": _need(row["updated_on"]),
                "in_force_on": _day(row["in_force_on"]),
                "sources": tuple(self.sources[code] for code in row["sources"]),
                "requirements": frozenset(row["requirements"]),
            }
        )

    def versions(self, row: Json) -> tuple[Rule, ...]:
        return tuple(self.rule(row, version) for version in row["versions"])

    def rule(self, requirement: Json, row: Json) -> Rule:
        outdated = row.get("outdated", {})
        return Rule(
            requirement=requirement["code"],
            area=requirement["area"],
            effective_from=_need(row["from"]),
            effective_until=_day(row["until"]),
            start_confirmed=row["start_confirmed"],
            force=row["force"],
            stage=Stage(row["stage"]),
            confidence=row["confidence"],
            verified_on=_day(row["verified_on"]),
            next_check_on=_day(row["next_check_on"]),
            texts={name: Text(text, outdated.get(name, ())) for name, text in row["texts"].items()},
            passages=tuple(
                Passage(read_text(passage, "text"), self.conditions(passage["when"]) or EVERYBODY)
                for passage in row["passages"]
            ),
            steps=tuple(
                Step(read_text(step, "text"), self.conditions(step["when"]) or EVERYBODY) for step in row["steps"]
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
        return tuple(
            tuple(read_condition(row, self.questions[row["question"]].kind) for row in group) for group in groups
        )

    def deadline(self, row: Json) -> Deadline:
        provision, moved_by = (
            self.provision(row[name]) if row[name] else None for name in ("provision", "moved_by")
        )
        return read_deadline(row, self.conditions(row["when"]) or EVERYBODY, provision, moved_by)

    def penalty(self, row: Json) -> Penalty:
        read = {
            "provision": self.provision(row["provision"]),
            "whom": Whom(row["whom"]),
            "mrp": None if row["mrp"] is None else Decimal(row["mrp"]),
            "confirmed_from": _day(row["confirmed_from"]),
            "when": self.conditions(row["when"]) or EVERYBODY,
        }
        return Penalty(**{**_read_texts(row, "text"), **read})

    def provision(self, row: Json) -> Provision:
        source = self.sources[row["source"]]
        links = row["links"] or source.links
        return Provision(source, read_text(row, "article"), links, row.get("passage"))


def _read_texts(row: Json, *names: str) -> dict[str, Any]:
    """The row with these texts read."""
    values = {**row, **{name: read_text(row, name) for name in names}}
    values.pop("outdated", None)
    return values


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _need(text: str) -> date:
    return date.fromisoformat(text)
