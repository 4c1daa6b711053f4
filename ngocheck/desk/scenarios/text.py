"""Findings and expectations of scenarios in an editor's words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.facts import read_day
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.scenarios.run import ABSENT, UNKNOWN, Difference, Outcome, report_value_text
from ngocheck.wording.rules import CONFIDENCES, FORCES, confidence_text, force_text
from ngocheck.wording.values import date_text, plain_text

APPLICABILITY = {
    "applies": gettext_lazy("applies"),
    "does_not_apply": gettext_lazy("does not apply"),
    "undetermined": gettext_lazy("undetermined"),
}
FIELDS = {
    "": gettext_lazy("The requirement"),
    "applicability": gettext_lazy("Whether it applies"),
    "met": gettext_lazy("Whether it is met"),
    "missing": gettext_lazy("What is missing"),
    "presumed": gettext_lazy("What is presumed"),
    "due": gettext_lazy("Due dates"),
    "amount_tenge": gettext_lazy("Fee in tenge"),
    "penalties": gettext_lazy("Penalties"),
    "provisions": gettext_lazy("Provisions"),
    "reasons": gettext_lazy("Deciding answers"),
    "force": gettext_lazy("Force"),
    "confidence": gettext_lazy("Confidence"),
    "area": gettext_lazy("Area"),
    "verified_on": gettext_lazy("Checked on"),
}


def title_of(code: str, rulebook: Rulebook, on: date) -> str:
    """The title of the version in force on the day, or else of the last one; the code where there is none."""
    found = rulebook.rule_on(code, on) or next(reversed(rulebook.requirements.get(code, ())), None)
    return plain_text(found.texts["title"]) if found else code


def value_in_words(field: str, value: Any, rulebook: Rulebook) -> str:
    """One field of a finding's report, or of what is expected of it."""
    match field:
        case "":
            return whole_in_words(value)
        case "applicability":
            return state_in_words(value)
        case "met":
            return met_in_words(value)
        case "missing" | "presumed" if isinstance(value, list):
            return questions_in_words(value, rulebook)
        case "due" if isinstance(value, list):
            return "; ".join(map(due_in_words, value)) or _("none")
        case "penalties" | "provisions" | "reasons" if isinstance(value, list):
            return report_value_text(value)
        case "force" if isinstance(value, str) and value in FORCES:
            return force_text(value)
        case "confidence" if isinstance(value, str) and value in CONFIDENCES:
            return confidence_text(value)
    return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)


def whole_in_words(value: Any) -> str:
    """The whole finding: whether there is one, and what it says of applicability."""
    if value == UNKNOWN:
        return _("no such requirement")
    return _("not in force") if value in (ABSENT, None) else state_in_words(value)


def state_in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return state_in_words(value.get("applicability", ""))
    return str(APPLICABILITY.get(str(value), _("in force") if value == "" else value))


def met_in_words(value: bool | None) -> str:
    if value is None:
        return _("no test, or not known")
    return _("met") if value else _("not met")


def questions_in_words(codes: Iterable[str], rulebook: Rulebook) -> str:
    """The questions' texts; the code where there is no such question (any more)."""
    texts = [plain_text(rulebook.questions[code].text) if code in rulebook.questions else code for code in codes]
    return " · ".join(texts) or _("nothing")


def due_in_words(due: Mapping[str, Any]) -> str:
    """A due date as reports have it, or those parts of one that are expected."""
    said_of = []
    if "on" in due:
        said_of.append(_("last day %(day)s") % {"day": day_in_words(due["on"])})
    if "safe_on" in due:
        said_of.append(_("careful day %(day)s") % {"day": day_in_words(due["safe_on"])})
    if due.get("period"):
        said_of.append(_("for %(period)s") % {"period": due["period"]})
    if due.get("confirmed") is False:
        said_of.append(_("not confirmed"))
    return ", ".join(said_of)


def day_in_words(written: Any) -> str:
    read = read_day(written)
    return date_text(read) if read else _("not named by the law") if written is None else str(written)


def expectation_in_words(expected: Any, rulebook: Rulebook) -> list[str]:
    """What is expected of one requirement, a line a field."""
    if not isinstance(expected, Mapping):
        return [value_in_words("", expected, rulebook)]
    return [f"{FIELDS.get(key, key)}: {value_in_words(key, value, rulebook)}" for key, value in expected.items()]


@dataclass(frozen=True, slots=True)
class Failing:
    """A scenario that does not hold, with each difference as title, code, field, expected and found."""

    outcome: Outcome
    rows: list[tuple[str, str, str, str, str]]


def failing_in_words(outcome: Outcome, rulebook: Rulebook) -> Failing:
    on = outcome.scenario.on
    return Failing(outcome, [difference_in_words(difference, rulebook, on) for difference in outcome.differences])


def difference_in_words(difference: Difference, rulebook: Rulebook, on: date) -> tuple[str, str, str, str, str]:
    code, field = difference.requirement, difference.field
    return (
        title_of(code, rulebook, on),
        code,
        str(FIELDS.get(field, field)),
        value_in_words(field, difference.expected, rulebook),
        value_in_words(field, difference.found, rulebook),
    )
