"""What is left of a word without its endings: Russian and English by Snowball, Kazakh by its regular endings.

A word may be read in more than one way («органы» is «орган» with «ы» or «орга» with «ны»), so a word has a set of
stems; two words are forms of one another where their sets meet. Words come in lower case, with «е» for «ё».
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

MOST_WORDS = 50_000

# Russian.

CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
# A vowel that comes and goes: справка, справок; иностранца, иностранец; деньги, денег.
FLEETING = re.compile(rf"(?<=[{CONSONANTS}])ь?[ео]?(?=[кцгн]$)")
# Verbs: использовать, используйте; сообщать, сообщите.
OF_VERBS = re.compile(r"(?<=.{5})ован?$|(?<=.{4})[ая]$")
DECLINED = {
    "день": "дня дню днем дне дни дней дням днями днях",
    "человек": "люди людей людям людьми людях",
    "год": "лет",
}
IRREGULAR = {form: word for word, forms in DECLINED.items() for form in forms.split()}


@lru_cache(MOST_WORDS)
def russian(word: str) -> frozenset[str]:
    word = IRREGULAR.get(word, word)
    # A stemmer holds the word that it works on: one for all would mix up threads.
    stemmer = snowballstemmer.stemmer("russian")
    return frozenset(evened(stemmer.stemWord(form)) for form in {word, as_dative(word)})


def as_dative(word: str) -> str:
    """The dative of what may be a noun: Snowball takes «филиал», «устав» and «органа» for forms of verbs."""
    if word[-1] in CONSONANTS:
        return f"{word}у"
    return f"{word[:-1]}у" if word[-1] == "а" else word


def evened(stem: str) -> str:
    return FLEETING.sub("", OF_VERBS.sub("", stem))


# English.


@lru_cache(MOST_WORDS)
def english(word: str) -> frozenset[str]:
    """The stem; organization and organisation have the same."""
    return frozenset({snowballstemmer.stemmer("english").stemWord(word.replace("iz", "is"))})


# Kazakh.

LETTERS = "әғқңөұүһі"
BARE = str.maketrans(LETTERS, "агкноуухи")
VOWELS = "аәеиоөуұүыіэюя"
MUTE = "кқпстфхһцчшщбвгд"  # with the last letters of клуб, завод, митинг, which are said so
VOICED = "рлйузжмнң"
# Endings of nouns and of verbs, and the letters after which they stand.
ENDINGS = {
    "лар лер": f"{VOWELS}рй",
    "дар дер": "лмнңжз",
    "тар тер": MUTE,
    "ның нің": f"{VOWELS}мнң",
    "ны ні": VOWELS,
    "дың дің ды ді ға ге да де дан ден дағы дегі": f"{VOWELS}{VOICED}",
    "тың тің ты ті қа ке та те тан тен тағы тегі": MUTE,
    "на не нан нен нда нде ндағы ндегі": "ыі",
    "нан нен": "мнң",
    "мен": f"{VOWELS}рлймнң",
    "бен": "жзмнң",
    "пен": MUTE,
    "сы сі ңыз ңіз мыз міз": VOWELS,
    "ы і ыңыз іңіз ымыз іміз": f"{MUTE}{VOICED}ғ",
}
ENDINGS_OF_VERBS = {
    "у": f"{MUTE}{VOICED}аәе",
    "ған ген": f"{VOWELS}{VOICED}",
    "қан кен": MUTE,
    "йды йді йтын йтін": VOWELS,
    "ады еді атын етін": f"{MUTE}{VOICED}",
}
ENDINGS_OF_OWNERS = {"н": "ыі"}
# The tables, each with what must be left at least: үй; бер; but орын is no form of ор.
TABLES = ((ENDINGS, 2), (ENDINGS_OF_VERBS, 3), (ENDINGS_OF_OWNERS, 4))
SOFT = str.maketrans("бгғ", "пкқ")


def bare(text: str) -> str:
    """The text as it is typed without the letters of Kazakh: казакстан, уйым."""
    return text.translate(BARE)


class Kazakh:
    """Takes off endings; `is_bare` for words that were typed without the letters of Kazakh."""

    def __init__(self, *, is_bare: bool) -> None:
        spelt = bare if is_bare else str
        self.after: dict[str, list[tuple[str, int]]] = {}
        for table, shortest in TABLES:
            for endings, after in table.items():
                for ending in endings.split():
                    self.after.setdefault(spelt(ending), []).append((spelt(after), shortest))
        self.lengths = sorted({len(ending) for ending in self.after})
        # A vowel that falls out before an ending: мүлік, мүлкі.
        vowels, falling = spelt(VOWELS), spelt("ыі")
        self.falling = re.compile(rf"(?<=[{vowels}])([^{vowels}]+)[{falling}](?=[^{vowels}]$)")
        self.stems = lru_cache(MOST_WORDS)(self._stems)

    def _stems(self, word: str) -> frozenset[str]:
        stem, _hyphen, ending = word.rpartition("-")
        if stem and ending in self.after:  # ҮЕҰ-ның
            word = stem
        return frozenset(self.falling.sub(r"\1", stem) for stem in self.stripped(word))

    def stripped(self, word: str) -> set[str]:
        """The word without all its endings, in every way in which it can be read."""
        found, rests = set(), {word}
        while rests:
            rest = max(rests, key=len)  # so that none is looked at twice
            rests.discard(rest)
            shorter = {rest[:-length] for length in self.lengths if self.may_end(rest, length)}
            rests |= shorter
            if not shorter:
                found.add(hardened(rest))
        return found

    def may_end(self, word: str, length: int) -> bool:
        """Whether the last letters of the word are an ending, for what stands before them."""
        rest = len(word) - length
        ends = self.after.get(word[-length:], ()) if rest > 0 else ()
        return any(rest >= shortest and word[rest - 1] in after for after, shortest in ends)


def hardened(stem: str) -> str:
    """A consonant that softens before an ending, as it stands without one: құқығы, құқық; талабы, талап."""
    return f"{stem[:-1]}{stem[-1].translate(SOFT)}"


KAZAKH = Kazakh(is_bare=False)
KAZAKH_BARE = Kazakh(is_bare=True)
