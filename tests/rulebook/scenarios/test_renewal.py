"""A result that is taken over keeps every field that was asserted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngocheck.engine.findings import assess
from ngocheck.engine.report import finding_report
from ngocheck.engine.ruleset import Sum
from ngocheck.rulebook.scenarios.renewal import renewed
from ngocheck.rulebook.scenarios.run import SOME_OF, finding_differences
from tests.conftest import READING_DAY

FAIR = {"fair_form": "concert", "participants": 300}


@pytest.fixture
def findings(rulebook):
    found = assess(rulebook, FAIR, READING_DAY).findings
    return {finding.rule.requirement: finding for finding in found}


def fined(findings):
    return next(finding for finding in findings.values() if finding.penalties)


def test_a_fine_that_moved_keeps_the_keys_that_were_asserted(findings):
    finding = fined(findings)
    penalty = finding_report(finding)["penalties"][0]
    expected = {"penalties": [{"provision": penalty["provision"], "mrp": penalty["mrp"], "tenge": 1}]}
    new = renewed(expected, finding)
    assert new.expected == {
        "penalties": [{"provision": penalty["provision"], "mrp": penalty["mrp"], "tenge": penalty["tenge"]}]
    }
    assert new.lost == ()


def test_a_fine_that_is_gone_is_named(findings):
    finding = fined(findings)
    expected = {"applicability": "applies", "penalties": [{"provision": "No such act, art. 1", "tenge": -1}]}
    new = renewed(expected, finding)
    assert new.lost == (("penalties", {"provision": "No such act, art. 1", "tenge": -1}),)
    assert new.expected == {"applicability": finding.applicability.value}


def test_only_the_fields_that_are_asked_for_are_taken_over(findings):
    finding = fined(findings)
    expected = {"applicability": "undetermined", "amount_tenge": -1}
    new = renewed(expected, finding, {"amount_tenge"})
    assert new.expected == {"applicability": "undetermined", "amount_tenge": finding.amount_tenge}


def test_part_of_a_text_stays_while_the_text_has_it(findings):
    finding = fined(findings)
    penalty = finding_report(finding)["penalties"][0]
    part = penalty["provision"][:5]
    new = renewed({"penalties": [{"provision_has": part, "tenge": -1}]}, finding)
    assert new.expected == {"penalties": [{"provision_has": part, "tenge": penalty["tenge"]}]}


def test_what_is_not_in_force_is_absent_and_the_other_way_round(findings):
    assert renewed({"applicability": "applies"}, None).expected == "absent"
    assert renewed({"applicability": "applies"}, None).lost == (("applicability", "applies"),)
    assert renewed("absent", fined(findings)).expected == {"applicability": fined(findings).applicability.value}


FIELDS = [
    "applicability",
    "met",
    "missing",
    "due",
    "amount_tenge",
    "penalties",
    "provisions",
    "reasons",
    "confidence",
]


@given(data=st.data())
def test_what_was_taken_over_holds_and_has_the_same_fields(data, rulebook):
    """Whatever was asserted of any finding: afterwards it holds, and nothing is missing but what was named."""
    findings = assess(rulebook, FAIR, READING_DAY).findings
    was, now = data.draw(st.sampled_from(findings)), data.draw(st.sampled_from(findings))
    fields = data.draw(st.sets(st.sampled_from(FIELDS), min_size=1))
    report = finding_report(was)
    expected = {name: report[name] for name in fields if report[name] != [] or name not in SOME_OF}
    new = renewed(expected, now)
    assert list(finding_differences("code", new.expected, now)) == []
    assert set(new.expected) | {name for name, _value in new.lost} == set(expected)


def test_the_mrp_of_another_year_moves_fines_and_fees_and_drops_none(findings):
    finding = fined(findings)
    expected = {
        "penalties": [{"tenge": row["tenge"], "mrp": row["mrp"]} for row in finding_report(finding)["penalties"]]
    }
    twice = tuple(Sum(fine.penalty, (fine.tenge or 0) * 2 or None) for fine in finding.penalties)
    dearer = finding._replace(penalties=twice)
    new = renewed(expected, dearer)
    assert len(new.expected["penalties"]) == len(expected["penalties"])
    assert new.lost == ()
    assert all(Decimal(row["mrp"] or 0) >= 0 for row in new.expected["penalties"])
