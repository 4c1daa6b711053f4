"""What goes together: clashes of answers, and questions without sense after certain answers, on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.publishing.draft import draft_rulebook
from ngocheck.desk.row_urls import change_page
from ngocheck.engine.edition import EditionError
from ngocheck.rulebook import models
from ngocheck.rulebook.gates.problem import Rows, rule_name
from ngocheck.rulebook.gates.senseless_questions import asked_all_the_same
from ngocheck.rulebook.publishing.live import today

from .base import DeskAdmin, Inline, columns_of, in_languages


@admin.register(models.AnswerClash)
class AnswerClashAdmin(DeskAdmin):
    list_display = ["code", "question", "relation", "other", "day", "may_insist", "position"]
    list_select_related = ["question", "other"]
    list_filter = ["may_insist", "relation"]
    search_fields = ["code", "question__code", "other__code", *columns_of("advice")]
    autocomplete_fields = ["question", "other"]
    fieldsets = [
        (None, {"fields": [("code", "position"), "question", "relation", ("other", "day"), "may_insist"]}),
        (None, in_languages("advice")),
    ]


class SenselessConditionInline(Inline):
    model = models.SenselessCondition
    autocomplete_fields = ["question"]
    show_change_link = False


@admin.register(models.SenselessQuestion)
class SenselessQuestionAdmin(DeskAdmin):
    """Publishing is refused while a rule asks one of them all the same; the page names these rules."""

    list_display = ["question", "given", "reason"]
    list_select_related = ["question"]
    list_filter = ["question__section"]
    search_fields = ["code", "question__code", *columns_of("reason")]
    autocomplete_fields = ["question"]
    readonly_fields = ["still_asked"]
    inlines = [SenselessConditionInline]
    fieldsets = [
        (None, {"fields": ["code", "question", "still_asked"]}),
        (None, in_languages("reason")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("conditions__question")

    @admin.display(description=gettext_lazy("answers given"))
    def given(self, pair: models.SenselessQuestion) -> str:
        return _(" and ").join(map(str, pair.conditions.all()))

    @admin.display(description=gettext_lazy("still asked by"))
    def still_asked(self, pair: models.SenselessQuestion) -> str | SafeString:
        """The rules of the draft that ask it, each with the way to its page."""
        if pair.pk is None:
            return ""
        try:
            asking = list(asked_all_the_same([pair], draft_rulebook(), today()))
        except (EditionError, LookupError):
            return _("The draft cannot be read.")
        rows = Rows()
        rules = [(one.rule, rows.version(one.rule)) for one in asking]
        links = ((change_page(type(row), row.pk), rule_name(rule)) for rule, row in rules)
        return format_html_join(", ", '<a href="{}">{}</a>', links) or _("no rule")
