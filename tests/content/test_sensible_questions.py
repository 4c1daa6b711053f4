"""Nobody is asked what makes no sense after what was answered before, and what is needed is asked.

Thirteen forms, four stages, five guides, each walked by somebody who answers no to everything, by somebody who
knows nothing, and by somebody who does all there is. What makes no sense is written here a second time, not read
from the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from itertools import product
from typing import Any

import pytest

from ngocheck.checklists.guides.journey import plan_journey
from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Question
from tests.conftest import READING_DAY
from tests.support.contract import CHOICES, GUIDES

FORMS = set(CHOICES["legal_form"])
FILED_FOR = {"name", "address", "charter", "new_branch", "liquidation", "reorganisation"}
NGO = FORMS - {"political_party", "trade_union", "religious_association"}
BRANCH = "foreign_nco_branch"
FILING = ("registration_filed_on", "registration_refused")
MONEY = {"has_exempt_income", "has_business_income", "has_corporate_donors", "seeks_state_funding"}
CHARITY = {"is_charity", "charity_programme_completed", "foreign_charity_money"}
ASSEMBLY = {"akimat_answer", "other_place_offered_on", "assembly_on", "organiser", "participants"}
# A question that only some forms are asked.
ONLY_FOR = {
    "special_groups": {"public_association", "political_party"},
    "seeks_state_funding": NGO,
    "works_with_volunteers": FORMS - {"political_party", "religious_association"},
}
# After an answer to one question: those that it leaves no sense in.
AFTER = [
    ("has_staff", False, ("disability_staff_share", "disability_payroll_share")),
    ("foreign_funds", False, ("publishes_with_foreign_money",)),
    ("assembly_form", "none", ASSEMBLY),
]


class Answering(dict[str, Any]):
    """Somebody who answers each question when it is asked, in one way."""

    def __init__(self, rulebook, way: str, status: str, form: str) -> None:
        super().__init__(status=status, legal_form=form)
        self.rulebook = rulebook
        self.way = way

    def __contains__(self, code: object) -> bool:
        return True

    def get(self, code: str, default: Any = None) -> Any:
        if code not in list(self):
            self[code] = None if self.way == "unknown" else self.answer(self.rulebook.questions[code])
        return self[code]

    def answer(self, question: Question) -> Any:
        busy = self.way == "busy"
        match question.kind:
            case Kind.YES_NO:
                return busy
            case Kind.SEVERAL:
                return frozenset(question.choice_codes if busy else ())
            case Kind.NUMBER:
                return question.maximum if busy else 0
            case Kind.DATE:
                return READING_DAY - timedelta(days=20)
            case Kind.TIME:
                return time(10, 0)
        usual = {"assembly_form": "picket" if busy else "none", "akimat_answer": "other_place_or_time"}
        return usual.get(question.code, question.choice_codes[0])


def asked(rulebook, guide: str, answers: Answering) -> set[str]:
    return {q.code for step in plan_journey(rulebook, answers, READING_DAY, guide).steps for q in step.questions}


def senseless(status: str, form: str, answers: Mapping[str, Any]) -> Iterator[str]:
    """What must not be asked."""
    yield from senseless_at(status, form)
    changes = answers.get("recent_changes")
    if status == "registered" and changes is not None and not changes & FILED_FOR:
        yield from FILING
    for question, answer, others in AFTER:
        if answers.get(question, "not asked") == answer:
            yield from others


def senseless_at(status: str, form: str) -> Iterator[str]:
    if status in ("planned", "informal"):
        yield from FILING
    if status == "registered":
        yield from ("founders_count", "founders_all_citizens")
    else:
        yield from ("recent_changes", "branch_regions", "registered_on", "change_decided_on", *MONEY, *CHARITY)
        yield from ("has_staff", "has_budget_money", "election_work", "foreign_participation")
        yield from ("territorial_status",) if form == "public_association" else ()
    yield from ("branch_regions", *CHARITY) if form == BRANCH else ("parent_is_charity",)
    for question, forms in ONLY_FOR.items():
        if form not in forms:
            yield question


def needed(status: str, form: str, guide: str) -> Iterator[str]:
    """What must be asked of somebody who does all there is."""
    if guide in ("register", "everything"):
        yield from needed_to_register(status, form)
    if guide in ("reports", "everything") and status == "registered":
        yield from ("has_business_income", "has_staff", "disability_staff_share", "registered_on")
        yield "parent_is_charity" if form == BRANCH else "is_charity"
        yield from ("seeks_state_funding",) if form in NGO else ()
    if guide in ("foreign-funds", "everything"):
        yield from ("foreign_funds", "publishes_with_foreign_money")
    if guide in ("assembly", "everything"):
        yield from ("assembly_form", "akimat_answer", "other_place_offered_on")


def needed_to_register(status: str, form: str) -> Iterator[str]:
    association = form == "public_association"
    if status == "registered":
        yield from ("recent_changes", *FILING)
        yield from ("branch_regions",) if form != BRANCH else ()
        yield from ("territorial_status",) if association else ()
    else:
        yield from ("founders_count", "founders_all_citizens", "special_groups") if association else ()
    if status == "founded":
        yield from FILING


WALKS = list(product(CHOICES["legal_form"], CHOICES["status"], GUIDES))


@pytest.mark.parametrize("way", ["no", "unknown", "busy"])
def test_no_question_without_sense_is_asked(rulebook, way):
    found = set()
    for form, status, guide in WALKS:
        answers = Answering(rulebook, way, status, form)
        questions = asked(rulebook, guide, answers)
        given = {code: answers[code] for code in answers.keys() & questions}
        wrong = questions & set(senseless(status, form, given))
        found |= {(status, form, code) for code in wrong}
    assert found == set()


def test_what_is_needed_is_asked(rulebook):
    found = set()
    for form, status, guide in WALKS:
        questions = asked(rulebook, guide, Answering(rulebook, "busy", status, form))
        found |= {(status, form, guide, code) for code in set(needed(status, form, guide)) - questions}
    assert found == set()


def test_a_page_asks_nine_questions_at_most(rulebook):
    for form, status, guide in WALKS:
        for step in plan_journey(rulebook, Answering(rulebook, "busy", status, form), READING_DAY, guide).steps:
            assert 1 <= len(step.questions) <= 9, (form, status, guide, step.section.code)


def test_an_offer_is_asked_about_once_it_was_made(rulebook):
    for answer in ("none_yet", "agreed", "agreed_with_limits", "refused", None, "other_place_or_time"):
        answers = Answering(rulebook, "busy", "registered", "public_foundation")
        answers["akimat_answer"] = answer
        assert ("other_place_offered_on" in asked(rulebook, "assembly", answers)) is (
            answer == "other_place_or_time"
        )
