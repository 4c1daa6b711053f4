"""What a visitor has answered, kept in the visit's session and nowhere else."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from ngocheck.engine.conditions import Fact
from ngocheck.engine.facts import AnswerError, read_answer, write_fact
from ngocheck.engine.rules import Rulebook

KEY = "answers"
UNKNOWN = "unknown"


def answers_of(session: SessionBase, rulebook: Rulebook) -> dict[str, Fact | None]:
    """The answers by question; None stands for "I do not know yet".

    Answers that a newer edition no longer takes are left out, so that they are asked again.
    """
    answers: dict[str, Fact | None] = {}
    for code, value in session.get(KEY, {}).items():
        question = rulebook.questions.get(code)
        if question is None:
            continue
        try:
            answers[code] = None if value == UNKNOWN else read_answer(question, value)
        except AnswerError:
            continue
    return answers


def keep_answers(session: SessionBase, answers: dict[str, Fact | None]) -> None:
    """Add answers to the visit, or change them. A new visit also clears away those that have run out."""
    if session.session_key is None:
        session.clear_expired()
    kept: dict[str, Any] = session.get(KEY, {})
    kept.update({code: UNKNOWN if fact is None else write_fact(fact) for code, fact in answers.items()})
    session[KEY] = kept
