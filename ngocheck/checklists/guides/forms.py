"""The questions of one section as a form, drawn by our own small crispy template pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.template.loader import get_template

from ngocheck.engine.conditions import Kind
from ngocheck.engine.rules import Question
from ngocheck.wording.memo import Memo

from .answers import UNKNOWN, Answer
from .clashes import ToldClash
from .fields import NONE_OF_THESE, AnswerField, typed_values
from .journey import Leg
from .question_text import QuestionText

DRAWN: Memo[str] = Memo(most=2000)

# One answer to all questions of a page that are left open: where at least so many can be answered by "no".
REST = "rest"
FEWEST_FOR_REST = 3
NO = {Kind.YES_NO: "false", Kind.SEVERAL: NONE_OF_THESE}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question with the values that its inputs show, and what is wrong with them."""

    asked: QuestionText
    values: list[str]
    errors: list[str]
    clash: ToldClash | None = None

    @property
    def written(self) -> str:
        """What a text input shows."""
        return next((value for value in self.values if value not in self.ticks), "")

    @property
    def html(self) -> str:
        """The question as HTML; made once for the same choice where nothing was typed and nothing is wrong."""
        if self.errors or self.asked.input == "text":
            return self._html()
        return DRAWN.get(self.asked, (frozenset(self.values),), self._html)

    def _html(self) -> str:
        return get_template("ngocheck/question.html").render({"drawn": self})

    @property
    def ticks(self) -> set[str]:
        return {option.value for option in self.asked.options}


class AnswersForm(forms.Form):
    """A field for each question, named by its code."""

    def drawn_question(self, asked: QuestionText) -> Drawn:
        errors = [str(error) for error in self.errors.get(asked.code, ())]
        return Drawn(asked, self.values_of(asked.code), errors)

    def values_of(self, name: str) -> list[str]:
        """The values sent, or else those kept."""
        field = self.fields[name]
        if self.is_bound:
            return field.widget.value_from_datadict(self.data, self.files, name)
        return field.initial


class SectionHelper(FormHelper):
    """Leads crispy-forms to our own template. That needs no attributes, which take long to make for each page."""

    template = "ngocheck/section_form.html"
    form_tag = False

    def get_attributes(self, template_pack: str = "") -> dict[str, Any]:
        return {"attrs": {}, "form_tag": False}


class SectionForm(AnswersForm):
    """The questions of a section. `cleaned_data` has facts, None for "not known yet"."""

    def __init__(
        self,
        step: Leg,
        questions: list[QuestionText],
        data: QueryDict | None,
        answers: Mapping[str, Answer],
    ) -> None:
        super().__init__(None if data is None else with_the_rest(step.questions, data))
        self.questions = questions
        open_to_no = [one.code for one in step.questions if one.kind in NO]
        self.offers_rest = len(open_to_no) >= FEWEST_FOR_REST and not answers.keys() >= set(open_to_no)
        self.clashes: dict[str, ToldClash] = {}
        for question in step.questions:
            kept = typed_values(question, answers[question.code]) if question.code in answers else []
            self.fields[question.code] = AnswerField(question, initial=kept)

    def unchecked(self) -> SectionForm:
        """The form as it was typed in, before anybody looks for what is wrong in it."""
        for name, field in self.fields.items():
            field.initial = self.values_of(name)
        self.is_bound = False
        return self

    def refuse(self, clashes: Iterable[ToldClash]) -> None:
        """Says beside the answers what they clash with; the form is not valid then."""
        for told in clashes:
            self.clashes[told.beside] = told
            self.add_error(told.beside, told.words)

    @property
    def helper(self) -> FormHelper:
        return SectionHelper()

    def drawn(self) -> list[Drawn]:
        """The questions as the page's template draws them."""
        return [self.drawn_with_clash(asked) for asked in self.questions]

    def drawn_with_clash(self, asked: QuestionText) -> Drawn:
        drawn = self.drawn_question(asked)
        return replace(drawn, clash=self.clashes[asked.code]) if asked.code in self.clashes else drawn


def with_the_rest(questions: Iterable[Question], data: QueryDict) -> QueryDict:
    """What was sent, with the one answer "to all that is left open" written out for each question it answers.

    "No" answers only what a "no" can answer; a day left open is still asked for.
    """
    answered = {UNKNOWN: dict.fromkeys(Kind, UNKNOWN), NO[Kind.YES_NO]: NO}.get(data.get(REST, ""), {})
    whole = data.copy()
    for question in questions:
        if question.kind in answered and not any(value.strip() for value in data.getlist(question.code)):
            whole[question.code] = answered[question.kind]
    return whole
