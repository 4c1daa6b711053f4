"""Numbers in digits, times and months in a text, and what differs between two languages.

    by 31 March 2027, within 3 days: 1,234.5 MRP
    не позднее 31.03.2027 в течение 3 дней: 1 234,5 МРП
    2027 жылғы 31 наурыздан кешіктірмей, 3 күн ішінде: 1 234,5 АЕК

say the same. Numbers in words are not read, but for the parts of articles in Kazakh: texts of the law have digits.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

SPACED = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)")
COMMAS = re.compile(r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)")
DAY_FIRST = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
YEAR_FIRST = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
TIME = re.compile(r"(?<![\d:])0?(\d{1,2}:\d\d)(?![\d:])")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
LEADING_ZEROS = re.compile(r"^0+(?=\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
# The number of an article: "art. 6(2)" or only "6(2)", «ст. 6», «6-бап».
ARTICLES = {
    "en": re.compile(r"\barticles?\s+(\d+)|\bart\.\s*(\d+)|(\d+)\("),
    "ru": re.compile(r"\bст(?:ат\w+|\.)\s*(\d+)"),
    "kk": re.compile(r"(\d+)-бап"),
}
# Where the law does not number the parts of an article, Kazakh names them in words: «13-баптың төртінші бөлігі».
PART = re.compile(r"(\w+) (?=бөлі[кг])", re.IGNORECASE)
PART_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "бірінші",
            "екінші",
            "үшінші",
            "төртінші",
            "бесінші",
            "алтыншы",
            "жетінші",
            "сегізінші",
            "тоғызыншы",
            "оныншы",
        ],
        1,
    )
}
MONTH_NAMES = {
    "en": "January February March April May June July August September October November December",
    "ru": r"январ\w+ феврал\w+ март(?:а|у|ом|е)? апрел\w+ ма(?:й|я|ю|ем|е) июн\w+ июл\w+ август\w* сентябр\w+"
    r" октябр\w+ ноябр\w+ декабр\w+",
    "kk": r"қаңтар\w* ақпан\w* наурыз\w* сәуір\w* мамыр\w* маусым\w* шілде\w* тамыз\w* қыркүйек\w* қазан\w*"
    r" қараша\w* желтоқсан\w*",
}
LETTER = r"[^\W\d_]"
# The group that is found says which month. English months begin with a capital letter.
MONTH = {
    code: re.compile(
        rf"(?<!{LETTER})(?:{'|'.join(f'({name})' for name in names.split())})(?!{LETTER})",
        re.NOFLAG if code == "en" else re.IGNORECASE,
    )
    for code, names in MONTH_NAMES.items()
}
# Months that are other words too, unless a number stands beside them: March and May begin sentences as verbs,
# «наурыз» is a holiday, «маусым» a season, «қазан» a cauldron.
UNCERTAIN = {"en": (3, 5), "ru": (), "kk": (3, 6, 10)}
NUMBER_BEFORE = re.compile(r"\d\S{0,3}\s*(?:of\s|жыл\w*\s)?$")
NUMBER_AFTER = re.compile(r"\s*\d")
DAYS, MONTHS = 31, 12


@dataclass(frozen=True, slots=True)
class Figures:
    """What a text says in figures. `numbers` (times too) and `months` another language must say as well.

    What `perhaps_months` holds may answer to a month there, and need not. What is in `repeated` one language says
    once and another twice.
    """

    numbers: Counter[str]
    repeated: frozenset[str]
    months: frozenset[int]
    perhaps_months: frozenset[int]


@dataclass(frozen=True, slots=True)
class Apart:
    """What only one of two texts says: numbers and times in digits, months by their number."""

    numbers: tuple[str, ...] = ()
    months: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.months)


@lru_cache(maxsize=10_000)
def apart(source: str, text: str, language: str) -> Apart:
    """What differs between the English text and a translation of it."""
    one, other = figures(source, settings.SOURCE_LANGUAGE), figures(text, language)
    numbers = lacking(one, other) | lacking(other, one)
    months = (one.months - other.months - other.perhaps_months) | (other.months - one.months - one.perhaps_months)
    return Apart(tuple(sorted(numbers, key=_by_value)), tuple(sorted(months)))


def lacking(one: Figures, other: Figures) -> set[str]:
    """The numbers of one text that the other says less often, or not at all.

    Years and articles may be said less often: "articles 6(2) and 6(3)" is «пункты 2 и 3 статьи 6».
    """
    less_often = (one.repeated | other.repeated) & other.numbers.keys()
    return (one.numbers - other.numbers).keys() - less_often


def _by_value(number: str) -> tuple[float, str]:
    return float(number.replace(":", ".")), number


@lru_cache(maxsize=10_000)
def figures(text: str, language: str) -> Figures:
    """All figures of a text, whatever they are of."""
    text, in_dates = without_months(text)
    text = parts_in_digits(ungrouped(text, language)) if language == "kk" else ungrouped(text, language)
    digits = [LEADING_ZEROS.sub("", number.replace(",", ".")) for number in NUMBER.findall(TIME.sub(" ", text))]
    articles = {
        number for found in ARTICLES[language].finditer(text.lower()) for number in found.groups() if number
    }
    certain, uncertain = named_months(text, language)
    return Figures(
        numbers=Counter([*digits, *TIME.findall(text)]),
        repeated=frozenset(articles.union(filter(YEAR.fullmatch, digits))),
        months=frozenset(in_dates | certain),
        perhaps_months=frozenset(uncertain),
    )


def without_months(text: str) -> tuple[str, set[int]]:
    """The text with day and year alone of each date in digits, and the months of those: "by 15 2027" and 3."""
    months = set()

    def day_and_year(found: re.Match[str]) -> str:
        day, month = int(found["day"]), int(found["month"])
        if not (1 <= day <= DAYS and 1 <= month <= MONTHS):
            return found[0]
        months.add(month)
        return f"{day} {found['year']}"

    return YEAR_FIRST.sub(day_and_year, DAY_FIRST.sub(day_and_year, text)), months


def ungrouped(text: str, language: str) -> str:
    """The text without what sets thousands apart: spaces, and in English commas."""
    text = SPACED.sub(lambda found: "".join(found[0].split()), text)
    return COMMAS.sub(lambda found: found[0].replace(",", ""), text) if language == "en" else text


def parts_in_digits(text: str) -> str:
    """A Kazakh text with the parts of articles in digits, as the other languages have them."""
    return PART.sub(lambda found: f"{PART_NUMBERS.get(found[1].lower(), found[1])} ", text)


def named_months(text: str, language: str) -> tuple[set[int], set[int]]:
    """The months that a text names, and those that it perhaps names."""
    certain: set[int] = set()
    uncertain: set[int] = set()
    for found in MONTH[language].finditer(text):
        month = found.lastindex or 0
        sure = month not in UNCERTAIN[language] or beside_number(text, found)
        (certain if sure else uncertain).add(month)
    return certain, uncertain


def beside_number(text: str, found: re.Match[str]) -> bool:
    return bool(NUMBER_BEFORE.search(text, 0, found.start()) or NUMBER_AFTER.match(text, found.end()))
