"""What the forms of the path share, and the act with its article, which two pages ask for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.rulebook import models
from ngocheck.wording.values import page_language, plain_text

from .articles import provision_for
from .codes import code_from

SHORT_LINE = {"size": 60}


def several_lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class GuidedForm(forms.Form):
    """A part of a page. FOLDED are the fields under a heading of their own, closed while they are empty."""

    legend: str | Promise = ""
    fold: str | Promise = ""
    FOLDED: ClassVar[tuple[str, ...]] = ()

    def __init__(self, version: models.RequirementVersion | None, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.version = version

    @property
    def main(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    @property
    def folded(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name in self.FOLDED]

    @property
    def unfolded(self) -> bool:
        """Whether something stands in the folded fields."""
        return any(field.errors or field.value() not in (None, "", field.initial) for field in self.folded)

    def wrong(self) -> Iterable[tuple[str, str, str]]:
        """The id, the label and the message of each refusal."""
        for name, messages in self.errors.items():
            for message in messages:
                field = self[name] if name in self.fields else None
                yield (field.id_for_label, str(field.label), str(message)) if field else ("", "", str(message))

    @abstractmethod
    def save(self) -> None:
        """Writes what was typed; only of a form that is valid."""


class SaidChoice(forms.ModelChoiceField):
    """A row by its text in the editor's language."""

    def __init__(self, name: str, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.name = name

    def label_from_instance(self, obj: Any) -> str:
        return plain_text(getattr(obj, self.name))


class ArticleForm(GuidedForm):
    """An act, one that is there or a new one, and an article of it."""

    fold = gettext_lazy("The act is not in the list: add it")
    FOLDED: ClassVar = ("new_title", "new_short", "new_kind", "new_url")

    source = SaidChoice(
        "short",
        models.Source.objects.all(),
        label=gettext_lazy("Act"),
        required=False,
        empty_label=gettext_lazy("Choose the act"),
    )
    article = forms.CharField(
        label=gettext_lazy("Article"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("As one cites it, for example: art. 12, or in Russian: ст. 12 п. 2."),
    )
    new_title = forms.CharField(
        label=gettext_lazy("Official name of the act"), required=False, max_length=300, widget=several_lines(2)
    )
    new_short = forms.CharField(
        label=gettext_lazy("Its short name"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("As visitors read it, for example: Law on Public Associations."),
    )
    new_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of act"),
        choices=models.Source.Kind.choices,
        required=False,
        initial=models.Source.Kind.LAW,
    )
    new_url = forms.URLField(
        label=gettext_lazy("Link to its text"), required=False, assume_scheme="https", max_length=200
    )

    @property
    def names_article(self) -> bool:
        """Whether an act or an article was given."""
        return any(self.cleaned_data.get(name) for name in ("source", "article", "new_title"))

    def check_article(self) -> None:
        """Refuses half of an act and its article."""
        typed = self.cleaned_data
        if not typed.get("source") and not typed.get("new_title"):
            self.add_error("source", _("Choose the act, or add it below."))
        if typed.get("source") and typed.get("new_title"):
            self.add_error("new_title", _("Choose an act of the list, or add a new one: not both."))
        if not typed.get("article"):
            self.add_error("article", _("Name the article, for example: art. 12."))

    def provision(self) -> models.Provision:
        """The article's row; it and the act are made where they are new."""
        typed, language = self.cleaned_data, page_language()
        source = typed["source"]
        if source is None:
            short = typed["new_short"] or typed["new_title"]
            source = models.Source(code=code_from(short, models.Source.objects.all()), kind=typed["new_kind"])
            for name, value in {"title": typed["new_title"], "short": short, "url": typed["new_url"]}.items():
                setattr(source, f"{name}_{language}", value)
            source.save()
        return provision_for(source, typed["article"], language)


def next_position(rows: Any) -> int:
    """The place after the last of these rows of a version."""
    return max((row.position for row in rows.all()), default=0) + 1
