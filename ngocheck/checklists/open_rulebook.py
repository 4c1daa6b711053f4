"""The rulebook in the open: what is in force on a day, by area or by source, and found by words.

Everything here is made from the published edition and is text in the visitor's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ngocheck.engine.edition import Rule, Rulebook
from ngocheck.engine.facts import read_day
from ngocheck.engine.sources import Provision, Source

from .fields import typed_date
from .kept import Kept
from .sheet import confidence_in_words, force_in_words, sure_in_words
from .words import day, said

LONGEST_DATE = 40
KINDS = ("constitution", "code", "law", "order", "court", "report", "page")
# How people write "article" when they look for one.
ARTICLE = "article art. статья ст. бап"


@dataclass(frozen=True, slots=True)
class Day:
    """The day `on` whose law is looked at, seen from today.

    `typed` stands in the field; `error` says why it was not taken.
    """

    on: date
    today: date
    typed: str = ""
    error: str = ""

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    @property
    def asked(self) -> str:
        """The day as a link hands it on; empty for today."""
        return "" if self.is_today else self.on.isoformat()

    @property
    def query(self) -> str:
        return query(on=self.asked)

    def is_stale(self, rule: Rule) -> bool:
        """Whether the version is past its next check. That is so today, whatever day is looked at."""
        return rule.next_check_on is not None and self.today > rule.next_check_on


def chosen_day(text: str, today: date) -> Day:
    """The day that somebody typed; today where nothing was typed or it is no date."""
    text = text.strip()
    if not text:
        return Day(today, today)
    read = read_day(typed_date(text))
    if read:
        return Day(read, today, typed=f"{read:%d.%m.%Y}")
    advice = _("Write the date as day, month and year, for example 31.12.2023. Today's law is shown for now.")
    return Day(today, today, typed=text[:LONGEST_DATE], error=advice)


def query(**parts: str) -> str:
    """The end of an address with the parts that are not empty."""
    given = {name: part for name, part in parts.items() if part}
    return f"?{urlencode(given)}" if given else ""


# Looking for words.

SEARCHED: Kept[str] = Kept(most=2000)


def found(rulebook: Rulebook, on: date, words: str) -> list[Rule]:
    """The versions in force on the day in which every one of the words stands, in any language."""
    wanted = plain(words).split()
    in_force = (rule for versions in rulebook.requirements.values() for rule in versions if rule.in_force(on))
    return [rule for rule in in_force if all(stands_in(word, searched(rule)) for word in wanted)]


def searched(rule: Rule) -> str:
    """All that is searched of a version; made once."""
    return SEARCHED.get(rule, (), lambda: plain("\n".join(_searched(rule))))


def _searched(rule: Rule) -> Iterator[str]:
    yield rule.requirement
    for text in (*rule.texts.values(), *(passage.text for passage in rule.passages)):
        yield from text.values()
    for provision, _words in cited(rule):
        yield from (f"{ARTICLE} {article}" for article in provision.article.values())
        yield from (*provision.source.title.values(), *provision.source.short.values())


def stands_in(word: str, text: str) -> bool:
    """Whether the word stands in the text; endings may follow it, but 29 is not found in 129 or 2029."""
    before = r"(?<!\d)" if word[0].isdigit() else ""
    after = r"(?!\d)" if word[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(word)}{after}", text) is not None


def plain(text: str) -> str:
    """A text as it is compared: without upper case, with one way to write each letter."""
    return normalize("NFKC", text).casefold().replace("ё", "е").replace("’", "'")


# The list.


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement in the list; `articles` only where it is listed under a source."""

    code: str
    title: str
    force: str
    sure: str
    is_sure: bool
    articles: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """An area or a source with its requirements; `read` says how well a source was read."""

    code: str
    title: str
    rows: tuple[Row, ...]
    url: str = ""
    read: str = ""


def by_area(rules: Iterable[Rule], rulebook: Rulebook, chosen: Day) -> list[Group]:
    rows: dict[str, list[Row]] = {}
    for rule in rules:
        rows.setdefault(rule.area, []).append(row(rule, chosen))
    return [
        Group(area.code, said(area.title), tuple(rows[area.code])) for area in rulebook.areas if area.code in rows
    ]


def by_source(rules: Iterable[Rule], rulebook: Rulebook, chosen: Day) -> list[Group]:
    """The sources that the rules cite, the higher law first, each with its requirements by article."""
    rows: dict[str, list[Row]] = {}
    for rule in rules:
        for source, articles in articles_in_words(rule).items():
            rows.setdefault(source, []).append(row(rule, chosen, ", ".join(articles)))
    ordered = sorted(rows, key=lambda code: rank(rulebook.sources[code]))
    return [
        Group(
            code=code,
            title=said(rulebook.sources[code].title),
            rows=tuple(sorted(rows[code], key=lambda row: by_number(row.articles))),
            url=rulebook.sources[code].url,
            read=read_in_words(rulebook.sources[code]),
        )
        for code in ordered
    ]


def row(rule: Rule, chosen: Day, articles: str = "") -> Row:
    stale = chosen.is_stale(rule)
    return Row(
        code=rule.requirement,
        title=said(rule.texts["title"]),
        force=force_in_words(rule.force),
        sure=sure_in_words(rule, stale=True) if stale else confidence_in_words(rule.confidence),
        is_sure=rule.confidence == "confirmed" and not stale,
        articles=articles,
    )


def cited(rule: Rule) -> Iterator[tuple[Provision, str]]:
    """The provisions that a version names, each with the words for it."""
    for provision in rule.provisions:
        yield provision, said(provision.article)
    for deadline in rule.deadlines:
        if deadline.provision:
            yield deadline.provision, said(deadline.provision.article)
    for penalty in rule.penalties:
        yield penalty.provision, _("%(article)s (penalty)") % {"article": said(penalty.provision.article)}


def articles_in_words(rule: Rule) -> dict[str, list[str]]:
    """The articles that a version names, by source and without repeating any."""
    articles: dict[str, dict[str, None]] = {}
    for provision, words in cited(rule):
        articles.setdefault(provision.source.code, {})[words] = None
    return {source: sorted(named, key=by_number) for source, named in articles.items()}


def rank(source: Source) -> tuple[int, str]:
    place = KINDS.index(source.kind) if source.kind in KINDS else len(KINDS)
    return place, said(source.title).casefold()


def by_number(articles: str) -> list[tuple[int, str]]:
    """So that art. 10 comes after art. 9."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", articles)]


def read_in_words(source: Source) -> str:
    as_of = _("Text as of %(day)s.") % {"day": day(source.as_of)} if source.as_of else ""
    return f"{as_of} {said(source.note)}".strip()
