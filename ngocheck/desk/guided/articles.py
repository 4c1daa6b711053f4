"""What an article is called in the three languages, from how an editor wrote it in one; and its row."""

from __future__ import annotations

import re

from ngocheck.rulebook.models import Provision, Source
from ngocheck.rulebook.models.stamps import SOURCE

# "ст. 12", "п. 2", "подп. 4)", "ч. 1", in full as well, in any order.
PIECE = re.compile(
    r"(?P<word>ст(?:ать[яи])?|подп(?:ункта?)?|пп|п(?:ункта?)?|ч(?:аст[ьи])?)\.?\s*(?P<number>\d+(?:-\d+)*)\)?[\s,;]*"
)
ARTICLE, PART, POINT, SUBPOINT = "article", "part", "point", "subpoint"
FIRST_TO_FOURTH = ("бірінші", "екінші", "үшінші", "төртінші")
ORDINALS = ("", *FIRST_TO_FOURTH, "бесінші", "алтыншы", "жетінші", "сегізінші", "тоғызыншы")


def article_names(text: str, language: str) -> dict[str, str]:
    """The names by language. What is not understood stays as written, in English too: that names the row."""
    found = read_russian(text) if language == "ru" else {}
    if not found:
        return {SOURCE: text.strip(), language: text.strip()}
    return {"en": in_english(found), "ru": in_russian(found), "kk": in_kazakh(found)}


def read_russian(text: str) -> dict[str, str]:
    """The numbers of an article, its part or point, and the point's point; nothing where it is something else."""
    found: dict[str, str] = {}
    place, words = 0, text.strip().casefold()
    while place < len(words):
        piece = PIECE.match(words, place)
        if piece is None or kind_of(piece["word"]) in found:
            return {}
        found[kind_of(piece["word"])] = piece["number"]
        place = piece.end()
    return found if ARTICLE in found and not {PART, POINT} <= found.keys() else {}


def kind_of(word: str) -> str:
    if word.startswith("ст"):
        return ARTICLE
    if word.startswith("ч"):
        return PART
    return POINT if word in ("п", "пункт", "пункта") else SUBPOINT


def in_english(found: dict[str, str]) -> str:
    points = (found.get(PART) or found.get(POINT), found.get(SUBPOINT))
    return f"art. {found[ARTICLE]}" + "".join(f"({point})" for point in points if point)


def in_russian(found: dict[str, str]) -> str:
    forms = {SUBPOINT: "подп. %s)", POINT: "п. %s", PART: "ч. %s", ARTICLE: "ст. %s"}
    return " ".join(form % found[kind] for kind, form in forms.items() if kind in found)


def in_kazakh(found: dict[str, str]) -> str:
    """The article's name with its endings; "" for a part with a number too large to be written as a word."""
    article = found[ARTICLE]
    if PART in found:
        place = found[PART]
        known = place.isdecimal() and int(place) < len(ORDINALS) and SUBPOINT not in found
        return f"{article}-баптың {ORDINALS[int(place)]} бөлігі" if known else ""
    point, subpoint = found.get(POINT), found.get(SUBPOINT)
    if point and subpoint:
        return f"{article}-баптың {point}-тармағының {subpoint}) тармақшасы"
    if point:
        return f"{article}-баптың {point}-тармағы"
    return f"{article}-баптың {subpoint}) тармақшасы" if subpoint else f"{article}-бап"


def provision_for(source: Source, text: str, language: str) -> Provision:
    """The source's article of this name in any language; a new row where there is none."""
    names = article_names(text, language)
    wanted = {tidy(text), tidy(names[SOURCE])}
    for row in source.provisions.all():
        if wanted & {tidy(name) for name in row.article.values() if name}:
            return row
    made = Provision(source=source, **{f"article_{code}": name for code, name in names.items()})
    made.save()
    return made


def tidy(name: str) -> str:
    """A name without what two people write differently."""
    return re.sub(r"[\s.,]+", "", name).casefold()
