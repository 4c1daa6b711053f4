"""The other guides, as far as the answers given in this one show that they have something for the visitor."""

from __future__ import annotations

from dataclasses import dataclass

from ngocheck.engine.findings import EVERYTHING, Applicability, findings_of
from ngocheck.engine.rules import Guide
from ngocheck.wording.translated import marked_text

from .visit import Visit


@dataclass(frozen=True, slots=True)
class OtherGuide:
    """`concerning` counts its rules that an answer brings in and that this guide does not have."""

    code: str
    title: str
    concerning: int


def other_guides(visit: Visit) -> tuple[OtherGuide, ...]:
    """The other guides that have something for the visitor, the one with the most first."""
    counted = (
        OtherGuide(guide.code, marked_text(guide.title), concerning(visit, guide))
        for guide in visit.rulebook.guides.values()
    )
    return tuple(sorted((other for other in counted if other.concerning), key=lambda other: -other.concerning))


def concerning(visit: Visit, guide: Guide) -> int:
    """How many rules an answer brings in that the visitor's guide does not have. The guide with everything only
    has those of the others."""
    if guide.code == EVERYTHING:
        return 0
    others = guide.requirements - visit.guide.requirements
    findings = findings_of(others, visit.rulebook, visit.journey.facts, visit.on)
    return sum(one.applicability is Applicability.APPLIES and bool(one.reasons) for one in findings)
