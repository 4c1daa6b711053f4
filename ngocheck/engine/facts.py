"""Answers as they come in (JSON values) turned into facts, or refused with what is accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from .conditions import Fact, Kind
from .rules import Question, Rulebook

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)
LARGEST = 10**15
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
CLOCK = re.compile(r"\d\d:\d\d", re.ASCII)


class AnswerError(ValueError):
    """An answer that cannot be taken. `question` is the code as it was given."""

    def __init__(self, question: str, accepts: str) -> None:
        self.question = question
        self.accepts = accepts
        super().__init__(f"{question}: {accepts}")


def read_facts(answers: Any, rulebook: Rulebook) -> dict[str, Fact]:
    """The facts in a JSON object of answers; null and absent questions are not known and give none.

    Raises AnswerError, which names the question and what it accepts.
    """
    if not isinstance(answers, Mapping):
        raise AnswerError("answers", 'one JSON object is needed, like {"status": "registered"}.')
    facts: dict[str, Fact] = {}
    for code, value in answers.items():
        question = rulebook.questions.get(code)
        if question is None:
            raise AnswerError(str(code)[:80], "there is no such question.")
        if value is not None:
            facts[code] = read_answer(question, value)
    return facts


def read_answer(question: Question, value: Any) -> Fact:
    """One answer as a fact. Raises AnswerError."""
    match question.kind:
        case Kind.YES_NO:
            if not isinstance(value, bool):
                raise AnswerError(question.code, "answer true or false, or null if you do not know.")
            return value
        case Kind.ONE:
            if not isinstance(value, str) or value not in question.choice_codes:
                raise AnswerError(question.code, f"choose one of: {', '.join(question.choice_codes)}.")
            return value
        case Kind.SEVERAL:
            return _several(question, value)
        case Kind.NUMBER:
            return _number(question, value)
        case Kind.DATE:
            return _date(question, value)
        case Kind.TIME:
            return _time(question, value)


def _several(question: Question, value: Any) -> frozenset[str]:
    codes = question.choice_codes
    if not isinstance(value, list) or not all(isinstance(code, str) and code in codes for code in value):
        raise AnswerError(question.code, f"give a list of any of: {', '.join(codes)}; or [] for none of them.")
    return frozenset(value)


def _number(question: Question, value: Any) -> int:
    lowest = 0 if question.minimum is None else question.minimum
    highest = LARGEST if question.maximum is None else question.maximum
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not lowest <= value <= highest:
        raise AnswerError(question.code, f"give a whole number from {lowest} to {highest}.")
    return int(value)


def read_day(value: Any) -> date | None:
    """A date written YYYY-MM-DD between 1900 and 2100; None for anything else."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _date(question: Question, value: Any) -> date:
    day = read_day(value)
    if day is None:
        raise AnswerError(question.code, f"give a date as YYYY-MM-DD, from {EARLIEST.year} to {LATEST.year}.")
    return day


def _time(question: Question, value: Any) -> time:
    if isinstance(value, str) and CLOCK.fullmatch(value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise AnswerError(question.code, "give a time of day as HH:MM, from 00:00 to 23:59.")


def write_fact(fact: Fact) -> Any:
    """A fact as the JSON value that it was read from; several choices in alphabetical order."""
    if isinstance(fact, frozenset):
        return sorted(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, time):
        return fact.strftime("%H:%M")
    return fact
