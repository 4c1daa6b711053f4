"""The rulebook in the open: what is in force on a day, by area or by source.

Everything here is made from the published edition and is text in the visitor's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ngocheck.engine.facts import read_day
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.sources import Provision, Source
from ngocheck.wording.alphabet import Place, alphabet_key
from ngocheck.wording.rules import force_text, is_sure, reading_of, reading_text, sureness_text
from ngocheck.wording.translated import Newer, marked_text, newer_texts
from ngocheck.wording.typed import typed_date
from ngocheck.wording.values import link_text, plain_text

LONGEST_DATE = 40
KINDS = ("constitution", "code", "law", "order", "court", "report", "page")


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


# The list.


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A requirement in the list; `articles` only where it is listed under a source."""

    code: str
    title: str
    force: str
    sure: str
    is_sure: bool
    articles: str = ""
    newer: tuple[Newer, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """An area or a source with its requirements; `read` says how well a source was read."""

    code: str
    title: str
    rows: tuple[ListedRule, ...]
    url: str = ""
    read: str = ""
    newer: tuple[Newer, ...] = ()


def by_area(rules: Iterable[Rule], rulebook: Rulebook, chosen: Day) -> list[ListedGroup]:
    rows: dict[str, list[ListedRule]] = {}
    for rule in rules:
        rows.setdefault(rule.area, []).append(listed_rule(rule, chosen))
    return [
        ListedGroup(area.code, marked_text(area.title), tuple(rows[area.code]))
        for area in rulebook.areas
        if area.code in rows
    ]


def best_first(rules: Iterable[Rule], _rulebook: Rulebook, chosen: Day) -> list[ListedGroup]:
    """All in one list, in the order in which they were found."""
    rows = tuple(listed_rule(rule, chosen) for rule in rules)
    return [ListedGroup("found", _("The likeliest first"), rows)] if rows else []


def by_source(rules: Iterable[Rule], rulebook: Rulebook, chosen: Day) -> list[ListedGroup]:
    """The sources that the rules cite, the higher law first, each with its requirements by article."""
    rows: dict[str, list[ListedRule]] = {}
    for rule in rules:
        for source, articles in articles_in_words(rule).items():
            rows.setdefault(source, []).append(listed_rule(rule, chosen, ", ".join(articles)))
    ordered = sorted(rows, key=lambda code: rank(rulebook.sources[code]))
    return [
        ListedGroup(
            code=code,
            title=marked_text(rulebook.sources[code].title),
            rows=tuple(sorted(rows[code], key=lambda row: alphabet_key(row.articles))),
            url=link_text(rulebook.sources[code].links),
            read=reading_text(rulebook.sources[code]),
            newer=newer_texts(rulebook.sources[code].title, rulebook.sources[code].note),
        )
        for code in ordered
    ]


def listed_rule(rule: Rule, chosen: Day, articles: str = "") -> ListedRule:
    stale, cited = chosen.is_stale(rule), rule.provisions
    return ListedRule(
        code=rule.requirement,
        title=marked_text(rule.texts["title"]),
        force=force_text(rule.force),
        sure=sureness_text(rule, cited, chosen.on, stale=True) if stale else reading_of(rule, cited, chosen.on),
        is_sure=is_sure(rule, cited, chosen.on) and not stale,
        articles=articles,
        newer=newer_texts(rule.texts["title"]),
    )


def rule_citations(rule: Rule) -> Iterator[tuple[Provision, str]]:
    """The provisions that a version names, each with the words for it."""
    for provision in rule.provisions:
        yield provision, plain_text(provision.article)
    for deadline in rule.deadlines:
        for provision in deadline.provisions:
            yield provision, plain_text(provision.article)
    for penalty in rule.penalties:
        yield penalty.provision, _("%(article)s (penalty)") % {"article": plain_text(penalty.provision.article)}


def articles_in_words(rule: Rule) -> dict[str, list[str]]:
    """The articles that a version names, by source and without repeating any."""
    articles: dict[str, dict[str, None]] = {}
    for provision, words in rule_citations(rule):
        articles.setdefault(provision.source.code, {})[words] = None
    return {source: sorted(named, key=alphabet_key) for source, named in articles.items()}


def rank(source: Source) -> tuple[int, Place]:
    place = KINDS.index(source.kind) if source.kind in KINDS else len(KINDS)
    return place, alphabet_key(plain_text(source.title))
