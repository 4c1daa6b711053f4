"""The order of the alphabet in Kazakh, Russian and English."""

from __future__ import annotations

from random import Random

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ngocheck.checklists.rulebook_pages.listing import articles_in_words, rank
from ngocheck.wording.alphabet import alphabet_key

KAZAKH = list("аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")
RUSSIAN = list("абвгдежзийклмнопрстуфхцчшщъыьэюя")
TEXTS = st.text(max_size=30) | st.text("абвеёяәғқңөұүһіАЁӘІabzABZ0129 -«»()", max_size=12)


def in_order(texts: list[str]) -> list[str]:
    return sorted(texts, key=alphabet_key)


@pytest.mark.parametrize("alphabet", [KAZAKH, RUSSIAN], ids=["kk", "ru"])
def test_letters_stand_as_in_the_alphabet(alphabet):
    for letters in (alphabet, [letter.upper() for letter in alphabet]):
        mixed = letters.copy()
        Random(1).shuffle(mixed)
        assert in_order(mixed) == letters


@pytest.mark.parametrize(
    "texts",
    [
        ["Адам", "Әділет", "Бап", "Ғимарат", "Дерек"],
        ["Заң", "Кодекс", "Қор", "Мүше", "Нысан", "Оңай", "Өкіл", "Пікет"],
        ["Тіркеу", "Ұйым", "Үгіт", "Филиал", "Хат", "Шарт", "Ынта", "Іс"],
        ["елка", "ёлки", "елочка", "ель"],
        ["учет", "учёта", "учетная", "учитель"],
        ["art. 9", "art. 10", "art. 41(5)", "art. 41(10)", "art. 488"],
        ["ст. 9 (2)", "ст. 9 (10)", "ст. 10"],
        ["9-бап", "10-бап", "41-бап 5-тармақ", "41-бап 10-тармақ"],
        ["1995 жылғы Конституция", "2026 жылғы Конституция", "Civil Code", "gov.kz", "Азаматтық кодекс"],
        ["Закон", "Закон о благотворительности", "«Законный»", "Законы"],
        ["Мир а", "Мир-я", "Мирный"],
        ["АКТ", "Акт", "акт", "актер"],
        ["", "0", "00", "a", "а"],
    ],
    ids=lambda texts: texts[1],
)
def test_texts_stand_as_people_would_put_them(texts):
    assert in_order(texts[::-1]) == texts


@given(TEXTS, TEXTS)
def test_two_texts_share_a_place_only_where_they_are_equal(one, other):
    assert (alphabet_key(one) == alphabet_key(other)) is (one == other)
    assert (alphabet_key(one) < alphabet_key(other)) + (alphabet_key(other) < alphabet_key(one)) == (one != other)


@given(st.lists(TEXTS, max_size=8))
def test_the_order_is_the_same_whatever_the_order_before(texts):
    assert in_order(texts) == in_order(texts[::-1]) == in_order(in_order(texts))


@given(TEXTS, TEXTS, TEXTS)
def test_what_stands_before_one_that_stands_before_another_stands_before_that(first, second, third):
    first, second, third = in_order([first, second, third])
    assert alphabet_key(first) <= alphabet_key(second) <= alphabet_key(third)
    assert alphabet_key(first) <= alphabet_key(third)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_stand_by_their_value(one, other):
    assert (alphabet_key(f"art. {one}") < alphabet_key(f"art. {other}")) is (one < other)


def test_a_number_of_thousands_of_digits_is_no_error():
    assert alphabet_key("9" * 10_000) > alphabet_key("8" * 10_000)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_sources_of_a_kind_stand_in_the_order_of_the_alphabet(rulebook, language):
    laws = [source for source in rulebook.sources.values() if source.kind == "law"]
    with translation.override(language):
        titles = [source.title[language] for source in sorted(laws, key=rank)]
    assert titles == in_order(titles)


def test_a_kazakh_title_stands_after_those_that_its_letter_follows(rulebook):
    with translation.override("kk"):
        clubs, spending = (rank(rulebook.sources[code]) for code in ("club-law", "budget"))
    assert clubs < spending  # «Үйірмелер туралы», «Шығындар туралы»


def test_articles_of_a_version_stand_by_their_numbers(rulebook):
    for language in ("en", "ru", "kk"):
        with translation.override(language):
            for versions in rulebook.requirements.values():
                for articles in articles_in_words(versions[-1]).values():
                    assert articles == in_order(articles)
