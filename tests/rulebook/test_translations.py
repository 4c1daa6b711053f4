"""Numbers, times and months of the languages of one text: what says the same, what does not; the gate for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, publish
from ngocheck.rulebook.translations import Freshness, Translation, freshness_text, translations
from ngocheck.wording.figures import Apart, apart, figures
from tests.support.refusing import assert_refused, change, live, refusals

SAME = [
    ("", "", ""),
    ("3 days", "3 дня", "3 күн"),
    # Thousands and decimals.
    ("1,234,567 tenge", "1\u202f234\u202f567 тенге", "1 234 567 теңге"),
    ("432,500 tenge", "432\u00a0500 тенге", "432500 теңге"),
    ("6.5 MRP", "6,5 МРП", "6,5 АЕК"),
    ("1,234.5 MRP", "1 234,5 МРП", "1\u202f234,5 АЕК"),
    ("0.5 of 20", "0,5 от 20", "20-дан 0,5"),
    # Dates.
    ("by 31 March", "не позднее 31 марта", "31 наурыздан кешіктірмей"),
    ("the 1st of May 2027", "1 мая 2027 года", "2027 жылғы 1 мамыр"),
    ("15.03.2027", "15.03.2027", "15.03.2027"),
    ("15 March 2027", "15.03.2027", "2027-03-15"),
    ("2027-03-05", "5 марта 2027 года", "2027 жылғы 5 наурыз"),
    ("30-31 December 2025", "30–31 декабря 2025 года", "2025 жылғы 30–31 желтоқсан"),
    ("from 1 March to 31 March", "с 1 по 31 марта", "1–31 наурыз"),
    ("in March 2026", "в марте 2026 года", "2026 жылғы наурызда"),
    ("at the end of March", "в конце марта", "наурыздың соңында"),
    ("at the end of October", "в конце октября", "қазанның соңында"),
    ("by 20 May and 20 November", "до 20 мая и 20 ноября", "20 мамыр мен 20 қарашаға дейін"),
    # Words that are no months, and may and parade.
    ("You may parade. March in step.", "Можно идти шествием.", "Шеруге болады."),
    ("May you?", "Можно?", "Бола ма?"),
    ("A spring holiday", "Весенний праздник", "Наурыз мейрамы"),
    ("Every season", "Каждый сезон", "Әр маусым"),
    # Times.
    ("from 9:00 to 20:00", "с 9:00 до 20:00", "9:00-ден 20:00-ге дейін"),
    ("at 09:00", "в 9:00", "09:00-де"),
    # What is counted in words is not compared.
    ("five days, the first half", "шесть дней, первое полугодие", "он күн, бірінші жартыжылдық"),
    # Articles, in another order; named once or twice.
    ("art. 41(5)", "п. 5 ст. 41", "41-баптың 5-тармағы"),
    ("art. 145-1(2)", "п. 2 ст. 145-1", "145-1-баптың 2-тармағы"),
    ("art. 13(4)", "ч. 4 ст. 13", "13-баптың төртінші бөлігі"),
    ("art. 11(1)(7)", "подп. 7) ч. 1 ст. 11", "11-баптың бірінші бөлігінің 7) тармақшасы"),
    ("Articles 6(2), 6(3)", "Пункты 2 и 3 статьи 6", "6-баптың 2 және 3-тармақтары"),
    ("in 2026 and in 2026", "в 2026 году", "2026 жылы"),
    ("No. 333-VI of 25 May 2020", "от 25 мая 2020 года № 333-VI", "2020 жылғы 25 мамырдағы № 333-VI"),
]
DIFFERENT = [
    ("3 days", "4 дня", "3, 4"),
    ("3 days", "несколько дней", "3"),
    ("some days", "3 дня", "3"),
    ("50 MRP, again 100 MRP", "50 МРП, повторно 50 МРП", "50, 100"),
    ("50 MRP, again 50 MRP", "50 МРП", "50"),
    ("6.5 MRP", "65 МРП", "6.5, 65"),
    ("1,000 tenge", "1 001 тенге", "1000, 1001"),
    ("1,000 tenge", "100 тенге", "100, 1000"),
    ("31 March", "30 марта", "30, 31"),
    ("31 March", "31 мая", "March, May"),
    ("31 March", "31-го числа", "March"),
    ("15 March 2027", "15.04.2027", "March, April"),
    ("15 March 2027", "15.03.2028", "2027, 2028"),
    ("9:00", "9:30", "9:00, 9:30"),
    ("9:00", "9", "9, 9:00"),
    ("art. 41(5)", "п. 6 ст. 41", "5, 6"),
    ("in 2026 and in 2027", "в 2026 году", "2027"),
]


@pytest.mark.parametrize(("english", "russian", "kazakh"), SAME)
def test_what_says_the_same_in_other_words_is_the_same(english, russian, kazakh):
    assert apart(english, russian, "ru") == Apart()
    assert apart(english, kazakh, "kk") == Apart()


@pytest.mark.parametrize(("english", "russian", "what"), DIFFERENT)
def test_what_only_one_text_says_is_found(english, russian, what):
    assert freshness_text(apart(english, russian, "ru")) == what


@pytest.mark.parametrize(
    ("english", "kazakh", "what"),
    [
        ("3 days", "4 күн", "3, 4"),
        ("31 March", "31 мамыр", "March, May"),
        ("on 22 October", "22 қараша", "October, November"),
    ],
)
def test_what_only_one_text_says_is_found_in_kazakh_too(english, kazakh, what):
    assert freshness_text(apart(english, kazakh, "kk")) == what


@pytest.mark.parametrize(("number", "same"), [(-1, False), (0, True), (1, False)])
@pytest.mark.parametrize("base", [2, 3, 12, 13, 20, 21, 999, 1000, 1001, 999_999])
def test_a_number_next_to_the_right_one_is_another(base, number, same):
    spaced = f"{base + number:,}".replace(",", "\u202f")
    assert (apart(f"{base:,} tenge", f"{spaced} тенге", "ru") == Apart()) is same


@pytest.mark.parametrize(
    ("day", "month"), [("0", "03"), ("1", "03"), ("31", "12"), ("32", "12"), ("31", "13"), ("1", "0"), ("1", "1")]
)
def test_what_looks_like_a_date_and_is_none_is_left_as_it_is(day, month):
    is_date = 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    assert bool(figures(f"{day}.{month}.2027", "ru").months) is is_date


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_any_amount_is_the_same_however_a_language_writes_it(tenge, tiyn):
    english = f"{tenge:,}.{tiyn:02} tenge"
    assert apart(english, english.replace(",", "\u202f").replace(".", ","), "ru") == Apart()
    assert apart(english, english.replace(",", "\u00a0").replace(".", ","), "kk") == Apart()
    assert apart(english, f"{tenge + 1},{tiyn:02}", "ru") != Apart()


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_date_is_the_same_in_digits_and_in_words(day):
    month = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым"]
    month += ["шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"]
    kazakh = f"{day.year:04} жылғы {day.day} {month[day.month - 1]}"
    assert apart(f"{day:%d.%m.%Y}".lstrip("0"), f"{day.isoformat()}", "ru") == Apart()
    assert apart(f"{day:%d %B %Y}", f"{day:%d.%m.%Y}", "ru") == Apart()
    assert apart(f"{day:%-d %B %Y}", kazakh, "kk") == Apart()


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["ru", "kk"]))
def test_no_text_is_too_odd(english, other, language):
    found = apart(english, other, language)
    assert freshness_text(found) or not found


def test_months_are_named_in_the_editors_language():
    with override("ru"):
        assert "март" in freshness_text(apart("31 March", "31 мая", "ru")).lower()


# The rows.


def test_all_texts_are_read_for_one_query_a_table(rulebook, db, django_assert_max_num_queries):
    with django_assert_max_num_queries(len([model for model in models.KEYED if model.TEXTS])):
        names = [str(one.row) for one in translations()]
    assert names


@pytest.mark.parametrize(
    ("columns", "states"),
    [
        ({}, ()),
        ({"title_ru": ""}, (Freshness.MISSING,)),
        ({"title_en": "Other words"}, (Freshness.OUTDATED,)),
        ({"title_ru": "7 слов"}, (Freshness.APART,)),
        ({"title_en": "7 words"}, (Freshness.APART, Freshness.OUTDATED)),
        ({"title_en": ""}, (Freshness.OUTDATED,)),
        ({"title_en": "", "title_ru": ""}, ()),
    ],
)
def test_the_state_of_a_translation(db, columns, states):
    section = models.Section.objects.create(code="made-up", title_en="Words", title_ru="Слова")
    change(section, **columns)
    assert Translation(section, "title", "ru").states == states


# The gate.


def test_publishing_is_refused_where_a_number_differs(db):
    row = change(live("fair-notice"), timing_ru="Не позднее чем за 6 рабочих дней.")
    message = "only one of this text and the English one says 6. Mend the one that is wrong."
    assert_refused(message, row)
    assert len(refusals()) == 1


def test_publishing_is_refused_where_a_month_differs(db):
    row = models.WatchEntry.objects.first()
    row = change(row, timing_en="By 1 March.", timing_ru="До 1 мая.", timing_kk="1 наурызға дейін.")
    assert_refused("says March, May.", row)


def test_publishing_is_refused_for_a_part_of_a_requirement_with_the_part_to_mend(db):
    row = models.Penalty.objects.first()
    change(row, text_kk=f"{row.text_kk} 777")
    assert_refused("says 777.", row)


def test_what_is_missing_or_outdated_may_be_published(db):
    change(live("fair-notice"), place_kk="")
    change(live("fair-hours"), place_en="The market office")
    assert publish(today(), four_eyes=False) is not None


def test_once_the_number_is_mended_it_can_be_published(db):
    row = live("fair-notice")
    right = row.timing_ru
    change(row, timing_ru="Не позднее чем за 6 рабочих дней.")
    with pytest.raises(NotPublishable):
        publish(today(), four_eyes=False)
    change(row, timing_ru=f"{right} Спросите.")
    assert publish(today(), four_eyes=False) is not None
