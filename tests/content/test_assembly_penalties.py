"""Whom the penalties of an assembly hit, by who organises it: a scenario cannot say what must not be shown."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.engine.facts import read_facts
from ngocheck.engine.findings import findings_of

ON = date(2026, 11, 29)
UNLAWFUL = ("asm-notify", "asm-no-start-before-consent", "asm-emergency", "asm-citizens-only")
CONDUCT = ("asm-organiser-duties", "asm-hours", "asm-prohibitions", "asm-content", "asm-place")
# Whom, MRP, days of arrest, whether for a repeat.
JOINING = {("participant", 30, 15, False), ("participant", 50, 20, True), ("foreigner", 30, 15, False)}
CRIME = ("person", 200, 50, False)
ENTITY = {("organisation", 100, None, False), ("organisation", 150, None, True)}
ADULTS = {("organiser_person", 50, 15, False), ("organiser_person", 70, 25, True)}
MINORS = {("organiser_person", 50, None, False), ("organiser_person", 70, None, True)}
ABROAD = {("foreigner", 50, 15, False)}
FOREIGN_ENTITY = {("organisation", 100, None, False)}


def shown(rulebook, code, **answers):
    facts = read_facts({"assembly_form": "rally", **answers}, rulebook)
    (finding,) = findings_of(frozenset({code}), rulebook, facts, ON)
    fines = [fine.penalty for fine in finding.penalties]
    return {(fine.whom.value, fine.mrp and int(fine.mrp), fine.arrest_days, fine.repeat) for fine in fines}


@pytest.mark.parametrize("code", UNLAWFUL)
@pytest.mark.parametrize(
    ("organiser", "own"),
    [
        ("adult_citizen", ADULTS),
        ("kazakh_legal_entity", ENTITY | ADULTS),
        ("minor_citizen", MINORS),
        ("foreign_or_stateless_person", ABROAD),
        ("foreign_organisation", FOREIGN_ENTITY),
        (None, ENTITY | ADULTS | MINORS | ABROAD | FOREIGN_ENTITY),
    ],
)
def test_of_the_fines_for_an_unlawful_assembly_only_those_that_can_hit_this_organiser(
    rulebook, code, organiser, own
):
    answers = {"organiser": organiser} if organiser else {}
    assert shown(rulebook, code, **answers) == own | JOINING | {CRIME}


@pytest.mark.parametrize("code", CONDUCT)
@pytest.mark.parametrize(
    ("organiser", "own"),
    [
        ("adult_citizen", {("organiser_person", 30, 10, False), ("organiser_person", 50, 15, True)}),
        ("minor_citizen", {("organiser_person", 30, None, False), ("organiser_person", 50, None, True)}),
        ("foreign_or_stateless_person", set()),
        ("foreign_organisation", set()),
        (
            "kazakh_legal_entity",
            {
                ("organisation", 50, None, False),
                ("organisation", 70, None, True),
                ("organiser_person", 30, 10, False),
                ("organiser_person", 50, 15, True),
            },
        ),
    ],
)
def test_of_the_fines_for_conduct_only_those_that_can_hit_this_organiser(rulebook, code, organiser, own):
    participants = {("participant", 20, 10, False), ("participant", 50, 15, True)}
    assert shown(rulebook, code, organiser=organiser) == own | participants


@pytest.mark.parametrize("code", ["asm-answer-notification", "asm-offer-reply"])
def test_nobody_is_fined_over_the_akimats_answer(rulebook, code):
    assert shown(rulebook, code, akimat_answer="other_place_or_time") == set()


def test_whoever_helps_or_hinders_is_fined_whoever_organises(rulebook):
    for organiser in ("adult_citizen", "foreign_organisation"):
        assert shown(rulebook, "asm-help", organiser=organiser) == {
            ("organisation", 70, None, False),
            ("organisation", 100, None, True),
            ("helper", 30, 10, False),
            ("helper", 40, 15, True),
            ("helper", 200, 50, False),
        }
        assert shown(rulebook, "asm-hindrance", organiser=organiser) == {
            ("organisation", 70, None, True),
            ("person", 20, 10, False),
            ("person", 50, 15, True),
        }
