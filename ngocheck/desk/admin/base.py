"""What every table of the desk has in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Exists, Field, Model, OuterRef, QuerySet, URLField
from django.forms import CharField, CheckboxSelectMultiple, DecimalField, Media, ModelForm, Textarea
from django.forms import Field as FormField
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.desk.history.views import HistoryMixin
from ngocheck.desk.three_way import SeenAdmin
from ngocheck.desk.versions.refused_fields import refused_fields
from ngocheck.rulebook.models import ChangeSet, Requirement, RequirementVersion
from ngocheck.rulebook.models.base import Translated, shown_text
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import page_language

from .deletion import PlainDeletion

TRANSLATED_HELP = _(
    "Russian and Kazakh: the same in the words of the act where it has them. Where Russian is empty visitors read "
    "English; where Kazakh is empty, Russian, or else English."
)


def with_help(db_field: Field, made: Any) -> Any:
    """The form field of a column. A text says which language it is in."""
    _text, _mark, language = db_field.name.rpartition("_")
    if made is not None and language in dict(settings.LANGUAGES) and not isinstance(db_field, URLField):
        made.widget.attrs["lang"] = language
    return made


def columns_of(text: str) -> list[str]:
    """The columns of a text, one a language."""
    return [f"{text}_{code}" for code, _language in settings.LANGUAGES]


def in_languages(*texts: str, told: bool = True) -> Any:
    """A fieldset of texts, each with its languages beside each other where the screen is wide.

    What translations are for is told once a page: not in fieldsets that stand below such a one.
    """
    fields = [tuple(columns_of(text)) for text in texts]
    return {"classes": ["languages"], "fields": fields, "description": TRANSLATED_HELP if told else ""}


class PlainNumber(DecimalField):
    """A number as one writes it: 4325, not 4325.0000."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@cache
def shown_column(text: str, label: Hashable, language: str) -> Callable[[Model], str]:
    """The column of a list that shows a text in the language of the page, and sorts by it."""

    def column(row: Model) -> str:
        return shown_text(row, text)

    column.__name__ = text
    return admin.display(description=str(label), ordering=f"{text}_{language}")(column)


class LongText(CharField):
    """A text of several lines; browsers send other line ends than files have, which would look like a change."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


FORM_CLASSES: Mapping[str, type[FormField]] = {"TextField": LongText, "DecimalField": PlainNumber}


def form_class_of(db_field: Field) -> dict[str, type[FormField]]:
    """The argument that gives a column a form field of ours."""
    found = FORM_CLASSES.get(db_field.get_internal_type())
    return {"form_class": found} if found else {}


class Ticks(CheckboxSelectMultiple):
    """Any number of rows, each with a box to tick, the ticked ones first. Django's own lists of two columns and of
    pills cannot be read by everybody."""

    def __init__(self) -> None:
        super().__init__(attrs={"class": "desk-ticks"})

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        groups: list[Any] = list(super().optgroups(name, value, attrs))
        return sorted(groups, key=lambda group: not group[1][0]["selected"])


def requirements_in_words() -> Callable[[Any], str]:
    """What requirements are called where they are chosen: by the title of their newest version, and their code."""
    versions = RequirementVersion.objects.order_by("effective_from")
    titles = {
        version.requirement_id: shown_text(version, "title")
        for version in versions.only("requirement_id", *columns_of("title"))
    }
    return lambda row: f"{titles[row.pk]} ({row.code})" if row.pk in titles else row.code


class Autocomplete(AutocompleteSelect):
    """A choice by typing, named after its label; Django's own has no name while nothing is chosen."""

    @property
    def media(self) -> Media:
        return super().media + Media(js=["desk/named.js"])


class Autocompleted:
    """Links that are chosen by typing."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A row that is only named here is not deleted from here."""
        made = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if made is not None and hasattr(made.widget, "can_delete_related"):
            made.widget.can_delete_related = False
        return made


class CodedForm(ModelForm):
    """A row whose code cannot be changed once it was published: other programs and kept answers use it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields and self.instance.pk and not getattr(self.instance, "is_new", False):
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("Published: it cannot be changed any more.")


def with_newness(rows: QuerySet) -> QuerySet:
    """The rows of a table with codes, each with `is_new`: it was made in an open change set, so not published."""
    table: Any = rows.model
    if not hasattr(table, "history") or not hasattr(table, "code"):
        return rows
    made = table.history.model.objects.filter(
        id=OuterRef("pk"), history_type="+", change_set__state=ChangeSet.State.OPEN
    )
    return rows.annotate(is_new=Exists(made))


class DeskAdmin(Autocompleted, PlainDeletion, HistoryMixin, SeenAdmin):
    """A table of the rulebook."""

    form: type[ModelForm] = CodedForm
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_newness(super().get_queryset(request))

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        made: Any = super().formfield_for_manytomany(db_field, request, **{"widget": Ticks(), **kwargs})
        if made is not None and db_field.related_model is Requirement:
            made.label_from_instance = requirements_in_words()
        return made

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list, called as its table is: "Select ... to change" bends no word in Russian and Kazakh."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, *args: Any, **kwargs: Any
    ) -> Any:
        """The form, called as its row is; what was refused stands in a list at its top."""
        name = capfirst(self.opts.verbose_name)
        context["title"] = gettext("New: %(table)s") % {"table": name} if add else name
        context["refused_fields"] = refused_fields(context["adminform"], context["inline_admin_formsets"])
        return super().render_change_form(request, context, add, *args, **kwargs)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The columns of the list; a text in several languages is shown in that of the page."""
        columns: list[Any] = list(super().get_list_display(request))
        for place, name in enumerate(columns):
            text = getattr(self.model, name, None) if isinstance(name, str) else None
            if isinstance(text, Translated):
                columns[place] = shown_column(text.name, text.label, page_language())
        return columns

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.update(form_class_of(db_field))
        return with_help(db_field, super().formfield_for_dbfield(db_field, request, **kwargs))


class WithoutMenu(DeskAdmin):
    """A table that is edited from the page of something else, so the menu does not lead to it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


class Wanted(admin.SimpleListFilter):
    """Rows of which something holds today: by its name in the address the words for it, and the rows."""

    WANTED: ClassVar[Mapping[str, tuple[Any, Callable[[Any, date], QuerySet]]]]

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(name, str(words)) for name, (words, _rows) in self.WANTED.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = self.WANTED.get(self.value() or "")
        return wanted[1](queryset, today()) if wanted else queryset


class NextCheck(Wanted):
    title = _("next check")
    parameter_name = "check"
    WANTED: ClassVar = {
        "due": (_("due"), lambda rows, on: rows.filter(next_check_on__lt=on)),
        "later": (_("later"), lambda rows, on: rows.filter(next_check_on__gte=on)),
        "none": (_("no day is set"), lambda rows, _on: rows.filter(next_check_on=None)),
    }


class Parts(Autocompleted, admin.options.InlineModelAdmin):
    """Rows that belong to the row of the page."""

    form = CodedForm
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_newness(super().get_queryset(request))

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.update(form_class_of(db_field))
        if db_field.get_internal_type() == "TextField":
            kwargs["widget"] = Textarea(attrs={"rows": 3, "cols": 40})
        return with_help(db_field, super().formfield_for_dbfield(db_field, request, **kwargs))


class Inline(Parts, admin.TabularInline):
    """Parts as a table; its inputs have no labels of their own, so they are named after their column."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        made = super().formfield_for_dbfield(db_field, request, **kwargs)
        if made is not None:
            widget = getattr(made.widget, "widget", made.widget)
            widget.attrs["aria-label"] = made.label
        return made


class Stacked(Parts, admin.StackedInline):
    """Parts one below the other, for those with many columns."""


class Folded(Stacked):
    """Parts each folded into one line that says what it holds."""

    template = "desk/forms/folded_parts.html"
