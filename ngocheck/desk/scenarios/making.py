"""Making a scenario: what was typed, what the draft says to it, and what of that is expected from now on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ngocheck.desk.edit_conflicts import Watched, changed_meanwhile, state
from ngocheck.engine.facts import write_fact
from ngocheck.engine.findings import Applicability, Finding
from ngocheck.engine.report import finding_report
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.models import Area, Scenario
from ngocheck.rulebook.scenarios.renewal import Renewed, renewed
from ngocheck.rulebook.scenarios.run import ABSENT, Outcome, scenario_outcome

from .form import Page, QuestionsForm, ScenarioForm, asked_codes, readable
from .text import expectation_in_words, title_of, value_in_words

SHOW, SAVE, TICK_NONE, TICK_FITTING = "show", "save", "tick_none", "tick_fitting"
RESULT = (SHOW, SAVE, TICK_NONE, TICK_FITTING)
DO, EXPECT, TAKE, SEEN, BEFORE = (f"scenario-{name}" for name in ("do", "expect", "take", "seen", "before"))
HISTORY = (Watched(Scenario),)
EXPECTED_FIELDS = ("applicability", "met", "missing", "due")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a link to the page asks for: a day, and the requirement to make a scenario for."""

    on: date
    requirement: str | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as the page lists it. `kept` is what is expected so far, `holds` whether it still comes out,
    `after` is what is expected once the new result is taken, `lost` what would no longer be checked then."""

    code: str
    title: str
    state: str
    met: str
    due: str
    missing: str
    kept: list[str]
    holds: bool
    ticked: bool
    take: bool
    after: list[str]
    lost: list[str]


class Making:
    """One request of somebody who makes or changes a scenario. `row` is the stored one, or a new one."""

    def __init__(self, row: Scenario, rulebook: Rulebook, data: QueryDict | None, wish: Wish) -> None:
        self.row, self.rulebook, self.data, self.wish = row, rulebook, data, wish
        self.do = data.get(DO, "") if data is not None else ""
        self.kept: Mapping[str, Any] = dict(row.expect)
        self.before = state(HISTORY, row.pk)
        answers, self.refused = readable(row.answers, rulebook)
        self.stored = {code: write_fact(fact) for code, fact in answers.items()}
        on, guide = row.on or wish.on, self._fitting_guide()
        start: dict[str, Any] = {"on": on, "guide": guide}
        if wish.requirement and not row.pk:
            area = rulebook.requirements[wish.requirement][0].area
            start["area"] = Area.objects.filter(code=area).values_list("pk", flat=True).first()
        self.form = ScenarioForm(data, rulebook, whole=self.do == SAVE, instance=row, initial=start)
        self.form.is_valid()
        # Where the day or the guide cannot be read, the questions stay as they were.
        typed = self.form.cleaned_data if data is not None else {}
        self.on: date = typed.get("on") or on
        self.guide: str = typed.get("guide") or guide
        answered = sent_codes(rulebook, data) if data is not None else answers
        self.questions = QuestionsForm(
            asked_codes(rulebook, self.on, self.guide, answered), rulebook, data, answers
        )

    def _fitting_guide(self) -> str:
        """The smallest guide that leads to everything expected or asked for, or else the widest."""
        wanted = set(self.kept) | ({self.wish.requirement} if self.wish.requirement else set())
        guides = sorted(self.rulebook.guides.values(), key=lambda guide: len(guide.requirements))
        fitting = (guide for guide in guides if wanted and wanted <= guide.requirements)
        return next(fitting, guides[-1]).code

    @property
    def pages(self) -> list[Page]:
        return list(self.questions.pages(self.on, self.guide, self._needed()))

    def _needed(self) -> set[str]:
        """The questions that decide on the requirement that a scenario is wanted for."""
        ruleset = ruleset_on(self.rulebook, self.on)
        numbers = ruleset.numbers_in(frozenset({self.wish.requirement} if self.wish.requirement else ()))
        return {question for number in numbers for question in ruleset.needs[number]}

    @property
    def readable(self) -> bool:
        return not self.form.is_bound or (self.form.is_valid() and self.questions.is_valid())

    @property
    def shows_result(self) -> bool:
        """A stored scenario shows what it gives at once; a new one when it is asked to."""
        return self.readable and (self.do in RESULT or (self.data is None and self.row.pk is not None))

    @cached_property
    def answers(self) -> dict[str, Any]:
        return self.questions.written() if self.questions.is_bound else self.stored

    @cached_property
    def outcome(self) -> Outcome:
        return scenario_outcome(Scenario(on=self.on, answers=self.answers, expect=self.kept), self.rulebook)

    @cached_property
    def codes(self) -> list[str]:
        """The requirements listed: those that concern somebody first, then what does not apply or is not there."""
        findings = self.outcome.findings
        guided = self.rulebook.guides[self.guide].requirements
        codes = [code for code in findings if code in guided or code in self.kept]
        codes += [code for code in self.kept if code not in findings]
        return sorted(codes, key=lambda code: not concerns(findings.get(code)))

    @cached_property
    def seen(self) -> str:
        """Names the answers, the day and the result, so that nothing is saved that was not looked at."""
        expected = {code: expectation(self.outcome.findings.get(code)) for code in self.codes}
        return digest([self.answers, self.on, self.guide, expected])

    @cached_property
    def ticked(self) -> set[str]:
        """What was ticked; before that, what is expected so far, or for a new one what it is wanted for, or else
        all that concerns somebody."""
        if self.do == TICK_NONE:
            return set()
        if self.data is not None and SEEN in self.data and self.do != TICK_FITTING:
            return set(self.data.getlist(EXPECT))
        if self.kept and self.do != TICK_FITTING:
            return set(self.kept)
        if self.wish.requirement and self.do != TICK_FITTING:
            return {self.wish.requirement}
        return {code for code in self.codes if concerns(self.outcome.findings.get(code))}

    @cached_property
    def taken(self) -> set[str]:
        """The requirements whose new result replaces what is expected so far."""
        return set(self.data.getlist(TAKE)) if self.data is not None else set()

    def rows(self) -> Iterator[FindingRow]:
        differing = {difference.requirement for difference in self.outcome.differences}
        for code in self.codes:
            finding = self.outcome.findings.get(code)
            report = finding_report(finding) if finding else {}
            said = {
                field: value_in_words(field, report[field], self.rulebook) for field in EXPECTED_FIELDS if report
            }
            after = self.renewed(code)
            yield FindingRow(
                code=code,
                title=title_of(code, self.rulebook, self.on),
                state=said.get("applicability") or value_in_words("", None, self.rulebook),
                met=said.get("met", ""),
                due=said.get("due", ""),
                missing=said.get("missing", ""),
                kept=expectation_in_words(self.kept[code], self.rulebook) if code in self.kept else [],
                holds=code not in differing,
                ticked=code in self.ticked,
                take=code in self.taken,
                after=expectation_in_words(after.expected, self.rulebook),
                lost=[value_in_words(field, [value], self.rulebook) for field, value in after.lost],
            )

    def renewed(self, code: str) -> Renewed:
        """What is expected of the requirement once its new result is taken: of exactly what was asserted."""
        finding = self.outcome.findings.get(code)
        return renewed(self.kept[code], finding) if code in self.kept else Renewed(expectation(finding))

    def problems(self) -> Iterator[str]:
        """Why what was sent to be saved is not saved, beyond what the form itself says."""
        data: Mapping[str, Any] = self.data or {}
        if data.get(SEEN) != self.seen:
            yield _("Answers, day or rules changed since the result was shown. Look at it again, then save.")
        if not self.ticked & set(self.codes):
            yield _("Tick at least one finding that is expected.")
        failing = {difference.requirement for difference in self.outcome.differences} & self.ticked - self.taken
        for code in self.codes:
            if code in failing:
                told = _("“%(title)s” still comes out otherwise. Take its new result, or do not tick it.")
                yield told % {"title": title_of(code, self.rulebook, self.on)}
        changes = changed_meanwhile(data.get(BEFORE, ""), HISTORY, self.row.pk) if self.row.pk else None
        if changes:
            yield _("Somebody saved this scenario since you opened it. What is expected so far is theirs.")
            yield from changes.shown
            yield _("What you typed is kept below. Save again to overwrite their change.")

    def save(self) -> Scenario:
        """Writes the scenario; call it only where the form is valid and there are no problems."""
        scenario = self.form.save(commit=False)
        scenario.answers = self.answers
        scenario.expect = {code: self._expected(code) for code in self.codes if code in self.ticked}
        scenario.save()
        return scenario

    def _expected(self, code: str) -> Any:
        if code in self.kept and code not in self.taken:
            return self.kept[code]
        return self.renewed(code).expected


def expectation(finding: Finding | None) -> Any:
    """What is stored for a finding; one that is not there is expected not to be in force."""
    if finding is None:
        return ABSENT
    report = finding_report(finding)
    return {field: report[field] for field in EXPECTED_FIELDS}


def concerns(finding: Finding | None) -> bool:
    return finding is not None and finding.applicability is not Applicability.DOES_NOT_APPLY


def sent_codes(rulebook: Rulebook, data: QueryDict) -> list[str]:
    """The questions that something was sent for."""
    return [code for code in rulebook.questions if any(value.strip() for value in data.getlist(code))]


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
