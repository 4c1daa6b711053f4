"""What makes a difference between two texts of the law, and what does not."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ngocheck.rulebook.official_texts.fingerprints import fingerprint, letters, letters_of

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
WORDS = st.text(CYRILLIC + string.ascii_lowercase, min_size=1, max_size=9)
NUMBERS = st.integers(0, 99999).map(str)
TOKENS = st.lists(st.one_of(WORDS, NUMBERS), min_size=1, max_size=12)
GAPS = st.text(" \t\n\r\xa0 .,;:!?–—-…«»\"'()*/\u00ad\u200b", min_size=1, max_size=4)


@given(TOKENS, st.data())
def test_white_space_case_and_punctuation_never_matter(tokens, data):
    plain = " ".join(tokens)
    cased = [data.draw(st.sampled_from([token, token.upper(), token.capitalize()])) for token in tokens]
    gaps = [data.draw(GAPS) for _token in tokens]
    other = "".join(token + gap for token, gap in zip(cased, gaps, strict=True))
    assert letters(other) == letters(plain)


@given(TOKENS, st.one_of(WORDS, NUMBERS), st.data())
def test_a_changed_word_or_number_always_does(tokens, new, data):
    place = data.draw(st.integers(0, len(tokens) - 1))
    assume(new != tokens[place])
    other = [*tokens[:place], new, *tokens[place + 1 :]]
    # Two words set apart otherwise are the same letters: "за тем" and "затем".
    assume("".join(other) != "".join(tokens))
    assert fingerprint(letters(" ".join(other))) != fingerprint(letters(" ".join(tokens)))


@given(st.lists(NUMBERS, min_size=2, max_size=5), st.lists(NUMBERS, min_size=1, max_size=5))
def test_numbers_are_never_run_together(some, others):
    assert (letters(" ".join(some)) == letters(", ".join(others))) is (some == others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("органи-\nзация", "организация"),
        ("органи\u00adзация", "организация"),
        ("социально-экономический", "социально–экономический"),
        ("в суд[1] или", "в суд или"),
        ("трёх дней", "трех дней"),
        ("статья\xa05", "Статья 5"),
    ],
)
def test_setting_and_footnote_marks_do_not_matter(one, other):
    assert letters(one) == letters(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("12-1", "121"), ("1,5", "15"), ("10 дней", "1 0 дней"), ("статья 12", "статья 12-1"), ("5 МРП", "50 МРП")],
)
def test_numbers_matter_to_the_digit(one, other):
    assert letters(one) != letters(other)


def test_the_number_of_a_point_does_not_matter_and_a_number_within_it_does():
    assert letters_of(["2. Штраф 5", "3) суд"]) == letters_of(["7-1. штраф 5", "а) суд"])
    assert letters_of(["2. Штраф 5"]) != letters_of(["2. Штраф 6"])
    assert letters_of(["31.12.2026 кончается срок"]) != letters_of(["31.12.2027 кончается срок"])
