"""The form that makes a scenario: its name and day, the visitors' own questions, and what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ngocheck.checklists.guides.answers import fact_of
from ngocheck.checklists.guides.fields import AnswerField, typed_values
from ngocheck.checklists.guides.forms import AnswersForm, Drawn
from ngocheck.checklists.guides.question_text import question_text
from ngocheck.desk.frame import DAY_FORMATS, DayInput
from ngocheck.engine.conditions import Fact
from ngocheck.engine.facts import EARLIEST, LATEST, AnswerError, read_answer, write_fact
from ngocheck.engine.findings import open_questions
from ngocheck.engine.rules import Rulebook, Section
from ngocheck.engine.ruleset import ruleset_on
from ngocheck.rulebook.models import Scenario
from ngocheck.wording.refusals import answer_refusal, missing_value_text
from ngocheck.wording.values import plain_text

PREFIX = "scenario"


class OptionalAnswer(AnswerField):
    """The visitor's field; here a question that is left empty is not known, and nobody need say so."""

    def clean(self, value: list[str]) -> Fact | None:
        return fact_of(super().clean(value)) if value else None


class ScenarioForm(forms.ModelForm):
    """What a scenario is called and when it plays. Its names begin with "scenario-", questions' with no prefix."""

    on = forms.DateField(
        label=_("Day looked at"),
        input_formats=DAY_FORMATS,
        widget=DayInput,
        help_text=_("The law of this day is used, for example 22.11.2026."),
    )
    guide = forms.ChoiceField(label=_("Questions of the guide"), help_text=_("Which questions are shown below."))

    class Meta:
        model = Scenario
        fields = ["name", "area", "on", "law", "guide"]
        labels = {"name": _("Name"), "area": _("Area"), "law": _("Read in")}
        widgets = {"name": forms.TextInput(attrs={"size": 80}), "law": forms.Textarea(attrs={"rows": 2})}

    field_order = ["name", "area", "on", "guide", "law"]

    def __init__(self, data: QueryDict | None, rulebook: Rulebook, *, whole: bool, **kwargs: Any) -> None:
        """`whole` asks for everything that saving needs; a result can be shown for less."""
        super().__init__(data, prefix=PREFIX, **kwargs)
        self.rulebook = rulebook
        guides = cast("forms.ChoiceField", self.fields["guide"])
        guides.choices = [(code, plain_text(guide.title)) for code, guide in rulebook.guides.items()]
        if not whole:
            self.fields["name"].required = self.fields["area"].required = False

    def clean_on(self) -> date:
        on = self.cleaned_data["on"]
        if not EARLIEST <= on <= LATEST:
            raise forms.ValidationError(_("Choose a day from 1900 to 2100."))
        try:
            ruleset_on(self.rulebook, on)
        except LookupError as error:
            raise forms.ValidationError(missing_value_text(error)) from error
        return on


@dataclass(frozen=True, slots=True)
class Page:
    """The questions of a section; open where one of them is answered, wrong or looked for."""

    section: Section
    drawn: list[Drawn]
    open: bool


class QuestionsForm(AnswersForm):
    """The questions as visitors see them. `cleaned_data` has facts, None where nothing is known."""

    def __init__(
        self, codes: Iterable[str], rulebook: Rulebook, data: QueryDict | None, answers: Mapping[str, Fact]
    ) -> None:
        super().__init__(data)
        self.rulebook = rulebook
        for code in codes:
            question = rulebook.questions[code]
            initial = typed_values(question, answers[code]) if code in answers else []
            self.fields[code] = OptionalAnswer(question=question, initial=initial)

    @property
    def facts(self) -> dict[str, Fact]:
        """What is known, of a form that is valid."""
        return {code: fact for code, fact in self.cleaned_data.items() if fact is not None}

    def written(self) -> dict[str, Any]:
        """The answers as a scenario keeps them."""
        return {code: write_fact(fact) for code, fact in self.facts.items()}

    def pages(self, on: date, guide: str, wanted: Iterable[str]) -> Iterator[Page]:
        wanted = set(wanted)
        for section in self.rulebook.sections:
            drawn = [
                self.drawn_question(question_text(question, self.rulebook, on, guide))
                for question in self.rulebook.asked_in(section.code)
                if question.code in self.fields
            ]
            if drawn:
                told = any(one.values or one.errors or one.asked.code in wanted for one in drawn)
                yield Page(section, drawn, told)

    def wrong(self) -> list[tuple[str, str, str]]:
        """Code, question and message of each answer that cannot be read."""
        return [
            (code, plain_text(self.rulebook.questions[code].text), str(message))
            for code, messages in self.errors.items()
            for message in messages
        ]


def asked_codes(rulebook: Rulebook, on: date, guide: str, answered: Iterable[str]) -> list[str]:
    """All that the guide can ask on the day, and what is answered already, in the rulebook's order."""
    codes = open_questions(rulebook, {}, on, guide) | set(answered)
    return [code for code in rulebook.questions if code in codes]


def readable(answers: Mapping[str, Any], rulebook: Rulebook) -> tuple[dict[str, Fact], list[str]]:
    """The kept answers as facts, and why the rulebook does not take the others (any more)."""
    facts: dict[str, Fact] = {}
    refused: list[str] = []
    for code, value in answers.items():
        question = rulebook.questions.get(code)
        try:
            if question is None:
                raise AnswerError(code, "known")
            if value is not None:
                facts[code] = read_answer(question, value)
        except AnswerError as error:
            refused.append(answer_refusal(error))
    return facts, refused
