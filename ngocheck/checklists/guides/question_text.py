"""Questions in words, ready for a form: text, hint, choices, and why each is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Question, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.wording.memo import Memo
from ngocheck.wording.translated import Newer, marked_like, marked_text, newer_texts

from .answers import NOT_YET, UNKNOWN
from .fields import NONE_OF_THESE

REASONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question as it stands on a page. `input` is radio, checkbox or text; `why` are titles of requirements."""

    code: str
    kind: str
    input: str
    text: str
    hint: str
    unit: str
    options: tuple[Option, ...]
    why: tuple[tuple[str, str], ...]
    more: int
    newer: tuple[Newer, ...] = ()


MADE: Memo[QuestionText] = Memo(most=2000)


def question_text(question: Question, rulebook: Rulebook, on: date, guide: str) -> QuestionText:
    """The question in words, with the guide's requirements that hang on it on the day `on`."""
    key = (get_language(), guide, rulebook.turn(on))
    return MADE.get(question, key, lambda: _question_text(question, rulebook, on, guide))


def _question_text(question: Question, rulebook: Rulebook, on: date, guide: str) -> QuestionText:
    why = hanging_on(question, rulebook, on, guide)
    return QuestionText(
        code=question.code,
        kind=question.kind.value,
        input=input_of(question.kind),
        text=marked_text(question.text),
        hint=hint(question),
        unit=marked_text(question.unit),
        options=options(question),
        why=tuple(why[:REASONS_SHOWN]),
        more=max(0, len(why) - REASONS_SHOWN),
        newer=newer_texts(
            *(question.text, question.hint),
            *(text for choice in question.choices for text in (choice.label, choice.hint)),
            question.unit,
            *((question.not_yet,) if question.offers_not_yet else ()),
        ),
    )


def input_of(kind: Kind) -> str:
    if kind is Kind.SEVERAL:
        return "checkbox"
    return "radio" if kind in (Kind.YES_NO, Kind.ONE) else "text"


def hint(question: Question) -> str:
    """The rulebook's hint, and how to write what is typed."""
    how = {
        Kind.DATE: _("Write it as 15.03.2027."),
        Kind.TIME: _("Write it as 10:30."),
        Kind.NUMBER: _("Write it in digits; spaces do no harm."),
    }
    hint = marked_text(question.hint)
    return marked_like(hint, f"{hint} {how.get(question.kind, '')}".strip())


def options(question: Question) -> tuple[Option, ...]:
    """What can be ticked: the choices, "not yet" where the question has it, and always "I do not know yet"."""
    unknown = Option(UNKNOWN, _("I do not know yet"), "")
    not_yet = (Option(NOT_YET.value, marked_text(question.not_yet), ""),) if question.offers_not_yet else ()
    if question.kind is Kind.YES_NO:
        return (Option("true", _("Yes"), ""), Option("false", _("No"), ""), *not_yet, unknown)
    choices = tuple(
        Option(choice.code, marked_text(choice.label), marked_text(choice.hint)) for choice in question.choices
    )
    none = (Option(NONE_OF_THESE, _("None of these"), ""),) if question.kind is Kind.SEVERAL else ()
    return (*choices, *none, *not_yet, unknown)


def hanging_on(question: Question, rulebook: Rulebook, on: date, guide: str) -> list[tuple[str, str]]:
    """Codes and titles of the guide's requirements in force that depend on the question."""
    ruleset = ruleset_on(rulebook, on)
    numbers = ruleset.numbers_in(rulebook.guides[guide].requirements)
    return [
        (ruleset.rules[number].requirement, marked_text(ruleset.rules[number].texts["title"]))
        for number in numbers
        if question.code in ruleset.needs[number]
    ]
