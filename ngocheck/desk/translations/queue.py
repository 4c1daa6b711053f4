"""Translations that wait for an editor: what is missing, outdated, or says other numbers than the English."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ngocheck.desk.row_urls import address_of
from ngocheck.desk.text_diff import marked
from ngocheck.rulebook.models import CalendarDay, Passage, Penalty, RequirementVersion, Step
from ngocheck.rulebook.models.base import Keyed, column_of
from ngocheck.rulebook.models.stamps import SOURCE, digest, made_from, stamp, stamp_now
from ngocheck.rulebook.rows.cache import once
from ngocheck.rulebook.rows.row_text import row_name
from ngocheck.rulebook.translations import Freshness, Translation, freshness_text, translations

STILL_RIGHT = "translation still right"
STATES = {
    Freshness.APART: _("other numbers than in English"),
    Freshness.MISSING: _("missing"),
    Freshness.OUTDATED: _("outdated"),
}
LANGUAGES = {code: name for code, name in settings.LANGUAGES if code != SOURCE}
FIRST_ROWS = 5
Found = tuple[Translation, tuple[Freshness, ...]]


@dataclass(frozen=True, slots=True)
class Waits:
    """A translation as the page shows it.

    `source` is the English of today; where the one that the translation was made from is known, `before` is that
    one, and in both the words that differ are marked. `seen` stands for the two texts that were read, `confirm_at`
    is where "still right" is sent, "" where it cannot be.
    """

    translation: Translation
    name: str
    table: str
    column: str
    states: tuple[str, ...]
    apart: str
    before: SafeString | None
    source: SafeString
    address: str
    seen: str
    confirm_at: str


def queue(language: str, on: date) -> list[Found]:
    """What is to be done in a language: what is in force or coming first, then the worst first."""
    found = [(one, states) for one in translations([language]) if (states := one.states)]
    return sorted(found, key=in_order(on))


def in_order(on: date) -> Callable[[Found], tuple[bool, int]]:
    worst_first = list(Freshness)
    return lambda found: (ended(found[0].row, on), worst_first.index(found[1][0]))


def ended(row: Keyed, on: date) -> bool:
    """Whether the text is of a version, or about a day, that is past."""
    if isinstance(row, CalendarDay):
        return row.date < on
    version = row.version if isinstance(row, Passage | Penalty | Step) else row
    return isinstance(version, RequirementVersion) and version.ended(on)


def drawn(found: Iterable[Found], user: User) -> list[Waits]:
    """The rows of the page; two queries a table at most, however many rows."""
    found = list(found)
    older = texts_made_from(one for one, states in found if Freshness.OUTDATED in states)
    return [waits(one, states, older.get((one.row, one.name, one.language)), user) for one, states in found]


def waits(one: Translation, states: tuple[Freshness, ...], older: str | None, user: User) -> Waits:
    before, source = (None, format_html("{}", one.source)) if older is None else marked(older, one.source)
    row = one.row
    confirmable = states == (Freshness.OUTDATED,) and may_change(user, type(row))
    return Waits(
        translation=one,
        name=row_name(row),
        table=str(row._meta.verbose_name),
        column=column_label(one),
        states=tuple(str(STATES[state]) for state in states),
        apart=freshness_text(one.apart),
        before=before,
        source=source,
        address=form_of(one),
        seen=stamp_now(row, one.name, one.language),
        confirm_at=reverse("desk:still_right", args=[row._meta.model_name, row.pk]) if confirmable else "",
    )


def column_label(one: Translation) -> str:
    return str(column_of(one.row, one.column).verbose_name)


def form_of(one: Translation) -> str:
    """The form where the text is changed, at its field where the row has a form of its own."""
    field = f"#id_{one.column}" if admin.site.is_registered(type(one.row)) else ""
    return f"{address_of(one.row)}{field}"


def may_change(user: User, model: type[Keyed]) -> bool:
    return user.has_perm(f"rulebook.change_{model._meta.model_name}")


def texts_made_from(found: Iterable[Translation]) -> Mapping[tuple[Keyed, str, str], str]:
    """The English texts that outdated translations were made from, where the history still has them."""
    by_table: dict[type[Keyed], dict[int, list[Translation]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        by_table[type(one.row)][one.row.pk].append(one)
    texts = {}
    for model, rows in by_table.items():
        columns = {one.name: f"{one.name}_{SOURCE}" for ones in rows.values() for one in ones}
        for record in model.history.filter(id__in=rows).order_by().values("id", *columns.values()):
            for one in rows[record["id"]]:
                text = record[columns[one.name]]
                if digest(text) == made_from(one.row, one.name, one.language):
                    texts[one.row, one.name, one.language] = text
    return texts


def confirm(row: Keyed, name: str, language: str, seen: str) -> bool:
    """Keeps that an outdated translation fits the English text of today.

    False, and nothing is kept, where it is not outdated, says other numbers, or a text is not as it was read.
    """
    one = Translation(row, name, language)
    if one.states != (Freshness.OUTDATED,) or stamp_now(row, name, language) != seen:
        return False
    stamp(row, name, language)
    row._change_reason = STILL_RIGHT
    row.save()
    return True


# For the start page and the page "Publish".


@dataclass(frozen=True, slots=True)
class First:
    """A text that waits, by its row, with the form where it is changed."""

    name: str
    column: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in a language: how many texts, how many of each state, and the first of them."""

    language: str
    name: str
    total: int
    counts: tuple[tuple[str, int], ...]
    first: tuple[First, ...]


def waiting_by_language(on: date, states: Collection[Freshness] = tuple(Freshness)) -> list[Waiting]:
    """What waits in each language, of these states; languages in which nothing waits are left out."""
    key = ("translations", get_language(), on, frozenset(states))
    return once(key, lambda: list(found_waiting(on, states)))


def found_waiting(on: date, states: Collection[Freshness]) -> Iterator[Waiting]:
    found: dict[str, list[Found]] = {code: [] for code in LANGUAGES}
    for one in translations(LANGUAGES):
        if matching := tuple(state for state in one.states if state in states):
            found[one.language].append((one, matching))
    yield from (waiting_in(code, sorted(rows, key=in_order(on))) for code, rows in found.items() if rows)


def waiting_in(language: str, rows: list[Found]) -> Waiting:
    numbers = Counter(state for _one, states in rows for state in states)
    return Waiting(
        language=language,
        name=LANGUAGES[language],
        total=len(rows),
        counts=tuple((str(words), numbers[state]) for state, words in STATES.items() if numbers[state]),
        first=tuple(
            First(row_name(one.row), column_label(one), str(STATES[states[0]]), form_of(one))
            for one, states in rows[:FIRST_ROWS]
        ),
    )
