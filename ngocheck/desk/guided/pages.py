"""The pages that are forms: name, act, text. Each gives its forms for a version; what they save are its rows."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.desk.frame import DAY_FORMATS, DayInput
from ngocheck.engine.facts import EARLIEST, LATEST
from ngocheck.rulebook import models
from ngocheck.rulebook.gates.steps import ASKED, MOST_STEPS
from ngocheck.rulebook.models.requirements import STEP_LENGTH
from ngocheck.rulebook.models.sources import Confidence
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import plain_text

from .codes import code_from
from .forms import SHORT_LINE, ArticleForm, GuidedForm, SaidChoice, next_position, several_lines
from .texts import say, shown

Version = models.RequirementVersion
GAP = 10  # between the positions of requirements, so that one fits between


class NameForm(GuidedForm):
    """What it is called, and what kind of thing it is; its area and first day are asked of a first version."""

    FIRST_VERSION = ("area", "effective_from", "start_confirmed")

    title = forms.CharField(
        label=gettext_lazy("What the law asks, in one line"),
        max_length=300,
        widget=forms.TextInput(attrs=SHORT_LINE),
        help_text=gettext_lazy("The action first, for example: Report to the NGO database by 31 March."),
    )
    short = forms.CharField(
        label=gettext_lazy("The same in a few words"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=SHORT_LINE),
        help_text=gettext_lazy("For lists and calendars, without a day in it. It may stay empty."),
    )
    force = forms.ChoiceField(
        label=gettext_lazy("How binding it is"),
        choices=Version.Force.choices,
        help_text=gettext_lazy("For example must for a duty, may for a right."),
    )
    area = SaidChoice(
        "title", models.Area.objects.all(), label=gettext_lazy("Area"), empty_label=gettext_lazy("Choose the area")
    )
    effective_from = forms.DateField(
        label=gettext_lazy("First day of the law"),
        widget=DayInput,
        input_formats=DAY_FORMATS,
        help_text=gettext_lazy("The first day on which it is in force, for example 2027-01-01."),
    )
    start_confirmed = forms.BooleanField(
        label=gettext_lazy("I read this day in the act"), required=False, initial=True
    )

    def __init__(self, version: Version | None, data: Any = None, **kwargs: Any) -> None:
        super().__init__(version, data, initial=self.known(version) if version else None, **kwargs)
        if version and version.requirement.versions.exclude(pk=version.pk).exists():
            for name in self.FIRST_VERSION:
                del self.fields[name]

    @staticmethod
    def known(version: Version) -> dict[str, Any]:
        columns = {name: getattr(version, name) for name in ("force", "effective_from", "start_confirmed")}
        return {
            **columns,
            "title": shown(version, "title"),
            "short": shown(version, "short"),
            "area": version.requirement.area_id,
        }

    def clean_effective_from(self) -> date:
        start = self.cleaned_data["effective_from"]
        if not EARLIEST <= start <= LATEST:
            raise forms.ValidationError(_("Give a day from 1900 to 2100, for example 2028-01-01."))
        return start

    def save(self) -> None:
        self.saved()

    def saved(self) -> Version:
        """The version; where there was none, a new requirement's first: not confirmed, to be checked today."""
        typed, version = self.cleaned_data, self.version
        if version is None:
            requirement = new_requirement(typed["area"], typed["title"])
            version = Version(requirement=requirement, confidence=Confidence.UNVERIFIED, next_check_on=today())
        elif "area" in typed and typed["area"] != version.requirement.area:
            version.requirement.area = typed["area"]
            version.requirement.save()
        for name in ("force", "effective_from", "start_confirmed"):
            if name in typed:
                setattr(version, name, typed[name])
        say(version, "title", typed["title"])
        say(version, "short", typed["short"])
        version.save()
        return version


def new_requirement(area: models.Area, title: str) -> models.Requirement:
    """The last of its area, with a code made from its title."""
    code = code_from(title, models.Requirement.objects.all(), before=area.code)
    last = area.requirements.order_by("-position").first()
    made = models.Requirement(code=code, area=area, position=(last.position if last else 0) + GAP)
    made.save()
    return made


class CitationForm(GuidedForm):
    """The sentence of an article that is cited already."""

    sentence = forms.CharField(
        label=gettext_lazy("The sentence that you read"), required=False, widget=several_lines(3)
    )
    remove = forms.BooleanField(label=gettext_lazy("This article is no longer the source"), required=False)

    def __init__(self, version: Version, data: Any, citation: models.Citation) -> None:
        super().__init__(version, data, prefix=f"citation-{citation.pk}", initial={"sentence": citation.sentence})
        self.citation = citation
        provision = citation.provision
        self.legend = f"{plain_text(provision.source.short)}, {shown(provision, 'article')}"

    def save(self) -> None:
        if self.cleaned_data["remove"]:
            self.citation.delete()
        elif "sentence" in self.changed_data:
            self.citation.sentence = self.cleaned_data["sentence"]
            self.citation.save()


class ActForm(ArticleForm):
    """One more article that the version rests on; the first one has to be given."""

    sentence = forms.CharField(
        label=gettext_lazy("The sentence that you read"),
        required=False,
        widget=several_lines(4),
        help_text=gettext_lazy(
            "Copy it from the act, word by word: whoever checks this reads it. Visitors do not."
        ),
    )

    def __init__(self, version: Version, data: Any, *, first: bool) -> None:
        super().__init__(version, data, prefix="act")
        self.first = first
        self.legend = "" if first else gettext_lazy("One more article")

    def clean(self) -> dict[str, Any]:
        if self.first or self.names_article or self.cleaned_data.get("sentence"):
            self.check_article()
        return self.cleaned_data

    def save(self) -> None:
        if not self.names_article or self.version is None:
            return
        provision, citations = self.provision(), self.version.citations
        cited = citations.filter(provision=provision, passage=None).first()
        cited = cited or models.Citation(
            version=self.version, provision=provision, position=next_position(citations)
        )
        cited.sentence = self.cleaned_data["sentence"]
        cited.save()


class WhatForm(GuidedForm):
    """What to do: the text, and the steps, one a line."""

    fold = gettext_lazy("Where, and with which papers")
    FOLDED: ClassVar = ("place", "documents")
    TEXTS = ("text", "place", "documents")

    text = forms.CharField(
        label=gettext_lazy("What exactly to do"),
        widget=several_lines(5),
        help_text=gettext_lazy("In plain words and short sentences, for example: Write to the akimat. Say when."),
    )
    steps = forms.CharField(
        label=gettext_lazy("The steps, one a line"),
        required=False,
        widget=several_lines(5),
        help_text=gettext_lazy("The action first, for example: Ask for the stamp."),
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("The office in a few words, for example: Tax office."),
    )
    documents = forms.CharField(
        label=gettext_lazy("Documents"),
        required=False,
        widget=several_lines(3),
        help_text=gettext_lazy("One a line, for example: The charter."),
    )

    def __init__(self, version: Version, data: Any) -> None:
        self.rows = list(version.steps.all())
        known = {name: shown(version, name) for name in self.TEXTS}
        steps = "\n".join(shown(row, "text") for row in self.rows)
        super().__init__(version, data, initial={**known, "steps": steps})

    def clean_steps(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip()]
        if not lines and self.version and self.version.force in ASKED:
            raise forms.ValidationError(_("Say in a short line what to do first."))
        if len(lines) > MOST_STEPS:
            raise forms.ValidationError(
                _("Write %(most)s steps at most: join some, or move details into the text.") % {"most": MOST_STEPS}
            )
        for line in lines:
            if len(line) > STEP_LENGTH:
                raise forms.ValidationError(
                    _("This step has more than %(most)s letters: %(step)s") % {"most": STEP_LENGTH, "step": line}
                )
        return lines

    def save(self) -> None:
        if self.version is None:
            return
        changed = [say(self.version, name, self.cleaned_data[name]) for name in self.TEXTS]
        if any(changed):
            self.version.save()
        lines = self.cleaned_data["steps"]
        for place, line in enumerate(lines):
            row = self.rows[place] if place < len(self.rows) else self.new_step(place)
            if say(row, "text", line):
                row.save()
        for row in self.rows[len(lines) :]:
            row.delete()

    def new_step(self, place: int) -> models.Step:
        last = self.rows[-1].position if self.rows else 0
        return models.Step(version=self.version, position=last + place - len(self.rows) + 1)


def name_forms(version: Version, data: Any) -> list[GuidedForm]:
    return [NameForm(version, data)]


def act_forms(version: Version, data: Any) -> list[GuidedForm]:
    cited = list(version.citations.select_related("provision__source"))
    return [*(CitationForm(version, data, one) for one in cited), ActForm(version, data, first=not cited)]


def what_forms(version: Version, data: Any) -> list[GuidedForm]:
    return [WhatForm(version, data)]
