"""Made-up organisations to count on: what would a rule do to all of them?

Every organisation is invented. The shares in population.json are guesses of a plausible mix, and the rest is
drawn by chance from a fixed seed: nobody's data is behind it, and a number counted here says nothing of how many
organisations there are. The same questions always give the same organisations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ngocheck.engine.bulk.bits import Column, Columns, Picked, column
from ngocheck.engine.conditions import Fact, Kind
from ngocheck.engine.rules import Question, Rulebook

SHARES = Path(__file__).with_name("population.json")
# What is drawn evenly where the shares name nothing.
EVEN_YEARS = "-6..0"
EVEN_NUMBERS = 1000
SPREAD = 400
SUBSETS = 1000
EVERY_DAY, SPARSE = timedelta(days=1), timedelta(days=30)
LONG = 10
HALF = 50
QUARTER_HOUR = 15
WHOLE = 100

Weighed = dict[Any, float]
Plan = Mapping[str, Any]


class MadeUpQuestion(NamedTuple):
    """What the draw depends on: a question without its texts."""

    code: str
    kind: Kind
    choices: tuple[str, ...]
    minimum: int | None
    maximum: int | None


def made_up(*rulebooks: Rulebook) -> Columns:
    """The made-up organisations' answers to the questions of the rulebooks; where they differ, of the last.

    Kept per process for the same questions and calendar years; the first call takes about half a second.
    """
    questions: dict[str, Question] = {}
    for rulebook in rulebooks:
        questions |= rulebook.questions
    return _drawn(tuple(map(_made_up_question, questions.values())), rulebooks[-1].calendar.last_year)


@cache
def shares() -> Plan:
    return json.loads(SHARES.read_text(encoding="utf-8"))


def _made_up_question(question: Question) -> MadeUpQuestion:
    return MadeUpQuestion(question.code, question.kind, question.choice_codes, question.minimum, question.maximum)


# 23,000 organisations take a second to draw; the live edition and the draft mostly ask the same questions.
@lru_cache(maxsize=2)
def _drawn(questions: tuple[MadeUpQuestion, ...], last_year: int) -> Columns:
    draw = _Draw(questions, last_year)
    return Columns(draw.size, {question.code: draw.column(question.code) for question in questions})


class _Draw:
    """One draw: every question with a seed of its own, so that a new one leaves the others as they were."""

    def __init__(self, questions: Iterable[MadeUpQuestion], last_year: int) -> None:
        self.questions = {question.code: question for question in questions}
        self.last_year = last_year
        self.size: int = shares()["organisations"]
        self.columns: dict[str, Column] = {}

    def column(self, code: str) -> Column:
        if code not in self.columns:
            question = self.questions[code]
            plan = shares()["questions"].get(code, {})
            if plan.get("kind") != question.kind:
                plan = {}
            self.columns[code] = column(question.kind, self._only_if(plan, self._facts(question, plan)))
        return self.columns[code]

    def _facts(self, question: MadeUpQuestion, plan: Plan) -> list[Fact | None]:
        random = Random(f"{shares()['seed']} {question.code}")  # noqa: S311 - nothing secret is drawn
        weighed = weights(question, plan.get("shares", {}), self.last_year, random)
        unknown = plan.get("unknown", shares()["unknown"])
        weighed[None] = sum(weighed.values()) * unknown / (WHOLE - unknown) or 1
        return random.choices(list(weighed), list(weighed.values()), k=self.size)

    def _only_if(self, plan: Plan, facts: list[Fact | None]) -> Sequence[Fact | None]:
        """The facts of those who gave one of the answers that the question hangs on."""
        asked = (1 << self.size) - 1
        for code, answers in plan.get("only_if", {}).items():
            if code in self.questions:
                asked &= _who_gave(self.column(code), answers)
        flags = reversed(f"{asked:0{self.size}b}")
        return [fact if flag == "1" else None for fact, flag in zip(facts, flags, strict=True)]


def _who_gave(answers: Column, written: Sequence[str]) -> int:
    if not isinstance(answers, Picked):
        return answers.answered
    found = 0
    for choice, mask in answers.by_choice.items():
        found |= mask if in_writing(choice) in written else 0
    return found


def in_writing(choice: bool | str) -> str:
    return choice if isinstance(choice, str) else "yes" if choice else "no"


def weights(question: MadeUpQuestion, named: Mapping[str, float], last_year: int, random: Random) -> Weighed:
    """Every answer that may be drawn, with its weight."""
    match question.kind:
        case Kind.YES_NO:
            return {True: named.get("yes", HALF), False: named.get("no", HALF)}
        case Kind.ONE:
            usual = shares()["unnamed_choice"] if named else 1
            return {code: named.get(code, usual) for code in question.choices}
        case Kind.SEVERAL:
            return subsets(question.choices, named, random)
        case Kind.NUMBER:
            return spread(named or {even_numbers(question): 1}, numbers)
        case Kind.DATE:
            return spread(named or {EVEN_YEARS: 1}, lambda first, last: days(first, last, last_year))
    return spread(named or {"00:00..23:45": 1}, times)


def subsets(choices: Sequence[str], named: Mapping[str, float], random: Random) -> Weighed:
    """Answers with several choices, each choice in them by its own chance."""
    usual = shares()["unnamed_choice"] if named else HALF
    found: Weighed = {}
    for _ in range(SUBSETS):
        picked = frozenset(code for code in choices if random.random() * WHOLE < named.get(code, usual))
        found[picked] = found.get(picked, 0) + 1
    return found


def spread(named: Mapping[str, float], between: Any) -> Weighed:
    """Weights written for "a..b" spread evenly over the facts between the two, both included."""
    found: Weighed = {}
    for text, weight in named.items():
        first, _, last = text.partition("..")
        facts = list(between(first, last or first))
        for fact in facts:
            found[fact] = found.get(fact, 0) + weight / len(facts)
    return found


def even_numbers(question: MadeUpQuestion) -> str:
    lowest = question.minimum or 0
    return f"{lowest}..{lowest + EVEN_NUMBERS if question.maximum is None else question.maximum}"


def numbers(first: str, last: str) -> range:
    """Up to a few hundred numbers at even distances."""
    lowest, highest = int(first), int(last)
    return range(lowest, highest + 1, (highest - lowest) // SPREAD + 1)


def days(first: str, last: str, last_year: int) -> Iterator[date]:
    """Every day of these years, counted from the calendar's last; of a long stretch of years one a month."""
    years = range(last_year + int(first), last_year + int(last) + 1)
    step = EVERY_DAY if len(years) < LONG else SPARSE
    day = date(years[0], 1, 1)
    while day.year <= years[-1]:
        yield day
        day += step


def times(first: str, last: str) -> Iterator[time]:
    """Every quarter of an hour."""
    for hour, minute in product(range(24), range(0, 60, QUARTER_HOUR)):
        clock = time(hour, minute)
        if time.fromisoformat(first) <= clock <= time.fromisoformat(last):
            yield clock
