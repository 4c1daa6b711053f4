"""A version of the law in words: its force, how sure it is, what it cites, its fees and penalties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.amounts import MRP, in_tenge
from ngocheck.engine.deadlines import add_months
from ngocheck.engine.rules import Passage, Penalty, Rule, Rulebook, Step
from ngocheck.engine.sources import Provision, Source, Text

from .translated import marked_like, marked_text
from .values import NO_BREAK, date_text, decimal_text, link_text, month_name, number_text, plain_text

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
# Kinds of sources that are law; the others tell of it.
ACTS = ("constitution", "code", "law", "order", "court")
# The acts that most rules here stand in (non-commercial organisations, public associations, registration, taxes,
# administrative offences) were each changed within any two years since 2020: an older text has probably changed.
MONTHS_UNTIL_OLD = 24
# An amount in a text of the law, and what the index and the money are called in its language. A case ending stays
# with its index: 10 АЕК-тен (43 250 теңге).
IN_MRP = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)[ \u00a0]"
    r"(MRP|МРП|АЕК)(?:[-\u2011][^\W\d_]+)?(?!\w)"
)
TENGE = {"MRP": "tenge", "МРП": "тенге", "АЕК": "теңге"}
BETWEEN_THOUSANDS = {"MRP": re.compile(","), "МРП": re.compile(r"\s"), "АЕК": re.compile(r"\s")}
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
    """A provision as it is cited; `act` and `article` are the halves of its label."""

    label: str
    url: str
    act: str = ""
    article: str = ""


def cited_text(provision: Provision) -> Cited:
    """The provision as it is cited, with the link for the page's language."""
    act, article = marked_text(provision.source.short), plain_text(provision.article)
    return Cited(citation_text(provision), link_text(provision.links), act, article)


def citation_text(provision: Provision) -> str:
    source = marked_text(provision.source.short)
    return marked_like(source, f"{source}, {plain_text(provision.article)}")


def force_text(force: str) -> str:
    return str(FORCES[force])


def fee_text(mrp: Decimal | None, tenge: int | None, text: str) -> str:
    """What it costs to do it, and who pays it when; empty where nothing is paid."""
    return marked_like(text, f"{money_text(decimal_text(mrp), tenge)}. {text}".strip()) if mrp is not None else ""


def money_text(mrp: str, tenge: int | None) -> str:
    if tenge is None:
        return _("%(mrp)s MRP (the index of that year is not known)") % {"mrp": mrp}
    return _("%(mrp)s MRP = %(tenge)s tenge") % {"mrp": mrp, "tenge": number_text(tenge)}


def index_on(rulebook: Rulebook, on: date) -> Decimal | None:
    """The MRP of the day, where it is known."""
    return rulebook.parameters[MRP].on(on) if MRP in rulebook.parameters else None


def with_tenge(text: str, index: Decimal | None) -> str:
    """A text of the law with each amount in tenge behind it: 10,000 MRP (43 250 000 tenge).

    A text names an amount in MRP only; what it comes to changes with the index.
    """

    def told(found: re.Match[str]) -> str:
        written, unit = found.groups()
        tenge = in_tenge(Decimal(BETWEEN_THOUSANDS[unit].sub("", written).replace(",", ".")), index)
        return found[0] if tenge is None else f"{found[0]} ({number_text(tenge)}{NO_BREAK}{TENGE[unit]})"

    return marked_like(text, IN_MRP.sub(told, text))


def text_date(provisions: Iterable[Provision]) -> date | None:
    """The date of the text that the provisions were read in; None where none of their acts has one.

    What rests on several is only as fresh as the oldest dated act. Reports and pages are no acts.
    """
    days = (provision.source.as_of for provision in provisions if provision.source.kind in ACTS)
    return min(filter(None, days), default=None)


def is_old_text(provisions: Iterable[Provision], on: date) -> bool:
    """Whether the text was so old on the day that it may well have been changed since."""
    read = text_date(provisions)
    return read is not None and add_months(read, MONTHS_UNTIL_OLD) < on


def is_sure(rule: Rule, provisions: Sequence[Provision], on: date) -> bool:
    """Whether the version is called confirmed without more ado, where it rests on these of its provisions.

    It was read in a text whose date is known and not old, and nothing in it is in doubt.
    """
    known = text_date(provisions) is not None and not is_old_text(provisions, on)
    return rule.confidence == "confirmed" and known and not any(rule.texts["doubt"].values())


def reading_of(rule: Rule, provisions: Sequence[Provision], on: date) -> str:
    """How well the version is supported by these of its provisions, with the age of the text that was read."""
    read = text_date(provisions)
    known = {"month": month_name(read), "year": read.year} if read else {}
    if rule.confidence != "confirmed":
        sure = confidence_text(rule.confidence)
        if not known or rule.confidence != "unverified":
            return sure
        return f"{sure} {_('The text that was read is of %(month)s %(year)s.') % known}"
    if not known:
        return _("Read in a text whose date is not known.")
    if is_sure(rule, provisions, on):
        return _("Confirmed: read in the text of %(month)s %(year)s.") % known
    if is_old_text(provisions, on):
        return _("Read in the text of %(month)s %(year)s; later changes were not seen.") % known
    return _("Read in the text of %(month)s %(year)s, but not all of it is certain.") % known


def amended_text(rule: Rule) -> str:
    """That the version is older than the text of the law, as far as anybody knows."""
    return _("The text of the law has changed since we read it.") if rule.amended else ""


def sureness_text(rule: Rule, provisions: Sequence[Provision], on: date, *, stale: bool) -> str:
    """How sure the version is on the day where it rests on these of its provisions, and when it was checked;
    `stale` where its next check is past. That its article has changed is said first, and lowers nothing."""
    if stale and rule.next_check_on:
        sure = _("Not checked since %(day)s: check this with the office.") % {"day": date_text(rule.next_check_on)}
    else:
        sure = reading_of(rule, provisions, on)
    checked = ""
    if rule.verified_on and not stale:
        checked = _("Checked with the text of the law on %(day)s.") % {"day": date_text(rule.verified_on)}
    return " ".join(filter(None, (amended_text(rule), sure, checked)))


def date_doubt(*, confirmed: bool) -> str:
    """What is said beside a date, or the rule for one, that is not confirmed."""
    return "" if confirmed else _("This date is not confirmed: ask the office before you rely on it.")


def where_text(texts: Mapping[str, str]) -> str:
    """The office, then the way to it."""
    place, channel = texts["place"], texts["channel"]
    return marked_like(channel or place, ": ".join(filter(None, (place, channel))))


def texts_read(
    rule: Rule, passages: Iterable[Passage], steps: Iterable[Step], penalties: Iterable[Penalty]
) -> Iterator[Text]:
    """The texts of a version, with these of its passages, steps and penalties, in the order of reading."""
    yield rule.texts["title"]
    yield from (step.text for step in steps)
    yield rule.texts["text"]
    yield from (passage.text for passage in passages)
    yield from (rule.texts[name] for name in ("timing", "place", "channel", "documents"))
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
