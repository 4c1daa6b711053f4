"""What people type finds the rule that they mean: the table of real queries, each with its first hit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from ngocheck.wording.lookup import look_up
from ngocheck.wording.typed_phrases import typed_for_rules

ON = date(2026, 11, 30)
TABLE = Path(__file__).parent / "searches.txt"
NOTHING = "-"
LEAST_QUERIES = {"ru": 70, "kk": 45, "en": 35}
WARM = 0.05  # seconds of the processor for a query; it takes about 0.005


def table() -> list[tuple[str, str, tuple[str, ...]]]:
    """Language, query, the rules of which any may come first."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(language, query, tuple(codes.split())) for language, query, codes in rows]


@pytest.mark.parametrize(
    ("language", "query", "codes"), table(), ids=lambda part: part if isinstance(part, str) else ""
)
def test_the_first_hit_is_the_rule_that_is_meant(rulebook, language, query, codes):
    found = look_up(rulebook, ON, query)
    if codes == (NOTHING,):
        assert found.topics or not found.rules
    else:
        assert found.rules
        assert found.rules[0].requirement in codes


def test_the_table_has_queries_enough_in_each_language_and_every_rule(rulebook):
    counted = Counter(language for language, _query, _codes in table())
    assert {
        language: counted[language] for language in LEAST_QUERIES if counted[language] < LEAST_QUERIES[language]
    } == {}
    assert len({(language, query) for language, query, _codes in table()}) == len(table()) >= 150
    codes = {code for _language, _query, codes in table() for code in codes} - {NOTHING}
    assert codes == set(rulebook.requirements)


def test_every_rule_has_what_people_type_for_it_in_every_language(rulebook):
    typed = typed_for_rules()
    assert typed.keys() == rulebook.requirements.keys()
    for code, said in typed.items():
        assert said.keys() == {"en", "ru", "kk"}, code
        for language, phrases in said.items():
            assert len(set(phrases)) == len(phrases), (code, language)
            assert all(phrase and phrase == phrase.strip().casefold() for phrase in phrases), (code, language)


def test_a_query_takes_some_milliseconds(rulebook):
    look_up(rulebook, ON, "митинг")
    for query in (
        "смена директора",
        "перосональные данные",
        "что делать если не сдали отчет по грантам",
        "zzzzzz",
    ):
        start = process_time()
        look_up(rulebook, ON, query)
        assert process_time() - start < WARM, query
