"""One form field for every kind of question: what a visitor typed or ticked, turned into a fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ngocheck.engine.conditions import Fact, Kind
from ngocheck.engine.facts import AnswerError, read_answer, write_fact
from ngocheck.engine.rules import Question
from ngocheck.wording.typed import as_json

from .advice import advice
from .answers import NOT_YET, UNKNOWN, Answer, NotYet

NONE_OF_THESE = "none"


class AnswerWidget(forms.Widget):
    """Takes every value that was sent under the question's code; the page's template draws the inputs."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        alone = [data[name]] if name in data else []
        sent = data.getlist(name) if isinstance(data, MultiValueDict) else alone
        return [value.strip() for value in sent if value.strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data


class AnswerField(forms.Field):
    """The answer to a question as a fact; None for "I do not know yet", NOT_YET where the question offers it."""

    widget = AnswerWidget

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.question = question

    def clean(self, value: list[str]) -> Answer:
        if not value:
            raise ValidationError(_("Answer this question, or choose “I do not know yet”."), code="required")
        if UNKNOWN in value:
            if len(value) > 1:
                raise ValidationError(_("Give an answer or choose “I do not know yet”, not both."), code="both")
            return None
        if self.question.offers_not_yet and NOT_YET.value in value:
            if len(value) > 1:
                raise ValidationError(_("Tick one box or write an answer, not both."), code="both")
            return NOT_YET
        return self._fact(value)

    def _fact(self, value: list[str]) -> Fact:
        several = self.question.kind is Kind.SEVERAL
        if several and NONE_OF_THESE in value:
            if len(value) > 1:
                raise ValidationError(_("Tick what fits or “None of these”, not both."), code="both")
            value = []
        if not several and len(value) > 1:
            raise ValidationError(_("Give one answer only."), code="invalid")
        try:
            return read_answer(self.question, value if several else as_json(self.question.kind, value[0]))
        except AnswerError as error:
            raise ValidationError(advice(self.question, value[0]), code="invalid") from error


def typed_values(question: Question, fact: Answer) -> list[str]:
    """A kept answer as the values that the page's inputs have."""
    if fact is None:
        return [UNKNOWN]
    if isinstance(fact, NotYet):
        return [fact.value]
    if question.kind is Kind.SEVERAL:
        return write_fact(fact) or [NONE_OF_THESE]
    if isinstance(fact, bool):
        return ["true" if fact else "false"]
    if isinstance(fact, date):
        return [f"{fact:%d.%m.%Y}"]
    return [str(write_fact(fact))]
