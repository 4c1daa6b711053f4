"""Areas, sections, questions and guides on the desk."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook import models
from ngocheck.wording.values import plain_text

from .base import DeskAdmin, Stacked, columns_of, in_languages


@admin.register(models.Area)
class AreaAdmin(DeskAdmin):
    list_display = ["code", "title", "position"]
    search_fields = ["code", *columns_of("title")]
    fieldsets = [(None, {"fields": [("code", "position")]}), (None, in_languages("title"))]


@admin.register(models.Section)
class SectionAdmin(DeskAdmin):
    list_display = ["title", "code", "position"]
    list_editable = ["position"]
    search_fields = ["code", *columns_of("title"), *columns_of("intro")]
    fieldsets = [(None, {"fields": [("code", "position")]}), (None, in_languages("title", "intro"))]


class Choices(BaseInlineFormSet):
    """The choices of a question; one that a condition compares with stays, and the refusal names the rules."""

    def clean(self) -> None:
        super().clean()
        going = {form.instance.code for form in self.deleted_forms if form.instance.pk}
        using = users_of(self.instance, going) if going else {}
        for code, rules in using.items():
            told = gettext(
                "The choice %(code)s is used, so it cannot be deleted. Change these rules first: %(rules)s."
            )
            self._non_form_errors.append(told % {"code": code, "rules": "; ".join(rules)})  # type: ignore[attr-defined]


def users_of(question: models.Question, codes: set[str]) -> dict[str, list[str]]:
    """The versions with a condition that compares with one of the choices, by the choice's code, in words."""
    found: dict[str, set[str]] = defaultdict(set)
    conditions = models.Condition.objects.filter(question=question)
    for condition in conditions.select_related("group__version__requirement"):
        for code in codes & {part.strip() for part in condition.value.split(",")}:
            version = condition.group.version
            found[code].add(f"{plain_text(version.title)} ({version})")
    return {code: sorted(rules) for code, rules in found.items()}


class ChoiceInline(Stacked):
    model = models.Choice
    formset = Choices
    fieldsets = [(None, {"fields": [("code", "position")]}), (None, in_languages("label", "hint", told=False))]


@admin.register(models.Question)
class QuestionAdmin(DeskAdmin):
    list_display = ["text", "code", "section", "kind", "position"]
    list_select_related = ["section"]
    list_filter = ["section", "kind"]
    search_fields = ["code", *columns_of("text"), *columns_of("hint")]
    autocomplete_fields = ["section", "waits_for"]
    inlines = [ChoiceInline]
    fieldsets = [
        (None, {"fields": [("code", "position"), "section", "kind"]}),
        (None, in_languages("text", "hint", "unit", "not_yet")),
        (
            _("What is accepted, and what is presumed"),
            {"fields": [("minimum", "maximum"), "presumed", "none_was", "waits_for"]},
        ),
    ]


@admin.register(models.Guide)
class GuideAdmin(DeskAdmin):
    list_display = ["title", "code", "position"]
    search_fields = ["code", *columns_of("title"), *columns_of("summary")]
    fieldsets = [
        (None, {"fields": [("code", "position")]}),
        (None, in_languages("title", "summary", "at_hand", "intro")),
        (_("What it leads to"), {"fields": ["areas", "requirements"]}),
    ]
