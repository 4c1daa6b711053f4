"""Findings and expectations of scenarios in an editor's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.facts import read_day
from ngocheck.engine.report import LANGUAGE
from ngocheck.engine.rules import Rulebook, Whom
from ngocheck.engine.sources import Provision
from ngocheck.wording.memo import Memo
from ngocheck.wording.penalties import whom_text
from ngocheck.wording.rules import CONFIDENCES, FORCES, citation_text, confidence_text, force_text, money_text
from ngocheck.wording.values import date_text, decimal_text, number_text, period_text, plain_text

from .run import ABSENT, UNKNOWN, Outcome

APPLICABILITY = {
    "applies": gettext_lazy("applies"),
    "does_not_apply": gettext_lazy("does not apply"),
    "undetermined": gettext_lazy("undetermined"),
}
FIELDS = {
    "": gettext_lazy("The requirement"),
    "answers": gettext_lazy("Answers"),
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

PERIOD = re.compile(r"\d{4}(-(H[12]|Q[1-4]))?")


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
            return "; ".join(entry_in_words(field, entry, rulebook) for entry in value) or _("none")
        case "amount_tenge" if value is None or isinstance(value, int):
            return _("nothing") if value is None else tenge_in_words(value)
        case "force" if isinstance(value, str) and value in FORCES:
            return force_text(value)
        case "confidence" if isinstance(value, str) and value in CONFIDENCES:
            return confidence_text(value)
    return value_as_it_is(value)


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
        said_of.append(_("for %(period)s") % {"period": period_in_words(due["period"])})
    if due.get("confirmed") is False:
        said_of.append(_("not confirmed"))
    return ", ".join(said_of)


def period_in_words(name: Any) -> str:
    """A reporting period; as it is written where it is none of the engine's."""
    return period_text(name) if isinstance(name, str) and PERIOD.fullmatch(name) else str(name)


def day_in_words(written: Any) -> str:
    read = read_day(written)
    return date_text(read) if read else _("not named by the law") if written is None else str(written)


# Parts of a penalty or a provision in words; a part that is no text or number, or has no words here, is told as it
# is.
PARTS = {
    "arrest_days": gettext_lazy("days of arrest: %(value)s"),
    "provision": gettext_lazy("by %(value)s"),
    "source": "%(value)s",
    "article": "%(value)s",
    "url": gettext_lazy("link %(value)s"),
    "text": gettext_lazy("text “%(value)s”"),
    "question": "%(value)s",
    "answer": "%(value)s",
    "provision_has": gettext_lazy("by what is called “%(value)s”"),
    "source_has": gettext_lazy("act with “%(value)s”"),
    "article_has": gettext_lazy("article with “%(value)s”"),
    "url_has": gettext_lazy("link with “%(value)s”"),
    "text_has": gettext_lazy("text with “%(value)s”"),
}
ENTRY_ORDER = ("whom", "mrp", "tenge", "repeat", "arrest_days")
REPEAT = {True: gettext_lazy("again within a year"), False: gettext_lazy("the first time")}


def entry_in_words(field: str, entry: Any, rulebook: Rulebook) -> str:
    """A penalty, provision or deciding answer as reports have it, or those parts of it that are expected."""
    if not isinstance(entry, Mapping):
        return str(entry)
    if field == "reasons":
        entry = {**entry, "question": questions_in_words([entry.get("question", "")], rulebook)}
    found = cited(rulebook)
    said = []
    if provision := found.get((str(entry.get("source")), str(entry.get("article")))):
        said.append(str(citation_text(provision)))
        entry = {key: value for key, value in entry.items() if key not in ("source", "article")}
    if provision := found.get(str(entry.get("provision"))):
        entry = {**entry, "provision": str(citation_text(provision))}
    said += [part_in_words(key, entry) for key in sorted(entry, key=place_of)]
    return ", ".join(filter(None, said)) or _("any")


# The provisions of a rulebook as reports name them, to be told in the page's language.
CITED: Memo[dict[Any, Provision]] = Memo(most=4)


def cited(rulebook: Rulebook) -> dict[Any, Provision]:
    """Each provision by its source and article, and by both as a penalty has them, in the language of reports."""

    def made() -> dict[Any, Provision]:
        rules = [rule for versions in rulebook.requirements.values() for rule in versions]
        provisions = [
            one for rule in rules for one in (*rule.provisions, *(row.provision for row in rule.penalties))
        ]
        named = {(one.source.title[LANGUAGE], one.article[LANGUAGE]): one for one in provisions}
        return {**named, **{f"{one.source.short[LANGUAGE]}, {one.article[LANGUAGE]}": one for one in provisions}}

    return CITED.get(rulebook, (), made)


def place_of(key: str) -> int:
    return ENTRY_ORDER.index(key) if key in ENTRY_ORDER else len(ENTRY_ORDER)


def part_in_words(key: str, entry: Mapping[str, Any]) -> str:
    """One part of an entry; the fine in tenge stands beside the one in MRP, where both are there."""
    value = entry[key]
    match key:
        case "whom" if isinstance(value, str) and value in set(Whom):
            return whom_text(Whom(value))
        case "mrp":
            return mrp_in_words(value, entry)
        case "tenge":
            told = entry.get("mrp") is not None or (value is None and "mrp" in entry)
            return "" if told else tenge_in_words(value)
        case "repeat" if isinstance(value, bool):
            return str(REPEAT[value])
        case "confidence" if isinstance(value, str) and value in CONFIDENCES:
            return confidence_text(value).rstrip(".")
        case "arrest_days" if value is None:
            return _("no arrest")
    return str(PARTS.get(key, f"{key} %(value)s")) % {"value": value_as_it_is(value)}


def mrp_in_words(mrp: Any, entry: Mapping[str, Any]) -> str:
    if mrp is None:
        return _("no fine in MRP")
    written = decimal_text(Decimal(str(mrp))) if isinstance(mrp, int | float) else str(mrp)
    return money_text(written, entry["tenge"]) if "tenge" in entry else _("%(mrp)s MRP") % {"mrp": written}


def tenge_in_words(tenge: Any) -> str:
    if tenge is None:
        return _("no sum in tenge")
    return _("%(tenge)s tenge") % {"tenge": number_text(tenge)} if isinstance(tenge, int) else str(tenge)


def value_as_it_is(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def unreadable_in_words(outcome: Outcome, rulebook: Rulebook) -> str:
    """Why its answers are not taken, with the question and the answer as people read them."""
    answers = outcome.scenario.answers
    for code, value in answers.items() if isinstance(answers, Mapping) else ():
        if code in rulebook.questions and outcome.unreadable.startswith(f"{code}: "):
            return f"{plain_text(rulebook.questions[code].text)} “{value_as_it_is(value)}”. {outcome.unreadable}"
    return outcome.unreadable


def expectation_in_words(expected: Any, rulebook: Rulebook) -> list[str]:
    """What is expected of one requirement, a line a field."""
    if not isinstance(expected, Mapping):
        return [value_in_words("", expected, rulebook)]
    return [f"{FIELDS.get(key, key)}: {value_in_words(key, value, rulebook)}" for key, value in expected.items()]
