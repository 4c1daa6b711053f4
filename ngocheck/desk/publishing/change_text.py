"""Changes between two editions in words that a lawyer reads: each thing that differs, old and new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import DateField, Field
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.row_urls import BY_CODE
from ngocheck.desk.text_diff import marked
from ngocheck.engine.edition import read_text
from ngocheck.engine.rules import Rule
from ngocheck.rulebook.changes import LISTS, Change, PartKind, State
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.rows.row_text import columns_of, value_text
from ngocheck.wording.rules import CONFIDENCES
from ngocheck.wording.values import date_text, decimal_text, plain_text

from .scenario_text import scenario_words
from .version_text import Words, by_language, form_label, outdated_words, unseen_words
from .visitors_text import Reading, TwoRulebooks

Json = Mapping[str, Any]

STATES = {
    State.NEW: gettext_lazy("new"),
    State.CHANGED: gettext_lazy("changed"),
    State.GONE: gettext_lazy("removed"),
}
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class DifferingLine:
    """One thing that differs, as HTML; `language` is that of the texts, where they have one."""

    label: str
    old: SafeString
    new: SafeString
    language: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """A change in words. `state` is new, changed or gone; `state_words` says so in the editor's language.

    `readings` are the visitors' page of a version, before and after; `lines` what differs beside that, or all that
    differs. `before` heads the old side of the lines; "" where there is none.
    """

    title: str
    state: str
    state_words: str
    lines: tuple[DifferingLine, ...]
    before: str
    readings: tuple[Reading, ...] = ()


def worded_change(change: Change, two: TwoRulebooks | None, *, read: bool = True) -> Worded:
    """The change in words; its plain values where no rulebook can be read, of a version also without `read`."""
    readings = version_readings(change, two) if read else ()
    before, after = sides(change, two) if readings or change.kind != PartKind.VERSION else plain_sides(change)
    lines = tuple(differing_lines(before, after))
    if not lines and not any(reading.differing for reading in readings):
        lines = tuple(differing_lines(*plain_sides(change)))
    state, heading = State(change.state), _("Live") if before or change.old is not None else ""
    return Worded(change_title(change, two), state, str(STATES[state]), lines, heading, readings)


def version_readings(change: Change, two: TwoRulebooks | None) -> tuple[Reading, ...]:
    """The visitors' page of a version; nothing for other parts, and where an amount that it needs is missing."""
    if two is None or change.kind != PartKind.VERSION:
        return ()
    try:
        return two.readings(rule_of(change.key, two))
    except LookupError:
        return ()


def sides(change: Change, two: TwoRulebooks | None) -> tuple[Words, Words]:
    """What is said of both sides of a change; of a version what its page does not say."""
    if two is None:
        return plain_sides(change)
    if change.kind == PartKind.VERSION:
        rules = two.on_its_day(rule_of(change.key, two)) if change.new else ()
        before, after = (unseen_words(rule) if rule else {} for rule in rules or (None, None))
        return before, after
    if change.kind == PartKind.SCENARIO:
        before, after = (scenario_words(part, two.new) if part else {} for part in (change.old, change.new))
    else:
        before, after = (part_words(change.kind, part) if part else {} for part in (change.old, change.new))
    return before, after


def plain_sides(change: Change) -> tuple[Words, Words]:
    before, after = ({} if part is None else dict(plain_words(part, "")) for part in (change.old, change.new))
    return before, after


def differing_lines(before: Words, after: Words) -> Iterator[DifferingLine]:
    """Only what differs, in the order of the new."""
    for label, language in {**after, **before}:
        old, new = before.get((label, language), ""), after.get((label, language), "")
        if old != new:
            name = f"{label} ({LANGUAGES[language]})" if language else label
            yield DifferingLine(name, *marked(old, new), language)


def rule_of(key: str, two: TwoRulebooks) -> Rule:
    code, _at, first_day = key.partition("@")
    return two.rule(code, date.fromisoformat(first_day))


def change_title(change: Change, two: TwoRulebooks | None) -> str:
    """What the change is about, by its newest name."""
    part = change.new or change.old
    if change.kind == PartKind.VERSION:
        name, from_day = plain_text(part["texts"]["title"]), optional_date(part["from"])
        return _("“%(title)s”, in force from %(day)s") % {"title": name, "day": from_day}
    if change.kind == PartKind.CALENDAR:
        return _("Working days")
    if change.kind == PartKind.ORDER:
        return _("Order of the %(list)s") % {"list": list_name(change.key)}
    if change.kind == PartKind.SCENARIO:
        return _("Scenario “%(name)s”") % {"name": change.key}
    if change.kind == PartKind.CONTRADICTION:
        return _("What %(requirement)s contradicts") % {"requirement": change.key}
    name = plain_text(part.get("title") or part.get("text") or {})
    return f"{capfirst(str(BY_CODE[change.kind]._meta.verbose_name))} {change.key}{f': “{name}”' if name else ''}"


def list_name(name: str) -> str:
    """A list of an edition in words, for example "areas"."""
    return str(BY_CODE[LISTS[name]]._meta.verbose_name_plural)


# All that is said of a part of any kind but a version, from the JSON of the edition.


def part_words(kind: str, part: Any) -> Words:
    if kind == PartKind.CALENDAR:
        return calendar_words(part)
    if kind == PartKind.ORDER:
        return {(_("In this order"), ""): "\n".join(part)}
    if kind == PartKind.CONTRADICTION:
        return {(_("Contradicts"), ""): "\n".join(part)}
    return row_words(part, BY_CODE[kind])


def row_words(part: Json, table: type[Keyed]) -> Words:
    """Its texts, its other columns as its form calls them, and the rows that belong to it."""
    words: Words = {}
    for name in table.TEXTS:
        words |= by_language(form_label(table, name), [read_text(part, name)])
    for column in columns_of(table):
        if column.name in part.keys() - {"code"}:
            words[form_label(table, column.name), ""] = column_text(column, part[column.name])
    words |= {(_("Link"), code): link for code, link in part.get("links", {}).items()}
    if "choices" in part:
        words |= choice_words(part["choices"])
    if "values" in part:
        words[_("Values"), ""] = "\n".join(map(dated_value, part["values"]))
    return words


def column_text(column: Field, value: Any) -> str:
    """A value of the JSON as a reviewer reads it; of a list one thing a line."""
    if isinstance(value, list):
        return "\n".join(value)
    return optional_date(value) if isinstance(column, DateField) else value_text(column, value)


def choice_words(rows: list[Json]) -> Words:
    label = _("Choices")
    texts = [read_text(row, name) for row in rows for name in ("label", "hint")]
    return {(label, code): choice_lines(rows, code) for code in LANGUAGES} | outdated_words(label, texts)


def choice_lines(rows: list[Json], language: str) -> str:
    """One choice a line; none in a language that they are not written in yet."""
    written = [(row["code"], row["label"].get(language, ""), row["hint"].get(language, "")) for row in rows]
    if not any(label or hint for _code, label, hint in written):
        return ""
    return "\n".join(f"{code}: {label} {f'({hint})' if hint else ''}".strip() for code, label, hint in written)


def dated_value(row: Json) -> str:
    known = {
        "value": decimal_text(Decimal(row["value"])),
        "first": optional_date(row["from"]),
        "end": optional_date(row["until"]) or _("no end"),
    }
    words = _("%(value)s from %(first)s until %(end)s.") % known
    return f"{words} {CONFIDENCES.get(row['confidence'], row['confidence'])}"


def calendar_words(part: Json) -> Words:
    """A line a day that is out of the ordinary, so that only those that differ are shown."""
    words = {
        (_("Years"), ""): f"{part['first_year']}–{part['last_year']}",
        (_("Years with an official calendar"), ""): ", ".join(map(str, part["official_years"])),
    }
    for days, what in (("days_off", _("day off")), ("days_worked", _("working day"))):
        for day, name in part[days].items():
            called = plain_text(name)
            words[optional_date(day), ""] = f"{what} ({called})" if called else what
    return words


def optional_date(text: str | None) -> str:
    return date_text(date.fromisoformat(text)) if text else ""


def plain_words(part: Any, name: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Every value under its path, as it stands in the edition."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            yield from plain_words(value, f"{name} {key}".strip())
    elif isinstance(part, list):
        for number, value in enumerate(part, 1):
            yield from plain_words(value, f"{name} {number}".strip())
    else:
        yield (name, ""), "" if part is None else str(part)
