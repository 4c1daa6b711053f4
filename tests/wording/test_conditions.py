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


FORM = "What form does the fair have?"
STATUS = "What reach does the charter name?"
DISTRICTS = "In how many districts are your branches?"


def test_choices_are_said_by_their_labels_in_the_order_of_the_question(rulebook):
    assert said_of(rule_on(rulebook, "fair-notice").applies, rulebook) == [
        [f"{FORM} one of these: Stall; Talk; Concert"]
    ]
    assert said_of(rule_on(rulebook, "fair-stall").applies, rulebook) == [[f"{FORM} Stall"]]


def test_cases_and_their_clauses_stand_as_the_editors_wrote_them(rulebook):
    assert said_of(rule_on(rulebook, "fair-stall").met, rulebook) == [
        [
            "How many people do you expect? at most 1 persons",
            "When does it end? not later than 18:00",
        ],
        [
            "How many people do you expect? at most 10 persons",
            "Where is the fair? The market square",
        ],
    ]


@pytest.mark.parametrize(
    ("on", "half", "districts"),
    [(ON, "10", "20"), (date(2023, 12, 31), "8.5", "17")],
    ids=["since 2024", "before"],
)
def test_a_parameter_is_said_with_its_value_on_the_day(rulebook, on, half, districts):
    local, regional, national = said_of(rule_on(rulebook, "reach-match", on).met, rulebook, on)
    assert local == [f"{STATUS} Local", f"{DISTRICTS} at most 1 districts"]
    assert regional[1] == f"{DISTRICTS} at least 2 districts"
    assert regional[2].startswith(f"{DISTRICTS} less than {half} districts (0.5 × “Number of districts")
    assert f": {districts} districts on " in regional[2]
    assert "Not confirmed" in regional[2]
    assert national[1].startswith(f"{DISTRICTS} more than {half} districts (")


def test_yes_no_times_and_lists_have_words_of_their_own(rulebook):
    def one(code: str, purpose: str) -> list[str]:
        return said_of(getattr(rule_on(rulebook, code), purpose), rulebook)[0]

    assert one("gift-notice", "applies")[0] == "Do you get gifts from abroad? Yes"
    assert one("fair-hours", "met")[:2] == [
        "When does it start? not earlier than 9:00",
        "When does it start? not later than 20:00",
    ]
    assert one("gift-notice", "applies")[1] == (
        "Which of these do you do? at least one of these: Legal help; Surveys; News"
    )
    assert one("gift-report", "applies")[1] == "Which of these do you do? among the answers: Legal help"
    assert said_of(rule_on(rulebook, "entry-fee").applies, rulebook)[1][2] == (
        "Is your club for one of these groups? none of these: Young people; Persons with disabilities"
    )


def test_what_concerns_everybody_has_no_cases(rulebook, client):
    assert case_clauses(rule_on(rulebook, "no-harm").applies, rulebook, ON) == ()
    assert "Always: it depends on no answer." in client.get("/en/requirements/no-harm/").content.decode()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "fair-notice",
            (
                "At least 5 working days before the day that answers “On which day is the fair?”; met once "
                "the answer to “When did the town hall register your papers?” is that day or an earlier one"
            ),
        ),
        ("office-answer", "Within 5 working days after the day that answers “When did you hand in the papers?”"),
        ("fair-sign", "At once; the law names no day"),
        ("leaflet", "Once a year; the law names no day"),
        (
            "gift-report",
            (
                "After each half-year by day 15 of month 2 after its end; a last day on a day off moves to the "
                "next working day; beginning with the period of the day that answers “When did the gift arrive?”"
            ),
        ),
    ],
)
def test_rules_for_dates_are_said_without_anybodys_answers(rulebook, code, said):
    assert deadline_text(rule_on(rulebook, code).deadlines[0], rulebook) == said


def test_rules_for_dates_say_what_else_counts(rulebook):
    yearly = deadline_text(rule_on(rulebook, "club-report").deadlines[0], rulebook)
    eve = deadline_text(rule_on(rulebook, "proof").deadlines[0], rulebook)
    assert yearly.startswith(
        "After each year by 31 March; this day does not move, even where it is a day off; periods that were over"
    )
    assert "; the last day of that time is too late; this day does not move" in eve
    month = deadline_text(rule_on(rulebook, "office-answer").deadlines[1], rulebook)
    assert month.endswith("; a last day on a day off moves to the next working day (Club Law, art. 60)")
