"""What the pages show, made ready for templates: answers as rows, a checklist as parts with lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ngocheck.engine.checklist import Checklist, Item, Part
from ngocheck.engine.conditions import Fact
from ngocheck.engine.deadlines import DueDate, Working, working
from ngocheck.engine.edition import Question, Rulebook
from ngocheck.engine.findings import Reason
from ngocheck.engine.workdays import Calendar

from .journey import Journey, Step
from .words import answer_in_words


@dataclass(frozen=True)
class AnswerRow:
    step: Step
    question: Question
    answered: bool
    words: str


def answer_rows(journey: Journey, answers: Mapping[str, Fact | None]) -> list[AnswerRow]:
    return [
        AnswerRow(step, question, question.code in answers, answer_in_words(question, answers.get(question.code)))
        for step in journey.steps
        for question in step.questions
    ]


@dataclass(frozen=True)
class DueLine:
    due: DueDate
    working: Working


@dataclass(frozen=True)
class ItemPage:
    """One item of the checklist with everything beside it in words."""

    item: Item
    due: list[DueLine]
    why: list[tuple[str, str]]
    met_why: list[tuple[str, str]]
    missing: list[Question]
    presumed: list[tuple[str, str]]


@dataclass(frozen=True)
class PartPage:
    part: Part
    items: list[ItemPage]


def parts_of(checklist: Checklist, rulebook: Rulebook) -> list[PartPage]:
    """The parts that have items, in the order in which they are read."""
    pages = [PartPage(part, [item_page(item, rulebook) for item in checklist.part(part)]) for part in Part]
    return [page for page in pages if page.items]


def item_page(item: Item, rulebook: Rulebook) -> ItemPage:
    finding = item.finding
    questions = rulebook.questions
    return ItemPage(
        item=item,
        due=[due_line(due, rulebook.calendar) for due in finding.due],
        why=list(in_words(finding.reasons, questions)),
        met_why=list(in_words(finding.met_reasons, questions)),
        missing=[questions[code] for code in finding.missing],
        presumed=[presumption(questions[code]) for code in finding.presumed],
    )


def due_line(due: DueDate, calendar: Calendar) -> DueLine:
    return DueLine(due, working(due, calendar))


def in_words(reasons: tuple[Reason, ...], questions: Mapping[str, Question]) -> Iterator[tuple[Any, str]]:
    for reason in reasons:
        question = questions[reason.question]
        yield question.text, answer_in_words(question, reason.answer)


def presumption(question: Question) -> tuple[Any, str]:
    """What is taken as given: a choice, or for a number that it is above every threshold."""
    if isinstance(question.presumed, str) and question.choices:
        return question.text, answer_in_words(question, question.presumed)
    return question.text, ""
