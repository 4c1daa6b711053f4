"""What part of an act a provision names, read from how its article is called in English."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d+(?:-\d+)*"
ARTICLE = re.compile(rf"\A(?:note to )?art(?:icle)?\.? ({NUMBER})((?:\({NUMBER}\))*)\Z")
ARTICLES = re.compile(rf"\Aart(?:icle)?s\.? ({NUMBER}) to ({NUMBER})\Z")
POINT = re.compile(rf"\A(?:point|para(?:graph)?\.?|rule) ({NUMBER})((?:\({NUMBER}\))*)\Z")
ANNEX = re.compile(r"\Aannex(?: (\d+))?\Z")
SECTION = re.compile(r"\Asection (.+)\Z")


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or a point of it: art. 14(1)(2) has the points 1 and 2."""

    number: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleRange:
    """The articles from the first to the last, both included."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an act that has no articles, such as rules approved by an order."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex; `number` is "" for all of them."""

    number: str = ""


@dataclass(frozen=True, slots=True)
class PageSection:
    """What stands under a heading."""

    title: str


@dataclass(frozen=True, slots=True)
class Whole:
    """The act or page as a whole."""


Reference = Article | ArticleRange | Point | Annex | PageSection | Whole


def reference(article: str) -> Reference:
    """What "art. 10(1)" or "annex 3" names. A name that is none of these stands for the whole page: then there
    may be an alarm too many and never one too few."""
    name = article.strip()
    if found := ARTICLE.match(name):
        return Article(found[1], numbers(found[2]))
    if found := ARTICLES.match(name):
        return ArticleRange(found[1], found[2])
    if found := POINT.match(name):
        return Point((found[1], *numbers(found[2])))
    if found := ANNEX.match(name):
        return Annex(found[1] or "")
    if found := SECTION.match(name):
        return PageSection(found[1])
    return Whole()


def numbers(brackets: str) -> tuple[str, ...]:
    return tuple(re.findall(NUMBER, brackets))


def sort_key(number: str) -> tuple[int, ...]:
    """The place of an article's number among others: 90 before 90-1 before 91."""
    return tuple(map(int, number.split("-")))
