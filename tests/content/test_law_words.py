"""What the check of the law's words finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from scripts import law_words

pytestmark = pytest.mark.content


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Tell it within ten days.", "ten"),
        ("en", "Tell it within 10 days, one by one.", None),
        ("en", "A two-thirds majority; tenants.", None),
        ("ru", "В течение пяти дней.", "пяти"),
        ("ru", "В течение 5 дней, пятый день, пятидневный.", None),
        ("kk", "Бес жұмыс күні ішінде.", "Бес"),
        ("kk", "5 жұмыс күні ішінде, бесінші күні, онда, тоқсан сайын.", None),
    ],
)
def test_a_number_in_words_is_found_and_nothing_that_only_looks_like_one(language, text, words):
    found = law_words.NUMBER[language].search(text)
    assert (found and found[0]) == words


def test_what_the_glossary_names_is_found_in_its_own_language_alone():
    never = law_words.nevers()
    assert len(never) > 20
    (place,) = law_words.written(never, "here", "ru", "Деньги из Закрытого перечня.")
    assert (place.words, place.instead) == ("Закрытого перечня", "исчерпывающего перечня")
    assert list(law_words.written(never, "here", "kk", "Деньги из закрытого перечня.")) == []
    assert list(law_words.written(never, "here", "kk", "Қайырымдылық ұйымдары")) == []
    assert list(law_words.written(never, "here", "kk", "Қайырымдылық ұйым ретінде")) != []


def test_every_text_of_the_files_and_catalogs_is_read():
    languages = {language for _where, language, _text in law_words.texts_of_the_law()}
    assert languages == {"en", "ru", "kk"}
    assert any(where.startswith("assembly penalty") for where, _language, _text in law_words.texts_of_the_law())
    assert {language for _where, language, _text in law_words.messages()} == {"ru", "kk"}
