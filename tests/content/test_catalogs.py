"""Messages of the interface and texts of the law in every language: none left out; numbers, dates and plurals."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import django
import holidays
import polib
import pytest
from django.conf import settings
from django.db.models import Model
from django.utils import translation

from ngocheck.rulebook import models
from ngocheck.rulebook.calendar.holiday_names import NAMES, REMARKS, by_language
from ngocheck.wording.values import date_text, decimal_text, month_text, number_text, period_text, time_text
from scripts.messages import BY_DJANGO
from tests.support.speech import KAZAKH_LETTERS, LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = "**/locale/en/LC_MESSAGES/django.po"
RUSSIAN_FORMS = {0: 2, 1: 0, 2: 1, 5: 2, 11: 2, 21: 0, 22: 1, 25: 2, 101: 0}
RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
KAZAKH_MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
BOTH_SCRIPTS = re.compile(r"\w*(?:[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z])\w*")


def catalog(language: str, root: Path = ROOT) -> polib.POFile:
    return polib.pofile(str(root / "locale" / language / "LC_MESSAGES" / "django.po"))


def problems(root: Path) -> list[str]:
    """What the check of a checkout's catalogs complains about, a line each."""
    command = [sys.executable, str(root / "scripts" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == bool(done.stderr)
    return done.stderr.splitlines()


# Messages.


def test_the_catalogs_are_whole_and_compiled():
    assert problems(ROOT) == []


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A checkout with catalogs of its own to break."""
    for shared in ("ngocheck", "templates"):
        (tmp_path / shared).symlink_to(ROOT / shared)
    for copied in ("locale", "scripts"):
        shutil.copytree(ROOT / copied, tmp_path / copied)
    return tmp_path


def test_whatever_is_wrong_with_a_catalog_is_named(checkout):
    russian, kazakh = catalog("ru", checkout), catalog("kk", checkout)
    missing = russian.find("Page not found")
    russian.remove(missing)
    russian.find("Start page").msgstr = ""
    russian.find("Save and go on").flags.append("fuzzy")
    russian.find("%(count)s day").msgstr_plural[1] = "дня"
    russian.append(polib.POEntry(msgid="Nobody says this", msgstr="Этого никто не говорит"))
    russian.save()
    russian.save_as_mofile(str(checkout / "locale/ru/LC_MESSAGES/django.mo"))
    kazakh.find("Start page").msgstr = "Басқы бет"
    kazakh.save()
    assert set(problems(checkout)) - set(problems(ROOT)) == {
        "ru: not in the catalog: 'Page not found'",
        "ru: not translated: 'Start page'",
        "ru: fuzzy, which nobody is shown: 'Save and go on'",
        "ru: other names: '%(count)s day'",
        "ru: no longer said: 'Nobody says this'",
        "kk: not compiled",
    }


def test_what_the_catalog_says_for_django_is_said_by_django():
    """A message that Django words otherwise after an upgrade would silently not be used any more."""
    said = {
        entry.msgid for path in Path(django.__file__).parent.glob(ENGLISH) for entry in polib.pofile(str(path))
    }
    ours = {entry.msgid for entry in catalog("kk") if entry.tcomment == BY_DJANGO}
    assert ours
    assert ours - said == set()


def test_what_has_no_kazakh_yet_is_said_in_russian():
    with translation.override("kk"):
        assert translation.gettext("Site Maps") == "Карта сайта"


def plural_messages(language: str) -> list[polib.POEntry]:
    return [entry for entry in catalog(language) if entry.msgid_plural and entry.translated()]


@pytest.mark.parametrize(("count", "form"), RUSSIAN_FORMS.items())
def test_russian_has_the_right_form_for_every_number(count, form):
    with translation.override("ru"):
        for entry in plural_messages("ru"):
            said = translation.ngettext(entry.msgid, entry.msgid_plural, count)
            assert said == entry.msgstr_plural[form], entry.msgid


@pytest.mark.parametrize("count", RUSSIAN_FORMS)
def test_kazakh_leaves_the_noun_alone_after_a_number(count):
    with translation.override("kk"):
        for entry in plural_messages("kk"):
            said = translation.ngettext(entry.msgid, entry.msgid_plural, count)
            assert said == entry.msgstr_plural[0 if count == 1 else 1]
            if "%(" in entry.msgid_plural:
                assert entry.msgstr_plural[0] == entry.msgstr_plural[1]


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", "1 day, 2 days, 5 days, 11 days, 21 days, 22 days, 101 days"),
        ("ru", "1 день, 2 дня, 5 дней, 11 дней, 21 день, 22 дня, 101 день"),
        ("kk", "1 күн, 2 күн, 5 күн, 11 күн, 21 күн, 22 күн, 101 күн"),
    ],
)
def test_days_are_counted_as_each_language_does(language, days):
    with translation.override(language):
        said = [
            translation.ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
            for count in (1, 2, 5, 11, 21, 22, 101)
        ]
    assert ", ".join(said) == days


# Rows.


def texts(row: Model) -> Iterator[tuple[str, dict[str, str]]]:
    """The texts of a row by the name of their columns, each by language."""
    for name in row.TEXTS:
        yield name, {language: getattr(row, f"{name}_{language}") for language in LANGUAGES}


def all_texts() -> Iterator[tuple[str, dict[str, str]]]:
    for model in models.KEYED:
        for row in model.objects.all():
            for name, text in texts(row):
                yield f"{model.__name__} {row.natural_key()} {name}", text


@pytest.mark.django_db
def test_no_row_of_the_law_is_without_a_text_in_one_language_only(rulebook):
    half = [where for where, text in all_texts() if len({bool(words.strip()) for words in text.values()}) > 1]
    assert half == []


@pytest.mark.django_db
def test_no_text_is_the_same_in_two_languages(rulebook):
    """Short words may be: a grant is «грант» in both, «Филиал» too."""
    same = [
        where
        for where, text in all_texts()
        for one, other in (("en", "ru"), ("en", "kk"), ("ru", "kk"))
        if text[one] == text[other] and len(text[one].split()) > 3
    ]
    assert same == []


@pytest.mark.django_db
def test_no_word_mixes_latin_and_cyrillic_letters_that_look_alike(rulebook):
    said = [(where, words) for where, text in all_texts() for words in text.values()]
    for language in ("ru", "kk"):
        for entry in catalog(language):
            said += [(entry.msgid, form) for form in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [(where, found) for where, words in said for found in BOTH_SCRIPTS.findall(words)] == []


@pytest.mark.django_db
def test_every_long_kazakh_text_has_kazakh_letters(rulebook):
    kazakh = [(where, text["kk"]) for where, text in all_texts()]
    kazakh += [(entry.msgid, entry.msgstr) for entry in catalog("kk")]
    bare = [where for where, words in kazakh if len(words.split()) > 5 and not KAZAKH_LETTERS & set(words)]
    assert bare == []


# Numbers, days, times.


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "31 March 2027"), ("ru", "31 марта 2027 года"), ("kk", "2027 жылғы 31 наурыз")],
)
def test_a_day_is_written_as_in_the_acts(language, written):
    with translation.override(language):
        assert date_text(date(2027, 3, 31)) == written


@pytest.mark.parametrize(
    ("language", "form", "names"),
    [("ru", "1 {} 2027 года", RUSSIAN_MONTHS), ("kk", "2027 жылғы 1 {}", KAZAKH_MONTHS)],
)
def test_all_twelve_months_are_small(language, form, names):
    with translation.override(language):
        written = [date_text(date(2027, number, 1)) for number in range(1, 13)]
    assert written == [form.format(name) for name in names.split()]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("ru", "Янв Фев Мар Апр Май Июн Июл Авг Сен Окт Ноя Дек"),
        ("kk", "Қаң Ақп Нау Сәу Мам Мау Шіл Там Қыр Қаз Қар Жел"),
    ],
)
def test_short_months_are_months_in_each_language(language, names):
    with translation.override(language):
        assert " ".join(month_text(date(2027, number, 1)) for number in range(1, 13)) == names


@pytest.mark.parametrize(("language", "share"), [("en", "6.5"), ("ru", "6,5"), ("kk", "6,5")])
def test_numbers_have_thin_spaces_and_the_comma_or_point_of_their_language(language, share):
    with translation.override(language):
        assert number_text(432500) == decimal_text(Decimal(432500)) == "432\u202f500"
        assert number_text(950) == "950"
        assert number_text(25_000_000) == "25\u202f000\u202f000"
        assert decimal_text(Decimal("6.50")) == share


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_of_day_has_no_zero_in_front(language):
    with translation.override(language):
        assert [time_text(time(9)), time_text(time(20, 30)), time_text(time(0, 5))] == ["9:00", "20:30", "0:05"]


@pytest.mark.parametrize(
    ("language", "year", "half", "quarter"),
    [
        ("en", "2026", "the {} half of 2026", "the {} quarter of 2026"),
        ("ru", "2026 год", "{} полугодие 2026 года", "{} квартал 2026 года"),
        ("kk", "2026 жыл", "2026 жылдың {} жартыжылдығы", "2026 жылдың {} тоқсаны"),
    ],
)
def test_periods_are_said_in_words(language, year, half, quarter):
    ordinals = {
        "en": (["first", "second"], ["first", "second", "third", "fourth"]),
        "ru": (["первое", "второе"], ["первый", "второй", "третий", "четвертый"]),
        "kk": (["бірінші", "екінші"], ["бірінші", "екінші", "үшінші", "төртінші"]),
    }
    halves, quarters = ordinals[language]
    with translation.override(language):
        assert period_text("2026") == year
        assert [period_text(f"2026-H{n}") for n in (1, 2)] == [half.format(word) for word in halves]
        assert [period_text(f"2026-Q{n}") for n in (1, 2, 3, 4)] == [quarter.format(word) for word in quarters]


# Days off.


def names_of_the_package() -> set[str]:
    table = holidays.country_holidays("KZ", years=range(2010, 2033), language="en_US")
    return set(table.values())


def test_every_day_off_of_the_package_has_a_name_in_russian_and_kazakh():
    for name in names_of_the_package():
        said = by_language(name)
        for language in ("ru", "kk"):
            assert re.search(r"[\u0400-\u052f]", said[language]), name
            assert not re.search(r"[A-Za-z]", said[language]), name


def test_every_name_and_remark_is_in_use():
    said = " ".join(names_of_the_package())
    assert [name for name in (*NAMES, *REMARKS) if name not in said] == []


@pytest.mark.parametrize("name", ["Space Day", "Republic Day (cancelled)", "", "Republic Day (observed"])
def test_an_unknown_day_stays_as_it_is(name):
    assert by_language(name) == dict.fromkeys(LANGUAGES, name)


def test_two_names_on_one_day_are_both_said():
    said = by_language("Eid al-Adha (estimated); Nowruz Holiday")
    assert said["ru"] == "Курбан айт (день еще не назначен); Наурыз мейрамы"
    assert said["kk"] == "Құрбан айт (күні әлі белгіленбеген); Наурыз мейрамы"


def test_the_languages_of_the_tests_are_those_of_the_site():
    assert tuple(code for code, _name in settings.LANGUAGES) == LANGUAGES
