"""What the start page says of the rulebook: what a guide asks, the next days in the law, how old its texts are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from django.utils.translation import get_language

from ngocheck.checklists.sheet.sheet import Line, sheet_of
from ngocheck.engine.checklist import DUTIES, Item, arrange
from ngocheck.engine.findings import EVERYTHING, assess, open_questions
from ngocheck.engine.rules import Guide, Question, Rulebook
from ngocheck.wording.memo import Memo
from ngocheck.wording.rules import ACTS
from ngocheck.wording.values import days_away_text, near_date_text, plain_text

WORDS_A_MINUTE = 180
# An answer, and its share of going on to the next page.
SECONDS_TO_ANSWER = 7
DAYS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A guide with the most that it can ask, and how long reading and answering all of that takes."""

    guide: Guide
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class TextsRead:
    """How many rules are in force, and of which days the texts of the law are that they were read in."""

    rules: int
    oldest: date | None
    newest: date | None


@dataclass(frozen=True, slots=True)
class NextDay:
    """A duty that the law sets a day for: `words` name the day, `away` says how far off it is."""

    line: Line
    day: date
    words: str
    away: str


OFFERS: Memo[list[Offer]] = Memo(most=50)
DAYS: Memo[list[NextDay]] = Memo(most=50)


def guide_offers(rulebook: Rulebook, on: date) -> list[Offer]:
    """Every guide, with how much it asks of somebody whose answers settle nothing."""
    return OFFERS.get(
        rulebook, (get_language(), on), lambda: [_offer(g, rulebook, on) for g in rulebook.guides.values()]
    )


def _offer(guide: Guide, rulebook: Rulebook, on: date) -> Offer:
    asked = [rulebook.questions[code] for code in open_questions(rulebook, {}, on, guide.code)]
    seconds = sum(words_in(question) / WORDS_A_MINUTE * 60 + SECONDS_TO_ANSWER for question in asked)
    return Offer(guide, len(asked), ceil(seconds / 60))


def words_in(question: Question) -> int:
    """How many words of a question stand on its page, in the language of the page."""
    texts = [question.text, question.hint, *(text for c in question.choices for text in (c.label, c.hint))]
    return sum(len(plain_text(text).split()) for text in texts)


def next_days(rulebook: Rulebook, on: date) -> list[NextDay]:
    """The duties whose days come next, as lines of a checklist in which nothing is answered."""
    return DAYS.get(rulebook, (get_language(), on), lambda: _next_days(rulebook, on))


def _next_days(rulebook: Rulebook, on: date) -> list[NextDay]:
    whole = arrange(assess(rulebook, {}, on, EVERYTHING))
    coming = sorted((item for item in whole.items if _is_coming(item, on)), key=lambda item: item.nearness)
    lines = sheet_of(replace(whole, items=tuple(coming[:DAYS_SHOWN])), rulebook).lines
    days = [(line, day) for line in lines if (day := line.due[0].day)]
    return [NextDay(line, day, near_date_text(day, on), days_away_text(day, on)) for line, day in days]


def _is_coming(item: Item, on: date) -> bool:
    due = item.next_due
    return item.finding.rule.force in DUTIES and due is not None and due.due_on is not None and due.due_on >= on


def texts_read(rulebook: Rulebook, on: date) -> TextsRead:
    rules = rulebook.rules_on(on)
    sources = {provision.source.code: provision.source for rule in rules for provision in rule.all_provisions}
    days = [source.as_of for source in sources.values() if source.as_of and source.kind in ACTS]
    return TextsRead(len(rules), min(days, default=None), max(days, default=None))
