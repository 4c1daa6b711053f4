"""Answers that cannot both be, in a visitor's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.conditions import Facts
from ngocheck.engine.rules import Clash, Relation, Rulebook

from .values import answer_text, date_text, plain_text

# By how the answer must stand to the other: where it cannot be otherwise, and where the visitor may insist.
REFUSED: Mapping[str, object] = {
    Relation.AFTER: gettext_lazy("This must come after %(bound)s."),
    Relation.NOT_BEFORE: gettext_lazy("This cannot come before %(bound)s."),
    Relation.NOT_AFTER: gettext_lazy("This cannot come after %(bound)s."),
    "before": gettext_lazy("This must come before %(bound)s."),
}
DOUBTED: Mapping[str, object] = {
    Relation.AFTER: gettext_lazy("Is this right? It does not come after %(bound)s."),
    Relation.NOT_BEFORE: gettext_lazy("Is this right? It comes before %(bound)s."),
    Relation.NOT_AFTER: gettext_lazy("Is this right? It comes after %(bound)s."),
    "before": gettext_lazy("Is this right? It does not come before %(bound)s."),
}
# The same said of the other answer.
TURNED: Mapping[str, str] = {
    Relation.AFTER: "before",
    Relation.NOT_BEFORE: Relation.NOT_AFTER,
    Relation.NOT_AFTER: Relation.NOT_BEFORE,
}


def clash_text(clash: Clash, rulebook: Rulebook, facts: Facts, on: date, *, beside_other: bool = False) -> str:
    """What is wrong, naming the other question and its answer, and what to do.

    It stands beside the answer to `clash.question`, or with `beside_other` beside the one to `clash.other`.
    """
    named = clash.question if beside_other else clash.other
    if named:
        question = rulebook.questions[named]
        known = {"answer": answer_text(question, facts[named]), "question": plain_text(question.text)}
        bound = _("%(answer)s (your answer to “%(question)s”)") % known
    elif clash.day:
        bound = date_text(clash.day)
    else:
        bound = _("today, %(day)s") % {"day": date_text(on)}
    relation = TURNED[clash.relation] if beside_other else clash.relation
    words = DOUBTED if clash.may_insist else REFUSED
    told = str(words[relation]) % {"bound": bound}
    return f"{told} {plain_text(clash.advice)}".strip()
