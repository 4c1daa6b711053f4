"""From a guide's first question to "check your answers" in few actions, and nothing is answered beforehand.

Each radio, box and typed field counts, and each "Save and go on".
The visitors are usual ones who know the answers.
"""

from __future__ import annotations

import re

import pytest

from ngocheck.checklists.guides.answers import KEY
from tests.support.visits import kept_by

pytestmark = [pytest.mark.django_db, pytest.mark.content]

INCOME = "/en/guides/reports/income/"
FOUNDATION = {
    "status": "registered",
    "legal_form": "public_foundation",
    "registered_on": "01.05.2023",
    "has_exempt_income": "true",
    "gave_or_got_sponsorship": "true",
    "has_staff": "true",
    "social_sphere_income_share": "10",
    "disability_staff_share": "0",
    "works_with_volunteers": "true",
    "publishes_online": "true",
    "asks_for_donations": "true",
    "branch_regions": "0",
    "assembly_form": "none",
}
ASSOCIATION = FOUNDATION | {"legal_form": "public_association", "territorial_status": "local"}
FOUNDED = {
    "status": "founded",
    "legal_form": "public_association",
    "founding_meeting_on": "10.11.2026",
    "founders_count": "12",
    "founders_all_citizens": "true",
}
GRANT = {
    "status": "registered",
    "legal_form": "public_foundation",
    "foreign_funds": "true",
    "foreign_funds_activities": "information",
    "publishes_with_foreign_money": "grant_funded",
    "foreign_receipt_on": "16.11.2026",
    "foreign_receipt_kind": "grant_or_donation",
    "foreign_receipt_amount": "12 500 000",
}
RALLY = {
    "assembly_form": "rally",
    "assembly_on": "19.12.2027",
    "assembly_starts_at": "12:00",
    "assembly_ends_at": "14:00",
    "assembly_place": "specialised",
    "organiser": "adult_citizen",
}
FILED = {"registration_filed_on": "20.11.2026"}
CHANGED = {"recent_changes": "address", "change_decided_on": "20.11.2026"} | FILED
WALKS = {
    "an association being founded": ("register", FOUNDED | {"registration_filed_on": "not_yet"}, 16),
    "an association that has filed": ("register", FOUNDED | FILED, 16),
    "an association that has moved": ("register", ASSOCIATION | CHANGED, 16),
    "a foundation and its year": ("reports", FOUNDATION, 22),
    "a foundation with a grant from abroad": ("foreign-funds", GRANT, 12),
    "a rally": ("assembly", RALLY | {"assembly_registered_on": "not_yet"}, 12),
    "a foundation and everything": ("everything", FOUNDATION, 26),
}


@pytest.mark.parametrize("who", WALKS)
def test_a_usual_visitor_is_through_after_few_actions(client, who):
    guide, answers, most = WALKS[who]
    assert actions_to_the_answers(client, guide, answers) <= most


def actions_to_the_answers(client, guide: str, answers: dict[str, str]) -> int:
    address, actions = client.get(f"/en/guides/{guide}/").url, 0
    while not address.endswith("/answers/"):
        page = client.get(address).content.decode()
        assert " checked" not in page
        sent = filled_in(page, answers)
        actions += len(sent) + 1
        answered = client.post(address, sent)
        assert answered.status_code == 302, answered.content.decode()
        address = answered.url
    return actions


def filled_in(page: str, answers: dict[str, str]) -> dict[str, str]:
    """What is sent: "no" to all that is not in `answers`, at once where the page offers that."""
    asked = set(re.findall(r'id="asked_([a-z_]+)"', page))
    denied = asked - answers.keys() - {"rest"}
    sent = {code: answers[code] for code in asked & answers.keys()}
    if "rest" in asked and denied:
        return sent | {"rest": "false"}
    return sent | {code: "none" if f'name="{code}" value="none"' in page else "false" for code in denied}


def test_a_page_of_many_yes_or_no_offers_it_until_all_is_answered(client):
    asked = set(re.findall(r'id="asked_([a-z_]+)"', client.get(INCOME).content.decode()))
    assert "rest" in asked
    refused = client.post(INCOME, {"has_staff": "true"})
    assert refused.status_code == 422
    assert refused.content.decode().count('class="error"') == len(asked) - 2
    assert client.post(INCOME, {"has_staff": "true", "rest": "false"}).status_code == 302
    kept = kept_by(client)[KEY]
    assert kept == dict.fromkeys(asked - {"rest"}, False) | {"has_staff": True}
    assert 'id="asked_rest"' not in client.get(INCOME).content.decode()


def test_a_page_of_few_questions_does_not_offer_it(client):
    assert 'id="asked_rest"' not in client.get("/en/guides/register/organisation/").content.decode()
