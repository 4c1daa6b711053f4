"""The text of an act in parts: articles with their points, annexes, sections; in Russian, Kazakh or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .fingerprints import fingerprint, letters, letters_of
from .paragraphs import Paragraph
from .references import NUMBER, Annex, Article, ArticleRange, PageSection, Point, Reference, Whole, sort_key

# «Статья 12. ...», «12-бап. ...», "Article 12. ..."; without a full stop only where nothing follows.
HEADING = re.compile(
    rf"\A(?:(?:Статья|Article) ({NUMBER})|({NUMBER})-бап)\s*(?:\.\s*(.*)|\Z)", re.IGNORECASE | re.DOTALL
)
ANNEX_HEADING = re.compile(
    r"\A(?:(?:Приложение|Annex|Appendix)(?: (?:№ ?)?(\d+))?(?: |\Z)|(?:.* )?(?:(\d+)-)?қосымша\Z)", re.IGNORECASE
)
# What ends an article without being one: the heading of a chapter, or who signed.
END = re.compile(
    r"\A(?:(?:Глава|Раздел|Подраздел|Параграф|Chapter|Section|Part) [\dIVXLC]+(?:-\d+)?(?:[. ]|\Z)"
    r"|[\dIVXLC]+(?:-\d+)?-?\s?(?:тарау|бөлім|кіші бөлім|параграф)\b"
    r"|(?:Президент Республики|Қазақстан Республикасының Президенті|President of the Republic)\b)",
    re.IGNORECASE,
)
MARK = re.compile(rf"\A\(?({NUMBER})([.)])\s")
# A remark to the whole article, behind its last point.
REMARK = re.compile(r"\A(?:Примечани[ея]|Ескертпе(?:лер)?|Note)\s?[.:]", re.IGNORECASE)
LONGEST_HEADING = 25  # words, of an annex
LONGEST_RANGE = 12  # articles that one provision names


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of an act: its number without "art.", and its letters (see `fingerprints.letters`)."""

    number: str
    letters: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.letters)


class Act:
    """The page of one act."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs

    @cached_property
    def letters(self) -> str:
        """Of the whole page."""
        return letters_of(row.text for row in self.paragraphs)

    @cached_property
    def articles(self) -> dict[str, list[str]]:
        """The paragraphs of each article, its title first. Of two with one number, as where a table of contents
        stands before, the longer."""
        found: dict[str, list[str]] = {}
        for number, texts in self._articles():
            if len(letters_of(texts)) > len(letters_of(found.get(number, ()))):
                found[number] = texts
        return found

    def _articles(self) -> Iterator[tuple[str, list[str]]]:
        number, texts = "", list[str]()
        for row in self.paragraphs:
            heading = HEADING.match(row.text)
            if heading or END.match(row.text) or annex_number(row.text) is not None:
                yield number, texts
                number = (heading[1] or heading[2]) if heading else ""
                texts = [heading[3] or ""] if heading else []
            elif number:
                texts.append(row.text)
        yield number, texts

    @cached_property
    def annexes(self) -> dict[str, list[str]]:
        """The paragraphs of each annex, "" for one without a number; those of one number together."""
        found: dict[str, list[str]] = {}
        own: list[str] = []
        for row in self.paragraphs:
            number = annex_number(row.text)
            if number is not None:
                own = found.setdefault(number, [])
            else:
                own.append(row.text)
        return found

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """What stands under each heading, until the next one that is as high; by the letters of the heading."""
        found: dict[str, list[str]] = {}
        within: list[tuple[int, list[str]]] = []
        for row in self.paragraphs:
            if row.level:
                within = [(level, texts) for level, texts in within if level < row.level]
            for _level, texts in within:
                texts.append(row.text)
            if row.level:
                within.append((row.level, found.setdefault(letters(row.text), [])))
        return found

    def find(self, named: Reference) -> Unit | None:
        """The part that a provision names, with the article where its point is not to be told apart in it. None
        where it is not there."""
        match named:
            case Article(number, points):
                return self._article(number, points)
            case ArticleRange(first, last):
                within = [key for key in self.articles if sort_key(first) <= sort_key(key) <= sort_key(last)]
                return self._together(f"{first} to {last}", (self.articles[key] for key in within))
            case Point(points):
                return self._together("-".join(points), self._free_points(points))
            case Annex(""):
                return self._together("", self.annexes.values())
            case Annex(number):
                return unit(number, self.annexes.get(number, ()))
            case PageSection(title):
                return unit(title, self.sections.get(letters(title), ()))
            case Whole() if self.articles:
                return self._together("", self.articles.values())
        return Unit("", self.letters) if self.letters else None

    def _article(self, number: str, points: tuple[str, ...]) -> Unit | None:
        texts = self.articles.get(number, [])
        found = point(texts, points)
        name = number + "".join(f"({one})" for one in points)
        return unit(name, found) if found else unit(number, texts)

    def _free_points(self, points: tuple[str, ...]) -> Iterator[list[str]]:
        """The point of the act itself and of each of its annexes: it is not said which of them is cited."""
        texts = [row.text for row in self.paragraphs if annex_number(row.text) is None]
        for start, text in enumerate(texts):
            if mark_of(text) == (points[0], "."):
                within = [text, *until(texts[start + 1 :], ".")]
                yield point(within, points[1:]) or within

    def _together(self, number: str, parts: Iterable[Iterable[str]]) -> Unit | None:
        """Several parts as one, in whatever order they stand."""
        together = sorted(filter(None, map(letters_of, parts)))
        return Unit(number, "\n".join(together)) if together else None

    @cached_property
    def units(self) -> dict[str, list[str]]:
        """The numbers under which each text stands, by fingerprint: articles, their points, annexes, sections."""
        found: dict[str, list[str]] = {}
        for one in self._units():
            if one:
                found.setdefault(one.fingerprint, []).append(one.number)
        return found

    def _units(self) -> Iterator[Unit | None]:
        for number, texts in self.articles.items():
            yield unit(number, texts)
            for name, part in points_within(texts):
                yield unit(number + name, part)
        for number, texts in self.annexes.items():
            yield unit(number, texts)
        if not self.articles:
            for name, part in points_within([row.text for row in self.paragraphs]):
                yield unit(name, part)
            for title, texts in self.sections.items():
                yield unit(title, texts)

    def range_of(self, wanted: str) -> str:
        """The articles, one after the other, that have this fingerprint together; "" where there are none."""
        numbers = sorted(self.articles, key=sort_key)
        for size in range(2, LONGEST_RANGE + 1):
            for first, last in zip(numbers, numbers[size - 1 :], strict=False):
                found = self.find(ArticleRange(first, last))
                if found and found.fingerprint == wanted:
                    return found.number
        return ""


def annex_number(text: str) -> str | None:
    """The number of the annex that begins with this paragraph, "" where it has none; None for other paragraphs."""
    found = ANNEX_HEADING.match(text) if len(text.split()) <= LONGEST_HEADING else None
    return (found[1] or found[2] or "") if found else None


def unit(number: str, texts: Iterable[str]) -> Unit | None:
    found = letters_of(texts)
    return Unit(number, found) if found else None


def mark_of(text: str) -> tuple[str, str] | None:
    """The number that a paragraph begins with, and whether "." or ")" stands behind it."""
    found = MARK.match(text)
    return (found[1], found[2]) if found else None


def until(texts: Iterable[str], style: str) -> Iterator[str]:
    """The paragraphs before the next point: one like "2." ends every point, one like "2)" its own kind only."""
    for text in texts:
        mark = mark_of(text)
        if (mark and mark[1] in (".", style)) or REMARK.match(text):
            return
        yield text


def point(texts: Sequence[str], points: Sequence[str]) -> list[str]:
    """The paragraphs of a point of a point; none where it is not there, or more than one could be meant."""
    found = list(texts)
    styles = ".)"
    for number in points:
        for style in styles:
            starts = [place for place, text in enumerate(found) if mark_of(text) == (number, style)]
            if len(starts) == 1:
                break
        else:
            return []
        found = [found[starts[0]], *until(found[starts[0] + 1 :], style)]
        styles = ")"
    return found if points else []


def points_within(texts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Every point and point of a point of an article, each called as in a provision: (1), (1)(2)."""
    outer = ""
    for place, text in enumerate(texts):
        mark = mark_of(text)
        if mark:
            number, style = mark
            outer = f"({number})" if style == "." else outer
            yield outer if style == "." else f"{outer}({number})", [text, *until(texts[place + 1 :], style)]
