"""What is wrong with an answer that could not be read, and how to write it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Kind
from ngocheck.engine.facts import EARLIEST, LARGEST, LATEST
from ngocheck.engine.rules import Question
from ngocheck.wording.typed import as_json, typed_day
from ngocheck.wording.values import date_text, number_text

MONTHS = 12


def advice(question: Question, typed: str) -> str:
    """For somebody who typed this, or sent a choice that the question does not have."""
    match question.kind:
        case Kind.NUMBER:
            return number_advice(question, typed)
        case Kind.DATE:
            return date_advice(typed)
        case Kind.TIME:
            return _("Write the time as hours and minutes, for example 10:30.")
    return _("Choose from the answers on this page.")


def number_advice(question: Question, typed: str) -> str:
    number = as_json(Kind.NUMBER, typed)
    lowest, highest = question.minimum or 0, LARGEST if question.maximum is None else question.maximum
    if isinstance(number, int) and number < lowest:
        return _("The number is too small: %(lowest)s is the smallest.") % {"lowest": number_text(lowest)}
    if isinstance(number, int) and number > highest:
        return _("The number is too large: %(highest)s is the largest.") % {"highest": number_text(highest)}
    if question.maximum is None:
        return _("Write a whole number in digits, for example 12.")
    told = _("Write a whole number from %(lowest)s to %(highest)s, in digits.")
    return told % {"lowest": number_text(lowest), "highest": number_text(highest)}


def date_advice(typed: str) -> str:
    """Whether it is no date at all, a day that no calendar has, or a year that is too far away."""
    parts = typed_day(typed)
    if parts is None:
        return _("Write the date as day, month and year, for example 15.03.2027.")
    year, month, day = parts
    if not EARLIEST.year <= year <= LATEST.year:
        told = _("Look at the year: it must be from %(first)s to %(last)s.")
        return told % {"first": EARLIEST.year, "last": LATEST.year}
    if not 1 <= month <= MONTHS:
        return _("There is no such month: write the month as a number from 1 to 12, after the day.")
    if day < 1:
        return _("There is no such day: the days of a month begin with 1.")
    last = date(year, month, monthrange(year, month)[1])
    return _("There is no such day: the last day of that month is %(day)s.") % {"day": date_text(last)}
