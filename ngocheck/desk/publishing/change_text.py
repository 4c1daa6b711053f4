"""Changes between two editions in words that a lawyer reads: each thing that differs, old and new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.text_diff import marked
from ngocheck.engine.edition import read_text
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook import models
from ngocheck.rulebook.changes import Change, PartKind, State
from ngocheck.wording.rules import CONFIDENCES, confidence_text
from ngocheck.wording.values import date_text, decimal_text, plain_text

from .version_text import outdated_words, version_words

# What is said of a thing, by the label that stands before it and the language of the text ("" for none).
Words = dict[tuple[str, str], str]
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

    `before` heads the old side: the live edition, or for a new version of a requirement the version that it
    follows; "" where there is none.
    """

    title: str
    state: str
    state_words: str
    lines: tuple[DifferingLine, ...]
    before: str


def worded_change(change: Change, old: Rulebook | None, new: Rulebook | None, on: date) -> Worded:
    """The change in words, amounts as of the day `on`. `old` and `new` are None where there is no such edition."""
    before, after = side_words(change, change.old, old, on), side_words(change, change.new, new, on)
    heading = "" if change.old is None else _("Live")
    followed = version_before(change, new) if new else None
    if followed and new:
        before, heading = version_words(followed, new, on), _("The version before")
    state = str(STATES[State(change.state)])
    return Worded(
        change_title(change, old, new), change.state, state, tuple(differing_lines(before, after)), heading
    )


def version_before(change: Change, rulebook: Rulebook) -> Rule | None:
    """The version that a new one follows; None for other changes, and for the first version of a requirement."""
    if change.kind != PartKind.VERSION or change.state != State.NEW:
        return None
    rules = rulebook.requirements[change.requirement]
    place = rules.index(rule_of(change.key, rulebook))
    return rules[place - 1] if place else None


def differing_lines(before: Words, after: Words) -> Iterator[DifferingLine]:
    """Only what differs, in the order of the new."""
    for label, language in {**after, **before}:
        old, new = before.get((label, language), ""), after.get((label, language), "")
        if old != new:
            name = f"{label} ({LANGUAGES[language]})" if language else label
            yield DifferingLine(name, *marked(old, new), language)


def side_words(change: Change, part: Any, rulebook: Rulebook | None, on: date) -> Words:
    """All that is said of one side of a change; without a rulebook that can be read, the plain values."""
    if part is None:
        return {}
    if rulebook is None:
        return dict(plain_words(part, ""))
    if change.kind == PartKind.VERSION:
        return version_words(rule_of(change.key, rulebook), rulebook, on)
    return WRITERS[PartKind(change.kind)](part)


def rule_of(key: str, rulebook: Rulebook) -> Rule:
    code, _at, first_day = key.partition("@")
    return next(rule for rule in rulebook.requirements[code] if rule.effective_from.isoformat() == first_day)


def change_title(change: Change, old: Rulebook | None, new: Rulebook | None) -> str:
    """What the change is about, by its newest name."""
    part = change.new or change.old
    if change.kind == PartKind.VERSION:
        rulebook = old if change.new is None else new
        name = plain_text(part["texts"]["title"])
        from_day = date_text(rule_of(change.key, rulebook).effective_from) if rulebook else part["from"]
        return _("“%(title)s”, in force from %(day)s") % {"title": name, "day": from_day}
    if change.kind == PartKind.CALENDAR:
        return _("Working days")
    if change.kind == PartKind.ORDER:
        return _("Order of the %(list)s") % {"list": LISTS_IN_WORDS[change.key]}
    name = plain_text(part.get("title") or part.get("text") or {})
    return f"{KINDS[PartKind(change.kind)]} {change.key}{f': “{name}”' if name else ''}"


KINDS = {
    PartKind.REQUIREMENT: gettext_lazy("Requirement"),
    PartKind.QUESTION: gettext_lazy("Question"),
    PartKind.SECTION: gettext_lazy("Section"),
    PartKind.AREA: gettext_lazy("Area"),
    PartKind.GUIDE: gettext_lazy("Guide"),
    PartKind.SOURCE: gettext_lazy("Source"),
    PartKind.PARAMETER: gettext_lazy("Amount"),
    PartKind.WATCH: gettext_lazy("Coming change"),
}
LISTS_IN_WORDS = {
    "areas": gettext_lazy("areas"),
    "requirements": gettext_lazy("requirements"),
    "sections": gettext_lazy("sections"),
    "questions": gettext_lazy("questions"),
    "guides": gettext_lazy("guides"),
    "sources": gettext_lazy("sources"),
    "parameters": gettext_lazy("parameters"),
    "watch": gettext_lazy("watch"),
}


# One writer a kind, from the JSON of the edition.


def text_words(label: str, part: Json, name: str) -> Words:
    text = read_text(part, name)
    return {(label, language): text.get(language, "") for language in LANGUAGES} | outdated_words(label, [text])


def requirement_words(part: Json) -> Words:
    return {(_("Area"), ""): part["area"]}


def area_words(part: Json) -> Words:
    return text_words(_("Title"), part, "title")


def section_words(part: Json) -> Words:
    return {**text_words(_("Title"), part, "title"), **text_words(_("Introduction"), part, "intro")}


def question_words(part: Json) -> Words:
    kind = dict(models.Question.Kind.choices)
    return {
        **text_words(_("Question"), part, "text"),
        **text_words(_("Hint"), part, "hint"),
        (_("Kind of answer"), ""): str(kind[part["kind"]]),
        **{(_("Choices"), code): choice_lines(part["choices"], code) for code in LANGUAGES},
        **outdated_words(
            _("Choices"), (read_text(row, name) for row in part["choices"] for name in ("label", "hint"))
        ),
        **text_words(_("Unit"), part, "unit"),
        (_("Smallest number"), ""): optional_value(part["minimum"]),
        (_("Largest number"), ""): optional_value(part["maximum"]),
        (_("Presumed answer"), ""): part["presumed"],
        (_("Section"), ""): part["section"],
    }


def choice_lines(rows: Iterable[Json], language: str) -> str:
    """One choice a line; none in a language that they are not written in yet."""
    written = [(row["code"], row["label"].get(language, ""), row["hint"].get(language, "")) for row in rows]
    if not any(label or hint for _code, label, hint in written):
        return ""
    return "\n".join(f"{code}: {label} {f'({hint})' if hint else ''}".strip() for code, label, hint in written)


def guide_words(part: Json) -> Words:
    return {
        **text_words(_("Title"), part, "title"),
        **text_words(_("Summary"), part, "summary"),
        **text_words(_("Have at hand"), part, "at_hand"),
        **text_words(_("Good to know before"), part, "intro"),
        (_("Requirements"), ""): "\n".join(part["requirements"]),
    }


def source_words(part: Json) -> Words:
    kind = dict(models.Source.Kind.choices)
    return {
        **text_words(_("Official name"), part, "title"),
        **text_words(_("Short name"), part, "short"),
        (_("Kind"), ""): str(kind.get(part["kind"], part["kind"])),
        (_("Link"), ""): part["url"],
        (_("Text as of"), ""): optional_date(part["as_of"]),
        **text_words(_("What was read"), part, "note"),
    }


def parameter_words(part: Json) -> Words:
    return {
        **text_words(_("Title"), part, "title"),
        **text_words(_("Unit"), part, "unit"),
        (_("Values"), ""): "\n".join(map(dated_value, part["values"])),
    }


def dated_value(row: Json) -> str:
    known = {
        "value": decimal_text(Decimal(row["value"])),
        "first": optional_date(row["from"]),
        "end": optional_date(row["until"]) or _("no end"),
    }
    words = _("%(value)s from %(first)s until %(end)s.") % known
    return f"{words} {sure_text(row['confidence'])}"


def watch_words(part: Json) -> Words:
    states = dict(models.WatchEntry.State.choices)
    return {
        **text_words(_("Title"), part, "title"),
        (_("State"), ""): str(states[part["state"]]),
        **text_words(_("What would change"), part, "text"),
        **text_words(_("Who is concerned"), part, "who"),
        **text_words(_("When, in words"), part, "timing"),
        (_("As of"), ""): optional_date(part["updated_on"]),
        (_("In force on"), ""): optional_date(part["in_force_on"]),
        (_("How sure"), ""): sure_text(part["confidence"]),
        (_("Sources"), ""): "\n".join(part["sources"]),
        (_("Requirements"), ""): "\n".join(part["requirements"]),
    }


def calendar_words(part: Json) -> Words:
    """A line a day that is out of the ordinary, so that only those that differ are shown."""
    written = {(optional_date(key), ""): named_day(_("day off"), name) for key, name in part["days_off"].items()}
    written |= {
        (optional_date(key), ""): named_day(_("working day"), name) for key, name in part["days_worked"].items()
    }
    return {
        (_("Years"), ""): f"{part['first_year']}–{part['last_year']}",
        (_("Years with an official calendar"), ""): ", ".join(map(str, part["official_years"])),
        **written,
    }


def order_words(part: Iterable[str]) -> Words:
    return {(_("In this order"), ""): "\n".join(part)}


WRITERS = {
    PartKind.REQUIREMENT: requirement_words,
    PartKind.QUESTION: question_words,
    PartKind.SECTION: section_words,
    PartKind.AREA: area_words,
    PartKind.GUIDE: guide_words,
    PartKind.SOURCE: source_words,
    PartKind.PARAMETER: parameter_words,
    PartKind.CALENDAR: calendar_words,
    PartKind.WATCH: watch_words,
    PartKind.ORDER: order_words,
}


def plain_words(part: Any, name: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Every value under its path, as it stands in the edition."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            yield from plain_words(value, f"{name} {key}".strip())
    elif isinstance(part, list):
        for number, value in enumerate(part, 1):
            yield from plain_words(value, f"{name} {number}".strip())
    else:
        yield (name, ""), optional_value(part)


def optional_value(value: Any) -> str:
    return "" if value is None else str(value)


def optional_date(text: str | None) -> str:
    return date_text(date.fromisoformat(text)) if text else ""


def sure_text(confidence: str) -> str:
    return confidence_text(confidence) if confidence in CONFIDENCES else confidence


def named_day(what: str, name: Mapping[str, str]) -> str:
    words = plain_text(name)
    return f"{what} ({words})" if words else what
