"""What the search says beside what it finds: what this site does not cover, and where to look instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.wording.lookup import LookedUp
from ngocheck.wording.values import plain_text

# The topics of ngocheck/wording/uncovered_topics.json.
TOPICS = {
    "labour": gettext_lazy("leave, sick pay, dismissal and the rest of the Labour Code"),
    "social-payments": gettext_lazy("pension, social and health insurance payments"),
    "vat-rates": gettext_lazy("rates, invoices and returns of VAT"),
    "other-taxes": gettext_lazy("taxes on property, land and vehicles"),
    "statistics": gettext_lazy("the calendar of statistical forms"),
    "currency": gettext_lazy("currency control"),
    "licences": gettext_lazy("licences"),
    "special-laws": gettext_lazy("laws of special forms: the bar, notaries, owners of flats"),
    "business": gettext_lazy("companies, sole traders and their special tax regimes"),
    "reorganisation": gettext_lazy("reorganisation step by step"),
    "natural-persons": gettext_lazy("what private persons must do who act for themselves"),
}
FORM = re.compile(r"(?<!\d)\d{3}\.\d{2}(?!\d)")


def uncovered_text(found: LookedUp) -> str:
    """That the words name what no rule here is about; empty where they do not."""
    if not found.topics:
        return ""
    named = "; ".join(str(TOPICS[topic]) for topic in found.topics)
    return _("Not covered here: %(topics)s. Ask the office in charge or a lawyer.") % {"topics": named}


def forms_named(rules: Iterable[Rule], words: str) -> list[str]:
    """The tax forms that the rules name, where a form was looked for and not found."""
    if not FORM.search(words):
        return []
    return sorted({form for rule in rules for text in form_texts(rule) for form in FORM.findall(text)})


def form_texts(rule: Rule) -> Iterator[str]:
    yield from (plain_text(rule.texts[name]) for name in ("text", "documents") if name in rule.texts)


def area_links(rulebook: Rulebook) -> list[tuple[str, str]]:
    """The areas of the law, each by its code, to look in."""
    return [(area.code, plain_text(area.title)) for area in rulebook.areas]
