"""A version of a requirement in words, for comparing it with another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import ConditionSet
from ngocheck.engine.deadlines import Deadline
from ngocheck.engine.rules import Passage, Penalty, Rule, Rulebook
from ngocheck.engine.sources import Provision, Text
from ngocheck.rulebook import models
from ngocheck.wording.conditions import case_clauses, deadline_text
from ngocheck.wording.rules import confidence_text, force_text
from ngocheck.wording.values import date_text, decimal_text, plain_text

Words = dict[tuple[str, str], str]
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def version(rule: Rule, rulebook: Rulebook, on: date) -> Words:
    """All that a version says, by label and language. Lists have one thing a line."""
    return {
        **times(rule),
        **texts_of(rule),
        (_("Applies when"), ""): cases(rule.applies, rulebook, on, _("always: it concerns everybody")),
        (_("Met when"), ""): cases(rule.met, rulebook, on),
        (_("Unclear whether it is met when"), ""): cases(rule.unclear, rulebook, on),
        (_("Due dates"), ""): "\n".join(due(deadline, rulebook, on) for deadline in rule.deadlines),
        **by_language(_("Passages for some"), [passage.text for passage in rule.passages]),
        (_("Whom the passages concern"), ""): "\n".join(whom(passage, rulebook, on) for passage in rule.passages),
        (_("Fee"), ""): _("%(mrp)s MRP") % {"mrp": decimal_text(rule.fee_mrp)} if rule.fee_mrp else "",
        (_("Penalties"), ""): "\n".join(map(fine, rule.penalties)),
        **by_language(_("What is said of the penalties"), [penalty.text for penalty in rule.penalties]),
        (_("Provisions"), ""): "\n".join(map(cited, rule.provisions)),
    }


def times(rule: Rule) -> Words:
    return {
        (_("In force from"), ""): date_text(rule.effective_from),
        (_("In force until (the first day no longer)"), ""): optional_day(rule.effective_until),
        (_("First day was read in the act"), ""): _("Yes") if rule.start_confirmed else _("No"),
        (_("How binding"), ""): force_text(rule.force),
        (_("How sure"), ""): confidence_text(rule.confidence),
        (_("Checked on"), ""): optional_day(rule.verified_on),
        (_("Next check"), ""): optional_day(rule.next_check_on),
    }


def texts_of(rule: Rule) -> Words:
    labels = {
        "title": _("Title"),
        "text": _("Text"),
        "file_with": _("Whom to file with"),
        "documents": _("Documents"),
        "timing": _("Time in words"),
        "fee_text": _("About the fee"),
        "doubt": _("What is not certain"),
    }
    words: Words = {}
    for name, text in rule.texts.items():
        label = labels.get(name, name)
        words |= {(label, language): text.get(language, "") for language in LANGUAGES}
        words |= outdated(label, [text])
    return words


def by_language(label: str, texts: list[Text]) -> Words:
    """Several texts in each language, one a line; nothing in a language that none is written in."""
    written = {(label, language): "\n".join(in_language(texts, language)) for language in LANGUAGES}
    return written | outdated(label, texts)


def outdated(label: str, texts: Iterable[Text]) -> Words:
    """The languages in which the texts are older than in English: what "still right" on a translation changes."""
    codes = {code for text in texts for code in text.outdated}
    names = ", ".join(name for code, name in settings.LANGUAGES if code in codes)
    return {(_("%(text)s, outdated in") % {"text": label}, ""): names} if codes else {}


def in_language(texts: list[Text], language: str) -> Iterator[str]:
    written = [text.get(language, "") for text in texts]
    if any(written):
        yield from (text or "–" for text in written)


def cases(groups: ConditionSet, rulebook: Rulebook, on: date, none: str = "") -> str:
    """The groups as a sentence: clauses with AND between them, a line a case."""
    found = case_clauses(groups, rulebook, on)
    joined = [_(" AND ").join(str(clause) for clause in case) for case in found]
    return f"\n{_('OR')} ".join(joined) or none


def due(deadline: Deadline, rulebook: Rulebook, on: date) -> str:
    """The rule for a date with all that hangs on it, in one line."""
    careful = dict(models.Deadline.Safe.choices)[deadline.safe.value]
    parts = [deadline_text(deadline, rulebook), _("careful day: %(day)s") % {"day": careful}]
    if not deadline.confirmed:
        parts.append(_("not confirmed"))
    if deadline.provision:
        parts.append(cited(deadline.provision))
    concerned = cases(deadline.when, rulebook, on)
    if concerned:
        parts.append(_("only when %(cases)s") % {"cases": concerned.replace("\n", " ")})
    return "; ".join(parts)


def whom(passage: Passage, rulebook: Rulebook, on: date) -> str:
    return cases(passage.when, rulebook, on, _("everybody")).replace("\n", " ")


def fine(penalty: Penalty) -> str:
    """Its sum, its place in the law and whether it is for a repeat; what it is for stands by language."""
    amount = _("%(mrp)s MRP") % {"mrp": decimal_text(penalty.mrp)} if penalty.mrp else _("no fine")
    repeat = [_("for a repeat")] if penalty.repeat else []
    return "; ".join([amount, *repeat, cited(penalty.provision)])


def cited(provision: Provision) -> str:
    return f"{plain_text(provision.source.short)}, {plain_text(provision.article)} {provision.url}".strip()


def optional_day(value: date | None) -> str:
    return date_text(value) if value else ""
