"""Plain words: sentences of the law's texts stay as short as they are, in every language."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import readability
from readability import Sentence, ease, figures, grade, longest, sentences, sentences_of, syllables

# What may not grow: words a sentence, and the share of sentences of more than twenty words.
BOUNDS = {"en": (11, 0.05), "ru": (10, 0.03), "kk": (9, 0.02)}
LONGEST = 45
# Of the steps, words a sentence; of what a checklist shows before anything is opened, the year of school.
LONGEST_STEPS, HIGHEST_GRADE = 10, 8


@pytest.mark.parametrize("language", readability.LANGUAGES)
def test_sentences_do_not_grow(language):
    found = sentences(language)
    said = figures(found, language)
    words, share = BOUNDS[language]
    assert said.words_a_sentence <= words
    assert said.over_20 <= share
    assert [one.text for one in longest(found, 5) if len(one.words) > LONGEST] == []


def test_english_is_plain_and_russian_no_harder_than_it_is_now():
    assert figures(sentences("en"), "en").ease >= 60
    assert figures(sentences("ru"), "ru").ease >= 30
    assert figures(sentences("kk"), "kk").ease is None


@pytest.mark.parametrize("language", readability.LANGUAGES)
def test_steps_are_short(language):
    found = sentences(language, readability.is_step)
    assert sum(len(sentence.words) for sentence in found) <= LONGEST_STEPS * len(found)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_is_seen_first_is_read_after_eight_years_of_school(language):
    assert grade(sentences(language, readability.is_seen_first), language) <= HIGHEST_GRADE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("File it. Keep the receipt!", ["File it.", "Keep the receipt!"]),
        ("See art. 41(5) of Order No. 51 by then.", ["See art. 41(5) of Order No. 51 by then."]),
        ("П. 5 ст. 41 Закона. Срок — месяц.", ["П. 5 ст. 41 Закона.", "Срок — месяц."]),
        ("Тапсырыңыз. 2027 жылғы есеп.", ["Тапсырыңыз.", "2027 жылғы есеп."]),
        ("Оқылды. № 242 бұйрық. Өзгерді.", ["Оқылды.", "№ 242 бұйрық.", "Өзгерді."]),
        ("These:\n- one thing\n- another.", ["These:", "one thing", "another."]),
        ("1. Aims of the organiser;\n2. no signature", ["1. Aims of the organiser;", "2. no signature"]),
        ("Look at www.egov.kz and pay 6.5 MRP.", ["Look at www.egov.kz and pay 6.5 MRP."]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text, parts):
    assert list(sentences_of(text)) == parts


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        ("report", "en", 2),
        ("notice", "en", 2),
        ("table", "en", 2),
        ("fee", "en", 1),
        ("the", "en", 1),
        ("уведомление", "ru", 6),
        ("в", "ru", 1),
    ],
)
def test_syllables_are_counted(word, language, count):
    assert syllables(word, language) == count


def test_the_formulas_are_those_of_their_authors():
    assert ease(10, 1.5, "en") == pytest.approx(206.835 - 10.15 - 126.9)
    assert ease(10, 2.0, "ru") == pytest.approx(206.835 - 13 - 120.2)


def test_grades_are_those_of_their_authors():
    said = Sentence("", ("fee", "report", "notice", "3"), "here")
    assert grade([said], "en") == pytest.approx(0.39 * 4 + 11.8 * 5 / 3 - 15.59)
    russian = Sentence("", ("сдайте", "уведомление", "в", "акимат"), "here")
    assert grade([russian], "ru") == pytest.approx(0.62 * 4 + 0.123 * 25 + 0.051)
    assert readability.obornevas_grade([russian]) == pytest.approx(0.5 * 4 + 8.4 * 12 / 4 - 15.59)
    assert grade([russian], "kk") is None


def test_figures_are_those_of_the_sentences():
    short = Sentence("File it", ("File", "it"), "here")
    long = Sentence("word " * 31, ("word",) * 31, "here")
    said = figures([short, long], "en")
    assert (said.sentences, said.words_a_sentence, said.over_20, said.over_30) == (2, 16.5, 0.5, 0.5)
    assert said.letters_a_word == pytest.approx((4 + 2 + 31 * 4) / 33)
    assert longest([short, long], 1) == [long]
