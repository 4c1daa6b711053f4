"""The page "check your answers": every question that was asked, with its answer in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ngocheck.engine.rules import Question
from ngocheck.wording.values import answer_text, plain_text

from .answers import Answer, NotYet
from .clashes import ToldClash
from .journey import Journey, Leg


@dataclass(frozen=True)
class AnswerRow:
    step: Leg
    question: Question
    answered: bool
    words: str
    clashes: Sequence[ToldClash] = ()


def answer_rows(
    journey: Journey, answers: Mapping[str, Answer], clashes: Mapping[str, Sequence[ToldClash]]
) -> list[AnswerRow]:
    return [
        AnswerRow(
            step,
            question,
            question.code in answers,
            answer_words(question, answers.get(question.code)),
            clashes.get(question.code, ()),
        )
        for step in journey.steps
        for question in step.questions
    ]


def answer_words(question: Question, answer: Answer) -> str:
    return plain_text(question.not_yet) if isinstance(answer, NotYet) else answer_text(question, answer)
