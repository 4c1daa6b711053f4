"""Random questions, condition sets, answers, calendars and deadlines, for the property tests."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from ngocheck.engine.compiled import OVER_ANY_THRESHOLD
from ngocheck.engine.conditions import OPERATORS_FOR, ORDERED, Condition, ConditionSet, Fact, Facts, Kind
from ngocheck.engine.deadlines import Deadline, DeadlineKind, Every, Safe, Unit
from ngocheck.engine.rules import Choice, Question
from ngocheck.engine.workdays import ONE_DAY, SATURDAY, Calendar

NO_TEXT: Mapping[str, str] = {}
ONE_MINUTE = timedelta(minutes=1)
FIRST_YEAR, LAST_YEAR = 2025, 2026

# Few values, so that thresholds fall on each other and answers fall on thresholds.
DAYS = [date(2026, 2, 26) + n * ONE_DAY for n in range(6)]
TIMES = [time(0, 0), time(9, 0), time(9, 1), time(9, 30), time(23, 59)]
NUMBERS = [0, 1, 2, 5, Decimal("2.5"), Decimal("8.50"), 10**12]
THRESHOLDS: Mapping[Kind, Sequence[Any]] = {Kind.NUMBER: NUMBERS, Kind.DATE: DAYS, Kind.TIME: TIMES}


class Law(NamedTuple):
    """Questions, and condition sets over them."""

    questions: Mapping[str, Question]
    sets: tuple[ConditionSet, ...]

    @property
    def kinds(self) -> dict[str, Kind]:
        return {code: question.kind for code, question in self.questions.items()}

    @property
    def presumed(self) -> dict[str, Fact]:
        return {code: q.presumed for code, q in self.questions.items() if q.presumed is not None}


def question(kind: Kind, choices: str = "", presumed: Fact | None = None, code: str = "q") -> Question:
    letters = tuple(Choice(letter, NO_TEXT, NO_TEXT) for letter in choices)
    return Question(code, kind, "section", NO_TEXT, NO_TEXT, NO_TEXT, None, None, presumed, letters)


# Each kind plain and with a presumption. One draw picks a question whole, which keeps the tests fast.
PALETTE = [
    question(Kind.YES_NO),
    question(Kind.YES_NO, presumed=False),
    question(Kind.YES_NO, presumed=True),
    question(Kind.ONE, "ab"),
    question(Kind.ONE, "abcd"),
    question(Kind.ONE, "abc", presumed="b"),
    question(Kind.SEVERAL, "abc"),
    question(Kind.SEVERAL, "abc", presumed=frozenset("a")),
    question(Kind.SEVERAL, "ab", presumed=frozenset()),
    question(Kind.NUMBER),
    question(Kind.NUMBER, presumed=OVER_ANY_THRESHOLD),
    question(Kind.NUMBER, presumed=2),
    question(Kind.DATE),
    question(Kind.DATE, presumed=DAYS[2]),
    question(Kind.TIME),
    question(Kind.TIME, presumed=time(9, 1)),
]


def questions() -> SearchStrategy[dict[str, Question]]:
    return st.lists(st.sampled_from(PALETTE), min_size=1, max_size=8).map(
        lambda picked: {f"q{n}": replace(question, code=f"q{n}") for n, question in enumerate(picked)}
    )


def answers(question: Question, thresholds: Sequence[Any] = ()) -> SearchStrategy[Fact]:
    """Answers to a question: choices, or values at, just below and just above each threshold and beyond all."""
    match question.kind:
        case Kind.YES_NO:
            return st.booleans()
        case Kind.ONE:
            return st.sampled_from(question.choice_codes)
        case Kind.SEVERAL:
            return st.frozensets(st.sampled_from(question.choice_codes))
    thresholds = thresholds or THRESHOLDS[question.kind]
    return st.sampled_from(sorted({value for threshold in thresholds for value in around(threshold)}))


def around(threshold: Any) -> set[Any]:
    """The possible answers at, just below and just above a threshold. Numbers are answered whole, from 0."""
    if isinstance(threshold, date):
        return {threshold - ONE_DAY, threshold, threshold + ONE_DAY}
    if isinstance(threshold, time):
        minute = datetime.combine(DAYS[0], threshold)
        beside = {minute - ONE_MINUTE, minute, minute + ONE_MINUTE}
        return {value.time() for value in beside if value.date() == DAYS[0]}
    low, high = math.floor(threshold), math.ceil(threshold)
    return {max(low - 1, 0), low, high, high + 1}


def possible_conditions(question: Question) -> list[Condition]:
    """Every condition on the question: each operator that fits, with each value."""
    return [
        Condition(question.code, operator, value)
        for operator in OPERATORS_FOR[question.kind]
        for value in values(question)
    ]


def values(question: Question) -> Sequence[Any]:
    match question.kind:
        case Kind.YES_NO:
            return (True, False)
        case Kind.ONE | Kind.SEVERAL:
            codes = question.choice_codes
            some = (combinations(codes, size) for size in range(1, len(codes) + 1))
            return [frozenset(picked) for sizes in some for picked in sizes]
    return THRESHOLDS[question.kind]


@composite
def laws(draw: DrawFn, *, least: int = 1, most: int = 4) -> Law:
    """One to four condition sets over the same questions, each of so many groups of one to five conditions.

    The conditions come from a few, so that groups share some and one may ask for all that another asks for.
    """
    asked = draw(questions())
    any_condition = st.one_of([st.sampled_from(possible_conditions(question)) for question in asked.values()])
    condition = st.sampled_from(draw(st.lists(any_condition, min_size=1, max_size=12)))
    group = st.lists(condition, min_size=1, max_size=5).map(tuple)
    groups = st.lists(group, min_size=least, max_size=most).map(tuple)
    return Law(asked, tuple(draw(st.lists(groups, min_size=1, max_size=4))))


def complete_facts(law: Law) -> SearchStrategy[Facts]:
    """Every question answered."""
    return st.fixed_dictionaries(_answers_by_question(law.questions, law.sets))


def incomplete_facts(questions: Mapping[str, Question], sets: Sequence[ConditionSet]) -> SearchStrategy[Facts]:
    """Any of the questions answered, down to none."""
    return st.fixed_dictionaries({}, optional=_answers_by_question(questions, sets))


def _answers_by_question(
    questions: Mapping[str, Question], sets: Sequence[ConditionSet]
) -> dict[str, SearchStrategy[Fact]]:
    thresholds: dict[str, list[Any]] = {}
    for condition in (condition for groups in sets for group in groups for condition in group):
        if condition.operator in ORDERED:
            thresholds.setdefault(condition.question, []).append(condition.value)
    return {code: answers(question, thresholds.get(code, ())) for code, question in questions.items()}


@composite
def calendars(draw: DrawFn) -> Calendar:
    """Two years with days off and worked weekends at random, some of them right at the edges of the table."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    edges = [day + n * ONE_DAY for day in (first, last) for n in range(-12, 13)]
    special = st.dates(first, last) | st.sampled_from([day for day in edges if first <= day <= last])
    days = sorted(draw(st.sets(special, max_size=40)))
    return Calendar(
        FIRST_YEAR,
        LAST_YEAR,
        days_off={day: {"en": "A holiday"} for day in days if day.weekday() < SATURDAY},
        days_worked={day: {"en": "A moved rest day"} for day in days if day.weekday() >= SATURDAY},
        official_years=frozenset(draw(st.sets(st.sampled_from([FIRST_YEAR, LAST_YEAR])))),
    )


def days_about_the_table() -> SearchStrategy[date]:
    """Days in the table of `calendars()`, about its edges, and far outside."""
    edges = [date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)]
    beside = st.builds(lambda day, n: day + n * ONE_DAY, st.sampled_from(edges), st.integers(-20, 20))
    return beside | st.dates(edges[0], edges[1]) | st.dates(date(1950, 1, 1), date(2099, 12, 31))


@composite
def deadlines(draw: DrawFn, kinds: Sequence[DeadlineKind] = tuple(DeadlineKind)) -> Deadline:
    kind = draw(st.sampled_from(kinds))
    return Deadline(
        kind=kind,
        question="anchor",
        amount=draw(st.integers(1, 30)),
        unit=draw(st.sampled_from(Unit)),
        eve=kind in (DeadlineKind.AFTER, DeadlineKind.BEFORE) and draw(st.booleans()),
        every=draw(st.sampled_from(Every)),
        month=draw(st.integers(1, 12)),
        day=draw(st.integers(1, 31)),
        safe=draw(st.sampled_from(Safe)),
        moves=draw(st.booleans()),
        from_event=draw(st.booleans()),
        periods_from=draw(st.none() | days_about_the_table()),
        done=None,
        asked_once_it_applies=False,
        confirmed=draw(st.booleans()),
        when=((),),
        provision=None,
        moved_by=None,
    )
