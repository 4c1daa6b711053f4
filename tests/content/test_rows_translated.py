"""The law in every language: no text is missing, outdated or says another number."""

from __future__ import annotations

from ngocheck.rulebook.translations import translations


def test_every_text_of_the_law_is_translated_up_to_date_and_says_the_same_numbers(rulebook, db):
    found = list(translations())
    assert len({(one.row, one.name) for one in found if one.source}) > 1400
    assert [(one.row, one.column, one.states) for one in found if one.states] == []
