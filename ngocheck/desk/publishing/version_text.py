"""A version of a requirement for comparing it with another: in the words that visitors read, each thing apart.

Texts stand in every language, empty where one is not written yet. All else is made from columns, by the same code
in every language, and is said in the editor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngocheck.checklists.rulebook_pages.requirement import penalty_sums
from ngocheck.engine.amounts import in_tenge
from ngocheck.engine.conditions import ConditionSet
from ngocheck.engine.deadlines import Deadline
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.ruleset import Sum
from ngocheck.engine.sources import Provision, Text
from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import Keyed, column_of
from ngocheck.wording.conditions import Counted, case_clauses, cases_text, deadline_lines
from ngocheck.wording.penalties import penalty_text, whom_text
from ngocheck.wording.rules import citation_text, fee_text, force_text, index_on, sureness_text
from ngocheck.wording.values import date_text

# What is said of a thing, by the label that stands before it and the language of the text ("" for none).
Words = dict[tuple[str, str], str]
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def version_words(rule: Rule, rulebook: Rulebook, on: date) -> Words:
    """All that a version says, by label and language, with amounts of the day `on`; in lists one thing a line."""

    def cases(groups: ConditionSet, before_or: str = "\n") -> str:
        return cases_text(case_clauses(groups, rulebook, on), before_or)

    index = index_on(rulebook, on)
    dates = zip(rule.deadlines, deadline_lines(rule, rulebook, on), strict=True)
    everybody = _("everybody")
    whom = (cases(passage.when, " ") or everybody for passage in rule.passages)
    whose = (cases(step.when, " ") or everybody for step in rule.steps)
    return {
        **version_times(rule, on),
        **version_texts(rule),
        (_("Applies when"), ""): cases(rule.applies) or _("always: it concerns everybody"),
        (_("Met when"), ""): cases(rule.met),
        (_("Unclear whether it is met when"), ""): cases(rule.unclear),
        (_("Due dates"), ""): "\n".join(due_line(deadline, counted) for deadline, counted in dates),
        **by_language(_("Passages for some"), [passage.text for passage in rule.passages]),
        (_("Whom the passages concern"), ""): "\n".join(whom),
        **by_language(_("Steps"), [step.text for step in rule.steps]),
        (_("Who does the steps"), ""): "\n".join(whose),
        (_("Fee"), ""): fee_text(rule.fee_mrp, in_tenge(rule.fee_mrp, index), ""),
        (_("Penalties"), ""): "\n".join(map(penalty_line, penalty_sums(rule, index, on))),
        **by_language(_("What is said of the penalties"), [penalty.text for penalty in rule.penalties]),
        (_("Provisions"), ""): "\n".join(dict.fromkeys(map(linked_citation, rule.all_provisions))),
    }


def version_times(rule: Rule, on: date) -> Words:
    return {
        (_("In force from"), ""): date_text(rule.effective_from),
        (_("In force until (the first day no longer)"), ""): optional_day(rule.effective_until),
        (_("First day was read in the act"), ""): _("Yes") if rule.start_confirmed else _("No"),
        (_("How binding"), ""): force_text(rule.force),
        (_("Stage"), ""): str(models.RequirementVersion.Stage(rule.stage).label),
        (_("How sure"), ""): sureness_text(rule, rule.provisions, on, stale=False),
        (_("Next check"), ""): optional_day(rule.next_check_on),
    }


def version_texts(rule: Rule) -> Words:
    words: Words = {}
    for name, text in rule.texts.items():
        words |= by_language(form_label(models.RequirementVersion, name), [text])
    return words


def form_label(table: type[Keyed], name: str) -> str:
    """What the form of a row calls one of its texts, whatever the language, or another column."""
    label = getattr(table, name).label if name in table.TEXTS else column_of(table, name).verbose_name
    return capfirst(str(label))


def by_language(label: str, texts: list[Text]) -> Words:
    """Texts in each language, one a line; nothing in a language that none is written in."""
    written = {(label, language): "\n".join(in_language(texts, language)) for language in LANGUAGES}
    return written | outdated_words(label, texts)


def outdated_words(label: str, texts: Iterable[Text]) -> Words:
    """The languages in which the texts are older than in English: what "still right" on a translation changes."""
    codes = {code for text in texts for code in text.outdated}
    names = ", ".join(name for code, name in settings.LANGUAGES if code in codes)
    return {(_("%(text)s, outdated in") % {"text": label}, ""): names} if codes else {}


def in_language(texts: list[Text], language: str) -> Iterator[str]:
    written = [text.get(language, "") for text in texts]
    if any(written):
        yield from (text or "–" for text in written)


def due_line(deadline: Deadline, counted: Counted) -> str:
    """The rule for a date as visitors read it, with how its careful day is found, in one line."""
    careful = dict(models.Deadline.Safe.choices)[deadline.safe.value]
    parts = [counted.text, _("careful day: %(day)s") % {"day": careful}, counted.doubt, counted.provision]
    if deadline.asked_once_it_applies:
        parts.append(_("its date is asked only once the requirement applies"))
    if counted.cases:
        parts.append(_("only when %(cases)s") % {"cases": cases_text(counted.cases)})
    return "; ".join(filter(None, parts))


def penalty_line(fine: Sum) -> str:
    """A penalty without what is said of it, in one line: whom it hits, how hard, where it stands."""
    return f"{whom_text(fine.penalty.whom)} · {penalty_text(fine, '')}"


def linked_citation(provision: Provision) -> str:
    """A provision with its links, and the number of the only passage that it supports."""
    only = [_("(for passage %(number)s only)") % {"number": provision.passage}] if provision.passage else []
    return " ".join([citation_text(provision), *only, *provision.links.values()])


def optional_day(value: date | None) -> str:
    return date_text(value) if value else ""
