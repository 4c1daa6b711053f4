"""How old the text is that a reader is told of: that of the own law where a law is for one legal form alone."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.checklists.sheet.sheet import Line, sheet_of
from ngocheck.engine.checklist import arrange
from ngocheck.engine.facts import read_facts
from ngocheck.engine.findings import assess

ON = date(2026, 11, 29)
PUBLIC, UNION, PARTY, RELIGIOUS = "public_association", "trade_union", "political_party", "religious_association"


def line(rulebook, code: str, **answers: object) -> Line:
    checklist = arrange(assess(rulebook, read_facts(answers, rulebook), ON))
    return next(line for line in sheet_of(checklist, rulebook).lines if line.code == code)


@pytest.mark.parametrize(
    ("form", "read"),
    [
        (PUBLIC, "December 2023"),
        (UNION, "May 2020"),
        (PARTY, "November 2022"),
        (RELIGIOUS, "April 2023"),
        (None, "May 2020"),
    ],
)
def test_the_window_after_the_founding_meeting_is_as_old_as_the_law_on_the_form(rulebook, form, read):
    said = line(rulebook, "reg-pa-window", status="founded", legal_form=form)
    assert f"Read in the text of {read};" in said.sure


@pytest.mark.parametrize(
    ("code", "answers", "unread"),
    [
        (
            "reg-charter-content",
            {"status": "planned", "legal_form": PUBLIC},
            ("Trade Unions", "Parties", "Religio"),
        ),
        ("reg-charter-content", {"status": "planned", "legal_form": PARTY}, ("Trade Unions", "Religio")),
        ("reg-documents", {"status": "planned", "legal_form": "public_foundation"}, ("Parties", "Religio")),
        (
            "reg-status-proof",
            {"status": "registered", "legal_form": PUBLIC, "territorial_status": "national"},
            ("Trade Unions", "Religio"),
        ),
        ("op-suspension-liquidation", {"status": "registered", "legal_form": "public_foundation"}, ("Parties",)),
        ("op-restricted-members", {"legal_form": UNION}, ("Parties",)),
        ("ff-party-union-ban", {"legal_form": UNION}, ("Parties",)),
    ],
)
def test_nobody_is_shown_the_law_on_another_form(rulebook, code, answers, unread):
    cited = [cited.label for cited in line(rulebook, code, **answers).cited]
    assert cited
    assert [label for label in cited if any(word in label for word in unread)] == []


def test_a_form_that_is_not_known_is_shown_the_laws_on_all(rulebook):
    cited = {cited.label.partition(",")[0] for cited in line(rulebook, "reg-pa-window", status="founded").cited}
    assert len(cited) >= 4
