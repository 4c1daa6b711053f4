"""The likeliest rule first, slips of the fingers mended, and what is typed for a rule weighed."""

from __future__ import annotations

from datetime import date

import pytest

from ngocheck.wording.lookup import look_up, mended_query, uncovered_topics
from ngocheck.wording.search import query_words
from ngocheck.wording.typed_phrases import TypedPhrases, without_empty_words

ON = date(2026, 11, 22)
PHRASES = TypedPhrases(
    {
        "head": {"ru": ["смена директора", "новый директор"], "en": ["change of director"]},
        "address": {"ru": ["смена адреса", "переезд"], "kk": ["мекенжай өзгерді"]},
        "form": {"ru": ["200.00", "отчет"]},
    }
)


def likelihoods(query: str) -> dict[str, float]:
    return PHRASES.likelihoods(query_words(without_empty_words(query)))


@pytest.mark.parametrize(
    "query", ["смена директора", "СМЕНУ ДИРЕКТОРОВ", "change of director", "directors change"]
)
def test_a_phrase_in_any_form_and_order_is_as_likely_as_can_be(query):
    assert likelihoods(query)["head"] == pytest.approx(1)


def test_a_part_of_a_phrase_is_less_likely_and_a_word_of_many_rules_weighs_less():
    found = likelihoods("смена")
    assert 0 < found["head"] < 1
    assert likelihoods("директор")["head"] > found["head"]
    assert "form" not in found


def test_other_words_make_a_phrase_less_likely():
    assert 0 < likelihoods("смена директора завода")["head"] < 1


@pytest.mark.parametrize(
    ("query", "code"),
    [("мекенжайды өзгерту", "address"), ("мекенжай озгерди", "address"), ("200", "form")],
)
def test_forms_bare_letters_and_beginnings_are_the_word(query, code):
    assert likelihoods(query)[code] > 0


def test_a_number_is_no_end_of_another_one():
    assert likelihoods("1200") == {}


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert without_empty_words("Что делать, если переезд?") == "делать, переезд?"
    assert without_empty_words("что если") == "что если"


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        ("отпуск сотрудника", ("labour",)),
        ("отпуска", ("labour",)),
        ("лицензия и валютный контроль", ("currency", "licences")),
        ("общественный контроль", ()),
        ("", ()),
    ],
)
def test_topics_that_no_rule_is_about_are_known_by_all_words_of_a_name(query, topics):
    assert uncovered_topics(query) == topics


def test_without_words_all_rules_are_found_in_their_order(rulebook):
    found = look_up(rulebook, ON, "  ")
    assert found.rules == tuple(rulebook.rules_on(ON))
    assert (found.mended, found.partly, found.topics) == ("", False, ())


def test_a_title_goes_before_a_text(rulebook):
    found = look_up(rulebook, ON, "town hall").rules
    assert "town hall" in found[0].texts["title"]["en"]


def test_a_word_that_stands_anywhere_is_not_mended(rulebook):
    rules = rulebook.rules_on(ON)
    assert mended_query(rules, "town") == "town"
    assert mended_query(rules, "зарпалта") == "зарплата"
    assert mended_query(rules, "зеб zzzzzzz") == "зеб zzzzzzz"


def test_what_is_mended_is_told(rulebook):
    assert look_up(rulebook, ON, "town").mended == ""
    assert look_up(rulebook, ON, "зарпалта").mended == "зарплата"
