"""Three scenarios proposed from the conditions of a version: it applies, it does not, it is not known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from ngocheck.desk.publishing.left import expected_states
from ngocheck.desk.scenarios.assertions import FIRST, NOTHING, assertions, expected_of
from ngocheck.engine.conditions import Fact, Facts
from ngocheck.engine.deadlines import DeadlineKind
from ngocheck.engine.facts import write_fact
from ngocheck.engine.findings import Applicability
from ngocheck.engine.logic import example
from ngocheck.engine.rules import Question, Rule, Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.models import RequirementVersion, Scenario
from ngocheck.rulebook.scenarios.run import scenario_outcome
from ngocheck.rulebook.scenarios.words import expectation_in_words
from ngocheck.wording.values import answer_text, date_text, plain_text

from .texts import shown

APPLIES, DOES_NOT_APPLY, UNDETERMINED = Applicability
NAMES = {
    APPLIES: gettext_lazy("%(title)s: applies, %(day)s"),
    DOES_NOT_APPLY: gettext_lazy("%(title)s: does not apply, %(day)s"),
    UNDETERMINED: gettext_lazy("%(title)s: not known, %(day)s"),
}
HEADINGS = {
    APPLIES: gettext_lazy("It applies"),
    DOES_NOT_APPLY: gettext_lazy("It does not apply"),
    UNDETERMINED: gettext_lazy("It is not known whether it applies"),
}
LONGEST_NAME = 300
# A date that a duty comes before, seen from the day of the scenario.
AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A scenario that is not saved, in words: each question with its answer, and what comes out."""

    state: Applicability
    scenario: Scenario
    answers: list[tuple[str, str]]
    expected: list[str]

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.state])

    @property
    def token(self) -> str:
        """What a form sends back to say what was read: the state, and a digest of answers and result."""
        seen = [self.scenario.on, self.scenario.answers, self.scenario.expect]
        return f"{self.state} {hashlib.sha256(json.dumps(seen, sort_keys=True, default=str).encode()).hexdigest()}"


def day_looked_at(version: RequirementVersion, today: date) -> date:
    """The day that the scenarios look at: today, or the first day of a law that is not in force yet."""
    return max(version.effective_from, today)


def proposals(version: RequirementVersion, rulebook: Rulebook, today: date) -> Iterator[Proposal]:
    """Those that nobody has made yet, as far as there are answers for them."""
    on = day_looked_at(version, today)
    rule = rulebook.rule_on(version.requirement.code, on)
    if rule is None:
        return
    there = expected_states(version, Scenario.objects.all())
    for state, facts in answers_by_state(rule, rulebook, on).items():
        if facts is not None and state not in there:
            made = proposal(version, state, facts, rulebook, on)
            if made:
                yield made


def answers_by_state(rule: Rule, rulebook: Rulebook, on: date) -> dict[Applicability, Facts | None]:
    """Answers for each state; None where no answers lead to it. What concerns everybody applies without any."""
    groups = ruleset_on(rulebook, on).resolve(rule.applies)
    if not any(groups):
        return {APPLIES: dated(rule, {}, on), DOES_NOT_APPLY: None, UNDETERMINED: None}
    applying = example(rulebook.questions, [groups])
    return {
        APPLIES: None if applying is None else dated(rule, applying, on),
        DOES_NOT_APPLY: example(rulebook.questions, [], groups),
        UNDETERMINED: {},
    }


def dated(rule: Rule, facts: Facts, on: date) -> Facts:
    """The answers with a day for each deadline that is counted from one, so that its due date comes out."""
    days: dict[str, Fact] = {
        deadline.question: on + AHEAD if deadline.kind is DeadlineKind.BEFORE else on
        for deadline in rule.deadlines
        if deadline.question
    }
    return {**days, **facts}


def proposal(
    version: RequirementVersion, state: Applicability, facts: Facts, rulebook: Rulebook, on: date
) -> Proposal | None:
    """The scenario with what the rulebook says to the answers; None where that is another state."""
    requirement = version.requirement
    known = {code: fact for code, fact in facts.items() if fact is not None}
    scenario = Scenario(
        area=requirement.area,
        on=on,
        answers={code: write_fact(fact) for code, fact in known.items()},
        law=read_in(version),
    )
    finding = scenario_outcome(scenario, rulebook).findings.get(requirement.code)
    if finding is None or finding.applicability is not state:
        return None
    lines = assertions(requirement.code, NOTHING, finding)
    expected = expected_of(lines, {line.token for line in lines if line.field in FIRST}, ())
    scenario.expect = {requirement.code: expected}
    scenario.name = name_of(version, state, on)
    return Proposal(
        state,
        scenario,
        [said_answer(rulebook.questions[code], fact) for code, fact in known.items()],
        expectation_in_words(expected, rulebook),
    )


def said_answer(question: Question, fact: Fact) -> tuple[str, str]:
    return plain_text(question.text), answer_text(question, fact)


def read_in(version: RequirementVersion) -> str:
    """The articles that the version rests on, in words."""
    cited = version.citations.select_related("provision__source")
    return "; ".join(
        f"{plain_text(one.provision.source.short)}, {shown(one.provision, 'article')}" for one in cited
    )


def name_of(version: RequirementVersion, state: Applicability, on: date) -> str:
    """A name that no scenario has yet."""
    title = shown(version, "title")
    told = str(NAMES[state]) % {"title": title[: LONGEST_NAME - 60], "day": date_text(on)}
    taken = set(Scenario.objects.filter(name__startswith=told).values_list("name", flat=True))
    numbered = (f"{told} ({number})" for number in range(2, len(taken) + 3))
    return told if told not in taken else next(one for one in numbered if one not in taken)


def accept(found: list[Proposal], tokens: set[str]) -> int:
    """Saves those that were read and ticked; how many."""
    ticked = [one for one in found if one.token in tokens]
    for one in ticked:
        one.scenario.save()
    return len(ticked)
