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
from ngocheck.engine.findings import Finding
from ngocheck.engine.report import finding_report
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.models import Area, Scenario
from ngocheck.rulebook.scenarios.run import scenario_outcome
from ngocheck.rulebook.scenarios.words import FIELDS, title_of, value_in_words
from ngocheck.wording.values import answer_text, plain_text

from .assertions import FIRST, NOTHING, Assertion, assertions, concerns, expected_of
from .form import Page, QuestionsForm, ScenarioForm, asked_codes, readable

SHOW, SAVE, TICK_NONE, TICK_FITTING = "show", "save", "tick_none", "tick_fitting"
RESULT = (SHOW, SAVE, TICK_NONE, TICK_FITTING)
DO, EXPECT, TAKE, SEEN, BEFORE = (f"scenario-{name}" for name in ("do", "expect", "take", "seen", "before"))
HISTORY = (Watched(Scenario),)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a link to the page asks for: a day, and the requirement to make a scenario for."""

    on: date
    requirement: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is or can be expected, in words: what was expected `so_far`, and what comes out `now`."""

    assertion: Assertion
    name: str
    so_far: str
    now: str
    ticked: bool
    take: bool


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as the page lists it, with a line for each thing that is or can be expected of it."""

    code: str
    title: str
    state: str
    concerns: bool
    lines: list[Line]

    @property
    def number_ticked(self) -> int:
        return sum(line.ticked for line in self.lines)

    @property
    def open(self) -> bool:
        return any(line.ticked or line.assertion.asserted for line in self.lines)

    @property
    def fails(self) -> bool:
        return any(line.assertion.fails for line in self.lines)


class Making:
    """One request of somebody who makes or changes a scenario. `row` is the stored one, or a new one."""

    def __init__(self, row: Scenario, rulebook: Rulebook, data: QueryDict | None, wish: Wish) -> None:
        self.row, self.rulebook, self.data, self.wish = row, rulebook, data, wish
        self.do = data.get(DO, "") if data is not None else ""
        self.kept: Mapping[str, Any] = row.expect if isinstance(row.expect, Mapping) else {}
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

    def told_answers(self) -> list[tuple[str, str]]:
        """Each stored answer with its question, for reading."""
        facts, _refused = readable(self.row.answers, self.rulebook)
        questions = self.rulebook.questions
        return [(plain_text(questions[code].text), answer_text(questions[code], facts[code])) for code in facts]

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
    def findings(self) -> Mapping[str, Finding]:
        return scenario_outcome(Scenario(on=self.on, answers=self.answers), self.rulebook).findings

    @cached_property
    def codes(self) -> list[str]:
        """The requirements listed: those that concern somebody first, then what does not apply or is not there."""
        guided = self.rulebook.guides[self.guide].requirements
        wished = {self.wish.requirement} if self.wish.requirement else set()
        codes = [code for code in self.rulebook.requirements if code in guided | self.kept.keys() | wished]
        codes += [code for code in self.kept if code not in self.rulebook.requirements]
        return sorted(codes, key=lambda code: (not concerns(self.findings.get(code)), code not in self.findings))

    @cached_property
    def assertions(self) -> dict[str, list[Assertion]]:
        """By requirement what is or can be expected of it."""
        return {
            code: assertions(code, self.kept.get(code, NOTHING), self.findings.get(code)) for code in self.codes
        }

    @cached_property
    def seen(self) -> str:
        """Names the answers, the day and the result, so that nothing is saved that was not looked at."""
        found = {code: finding_report(finding) for code, finding in self.findings.items() if code in self.codes}
        return digest([self.answers, self.on, self.guide, self.kept, found])

    @cached_property
    def ticked(self) -> set[str]:
        """The tokens that were ticked; before that, what is expected so far, or for a new one what it is wanted
        for, and nothing else."""
        if self.do == TICK_NONE:
            return set()
        if self.data is not None and SEEN in self.data:
            ticked = set(self.data.getlist(EXPECT))
        elif self.kept or self.row.pk:
            ticked = {line.token for lines in self.assertions.values() for line in lines if line.asserted}
        else:
            ticked = self._first(self.wish.requirement or "")
        if self.do == TICK_FITTING:
            ticked |= {
                token for code in self.codes if concerns(self.findings.get(code)) for token in self._first(code)
            }
        return ticked

    def _first(self, code: str) -> set[str]:
        """What is ticked first of a requirement that nothing is expected of yet."""
        lines = self.assertions.get(code, [])
        return {line.token for line in lines if line.field in ("", *FIRST) and not line.asserted}

    @cached_property
    def taken(self) -> set[str]:
        """The tokens whose new result replaces what is expected so far."""
        return set(self.data.getlist(TAKE)) if self.data is not None else set()

    def rows(self) -> Iterator[FindingRow]:
        for code in self.codes:
            finding = self.findings.get(code)
            yield FindingRow(
                code,
                title_of(code, self.rulebook, self.on),
                value_in_words("", finding and finding.applicability.value, self.rulebook),
                concerns(finding),
                [self._line(line) for line in self.assertions[code]],
            )

    def _line(self, line: Assertion) -> Line:
        return Line(
            line,
            str(FIELDS.get(line.field, line.field)),
            line.in_words(line.kept, self.rulebook),
            line.in_words(line.fresh, self.rulebook),
            line.token in self.ticked,
            line.token in self.taken,
        )

    def problems(self) -> Iterator[str]:
        """Why what was sent to be saved is not saved, beyond what the form itself says."""
        data: Mapping[str, Any] = self.data or {}
        if data.get(SEEN) != self.seen:
            yield _("Answers, day or rules changed since the result was shown. Look at it again, then save.")
        if not self.expect:
            yield _("Tick at least one finding that is expected.")
        for code, lines in self.assertions.items():
            if any(line.fails and line.token in self.ticked - self.taken for line in lines):
                told = _("“%(title)s” still comes out otherwise. Take its new result, or do not tick it.")
                yield told % {"title": title_of(code, self.rulebook, self.on)}
        changes = changed_meanwhile(data.get(BEFORE, ""), HISTORY, self.row.pk) if self.row.pk else None
        if changes:
            yield _("Somebody saved this scenario since you opened it. What is expected so far is theirs.")
            yield from changes.shown
            yield _("What you typed is kept below. Save again to overwrite their change.")

    @cached_property
    def expect(self) -> dict[str, Any]:
        """What is expected from now on."""
        made = {code: expected_of(lines, self.ticked, self.taken) for code, lines in self.assertions.items()}
        return {code: expected for code, expected in made.items() if expected is not None}

    def left_out(self) -> Iterator[str]:
        """What was expected so far and is not ticked any more, in words."""
        for row in self.rows():
            for line in row.lines:
                if line.assertion.asserted and not line.ticked:
                    yield f"{row.title}, {line.name}: {line.so_far}"

    def save(self) -> Scenario:
        """Writes the scenario; call it only where the form is valid and there are no problems."""
        scenario = self.form.save(commit=False)
        scenario.answers, scenario.expect = self.answers, self.expect
        scenario.save()
        return scenario


def sent_codes(rulebook: Rulebook, data: QueryDict) -> list[str]:
    """The questions that something was sent for."""
    return [code for code in rulebook.questions if any(value.strip() for value in data.getlist(code))]


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
