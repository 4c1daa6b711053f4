"""A version of the law in words: its force, how sure it is, what it cites, its fees and penalties."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.rules import Rule
from ngocheck.engine.ruleset import Sum
from ngocheck.engine.sources import Provision, Source

from .translated import like, shown
from .values import day, exact, number, said

FORCES = {
    "must": gettext_lazy("must"),
    "must_not": gettext_lazy("must not"),
    "should": gettext_lazy("should"),
    "may": gettext_lazy("may"),
    "authority": gettext_lazy("the authority must"),
}
CONFIDENCES = {
    "confirmed": gettext_lazy("Confirmed."),
    "monitor": gettext_lazy("Only the Civic Freedom Monitor says so."),
    "second_source": gettext_lazy("Only one other source says so."),
    "unverified": gettext_lazy("Not confirmed: ask the office before you rely on it."),
}


@dataclass(frozen=True, slots=True)
class Cited:
    label: str
    url: str


def cited_in_words(provision: Provision) -> str:
    source = shown(provision.source.short)
    return like(source, f"{source}, {said(provision.article)}")


def force_in_words(force: str) -> str:
    return str(FORCES[force])


def fee(mrp: Decimal | None, tenge: int | None, text: str) -> str:
    """What it costs to do it, and who pays it when; empty where nothing is paid."""
    return like(text, f"{money(exact(mrp), tenge)}. {text}".strip()) if mrp is not None else ""


def penalty_in_words(fine: Sum) -> str:
    penalty = fine.penalty
    repeat = _("Again within a year: ") if penalty.repeat else ""
    amount = f"{money(exact(penalty.mrp), fine.tenge)}. " if penalty.mrp else ""
    text = shown(penalty.text)
    return like(text, f"{repeat}{amount}{text} ({cited_in_words(penalty.provision)})")


def money(mrp: str, tenge: int | None) -> str:
    if tenge is None:
        return _("%(mrp)s MRP (the index of that year is not known)") % {"mrp": mrp}
    return _("%(mrp)s MRP = %(tenge)s tenge") % {"mrp": mrp, "tenge": number(tenge)}


def sure_in_words(rule: Rule, *, stale: bool) -> str:
    """How sure the version is, and when it was checked; `stale` where its next check is past."""
    if stale and rule.next_check_on:
        return _("Not checked since %(day)s: check this with the office.") % {"day": day(rule.next_check_on)}
    sure = confidence_in_words(rule.confidence)
    if rule.verified_on:
        checked = _("Checked with the text of the law on %(day)s.") % {"day": day(rule.verified_on)}
        return f"{sure} {checked}"
    return sure


def confidence_in_words(confidence: str) -> str:
    return str(CONFIDENCES[confidence])


def read_in_words(source: Source) -> str:
    as_of = _("Text as of %(day)s.") % {"day": day(source.as_of)} if source.as_of else ""
    note = shown(source.note)
    return like(note, f"{as_of} {note}".strip())
