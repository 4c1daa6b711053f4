"""The page "check your answers": every question that was asked, with its answer in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ngocheck.engine.conditions import Fact
from ngocheck.engine.rules import Question
from ngocheck.wording.values import answer_text

from .journey import Journey, Step


@dataclass(frozen=True)
class AnswerRow:
    step: Step
    question: Question
    answered: bool
    words: str


def answer_rows(journey: Journey, answers: Mapping[str, Fact | None]) -> list[AnswerRow]:
    return [
        AnswerRow(step, question, question.code in answers, answer_text(question, answers.get(question.code)))
        for step in journey.steps
        for question in step.questions
    ]
