"""Words are found in three languages, in every case form and from every keyboard; numbers and articles exactly."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngocheck.engine.rules import Rulebook
from ngocheck.wording import search
from ngocheck.wording.lookup import rule_texts, searched
from ngocheck.wording.search import (
    EVERYDAY,
    LETTERS_ONLY,
    Index,
    first_found,
    fold_letters,
    index_of,
    joined_index,
    query_words,
    stands_in,
)
from ngocheck.wording.stemming import KAZAKH as ENDINGS
from ngocheck.wording.stemming import LETTERS, bare, english, russian
from tests.support.searching import requirements_found
from tests.support.typed_forms import KAZAKH, RUSSIAN, table

pytestmark = pytest.mark.content

ON = date(2026, 11, 22)
GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
TERMS = {**table(RUSSIAN), **table(KAZAKH)}
LEAST_TERMS, LEAST_FORMS = 60, 3
WARM = 0.02  # seconds of the processor for a search; it takes about 0.002
COLD = 4.0  # the first search of a process, which makes the index; it takes about 1


def codes(rulebook: Rulebook, query: str) -> set[str]:
    return {rule.requirement for rule in requirements_found(rulebook, ON, query)}


def all_stand(query: str, text: str, language: str = "") -> bool:
    return bool(
        first_found(query, lambda words: [text] if all(stands(word, text, language) for word in words) else [])
    )


def stands(word: search.Word, text: str, language: str) -> bool:
    return word.stands(index_of(text, language))


def with_the_term(rulebook: Rulebook, term: str) -> set[str]:
    """The requirements in which the dictionary form stands as a word, found without any stem."""
    as_a_word = re.compile(rf"(?<!\w){re.escape(fold_letters(term))}(?!\w)")
    return {
        rule.requirement for rule in requirements_found(rulebook, ON, "") if as_a_word.search(searched(rule).text)
    }


# Every case form.


@pytest.mark.parametrize("terms", [table(RUSSIAN), table(KAZAKH)], ids=["ru", "kk"])
def test_there_are_many_terms_each_in_several_forms(terms):
    assert len(terms) >= LEAST_TERMS
    assert [term for term, forms in terms.items() if len({*forms} - {term}) < LEAST_FORMS] == []


@pytest.mark.parametrize("term", TERMS)
def test_every_form_of_a_term_finds_what_its_dictionary_form_finds(rulebook, term):
    wanted = with_the_term(rulebook, term)
    assert wanted
    for form in TERMS[term]:
        for typed in (form, form.upper(), bare(form), form.replace("е", "ё", 1)):
            assert wanted <= codes(rulebook, typed), typed


@pytest.mark.parametrize("term", table(KAZAKH))
def test_a_kazakh_term_is_found_when_typed_on_a_russian_keyboard(rulebook, term):
    assert with_the_term(rulebook, term) <= codes(rulebook, bare(term))


def test_terms_are_those_of_the_glossary():
    glossary = index_of(GLOSSARY.read_text(encoding="utf-8"))
    for term in TERMS:
        assert all(word.stands(glossary) for word in query_words(term)), term


@pytest.mark.parametrize(
    "forms",
    [
        "кітап кітабы кітаптың кітапқа кітаптар",
        "құжат құжаты құжатқа құжаттар құжаттарымыз",
        "тіркеу тіркеуге тіркеуді тіркеңіз тіркеген тіркейді",
        "жиналыс жиналысты жиналысқа жиналыстан жиналыстарында",
        "қаражат қаражатқа қаражатты қаражаты қаражаттан",
        "бөлімше бөлімшені бөлімшелер бөлімшесінің бөлімшеден",
        "құқық құқығы құқықтар құқығынан құқыққа",
        "мүлік мүлкі мүлкін мүлікке мүліктің",
        "орын орны орнында орынға орындар",
        "орган органы органдар органның органдарына",
        "күн күні күнінен күндер күннің",
        "заң заңы заңға заңдарға заңнан",
        "ҮЕҰ ҮЕҰ-ның ҮЕҰ-ға ҮЕҰ-дан ҮЕҰның",
        "41-бап 41-бабы 41-баптың 41-бабында",
    ],
)
def test_kazakh_forms_of_a_word_have_a_stem_in_common(forms):
    first, *others = forms.casefold().split()
    for other in others:
        assert ENDINGS.stems(first) & ENDINGS.stems(other), other


@pytest.mark.parametrize(
    "forms",
    [
        "устав устава уставы уставом",
        "филиал филиала филиалов",
        "орган органа органы органами",
        "справка справок справки справку",
        "деньги денег деньгам",
        "иностранец иностранца иностранцы",
        "гражданин гражданина",
        "граждане граждан гражданам",
        "день дня дней днем днями",
        "человек людей людям",
        "год года лет",
        "использовать используйте использование",
        "зарегистрировать зарегистрируйте зарегистрированный",
        "кооператив кооператива кооперативов",
    ],
)
def test_russian_forms_of_a_word_have_a_stem_in_common(forms):
    first, *others = forms.split()
    for other in others:
        assert russian(first) & russian(other), other


def test_english_forms_and_both_spellings_have_one_stem():
    assert english("organisations") == english("organization")
    assert english("notified") == english("notify")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("құн", "күн"),
        ("қор", "көр"),
        ("тапсырыс", "тапсыру"),
        ("мүше", "мүшелік"),
        ("жарғы", "жарна"),
        ("заң", "заңгер"),
        ("басшы", "басты"),
    ],
)
def test_other_words_have_other_stems(one, other):
    assert not ENDINGS.stems(one) & ENDINGS.stems(other)


def test_a_long_word_of_nothing_but_endings_takes_no_time():
    start = process_time()
    ENDINGS.stems("ын" * 100)
    query_words("ның-" * 50)
    assert process_time() - start < 1


# Every keyboard.


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("казакстан", "Қазақстанның аумағында"),
        ("уйым", "ұйымды тіркеңіз"),
        ("УЙЫМДАРДЫН", "Ұйымды тіркеңіз"),
        ("үйым", "ұйымды тіркеңіз"),
        ("әдилет", "Әділет органы"),
        ("әдiлет", "Әділет органы"),  # the i is Latin
        ("cпиcок", "Список участников"),  # each c is Latin
        ("əкімдік", "әкімдікке"),  # the ə is Latin
        ("AEK", "20 АЕК"),  # all of it is Latin
        ("HKO", "все НКО"),
        ("учет", "бухгалтерский учёт"),
        ("учёт", "бухгалтерский учет"),
        ("«фонд»,", "общественный фонд"),
        ("(НКО)", "все НКО"),
        ("ст.41", "ст. 41"),
        ("№402", "приказ № 402"),
    ],
)
def test_letters_that_were_typed_otherwise_are_found(typed, text):
    assert all_stand(typed, text)


def test_letters_of_kazakh_are_meant_where_anything_has_them():
    texts = ["бір күн", "салық құны"]
    assert first_found("күн", lambda words: [text for text in texts if stands(words[0], text, "kk")]) == [
        "бір күн"
    ]
    assert not all_stand("заң", "он обязан", "ru")


@given(st.text(LETTERS + LETTERS.upper() + "абвгдеёжзийклмнопрстуфхцчшщъыьэюя -", max_size=40))
def test_a_text_is_always_found_in_itself_even_without_letters_of_kazakh(text):
    assert all_stand(text, text)
    assert all_stand(bare(text.casefold()), text, "kk") or len(text.split()) == 0


@given(st.text(max_size=60))
def test_whatever_is_typed_is_no_error(text):
    words = query_words(text)
    assert all(word.typed for word in words)
    first_found(text, lambda words: [word for word in words if word.stands(index_of(text))])


# Parts of words, numbers and articles.


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("29", "art. 29(1)", True),
        ("29", "art. 129", False),
        ("29", "2029", False),
        ("29", "129, 29", True),
        ("29(1)", "art. 29(1)", True),
        ("29(1)", "art. 129(1)", False),
        ("10%", "110%", False),
        ("found", "founders", True),
        ("registration", "re-registration", True),
        ("a.c", "abc", False),
        ("суд", "государство", False),
        ("суд", "в суд", True),
        ("суды", "пересуды", True),
    ],
)
def test_a_number_is_not_found_inside_a_longer_one_nor_a_short_word_inside_another(word, text, stands):
    assert stands_in(word, text) is stands


@pytest.mark.parametrize(
    ("typed", "article", "is_found"),
    [
        ("488(7)", "art. 488(7)", True),
        ("488(7)", "art. 488(70)", False),
        ("488(7)", "art. 1488(7)", False),
        ("41-бап", "41-бап 3-тармақ", True),
        ("41-бабының", "41-бап 3-тармақ", True),
        ("41-бап", "141-бап", False),
        ("41-бабының", "141-бап", False),
        ("41-бабының", "42-бап 41-тармақ", False),
        ("ст. 41", "п. 3 ст. 41", True),
        ("статьи 41", "статья ст. п. 3 ст. 41", True),
        ("ст. 4", "п. 3 ст. 41", False),
        ("017.00", "форма 017.00", True),
        ("017", "форма 2017", False),
    ],
)
def test_stems_make_no_article_loose(typed, article, is_found):
    assert all_stand(typed, article) is is_found


def test_articles_are_found_in_the_words_of_every_language(rulebook):
    wanted = codes(rulebook, "art. 488(7)")
    assert "asm-notify" in wanted
    for typed in ("488(7)", "art.488(7)", "article 488(7)", "статьи 488(7) КоАП", "ӘҚБтК 488-бабы 7-бөлігі"):
        assert "asm-notify" in codes(rulebook, typed), typed


def test_penalties_are_searched(rulebook):
    fined = {
        rule.requirement for rule in requirements_found(rulebook, ON, "") if any(p.mrp for p in rule.penalties)
    }
    assert fined & codes(rulebook, "штрафы") == fined & codes(rulebook, "штраф")
    assert "asm-notify" in codes(rulebook, "айыппұлдар")


# Everyday words.


def everyday() -> list[tuple[str, str]]:
    rows = json.loads(EVERYDAY.read_text(encoding="utf-8"))
    return [(said, meaning) for said, meanings in rows.items() for meaning in meanings]


@pytest.mark.parametrize(("said", "meaning"), everyday())
def test_what_people_say_finds_what_the_acts_call_so(rulebook, said, meaning):
    assert codes(rulebook, meaning)
    assert codes(rulebook, meaning) <= codes(rulebook, said)
    assert codes(rulebook, meaning) <= codes(rulebook, said.upper())


@pytest.mark.parametrize(("said", "meaning"), everyday())
def test_the_acts_words_for_what_people_say_stand_in_the_glossary(said, meaning):
    assert LETTERS_ONLY.fullmatch(said)
    assert all_stand(meaning, GLOSSARY.read_text(encoding="utf-8")), meaning


@pytest.mark.parametrize("typed", ["КЕҰ", "КЕҰ-ның", "КЕҰға", "НКО", "NCO", "коммерциялық емес ұйымдар"])
def test_an_abbreviation_finds_what_it_stands_for(rulebook, typed):
    assert {"reg-duty", "rep-ngo-database"} <= codes(rulebook, typed)


# How long it takes.


def test_a_search_of_all_versions_takes_a_few_milliseconds(rulebook):
    everything = [rule for versions in rulebook.requirements.values() for rule in versions]
    for rule in everything:
        searched(rule)
    for query in ("учредителями общественных объединений", "уйым", "zzzzzzz", "суд", "қайырымдылық көмекті алған"):
        query_words(query)
        start = process_time()
        first_found(
            query, lambda words: [r for r in everything if all(word.stands(searched(r)) for word in words)]
        )
        assert process_time() - start < WARM, query


def test_the_first_search_takes_seconds_at_most(rulebook):
    texts = [text for versions in rulebook.requirements.values() for rule in versions for text in rule_texts(rule)]
    for cache in (index_of, search.stems_of, russian, english, ENDINGS.stems, search.KAZAKH_BARE.stems):
        cache.cache_clear()
    start = process_time()
    made = joined_index(index_of(text, language) for language, text in texts)
    assert process_time() - start < COLD
    assert isinstance(made, Index)
