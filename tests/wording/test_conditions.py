"""Conditions and rules for dates in words, from the published law."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.engine.rules import Rule
from ngocheck.wording.conditions import case_clauses, deadline_text

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def rule_on(rulebook, code: str, on: date = ON) -> Rule:
    return next(rule for rule in rulebook.requirements[code] if rule.in_force(on))


def said_of(groups, rulebook, on: date = ON) -> list[list[str]]:
    return [[str(clause) for clause in case] for case in case_clauses(groups, rulebook, on)]


FORM = "What form does the assembly have?"
STATUS = "What territorial status does your public association have, or want?"
REGIONS = "In how many regions does your organisation have a branch or office?"


def test_choices_are_said_by_their_labels_in_the_order_of_the_question(rulebook):
    assert said_of(rule_on(rulebook, "asm-notify").applies, rulebook) == [
        [f"{FORM} one of these: Picket; Meeting; Rally"]
    ]
    assert said_of(rule_on(rulebook, "asm-picket-limits").applies, rulebook) == [[f"{FORM} Picket"]]


def test_cases_and_their_clauses_stand_as_the_editors_wrote_them(rulebook):
    assert said_of(rule_on(rulebook, "asm-picket-limits").met, rulebook) == [
        [
            "How many people do you expect? at most 1 persons",
            "How many minutes will it last on that day? at most 120 minutes",
        ],
        [
            "How many people do you expect? at most 1 persons",
            "Where is the assembly? In a specialised place or on a specialised route",
        ],
    ]


@pytest.mark.parametrize(
    ("on", "half", "regions"), [(ON, "10", "20"), (date(2023, 12, 31), "8.5", "17")], ids=["since 2024", "before"]
)
def test_a_parameter_is_said_with_its_value_on_the_day(rulebook, on, half, regions):
    local, regional, national = said_of(rule_on(rulebook, "reg-pa-territory", on).met, rulebook, on)
    assert local == [f"{STATUS} Local", f"{REGIONS} at most 1 regions"]
    assert regional[1] == f"{REGIONS} at least 2 regions"
    assert regional[2].startswith(f"{REGIONS} less than {half} regions (0.5 × “Regions that count")
    assert f": {regions} regions on " in regional[2]
    assert "Not confirmed" in regional[2]
    assert national[1].startswith(f"{REGIONS} more than {half} regions (")


def test_yes_no_times_and_lists_have_words_of_their_own(rulebook):
    def one(code: str, purpose: str) -> list[str]:
        return said_of(getattr(rule_on(rulebook, code), purpose), rulebook)[0]

    assert one("asm-no-foreign-money", "met") == ["Does foreign money pay for any part of the assembly? No"]
    assert one("asm-hours", "met")[:2] == [
        "When does it start? not earlier than 9:00",
        "When does it start? not later than 20:00",
    ]
    assert one("reg-change-name", "applies")[1] == (
        "What has changed in your organisation lately, or is about to change? among the answers: The name"
    )
    assert one("ff-notify", "applies")[2].startswith("Does one of these exemptions fit you? none of these: An ed")


def test_what_concerns_everybody_has_no_cases(rulebook, client):
    assert case_clauses(rule_on(rulebook, "op-prohibited-aims").applies, rulebook, ON) == ()
    assert (
        "Always: it depends on no answer." in client.get("/en/requirements/op-prohibited-aims/").content.decode()
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("asm-notify", "At least 5 working days before the day that answers “On which day is the assembly?”"),
        ("reg-pa-window", "Within 2 months after the day that answers “When was the founding meeting?”"),
        ("reg-liquidation", "At once; the law names no day"),
        ("rep-foreign-charity-branch", "Once a year; the law names no day"),
        ("ff-report", "After each half-year by day 15 of month 2 after its end"),
    ],
)
def test_rules_for_dates_are_said_without_anybodys_answers(rulebook, code, said):
    assert deadline_text(rule_on(rulebook, code).deadlines[0], rulebook) == said


def test_rules_for_dates_say_what_else_counts(rulebook):
    yearly = deadline_text(rule_on(rulebook, "rep-ngo-database").deadlines[0], rulebook)
    eve = deadline_text(rule_on(rulebook, "reg-status-proof").deadlines[0], rulebook)
    assert yearly.startswith("After each year by 31 March; periods that were over before")
    assert eve.endswith("; the last day of that time is too late")
