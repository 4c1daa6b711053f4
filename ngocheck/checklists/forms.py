"""The questions of one section as a form, drawn by our own small crispy template pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from ngocheck.engine.conditions import Fact

from .fields import AnswerField, typed
from .journey import Step


class SectionForm(forms.Form):
    """One field a question, named by the question's code. `cleaned_data` has facts, None for "not known yet"."""

    def __init__(self, step: Step, data: QueryDict | None, answers: Mapping[str, Fact | None]) -> None:
        super().__init__(data)
        self.step = step
        for question in step.questions:
            kept = typed(question, answers[question.code]) if question.code in answers else []
            self.fields[question.code] = AnswerField(question, initial=kept)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.template = "ngocheck/section_form.html"
        helper.form_tag = False
        return helper

    def asked(self) -> list[dict[str, Any]]:
        """Each question with what its inputs show: the values sent, or else those kept."""
        return [
            {"question": field.question, "values": self.values_of(name), "errors": self.errors.get(name, ())}
            for name, field in self.fields.items()
        ]

    def values_of(self, name: str) -> list[str]:
        field = self.fields[name]
        if self.is_bound:
            return field.widget.value_from_datadict(self.data, self.files, name)
        return field.initial
