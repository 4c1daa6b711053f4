"""What people type when they look for a rule, and how much of it stands in some words.

everyday_queries.json has the phrases of each rule by language: "change of director". A word that is typed for many
rules weighs less than one that is typed for few.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

from .search import TOKEN, Word, fold_letters, query_parts, stems_of
from .stemming import bare

QUERIES = Path(__file__).parent / "everyday_queries.json"
# What says nothing about what is looked for, while anything else does.
SAYING_NOTHING = """
a an and are at by can do does for from how i if in is must my need of on or our should the to us we what when
where who а без в во вне для до если за и из или как какие какой когда кто куда ли мне мои можно мы на нам наш не
нет ни ну нужен нужна нужно о об обо от по под при про с со у что чтобы это ба бе болса бойынша деген және қайда
қалай қандай қашан керек ма мен менің ме па пе пен туралы үшін біз біздің
"""
EMPTY_WORDS = frozenset(SAYING_NOTHING.split())
# So much of a word, if not a number, is the beginning of another one.
SHORTEST_BEGINNING = 4
# So long a known word may be the beginning of one that is typed: волонтер, волонтерский.
SHORTEST_BEGUN = 6


@dataclass(frozen=True, slots=True)
class Phrase:
    """What people type for a rule: the rule's code and its words by their numbers in the list of all."""

    code: str
    words: frozenset[int]


def without_empty_words(query: str) -> str:
    parts = query.split()
    return " ".join(part for part in parts if fold_letters(part).strip(".,?!") not in EMPTY_WORDS) or query


@cache
def typed_for_rules() -> dict[str, dict[str, list[str]]]:
    """What people type for each rule, by its code and the language."""
    table = json.loads(QUERIES.read_text(encoding="utf-8"))
    return {
        code: {language: said.split("; ") for language, said in typed.items()} for code, typed in table.items()
    }


class TypedPhrases:
    """All phrases, ready to be searched: by stems of their words and by beginnings."""

    def __init__(self, table: dict[str, dict[str, list[str]]]) -> None:
        self.numbers: dict[str, int] = {}
        self.by_stem: dict[str, set[int]] = defaultdict(set)
        self.phrases = [
            Phrase(code, frozenset(self._numbered(without_empty_words(said), language)))
            for code, typed in table.items()
            for language, phrases in typed.items()
            for said in phrases
        ]
        self.with_word: dict[int, list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            for number in phrase.words:
                self.with_word[number].append(phrase)
        rules = {number: len({phrase.code for phrase in found}) for number, found in self.with_word.items()}
        self.heaviest = log(1 + len(table))
        self.weights = {number: log(1 + len(table) / had) for number, had in rules.items()}
        self.sorted = sorted({*self.numbers.items(), *((bare(word), n) for word, n in self.numbers.items())})

    def _numbered(self, said: str, language: str) -> Iterator[int]:
        for word in query_parts(fold_letters(said)):
            number = self.numbers.setdefault(word, len(self.numbers))
            if TOKEN.fullmatch(word):
                for stem in stems_of(word, (language,)):
                    self.by_stem[stem].add(number)
            yield number

    def likelihoods(self, words: Iterable[Word]) -> dict[str, float]:
        """For each rule for which any of the words is typed, from 0 to 1: how much of the words stands in its
        likeliest phrase, and how much of that phrase in them."""
        had: dict[Phrase, list[float]] = defaultdict(list)
        typed = 0.0
        for word in words:
            meant = self.meant_by(word)
            weight = max((self.weights[number] for number in meant), default=self.heaviest)
            typed += weight
            for phrase in {phrase for number in meant for phrase in self.with_word[number]}:
                had[phrase].append(weight)
        best: dict[str, float] = defaultdict(float)
        for phrase, weights in had.items():
            of_words, of_phrase = sum(weights) / typed, sum(weights) / self.weight(phrase)
            best[phrase.code] = max(best[phrase.code], min(of_words, 1) * min(of_phrase, 1))
        return best

    def weight(self, phrase: Phrase) -> float:
        return sum(self.weights[number] for number in phrase.words)

    def meant_by(self, word: Word) -> set[int]:
        """The numbers of the words that are a form of it, begin with it, begin it or mean it."""
        meant = {number for stem in word.stems for number in self.by_stem.get(stem, ())}
        if len(word.typed) >= SHORTEST_BEGINNING or word.typed[0].isdigit():
            start = bisect_left(self.sorted, (word.typed, 0))
            for known, number in self.sorted[start:]:
                if not known.startswith(word.typed):
                    break
                meant.add(number)
        meant |= {self.numbers[begun] for begun in beginnings(word.typed) if begun in self.numbers}
        for meaning in word.meanings:
            if len(meaning) == 1:
                meant |= self.meant_by(meaning[0])
        return meant


def beginnings(word: str) -> Iterator[str]:
    return (word[:length] for length in range(SHORTEST_BEGUN, len(word)))


@cache
def typed_phrases() -> TypedPhrases:
    return TypedPhrases(typed_for_rules())
