"""The site's addresses, and those of what it is compared with: a constant page, and the form drawn by a peer."""

from __future__ import annotations

from collections.abc import Mapping

from crispy_forms.helper import FormHelper
from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import path

from ngocheck import urls
from ngocheck.checklists.guides import views
from ngocheck.checklists.guides.fields import typed_values
from ngocheck.checklists.guides.journey import Leg
from ngocheck.checklists.guides.question_text import QuestionText
from ngocheck.engine.conditions import Fact


class PeerForm(forms.Form):
    """The same questions with the same words as ordinary Django fields, drawn by crispy-bootstrap5."""

    def __init__(
        self, step: Leg, asked: list[QuestionText], data: QueryDict | None, answers: Mapping[str, Fact | None]
    ) -> None:
        super().__init__(data)
        for question, words in zip(step.questions, asked, strict=True):
            kept = typed_values(question, answers[question.code]) if question.code in answers else [None]
            self.fields[question.code] = forms.ChoiceField(
                label=words.text,
                help_text=words.hint,
                choices=[(option.value, option.label) for option in words.options],
                widget=forms.RadioSelect,
                initial=kept[0],
            )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.template_pack = "bootstrap5"
        helper.form_tag = False
        return helper


def drawn_by_the_peer(request: HttpRequest, guide: str, section: str) -> HttpResponse:
    """The very view of the site, with the peer's form in the place of its own."""
    ours = views.SectionForm
    views.SectionForm = PeerForm
    try:
        return views.section(request, guide, section)
    finally:
        views.SectionForm = ours


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("A short page.")


urlpatterns = [
    *i18n_patterns(
        path("constant/", constant),
        path("peer/<slug:guide>/<slug:section>/", drawn_by_the_peer),
    ),
    *urls.urlpatterns,
]
