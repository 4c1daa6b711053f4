"""What somebody typed as the value that the contract has for it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ngocheck.engine.conditions import Kind

MOST_DIGITS = 18
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
    """15.03.2027, 15/03/2027, 15-03-2027 or 2027-03-15 as 2027-03-15. The day always stands before the month."""
    parts = typed_day(text)
    try:
        return date(*parts).isoformat() if parts else text
    except ValueError:
        return text


def typed_day(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as they were typed, whether there is such a day or not; None where it is no date."""
    written = re.sub(r"[\s./\\-]+", ".", text).strip(".")
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", written, re.ASCII):
        day, month, year = map(int, found.groups())
        return year, month, day
    if found := re.fullmatch(r"(\d{4})\.(\d{1,2})\.(\d{1,2})", written, re.ASCII):
        year, month, day = map(int, found.groups())
        return year, month, day
    return None


def typed_time(text: str) -> str:
    """9:00, 09.00 or 09:00 as 09:00."""
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text, re.ASCII)
    return f"{int(found[1]):02}:{found[2]}" if found else text
