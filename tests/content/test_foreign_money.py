"""Money from abroad: fines that must not be shown, and paragraphs that an answer settles."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.engine.facts import read_facts
from ngocheck.engine.findings import findings_of

ON = date(2026, 11, 29)
BAN = "op-no-party-funding"
REGISTERED = {"status": "registered", "registered_on": "2015-06-01"}
NOTHING = {"is_charity": False, "foreign_participation": False, "foreign_funds": False}
FINES = {("organisation", 2000), ("official", 400)}
# Article 490 has fines of its own for religious associations.
RELIGIOUS_FINES = {("organisation", 300), ("organisation", 500), ("official", 300), ("person", 200)}
SAID = {
    "foreign_funds": True,
    "foreign_funds_activities": ["information"],
    "foreign_funds_exemption": [],
    "foreign_receipt_kind": "grant_or_donation",
    "foreign_receipt_amount": 5_000_000,
}


def finding(rulebook, code, answers, on=ON):
    (found,) = findings_of(frozenset({code}), rulebook, read_facts(answers, rulebook), on)
    return found


def fines(rulebook, code, answers):
    return {
        (fine.penalty.whom.value, fine.penalty.mrp and int(fine.penalty.mrp))
        for fine in finding(rulebook, code, answers).penalties
    }


def text(rulebook, code, answers, on=ON):
    return " ".join(passage.text["en"] for passage in finding(rulebook, code, answers, on).passages)


@pytest.mark.parametrize(
    ("ground", "shown"),
    [
        ({"legal_form": "public_foundation", **NOTHING, "is_charity": True}, FINES),
        ({"legal_form": "public_foundation", **NOTHING, "foreign_participation": True}, FINES),
        ({"legal_form": "public_foundation", **NOTHING, "foreign_funds": True}, set()),
        ({"legal_form": "public_foundation", **NOTHING, "foreign_funds": True, "is_charity": True}, FINES),
        ({"legal_form": "foreign_nco_branch"}, FINES),
        ({"legal_form": "religious_association", "is_charity": False}, RELIGIOUS_FINES),
        ({"legal_form": "trade_union", "foreign_funds": True, "is_charity": False}, set()),
    ],
)
def test_the_fine_for_giving_to_a_party_stands_only_on_the_grounds_that_the_code_names(rulebook, ground, shown):
    assert fines(rulebook, BAN, {**REGISTERED, **ground}) == shown


def test_a_grantee_is_told_of_its_own_ground_and_of_no_other(rulebook):
    said = text(
        rulebook, BAN, {**REGISTERED, "legal_form": "public_association", **NOTHING, "foreign_funds": True}
    )
    assert "grants or other money" in said
    assert "Charities" not in said
    assert "foreign participation" not in said


def test_the_fine_of_a_party_that_takes_money_is_not_shown_to_a_trade_union(rulebook):
    party, union = (
        fines(rulebook, "ff-party-union-ban", {**REGISTERED, "legal_form": form})
        for form in ("political_party", "trade_union")
    )
    assert union == {("official", 6000), ("person", 6000)}
    assert party - union == {("organisation", 400)}


@pytest.mark.parametrize("code", ["ff-notify", "ff-report"])
@pytest.mark.parametrize("on", [date(2024, 6, 3), ON])
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("foreign_funds_activities", "It concerns you if you do one of 3 things"),
        ("foreign_funds_exemption", "Exempt are"),
        ("foreign_receipt_kind", "money for sport or medical treatment"),
        ("foreign_receipt_amount", "in practice every amount counts"),
    ],
)
def test_what_an_answer_settles_is_told_only_until_it_is_given(rulebook, code, on, question, words):
    silent = {known: answer for known, answer in SAID.items() if known != question}
    assert words in text(rulebook, code, silent, on)
    assert words not in text(rulebook, code, SAID, on)


@pytest.mark.parametrize("code", ["ff-notify", "ff-report", "ff-nco-report"])
def test_a_party_and_a_trade_union_read_first_that_they_may_not_take_the_money(rulebook, code):
    for form in ("political_party", "trade_union"):
        barred = finding(rulebook, code, {**REGISTERED, "foreign_funds": True, "legal_form": form}).passages[0]
        assert barred.text["en"].startswith("A political party or a trade union may not take this money")
    others = {**REGISTERED, "foreign_funds": True, "legal_form": "public_foundation"}
    assert "may not take this money" not in text(rulebook, code, others)
