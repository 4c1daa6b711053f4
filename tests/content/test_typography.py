"""Rows have ordinary spaces and numbers in digits, so that the program can set them and languages be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ngocheck.rulebook import models
from ngocheck.wording.values import NO_BREAK, THIN_SPACE

# A number in words before what is counted: the gate that compares the languages reads digits alone. One and two
# are left out: they are other words too.
IN_WORDS = {
    "en": re.compile(
        r"\b(?:three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty) (?:\w+ )?"
        r"(?:days?|months?|years?|hours?|MRP|per cent|persons|people|members)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:тр[иеё]х?|четыр\w+|пят[ьи]|шест[ьи]|сем[ьи]|восьм[иь]|девят[ьи]|десят[ьи]|пятнадцат[ьи]"
        r"|двадцат[ьи]|тридцат[ьи]) (?:\w+ )?"
        r"(?:дн\w+|месяц\w*|лет|год\w*|суток|час\w*|МРП|процент\w*|человек|участник\w*|учредител\w*)\b",
        re.IGNORECASE,
    ),
    "kk": re.compile(
        r"\b(?:үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз) (?:\w+ )?"
        r"(?:күн\w*|ай|айға|айдан|жыл\w*|тәулік\w*|сағат\w*|АЕК|пайыз\w*|адам\w*)\b",
        re.IGNORECASE,
    ),
}
BRACKETED = re.compile(r"ст\. [\d-]+ \(\d|-бап \(\d")


def texts() -> Iterator[tuple[str, str, str]]:
    """Every text of the law: where it stands, its language, the text."""
    for model in models.KEYED:
        for row in model.objects.all() if model.TEXTS else ():
            for name in model.TEXTS:
                for language, text in getattr(row, name).items():
                    yield f"{model._meta.model_name} {row}, {name}_{language}", language, text


def test_rows_have_ordinary_spaces(rulebook):
    assert [where for where, _language, text in texts() if {NO_BREAK, THIN_SPACE} & set(text)] == []


def test_what_is_counted_is_counted_in_digits(rulebook):
    found = [(where, IN_WORDS[language].search(text)) for where, language, text in texts()]
    assert [(where, match[0]) for where, match in found if match] == []


def test_no_text_cites_a_part_in_brackets(rulebook):
    assert [where for where, language, text in texts() if language != "en" and BRACKETED.search(text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "within five working days"), ("ru", "в течение пяти рабочих дней"), ("kk", "бес жұмыс күні ішінде")],
)
def test_a_number_in_words_is_found(language, text):
    assert IN_WORDS[language].search(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "within 5 working days, ten more"), ("ru", "в течение 5 рабочих дней"), ("kk", "5 жұмыс күні ішінде")],
)
def test_a_number_in_digits_is_right(language, text):
    assert not IN_WORDS[language].search(text)
