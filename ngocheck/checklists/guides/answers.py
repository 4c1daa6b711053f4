"""What a visitor has answered, kept in the sealed visit and nowhere else."""

from __future__ import annotations

from enum import Enum
from typing import Any

from ngocheck.checklists.visits.store import VisitStore
from ngocheck.engine.conditions import Fact
from ngocheck.engine.facts import AnswerError, read_answer, write_fact
from ngocheck.engine.rules import Guide, Rulebook

KEY = "answers"
GUIDE = "guide"
UNKNOWN = "unknown"


class NotYet(Enum):
    """The answer that something has not happened yet. It is no fact; what waits for it is not asked."""

    NOT_YET = "not_yet"


NOT_YET = NotYet.NOT_YET
Answer = Fact | NotYet | None


def fact_of(answer: Answer) -> Fact | None:
    """The fact that an answer gives; None where nothing is known."""
    return None if isinstance(answer, NotYet) else answer


def answers_of(visit: VisitStore, rulebook: Rulebook) -> dict[str, Answer]:
    """The answers by question; None stands for "I do not know yet".

    Answers that a newer edition no longer takes are left out, so that they are asked again.
    """
    answers: dict[str, Answer] = {}
    for code, value in visit.get(KEY, {}).items():
        question = rulebook.questions.get(code)
        if question is None:
            continue
        if value == NOT_YET.value and question.offers_not_yet:
            answers[code] = NOT_YET
            continue
        try:
            answers[code] = None if value == UNKNOWN else read_answer(question, value)
        except AnswerError:
            continue
    return answers


def guide_of(visit: VisitStore, rulebook: Rulebook) -> Guide | None:
    """The guide that the visit's last answers were given in; None while there are none."""
    return rulebook.guides.get(visit.get(GUIDE, "")) if visit.get(KEY) else None


def keep_answers(visit: VisitStore, answers: dict[str, Answer], guide: str) -> None:
    """Add answers given in a guide to the visit, or change them; they are stored when this returns."""

    def write(stored: dict[str, Any]) -> None:
        stored[KEY] = stored.get(KEY, {}) | {code: _kept(answer) for code, answer in answers.items()}
        stored[GUIDE] = guide

    visit.change(write)


def _kept(answer: Answer) -> Any:
    if isinstance(answer, NotYet):
        return answer.value
    return UNKNOWN if answer is None else write_fact(answer)
