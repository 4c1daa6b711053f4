"""Values of the rulebook in a visitor's words: texts by language, answers, dates, reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Fact, Kind
from ngocheck.engine.rules import Question
from ngocheck.engine.sources import Links, nearest_link

THIN_SPACE = "\u202f"
NO_BREAK = "\u00a0"
# In Russian and Kazakh what stays in one line. Rows have ordinary spaces: editors see what they type, searches
# find it.
SPACED_LANGUAGES = ("ru", "kk")
THOUSANDS = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}(?: \d{3})+(?!\d)")
BEFORE_A_NUMBER = re.compile(r"(№|(?<!\w)(?:ст|п|ч|подп)\.) (?=\d)")
AFTER_A_NUMBER = re.compile(r"(?<=\d) (?=(?:МРП|АЕК|тенге|теңге)(?!\w)|%)")

# How a line of a running text begins that is a point of a list, or one thing to prepare.
POINT, DOCUMENT = "- ", "+ "
DECIMAL_COMMA = ("ru", "kk")
# Where a text is missing or outdated in a language: the languages that are read instead, the nearest first.
INSTEAD = {"kk": ("ru", "en"), "ru": ("en",)}


def page_language() -> str:
    """The language of the page."""
    return get_language() or settings.SOURCE_LANGUAGE


def date_text(value: date) -> str:
    """A date as the page's language writes it."""
    return formatted_date(value, "DATE_FORMAT", page_language())


def weekday_date_text(value: date) -> str:
    """A date with its day of the week: Saturday 5 December 2026. Only English writes that with a capital."""
    return with_weekday(value, date_text(value))


def weekday_day_text(value: date) -> str:
    """The same without its year, where the year is plain: Saturday 5 December."""
    return with_weekday(value, day_text(value))


def weekday_text(value: date) -> str:
    """The day of the week, as it stands by itself: Saturday."""
    return formatted_date(value, "l", page_language())


def with_weekday(value: date, written: str) -> str:
    weekday = weekday_text(value)
    named = {"weekday": weekday if page_language() == "en" else weekday.lower(), "date": written}
    return _("%(weekday)s %(date)s") % named


def near_date_text(value: date, on: date) -> str:
    """A date with its day of the week; with its year only where that is not the year of `on`."""
    return weekday_day_text(value) if value.year == on.year else weekday_date_text(value)


def days_away_text(value: date, on: date) -> str:
    """How far a day is from the day `on`: in 5 days, tomorrow, today, 3 days late."""
    days = (value - on).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days in (0, 1):
        return _("tomorrow") if days else _("today")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def day_text(value: date) -> str:
    """A day of the coming year as the page's language writes it: 5 December."""
    return formatted_date(value, "j E", page_language())


@lru_cache(maxsize=5000)
def formatted_date(value: date, form: str, language: str) -> str:
    """A date in a form of Django's. A checklist has some fifty dates, and tomorrow's has the same."""
    with override(language):
        return date_format(value, form)


def plain_text(text: Mapping[str, str]) -> str:
    """A text in the visitor's language, or in the nearest one that it is written in."""
    language = language_for(text)
    return unbroken(text.get(language, ""), language)


@lru_cache(maxsize=20_000)
def unbroken(text: str, language: str) -> str:
    """A text of the law as it is shown: № 5, ст. 13, 50 МРП, 2 500 000 stay whole at the end of a line."""
    if language not in SPACED_LANGUAGES:
        return text
    text = THOUSANDS.sub(lambda found: found[0].replace(" ", THIN_SPACE), text)
    return AFTER_A_NUMBER.sub(NO_BREAK, BEFORE_A_NUMBER.sub(rf"\1{NO_BREAK}", text))


def link_text(links: Links) -> str:
    """The link for the visitor's language, or the nearest one; empty where there is none."""
    return nearest_link(links, page_language())


def language_for(text: Mapping[str, str]) -> str:
    """The language in which a text is shown; the visitor's own where it is empty in all."""
    wished = get_language() or settings.SOURCE_LANGUAGE
    return next((code for code in (wished, *INSTEAD.get(wished, ())) if text.get(code)), wished)


def text_lines(text: str) -> tuple[str, ...]:
    """The lines of a text that has one thing a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def text_paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a running text; those that begin with a hyphen are points of a list, those with a plus are none
    of it."""
    lines = (line for line in text_lines(text) if not line.startswith(DOCUMENT))
    return tuple(f"• {line.removeprefix(POINT)}" if line.startswith(POINT) else line for line in lines)


def text_documents(text: str) -> tuple[str, ...]:
    """The lines of a running text that begin with a plus: each is one thing to prepare."""
    return tuple(line.removeprefix(DOCUMENT) for line in text_lines(text) if line.startswith(DOCUMENT))


def lower_first(text: str) -> str:
    """The text as it goes on after a colon: with a small letter, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def answer_text(question: Question, fact: Fact | None) -> str:
    if fact is None:
        return _("I do not know yet")
    match question.kind:
        case Kind.YES_NO:
            return _("Yes") if fact else _("No")
        case Kind.ONE:
            return plain_text(question.choice(str(fact)).label)
        case Kind.SEVERAL if isinstance(fact, frozenset):
            labels = [plain_text(choice.label) for choice in question.choices if choice.code in fact]
            return ", ".join(labels) or _("None of these")
    if isinstance(fact, date):
        return date_text(fact)
    if isinstance(fact, time):
        return time_text(fact)
    return f"{number_text(int(str(fact)))} {plain_text(question.unit)}".strip()


def time_text(value: time) -> str:
    """A time of day as texts of the law here have it: 9:00."""
    return f"{value.hour}:{value:%M}"


def number_text(value: int) -> str:
    """A number with spaces between thousands, as people there write it."""
    return f"{value:,}".replace(",", THIN_SPACE)


def decimal_text(value: Decimal) -> str:
    """A number without zeros at its end, with the comma or point of the page's language: 20, 8.5, 8,5."""
    if value == value.to_integral_value():
        return number_text(int(value))
    written = f"{value.normalize():f}"
    return written.replace(".", ",") if page_language() in DECIMAL_COMMA else written


def period_text(name: str) -> str:
    """A reporting period of the engine in words: 2026, 2026-H2, 2026-Q3."""
    year, _sep, part = name.partition("-")
    forms = {
        "": _("%(year)s"),
        "H1": _("the first half of %(year)s"),
        "H2": _("the second half of %(year)s"),
        "Q1": _("the first quarter of %(year)s"),
        "Q2": _("the second quarter of %(year)s"),
        "Q3": _("the third quarter of %(year)s"),
        "Q4": _("the fourth quarter of %(year)s"),
    }
    return forms[part] % {"year": year}


def month_name(value: date) -> str:
    """The month's name as a sentence has it, without a case ending: December, декабрь, желтоқсан."""
    name = formatted_date(value, "F", page_language())
    return name if page_language() == settings.SOURCE_LANGUAGE else name.lower()


def month_text(value: date) -> str:
    """The month in three letters.

    Not Django's own short months: one of them is the message "may", which has another meaning here.
    """
    return formatted_date(value, "F", page_language())[:3]
