"""Values made once: used again for the same object and key, and never more than so many."""

from __future__ import annotations

from ngocheck.wording.memo import Memo


class Source:
    """Anything that values are made from."""


def test_a_value_is_made_once_for_an_object_and_a_key():
    memo: Memo[str] = Memo(most=10)
    source, made = Source(), []

    def make() -> str:
        made.append("made")
        return "value"

    assert [memo.get(source, ("ru",), make) for _ in range(3)] == ["value"] * 3
    assert made == ["made"]
    memo.get(source, ("kk",), make)
    memo.get(Source(), ("ru",), make)
    assert len(made) == 3


def test_what_is_asked_for_stays_and_the_unused_goes():
    memo: Memo[int] = Memo(most=10)
    kept, others = Source(), [Source() for _ in range(100)]
    made = []
    for number, other in enumerate(others):
        memo.get(kept, (), lambda: made.append("kept") or 0)
        memo.get(other, (), lambda number=number: number)
    assert made == ["kept"]
    assert memo.get(others[0], (), lambda: -1) == -1
    assert memo.get(others[-1], (), lambda: -1) == 99


def test_it_holds_at_most_so_many():
    memo: Memo[int] = Memo(most=10)
    sources = [Source() for _ in range(100)]
    for source in sources:
        memo.get(source, (), lambda: 0)
        assert memo.held <= 10
    assert memo.held >= 5
