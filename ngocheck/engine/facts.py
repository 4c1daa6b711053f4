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


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogs. The engine speaks English, to programs; `wording.refusals` translates."""
    return text


# What is accepted instead of an answer that cannot be taken: by the kind of the question, or by what is wrong.
ACCEPTED: Mapping[str, str] = {
    "object": gettext_noop('one JSON object is needed, like {"status": "registered"}.'),
    "known": gettext_noop("there is no such question."),
    "once": gettext_noop("it is answered twice; give one answer."),
    Kind.YES_NO: gettext_noop("answer true or false, or null if you do not know."),
    Kind.ONE: gettext_noop("choose one of: %(codes)s."),
    Kind.SEVERAL: gettext_noop("give a list of any of: %(codes)s; or [] for none of them."),
    Kind.NUMBER: gettext_noop("give a whole number from %(lowest)s to %(highest)s."),
    Kind.DATE: gettext_noop("give a date as YYYY-MM-DD, from %(first)s to %(last)s."),
    Kind.TIME: gettext_noop("give a time of day as HH:MM, from 00:00 to 23:59."),
}


class AnswerError(ValueError):
    """An answer that cannot be taken. `question` is the code as it was given.

    `code` names the text in ACCEPTED that says what is accepted, with `params` in it.
    """

    def __init__(self, question: str, code: str, params: Mapping[str, object] | None = None) -> None:
        self.question = question
        self.code = code
        self.params = params or {}
        super().__init__(f"{question}: {ACCEPTED[code] % self.params}")


def read_facts(answers: Any, rulebook: Rulebook) -> dict[str, Fact]:
    """The facts in a JSON object of answers; null and absent questions are not known and give none.

    Raises AnswerError, which names the question and what it accepts.
    """
    if not isinstance(answers, Mapping):
        raise AnswerError("answers", "object")
    facts: dict[str, Fact] = {}
    for code, value in answers.items():
        question = rulebook.questions.get(code)
        if question is None:
            raise AnswerError(str(code)[:80], "known")
        if value is not None:
            facts[code] = read_answer(question, value)
    return facts


def read_answer(question: Question, value: Any) -> Fact:
    """One answer as a fact. Raises AnswerError."""
    match question.kind:
        case Kind.YES_NO:
            if not isinstance(value, bool):
                raise AnswerError(question.code, question.kind)
            return value
        case Kind.ONE:
            if not isinstance(value, str) or value not in question.choice_codes:
                raise AnswerError(question.code, question.kind, codes_of(question))
            return value
        case Kind.SEVERAL:
            return _several(question, value)
        case Kind.NUMBER:
            return _number(question, value)
        case Kind.DATE:
            return _date(question, value)
        case Kind.TIME:
            return _time(question, value)


def codes_of(question: Question) -> dict[str, str]:
    return {"codes": ", ".join(question.choice_codes)}


def _several(question: Question, value: Any) -> frozenset[str]:
    codes = question.choice_codes
    if question.none_was and isinstance(value, str):
        value = [] if value == question.none_was else [value]
    if not isinstance(value, list) or not all(isinstance(code, str) and code in codes for code in value):
        raise AnswerError(question.code, question.kind, codes_of(question))
    return frozenset(value)


def _number(question: Question, value: Any) -> int:
    lowest = 0 if question.minimum is None else question.minimum
    highest = LARGEST if question.maximum is None else question.maximum
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or not lowest <= value <= highest:
        raise AnswerError(question.code, question.kind, {"lowest": lowest, "highest": highest})
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
        raise AnswerError(question.code, question.kind, {"first": EARLIEST.year, "last": LATEST.year})
    return day


def _time(question: Question, value: Any) -> time:
    if isinstance(value, str) and CLOCK.fullmatch(value):
        try:
            return time.fromisoformat(value)
        except ValueError:
            pass
    raise AnswerError(question.code, question.kind)


def write_fact(fact: Fact) -> Any:
    """A fact as the JSON value that it was read from; several choices in alphabetical order."""
    if isinstance(fact, frozenset):
        return sorted(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, time):
        return fact.strftime("%H:%M")
    return fact
