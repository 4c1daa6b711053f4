"""What is sealed opens with its own key only, and its size tells little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngocheck.checklists.visits.seal import STEP, Unreadable, keys_of, sealed, unsealed

SECRET = "k" * 32
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CONTENTS = st.dictionaries(TEXTS, TEXTS | st.integers() | st.booleans() | st.lists(TEXTS), max_size=30)
# Beside the content: nonce and tag.
AROUND = 12 + 16


@given(CONTENTS)
def test_the_key_opens_what_was_sealed_with_it(content):
    pair = keys_of(SECRET)
    assert unsealed(sealed(content, pair), pair) == content


@given(CONTENTS, st.text("abcdef012345", min_size=32, max_size=32))
def test_no_other_key_opens_it(content, other):
    with pytest.raises(Unreadable):
        unsealed(sealed(content, keys_of(SECRET)), keys_of(other))


@given(CONTENTS, st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_what_was_changed_does_not_open(content, place, by):
    stored = bytearray(sealed(content, keys_of(SECRET)))
    stored[place % len(stored)] ^= by
    with pytest.raises(Unreadable):
        unsealed(bytes(stored), keys_of(SECRET))


@pytest.mark.parametrize("stored", [b"", b"x", b"x" * 11, b"x" * 12, b"x" * 40])
def test_what_is_no_seal_does_not_open(stored):
    with pytest.raises(Unreadable):
        unsealed(stored, keys_of(SECRET))


def test_the_same_content_is_never_sealed_alike():
    pair = keys_of(SECRET)
    assert sealed({"a": 1}, pair) != sealed({"a": 1}, pair)


# Four bytes of length and {"a":""} stand around the text.
@pytest.mark.parametrize(("letters", "steps"), [(0, 1), (STEP - 13, 1), (STEP - 12, 1), (STEP - 11, 2), (STEP, 2)])
def test_the_size_tells_only_the_step(letters, steps):
    assert len(sealed({"a": "x" * letters}, keys_of(SECRET))) == steps * STEP + AROUND


def test_the_name_of_the_row_tells_nothing_of_the_key():
    pair = keys_of(SECRET)
    assert SECRET not in pair.finder
    assert pair.opener.hex() not in pair.finder
    assert pair.finder != keys_of(SECRET[:-1] + "l").finder
