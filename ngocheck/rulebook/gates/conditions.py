"""Conditions that say nothing: groups that no answers fulfil, sets that all answers fulfil."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.engine.conditions import ConditionSet
from ngocheck.engine.logic import example
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook.models import ConditionGroup

from .problem import Limited, Problem, Rows, rule_name
from .readings import Reading, readings
from .rows import row_name

Purpose = ConditionGroup.Purpose
# These are asked only where the requirement applies. Passages, penalties and steps are shown to others as well.
WHERE_IT_APPLIES = (Purpose.MET, Purpose.UNCLEAR, Purpose.DEADLINE)

ALWAYS = {
    Purpose.APPLIES: gettext_lazy(
        "“the requirement applies when ...” holds whatever is answered. "
        "Leave it without conditions instead: then it applies to everybody."
    ),
    Purpose.MET: gettext_lazy(
        "“the requirement is met when ...” holds for everybody to whom it applies. "
        "Mend it, or leave it without conditions: then there is no test."
    ),
    Purpose.UNCLEAR: gettext_lazy(
        "“the law does not say whether it is met when ...” covers everybody to whom it applies, "
        "so that nobody is ever told whether it is met. Mend it, or take the test out."
    ),
    Purpose.DEADLINE: gettext_lazy(
        "its conditions hold for everybody to whom the requirement applies. "
        "Leave it without conditions instead: then it concerns them all."
    ),
    Purpose.PASSAGE: gettext_lazy(
        "its conditions hold whatever is answered. Leave it without conditions instead: then everybody reads it."
    ),
    Purpose.PENALTY: gettext_lazy(
        "its conditions hold whatever is answered. Leave it without conditions instead: then everybody reads it."
    ),
    Purpose.STEP: gettext_lazy(
        "its conditions hold whatever is answered. Leave it without conditions instead: then everybody reads it."
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A condition set of a rule; `number` says which deadline, passage, penalty or step it limits."""

    purpose: Purpose
    groups: ConditionSet
    number: int = 0


def places(rule: Rule) -> list[Place]:
    """Every condition set of the rule; the one for “applies” comes first."""
    return [
        Place(Purpose.APPLIES, rule.applies),
        Place(Purpose.MET, rule.met),
        Place(Purpose.UNCLEAR, rule.unclear),
        *(Place(Purpose.DEADLINE, deadline.when, n) for n, deadline in enumerate(rule.deadlines)),
        *(Place(Purpose.PASSAGE, passage.when, n) for n, passage in enumerate(rule.passages)),
        *(Place(Purpose.PENALTY, penalty.when, n) for n, penalty in enumerate(rule.penalties)),
        *(Place(Purpose.STEP, step.when, n) for n, step in enumerate(rule.steps)),
    ]


def senseless(rulebook: Rulebook, rows: Rows) -> Iterator[Problem]:
    """Groups that can never hold and sets that always do, whatever values the parameters in them have."""
    for rules in rulebook.requirements.values():
        for rule in rules:
            yield from Sense(rule, rulebook, rows).problems()


class Sense:
    """What the conditions of one rule can come to, with each value that a parameter in them has at any time."""

    def __init__(self, rule: Rule, rulebook: Rulebook, rows: Rows) -> None:
        self.rule = rule
        self.rows = rows
        self.questions = rulebook.questions
        self.places = places(rule)
        self.readings = readings([place.groups for place in self.places], rulebook)

    def problems(self) -> Iterator[Problem]:
        """Where it can apply to nobody the rest is not judged: nothing else would make sense either."""
        applies, *others = range(len(self.places))
        yield from self.at(applies)
        if any(example(self.questions, [reading[applies]]) is not None for reading in self.readings):
            for number in others:
                yield from self.at(number)

    def at(self, number: int) -> Iterator[Problem]:
        place = self.places[number]
        for slot in range(len(place.groups)):
            if not any(self.can_hold(reading, number, slot) for reading in self.readings):
                yield self.never(place, slot)
        if any(place.groups) and all(self.always_holds(reading, number) for reading in self.readings):
            told = f"{self.limited_in_words(place)}{ALWAYS[place.purpose]}"
            yield Problem(told, self.rows.version(self.rule), place=rule_name(self.rule))

    def can_hold(self, reading: Reading, number: int, slot: int) -> bool:
        group = reading[number][slot]
        return example(self.questions, [*self.background(reading, number), (group,)]) is not None

    def always_holds(self, reading: Reading, number: int) -> bool:
        return example(self.questions, self.background(reading, number), reading[number]) is None

    def background(self, reading: Reading, number: int) -> list[ConditionSet]:
        """What is true already where the set is asked."""
        return [reading[0]] if self.places[number].purpose in WHERE_IT_APPLIES else []

    def never(self, place: Place, slot: int) -> Problem:
        group = self.rows.group(self.rule, place.purpose, slot, self.limited(place))
        told = (
            _(
                "no answers fulfil it where the requirement applies (%(conditions)s). Mend its conditions, or "
                "delete the group."
            )
            if place.purpose in WHERE_IT_APPLIES
            else _("no answers fulfil it (%(conditions)s). Mend its conditions, or delete the group.")
        )
        conditions = _(" and ").join(map(str, group.conditions.all()))
        return Problem(told % {"conditions": conditions}, group, place=row_name(group))

    def limited(self, place: Place) -> Limited:
        return self.rows.limited(self.rule, place.purpose, place.number)

    def limited_in_words(self, place: Place) -> str:
        limited = self.limited(place)
        return f"{limited._meta.verbose_name} {limited.position}: " if limited else ""
