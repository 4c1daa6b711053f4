"""The rules that somebody means who typed some words, the likeliest first.

A rule is found where all words stand in its texts, and where most of them are what people type for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path

from ngocheck.engine.rules import Rule, Rulebook

from .memo import Memo
from .search import (
    LANGUAGES,
    LETTERS_ONLY,
    Index,
    Word,
    everyday_table,
    first_found,
    fold_letters,
    index_of,
    joined_index,
    query_words,
)
from .stemming import bare
from .typed_phrases import typed_for_rules, typed_phrases, without_empty_words

UNCOVERED = Path(__file__).parent / "uncovered_topics.json"
# How people write "article" when they look for one.
ARTICLE = {"en": "article art.", "ru": "статья ст.", "kk": "бап"}
# A rule is meant by words that are so likely typed for it, from 0 to 1.
LIKELY = 0.3
# Where none is, the likeliest are shown, if they are at least so likely.
LEAST_LIKELY = 0.05
# Slips of the fingers are looked for in words as long as this, and mended where a word is as like as this.
SHORTEST_MENDED, ALIKE_ENOUGH = 4, 0.8


@dataclass(frozen=True, slots=True)
class LookedUp:
    """The rules that were found, the likeliest first. `mended` is what was looked for instead, where nothing has
    the words as they were typed; `partly` says that no rule has all of them. `topics` are what the words name that
    no rule here is about, by code."""

    rules: tuple[Rule, ...]
    mended: str = ""
    partly: bool = False
    topics: tuple[str, ...] = ()


def look_up(rulebook: Rulebook, on: date, query: str) -> LookedUp:
    """The versions in force on the day that are meant; all of them where no word was typed."""
    in_force, topics = tuple(rulebook.rules_on(on)), uncovered_topics(query)
    if not query.strip():
        return LookedUp(in_force)
    mended = mended_query(in_force, query)
    words = query_words(without_empty_words(mended))
    with_all = rules_with_all(in_force, mended)
    meant = rules_meant(in_force, words, LIKELY)
    if not with_all and not meant and not topics and not unknown_number(words, in_force):
        meant = rules_most_meant(in_force, words)
    found = by_likelihood(dict.fromkeys((*with_all, *meant)), words)
    partly = bool(found) and not with_all
    return LookedUp(tuple(found), mended if mended != query else "", partly, topics)


def rules_with_all(rules: Sequence[Rule], query: str) -> tuple[Rule, ...]:
    if not query.strip():
        return tuple(rules)
    return tuple(first_found(without_empty_words(query), partial(ranked, rules)))


def ranked(rules: Sequence[Rule], words: list[Word]) -> list[Rule]:
    """The rules in which all words stand."""
    found = [rule for rule in rules if all(word.stands(searched(rule)) for word in words)]
    return by_likelihood(found, words)


def rules_meant(rules: Sequence[Rule], words: list[Word], least: float) -> list[Rule]:
    """The rules for which the words are so likely typed."""
    likely = typed_phrases().likelihoods(words)
    return [rule for rule in rules if likely.get(rule.requirement, 0) >= least]


def rules_most_meant(rules: Sequence[Rule], words: list[Word]) -> list[Rule]:
    """The rules for which the words are likelier typed than for others, and those that are half as likely."""
    likeliest = max(typed_phrases().likelihoods(words).values(), default=0)
    return rules_meant(rules, words, likeliest / 2) if likeliest >= LEAST_LIKELY else []


def by_likelihood(rules: Iterable[Rule], words: list[Word]) -> list[Rule]:
    """The likeliest first: what people type decides before titles, and titles before the rest of the texts."""
    typed = typed_phrases().likelihoods(words)

    def likelihood(rule: Rule) -> float:
        in_title, in_text = share_in(titles_index(rule), words), share_in(searched(rule), words)
        return 20 * typed.get(rule.requirement, 0) + 3 * in_title + in_text

    return sorted(rules, key=lambda rule: -likelihood(rule))


def share_in(index: Index, words: list[Word]) -> float:
    return sum(word.stands(index) for word in words) / len(words)


# Slips of the fingers.


@cache
def known_words() -> dict[str, str]:
    """The words in which people look for rules, each by itself without letters of Kazakh."""
    said = [phrase for typed in typed_for_rules().values() for phrases in typed.values() for phrase in phrases]
    words = LETTERS_ONLY.findall(fold_letters(" ".join([*said, *everyday_table()])))
    return {bare(word): word for word in words if len(word) >= SHORTEST_MENDED}


def mended_query(rules: Sequence[Rule], query: str) -> str:
    """The query with a known word for each that stands in no rule and is like a known one."""
    return " ".join(mended_word(rules, part) for part in query.split())


def mended_word(rules: Sequence[Rule], part: str) -> str:
    words = query_words(part)
    if len(part) < SHORTEST_MENDED or all(is_known(word, rules) for word in words):
        return part
    likest = get_close_matches(bare(fold_letters(part)), known_words(), 1, ALIKE_ENOUGH)
    return known_words()[likest[0]] if likest else part


def unknown_number(words: list[Word], rules: Sequence[Rule]) -> bool:
    """Whether a number among the words stands nowhere: a form that is not here is none of those that are."""
    return any(word.typed[0].isdigit() and not is_known(word, rules) for word in words)


def is_known(word: Word, rules: Sequence[Rule]) -> bool:
    return bool(typed_phrases().meant_by(word)) or any(word.stands(searched(rule)) for rule in rules)


# What is not covered.


@cache
def uncovered_table() -> list[tuple[str, list[Word]]]:
    table = json.loads(UNCOVERED.read_text(encoding="utf-8"))
    return [(code, query_words(said)) for code, words in table.items() for said in words.split("; ")]


def uncovered_topics(query: str) -> tuple[str, ...]:
    """What the words name that no rule here is about."""
    index = index_of(query)
    named = (code for code, words in uncovered_table() if all(word.stands(index) for word in words))
    return tuple(dict.fromkeys(named))


# The texts of a rule.

SEARCHED: Memo[Index] = Memo(most=2000)
TITLES: Memo[Index] = Memo(most=2000)


def searched(rule: Rule) -> Index:
    """All that is searched of a version; made once."""
    return SEARCHED.get(rule, (), lambda: made_index(rule_texts(rule)))


def titles_index(rule: Rule) -> Index:
    """What is searched of its titles; made once."""
    return TITLES.get(rule, (), lambda: made_index(title_texts(rule)))


def made_index(texts: Iterable[tuple[str, str]]) -> Index:
    return joined_index(index_of(text, language) for language, text in texts)


def title_texts(rule: Rule) -> Iterator[tuple[str, str]]:
    for name in ("title", "short"):
        text: Mapping[str, str] = rule.texts.get(name, {})
        yield from ((language, text[language]) for language in LANGUAGES if text.get(language))


def rule_texts(rule: Rule) -> Iterator[tuple[str, str]]:
    """Each text of a version after the language that it is in."""
    yield "en", rule.requirement
    told = [*(passage.text for passage in rule.passages), *(penalty.text for penalty in rule.penalties)]
    for text in (*rule.texts.values(), *told):
        yield from ((language, text[language]) for language in LANGUAGES if text.get(language))
    for provision in rule.all_provisions:
        for language in LANGUAGES:
            yield language, f"{ARTICLE[language]} {provision.article.get(language, '')}"
            yield language, provision.source.title.get(language, "")
            yield language, provision.source.short.get(language, "")
