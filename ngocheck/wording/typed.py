"""What somebody typed as the value that the contract has for it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ngocheck.engine.conditions import Kind

from .figures import MONTH

MOST_DIGITS = 18
LAST_SHORT_YEAR = "50"
SPACES = re.compile(r"[\s\u00a0\u202f']+")
YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def as_json(kind: Kind, text: str) -> Any:
    """What was typed as the value that the contract has for it; anything unreadable is handed on as it is."""
    match kind:
        case Kind.YES_NO:
            return YES_NO.get(text, text)
        case Kind.NUMBER:
            digits = SPACES.sub("", text)
            return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS else text
        case Kind.DATE:
            return typed_date(text)
        case Kind.TIME:
            return typed_time(text)
    return text


def typed_date(text: str) -> str:
    """A day that somebody typed, as 2027-03-15; what is no day is handed on as it is."""
    parts = typed_day(text)
    try:
        return date(*parts).isoformat() if parts else text
    except ValueError:
        return text


def typed_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as they were typed, whether there is such a day or not; None where it is no date.

    15.03.2027, 15/03/27, 2027-03-15 or 15 March 2027, in any of the languages. The day stands before the month.
    """
    written = re.sub(r"[\s./\\-]+", ".", text).strip(".")
    if found := re.fullmatch(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})", written):
        year, month, day = map(int, found.groups())
        return year, month, day
    if found := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2}|[^\W\d_]{3,10})\.([0-9]{4}|[0-9]{2})", written):
        number = month_number(found[2])
        return (whole_year(found[3]), number, int(found[1])) if number is not None else None
    return None


def whole_year(digits: str) -> int:
    """27 is 2027, and 98 is 1998."""
    century = ("20" if digits <= LAST_SHORT_YEAR else "19") if len(digits) == len(LAST_SHORT_YEAR) else ""
    return int(century + digits)


def month_number(written: str) -> int | None:
    """A month in digits, or by its name in any of the languages; None where it is neither."""
    if written.isdigit():
        return int(written)
    named = (names.fullmatch(written.capitalize()) for names in MONTH.values())
    return next((found.lastindex for found in named if found), None)


def typed_time(text: str) -> str:
    """9:00, 09.00 or 09:00 as 09:00."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text, re.ASCII)
    return f"{int(found[1]):02}:{found[2]}" if found else text
