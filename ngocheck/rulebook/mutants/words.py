"""A mutant in an editor's words: where it is, what the condition says, what was changed in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.workdays import ONE_DAY
from ngocheck.rulebook.models import ConditionGroup
from ngocheck.wording.conditions import cases_text, condition_clause
from ngocheck.wording.values import date_text, plain_text

from .making import Alteration, Mutant

ALTERATIONS = {
    Alteration.OPPOSITE: gettext_lazy("the opposite: %(instead)s"),
    Alteration.NEIGHBOUR: gettext_lazy("the threshold on the other side: %(instead)s"),
    Alteration.HIGHER: gettext_lazy("the threshold one further up: %(instead)s"),
    Alteration.LOWER: gettext_lazy("the threshold one further down: %(instead)s"),
    Alteration.WITHOUT_CHOICE: gettext_lazy("without the choice “%(choice)s”"),
    Alteration.WITHOUT_CONDITION: gettext_lazy("without this condition"),
    Alteration.WITHOUT_GROUP: gettext_lazy("without this whole group"),
}


@dataclass(frozen=True, slots=True)
class InWords:
    """`title` is the requirement's, `version` names the version, `place` what the condition decides."""

    title: str
    version: str
    place: str
    condition: str
    change: str

    def __str__(self) -> str:
        return f"{self.title} ({self.version}): {self.place} {self.condition} → {self.change}"


def mutant_in_words(mutant: Mutant, rulebook: Rulebook, today: date) -> InWords:
    rule = mutant.rule
    on = day_of(rule, today)
    return InWords(
        title=plain_text(rule.texts["title"]),
        version=_("in force from %(day)s") % {"day": date_text(rule.effective_from)},
        place=place_text(mutant),
        condition=condition_text(mutant, rulebook, on),
        change=change_text(mutant, rulebook, on),
    )


def day_of(rule: Rule, today: date) -> date:
    """The day nearest to today on which the version is in force."""
    last = rule.effective_until - ONE_DAY if rule.effective_until else date.max
    return max(rule.effective_from, min(today, last))


def place_text(mutant: Mutant) -> str:
    """Which set of conditions it is, and which group of it."""
    place = mutant.place
    said = str(ConditionGroup.Purpose(place.purpose).label)
    if place.purpose in (ConditionGroup.Purpose.DEADLINE, ConditionGroup.Purpose.PENALTY):
        said = _("%(place)s (number %(number)s)") % {"place": said, "number": place.number + 1}
    if len(place.groups) > 1:
        said = _("%(place)s (group %(group)s)") % {"place": said, "group": mutant.group + 1}
    return said


def condition_text(mutant: Mutant, rulebook: Rulebook, on: date) -> str:
    """The condition that was changed, or all of a group that was dropped."""
    group = mutant.place.groups[mutant.group]
    conditions = group if mutant.number is None else (mutant.before,)
    clauses = (condition_clause(condition, rulebook, on) for condition in conditions)
    return cases_text([tuple(replace(clause, note="") for clause in clauses)])


def change_text(mutant: Mutant, rulebook: Rulebook, on: date) -> str:
    known: dict[str, str] = {}
    if mutant.altered:
        with_own = replace(rulebook, parameters=mutant.parameters(rulebook))
        clause = condition_clause(mutant.altered.condition, with_own, on)
        known["instead"] = str(replace(clause, question="", note="")).strip()
    if mutant.dropped:
        asked = rulebook.questions[mutant.before.question]
        known["choice"] = "; ".join(plain_text(asked.choice(code).label) for code in sorted(mutant.dropped))
    return str(ALTERATIONS[mutant.alteration]) % known
