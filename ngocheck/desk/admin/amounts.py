"""Amounts by date and the calendar on the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.rulebook import models
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import decimal_text

from .base import DeskAdmin, Folded, WithoutMenu, columns_of, in_languages

WITHOUT_DECREE = ("source", admin.EmptyFieldListFilter)


class ValueInline(Folded):
    """The values of an amount, the newest first."""

    model = models.ParameterValue
    ordering = ["-effective_from"]
    autocomplete_fields = ["source"]
    fields = [("effective_from", "effective_until"), ("value", "confidence"), "source", "note"]


@admin.register(models.Parameter)
class ParameterAdmin(DeskAdmin):
    list_display = ["title", "code", "value_now", "unit"]
    search_fields = ["code", *columns_of("title")]
    inlines = [ValueInline]
    fieldsets = [(None, {"fields": ["code", "yearly"]}), (None, in_languages("title", "unit"))]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("values")

    @admin.display(description=gettext_lazy("today"))
    def value_now(self, parameter: models.Parameter) -> str:
        on = today()
        values = [decimal_text(row.value) for row in parameter.values.all() if row.in_force(on)]
        return values[0] if values else _("no value")


class WithDecree(WithoutMenu):
    """A table whose rows should name the decree or order that they come from; the calendar page leads to them."""

    list_select_related = ["source"]
    autocomplete_fields = ["source"]

    @admin.display(description=gettext_lazy("decree"), ordering="source__code")
    def decree(self, row: models.CalendarDay | models.CalendarYear) -> str:
        return str(row.source) if row.source else format_html("<strong>{}</strong>", _("No decree named"))


@admin.register(models.CalendarYear)
class CalendarYearAdmin(WithDecree):
    change_list_template = "desk/calendar/calendar_list.html"
    list_display = ["year", "official", "decree", "note", "page"]
    list_filter = ["official", WITHOUT_DECREE]

    @admin.display(description=gettext_lazy("working days"))
    def page(self, row: models.CalendarYear) -> str:
        return format_html('<a href="{}">{}</a>', reverse("desk:calendar", args=[row.year]), row.year)


@admin.register(models.CalendarDay)
class CalendarDayAdmin(WithDecree):
    change_list_template = "desk/calendar/calendar_list.html"
    change_form_template = "desk/calendar/calendar_correction.html"
    list_display = ["date", "is_working", "reason", "decree", "confidence", "note"]
    list_filter = ["is_working", "confidence", WITHOUT_DECREE]
    search_fields = [*columns_of("reason"), "note"]
    date_hierarchy = "date"
    fieldsets = [
        (
            None,
            {
                "description": gettext_lazy(
                    "A correction wins over the package “holidays”. Where a working day is moved, write two: the "
                    "day that becomes free and the day that is worked instead, both with the decree."
                ),
                "fields": [("date", "is_working")],
            },
        ),
        (None, in_languages("reason")),
        (gettext_lazy("Where it comes from"), {"fields": ["source", "confidence", "note"]}),
    ]
