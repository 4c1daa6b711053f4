"""A version of the law in words: its force, how sure it is, what it cites, its fees and penalties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.rules import Passage, Penalty, Rule
from ngocheck.engine.ruleset import Sum
from ngocheck.engine.sources import Provision, Source, Text

from .translated import marked_like, marked_text
from .values import date_text, decimal_text, link_text, number_text, plain_text

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
# Changes of law that may still come, the nearest first.
PENDING = {
    "signed": gettext_lazy("signed, not yet in force"),
    "parliament": gettext_lazy("in parliament"),
    "draft": gettext_lazy("a draft"),
    "idea": gettext_lazy("an idea"),
}
SETTLED = {"in_force": gettext_lazy("in force"), "dropped": gettext_lazy("dropped")}


@dataclass(frozen=True, slots=True)
class Cited:
    label: str
    url: str


def cited_text(provision: Provision) -> Cited:
    """The provision as it is cited, with the link for the page's language."""
    return Cited(citation_text(provision), link_text(provision.links))


def citation_text(provision: Provision) -> str:
    source = marked_text(provision.source.short)
    return marked_like(source, f"{source}, {plain_text(provision.article)}")


def force_text(force: str) -> str:
    return str(FORCES[force])


def fee_text(mrp: Decimal | None, tenge: int | None, text: str) -> str:
    """What it costs to do it, and who pays it when; empty where nothing is paid."""
    return marked_like(text, f"{money_text(decimal_text(mrp), tenge)}. {text}".strip()) if mrp is not None else ""


def penalty_text(fine: Sum, text: str) -> str:
    """What not doing it costs; `text` is what the version says of it."""
    penalty = fine.penalty
    repeat = _("Again within a year: ") if penalty.repeat else ""
    amount = f"{money_text(decimal_text(penalty.mrp), fine.tenge)}. " if penalty.mrp else ""
    words = f"{repeat}{amount}{text}".strip()
    return marked_like(text, f"{words} ({citation_text(penalty.provision)})".strip())


def money_text(mrp: str, tenge: int | None) -> str:
    if tenge is None:
        return _("%(mrp)s MRP (the index of that year is not known)") % {"mrp": mrp}
    return _("%(mrp)s MRP = %(tenge)s tenge") % {"mrp": mrp, "tenge": number_text(tenge)}


def sureness_text(rule: Rule, *, stale: bool) -> str:
    """How sure the version is, and when it was checked; `stale` where its next check is past."""
    if stale and rule.next_check_on:
        return _("Not checked since %(day)s: check this with the office.") % {"day": date_text(rule.next_check_on)}
    sure = confidence_text(rule.confidence)
    if rule.verified_on:
        checked = _("Checked with the text of the law on %(day)s.") % {"day": date_text(rule.verified_on)}
        return f"{sure} {checked}"
    return sure


def date_doubt(*, confirmed: bool) -> str:
    """What is said beside a date, or the rule for one, that is not confirmed."""
    return "" if confirmed else _("This date is not confirmed: ask the office before you rely on it.")


def texts_read(rule: Rule, passages: Iterable[Passage], penalties: Iterable[Penalty]) -> Iterator[Text]:
    """The texts of a version, with these of its passages and penalties, in the order of reading."""
    yield from (rule.texts["title"], rule.texts["text"])
    yield from (passage.text for passage in passages)
    yield from (rule.texts[name] for name in ("timing", "file_with", "documents"))
    if rule.fee_mrp is not None:
        yield rule.texts["fee_text"]
    yield from (penalty.text for penalty in penalties)
    yield rule.texts["doubt"]


def confidence_text(confidence: str) -> str:
    return str(CONFIDENCES[confidence])


def reading_text(source: Source) -> str:
    as_of = _("Text as of %(day)s.") % {"day": date_text(source.as_of)} if source.as_of else ""
    note = marked_text(source.note)
    return marked_like(note, f"{as_of} {note}".strip())
