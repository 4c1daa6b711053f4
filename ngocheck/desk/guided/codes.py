"""Codes made from titles, in Latin letters: editors need not invent them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import slugify

MOST_WORDS = 3
LONGEST = 44  # a SlugField takes 50: a number may follow
LATIN = {
    **dict(zip("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziiklmnoprstufhye", strict=True)),
    **dict(zip("жцчшщюя", ("zh", "ts", "ch", "sh", "sch", "yu", "ya"), strict=True)),
    **dict.fromkeys("ъь", ""),
    **dict(zip("әғқңөұүһі", "agqnouuhi", strict=True)),
}


def code_from(title: str, rows: QuerySet, before: str = "") -> str:
    """The first words of a title as a code that none of the rows has; `before` stands in front of it."""
    letters = "".join(LATIN.get(letter, letter) for letter in title.casefold())
    words = slugify(f"{before} {letters}").split("-")[: MOST_WORDS + bool(before)]
    code = "-".join(words)[:LONGEST].strip("-") or "new"
    taken = set(rows.filter(code__startswith=code).values_list("code", flat=True))
    numbers = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return code if code not in taken else next(one for one in numbers if one not in taken)
