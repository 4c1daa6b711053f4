"""Answers of a visit that cannot both be: what is said beside the later one, and where the other stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from ngocheck.engine.conditions import Fact, Facts
from ngocheck.engine.rules import Clash, Question
from ngocheck.wording.clashes import clash_text

from .answers import Answer, fact_of
from .journey import Leg
from .visit import Visit

# The box that a visitor ticks who has checked an answer and insists; its value is the code of the clash.
SURE = "sure"


@dataclass(frozen=True, slots=True)
class ToldClash:
    """A clash beside the answer to the question `beside`. `other` is the question it clashes with, `address` its
    place; None and "" where it clashes with a day."""

    clash: Clash
    beside: str
    words: str
    other: Question | None
    address: str


def clashes_now(visit: Visit, facts: Facts) -> Iterator[Clash]:
    return (clash for clash in visit.rulebook.clashes if clash.hits(facts, visit.on))


def clashes_in_step(
    visit: Visit, step: Leg, answers: Mapping[str, Answer], insisted: Collection[str]
) -> Iterator[ToldClash]:
    """What stands in the way of keeping the answers of a section, one thing a question.

    Where the visitor may insist and has ticked the box, or kept the same answers before, nothing does.
    """
    here = {question.code for question in step.questions}
    facts = {code: fact for code, fact in visit.journey.facts.items() if code not in here}
    facts |= {code: fact for code, answer in answers.items() if (fact := fact_of(answer)) is not None}
    told: set[str] = set()
    for clash in clashes_now(visit, facts):
        sides = [code for code in (clash.question, clash.other) if code in here]
        if not sides or sides[0] in told or (clash.may_insist and insisted_on(clash, facts, visit, insisted)):
            continue
        told.add(sides[0])
        yield told_clash(clash, sides[0] or "", visit, facts)


def insisted_on(clash: Clash, facts: Facts, visit: Visit, insisted: Collection[str]) -> bool:
    sides = [code for code in (clash.question, clash.other) if code]
    return clash.code in insisted or all(visit.answers.get(code) == facts[code] for code in sides)


def told_clash(clash: Clash, beside: str, visit: Visit, facts: Mapping[str, Fact]) -> ToldClash:
    beside_other = beside == clash.other
    words = clash_text(clash, visit.rulebook, facts, visit.on, beside_other=beside_other)
    other = visit.rulebook.questions.get((clash.question if beside_other else clash.other) or "")
    if other is None:
        return ToldClash(clash, beside, words, None, "")
    page = reverse("section", args=[visit.guide.code, other.section])
    return ToldClash(clash, beside, words, other, f"{page}#asked_{other.code}")


def clashes_of_visit(visit: Visit) -> dict[str, list[ToldClash]]:
    """All that clashes in the answers that count, by the question beside which it is told."""
    found: dict[str, list[ToldClash]] = {}
    for clash in clashes_now(visit, visit.journey.facts):
        found.setdefault(clash.question, []).append(told_clash(clash, clash.question, visit, visit.journey.facts))
    return found
