"""Five usual organisations, one for each guide, and somebody who knows nothing: their answers in a visit.

Days are told from the day looked at, so that tomorrow's organisations are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ngocheck.checklists.guides.answers import NOT_YET, UNKNOWN
from ngocheck.rulebook.publishing.live import live_rulebook, today
from tests.support.visits import stored_visit

Answers = Mapping[str, Any]
NO_ANSWERS: Answers = {}


@dataclass(frozen=True)
class Usual:
    """An organisation with its guide. What `answers` does not name is answered by "I do not know yet"."""

    guide: str
    answers: Callable[[date], Answers]


def _day(on: date, days: int) -> str:
    return (on + timedelta(days=days)).isoformat()


def _association(on: date) -> Answers:
    return {
        "status": "founded",
        "legal_form": "public_association",
        "special_groups": [],
        "founding_meeting_on": _day(on, -20),
        "founders_count": 12,
        "founders_all_citizens": True,
        "territorial_status": "local",
        "branch_regions": 0,
        "foreign_participation": False,
        "registration_filed_on": NOT_YET.value,
        "registration_refused": False,
    }


def _foundation(on: date) -> Answers:
    return {
        "status": "registered",
        "legal_form": "public_foundation",
        "registered_on": "2021-05-17",
        "foreign_participation": False,
        "recent_changes": [],
        "foreign_funds": False,
        "is_charity": False,
        "gave_or_got_sponsorship": True,
        "charity_programme_completed": False,
        "foreign_charity_money": False,
        "has_exempt_income": True,
        "has_business_income": False,
        "has_corporate_donors": True,
        "seeks_state_funding": False,
        "has_budget_money": False,
        "has_staff": True,
        "social_sphere_income_share": 40,
        "sells_excise_goods": False,
        "disability_staff_share": 0,
        "disability_payroll_share": 0,
        "works_with_volunteers": True,
        "publishes_online": True,
        "publishes_paid_posts": False,
        "runs_mass_culture_or_sport_events": False,
        "election_work": [],
        "asks_for_donations": False,
        "buys_online_ads": False,
    }


def _recipient(on: date) -> Answers:
    return {
        "status": "registered",
        "legal_form": "public_association",
        "foreign_participation": False,
        "is_charity": False,
        "foreign_charity_money": False,
        "publishes_online": True,
        "asks_for_donations": False,
        "foreign_funds": True,
        "foreign_funds_activities": ["legal_aid"],
        "foreign_funds_exemption": [],
        "publishes_with_foreign_money": ["grant_funded"],
        "foreign_receipt_on": _day(on, -3),
        "foreign_receipt_kind": "grant_or_donation",
        "foreign_receipt_amount": 12_500_000,
    }


def _rally(on: date) -> Answers:
    return {
        "assembly_form": "rally",
        "assembly_on": _day(on, 20),
        "organiser": "adult_citizen",
        "assembly_place": "specialised",
        "participants": 100,
        "foreign_participants": False,
        "assembly_foreign_money": False,
        "assembly_starts_at": "11:00",
        "assembly_ends_at": "13:00",
        "assembly_registered_on": NOT_YET.value,
    }


def _all_of_a_foundation(on: date) -> Answers:
    own = {"legal_form": "public_foundation", "branch_regions": 0, "assembly_form": "none"}
    return {**_foundation(on), **_recipient(on), **own}


def _nothing(on: date) -> Answers:
    return NO_ANSWERS


USUAL = {
    "association": Usual("register", _association),
    "foundation": Usual("reports", _foundation),
    "recipient": Usual("foreign-funds", _recipient),
    "rally": Usual("assembly", _rally),
    "all": Usual("everything", _all_of_a_foundation),
    "nothing": Usual("everything", _nothing),
}


def visit_of(usual: Usual) -> str:
    """The key of a new visit in which all questions are answered."""
    unknown = dict.fromkeys(live_rulebook().questions, UNKNOWN)
    return stored_visit({**unknown, **usual.answers(today())})
