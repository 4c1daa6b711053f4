"""Amounts that the law counts in MRP are told in tenge, on the index of the day, wherever a text is shown."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from ngocheck.checklists.rulebook_pages.listing import chosen_day
from ngocheck.checklists.rulebook_pages.requirement import requirement_on
from ngocheck.checklists.sheet.sheet import sheet_of
from ngocheck.engine.checklist import arrange
from ngocheck.engine.findings import assess

VAT = "tax-vat-registration"
TRADER = {"status": "registered", "legal_form": "public_foundation", "has_business_income": True}
ON = date(2026, 11, 29)
IN_2026 = {"en": "43 250 000 tenge", "ru": "43 250 000 тенге", "kk": "43 250 000 теңге"}


def plain(words: str) -> str:
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def vat_on_the_checklist(rulebook, on: date) -> str:
    lines = sheet_of(arrange(assess(rulebook, TRADER, on)), rulebook).lines
    return plain(" ".join(text for line in lines if line.code == VAT for text in line.text))


@pytest.mark.parametrize("language", IN_2026)
def test_the_threshold_of_vat_is_told_in_tenge_on_checklist_and_page(rulebook, language):
    with override(language):
        page = requirement_on(rulebook, VAT, chosen_day("", ON)).wording
        assert IN_2026[language] in vat_on_the_checklist(rulebook, ON)
    assert page is not None
    assert IN_2026[language] in plain(" ".join(paragraph.text for paragraph in page.text))


def test_on_a_day_whose_index_is_not_known_the_threshold_stays_in_mrp(rulebook):
    told = vat_on_the_checklist(rulebook, date(2035, 1, 1))
    assert "10,000 MRP" in told
    assert "tenge" not in told
