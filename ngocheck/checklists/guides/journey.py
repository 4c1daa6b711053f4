"""The way through a guide: which questions are asked, and which section comes next.

Nobody writes skip rules. A question is asked while a requirement of the guide still depends on it, given the
answers of the sections before its own; only what waits for something that has not happened yet is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ngocheck.engine.conditions import Fact
from ngocheck.engine.findings import OpenQuestions
from ngocheck.engine.rules import Question, Rulebook, Section

from .answers import NOT_YET, Answer, fact_of


@dataclass(frozen=True)
class Leg:
    """A section with the questions that are asked in it, and whether all of them have been answered."""

    section: Section
    questions: tuple[Question, ...]
    answered: bool


@dataclass(frozen=True)
class Journey:
    """The steps of one visitor through one guide, and the facts that count; `at_most` sections can be asked.

    Answers to questions that are not asked (any more) are no facts: they are kept aside in the visit.
    """

    steps: tuple[Leg, ...]
    facts: Mapping[str, Fact]
    at_most: int

    def step(self, section: str) -> Leg | None:
        return next((step for step in self.steps if step.section.code == section), None)

    def next_open(self) -> Leg | None:
        """The first step that still has something to ask."""
        return next((step for step in self.steps if not step.answered), None)

    def before(self, step: Leg) -> Leg | None:
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def place(self, step: Leg) -> int:
        return self.steps.index(step) + 1


def plan_journey(rulebook: Rulebook, answers: Mapping[str, Answer], on: date, guide: str) -> Journey:
    """The journey as the answers so far make it. An answer of None is "I do not know yet": asked, but no fact."""
    steps: list[Leg] = []
    not_yet: set[str] = set()
    facts: dict[str, Fact] = {}
    still_open = OpenQuestions(rulebook, facts, on, guide)
    open_codes = still_open.codes
    at_most = len({rulebook.questions[code].section for code in open_codes})
    for section in rulebook.sections:
        questions = tuple(
            q for q in rulebook.asked_in(section.code) if q.code in open_codes and q.waits_for not in not_yet
        )
        if not questions:
            continue
        steps.append(Leg(section, questions, all(question.code in answers for question in questions)))
        not_yet |= {question.code for question in questions if answers.get(question.code) is NOT_YET}
        new = {q.code: fact for q in questions if (fact := fact_of(answers.get(q.code))) is not None}
        if new:
            facts |= new
            still_open.answer(new)
            open_codes = still_open.codes
    return Journey(tuple(steps), facts, at_most)
