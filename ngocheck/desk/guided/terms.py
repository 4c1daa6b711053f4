"""The pages until when and fine: a form for each deadline and each penalty of a version, and one for one more."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ngocheck.rulebook import models
from ngocheck.rulebook.models.sources import Confidence
from ngocheck.wording.values import plain_text

from .forms import ArticleForm, GuidedForm, SaidChoice, next_position, several_lines
from .texts import say, shown

Kind = models.Deadline.Kind
COUNTED = (Kind.AFTER, Kind.BEFORE)
MOVING = (Kind.AFTER, Kind.EACH_PERIOD)
MONTHS, DAYS = 12, 31
READ_IT = gettext_lazy("I read this in the law")


class DeadlineForm(GuidedForm):
    """A day until which, or none."""

    NO_DEADLINE = ("", gettext_lazy("the law names no day"))
    OF_COUNTED: ClassVar = ("amount", "unit")
    OF_PERIODS: ClassVar = ("every", "month", "day")

    kind = forms.ChoiceField(
        label=gettext_lazy("How the day is found"), required=False, choices=[NO_DEADLINE, *Kind.choices]
    )
    amount = forms.IntegerField(
        label=gettext_lazy("How many, for example 10"), required=False, min_value=1, max_value=9999
    )
    unit = forms.ChoiceField(label=gettext_lazy("Of what"), required=False, choices=models.Deadline.Unit.choices)
    question = SaidChoice(
        "text",
        models.Question.objects.filter(kind=models.Question.Kind.DATE),
        label=gettext_lazy("Counted from which day"),
        required=False,
        empty_label=gettext_lazy("Choose the question that asks for it"),
        help_text=gettext_lazy(
            "For days after each period: the day before which no period counts. It may stay empty."
        ),
    )
    every = forms.ChoiceField(
        label=gettext_lazy("After each"), required=False, choices=models.Deadline.Every.choices
    )
    month = forms.IntegerField(
        label=gettext_lazy("In which month after it, for example 3 for March"),
        required=False,
        min_value=1,
        max_value=MONTHS,
    )
    day = forms.IntegerField(
        label=gettext_lazy("On which day of that month, at the latest"),
        required=False,
        min_value=1,
        max_value=DAYS,
    )
    moves = forms.BooleanField(
        label=gettext_lazy("A last day on a day off moves to the next working day"), required=False
    )
    read = forms.BooleanField(label=READ_IT, required=False)

    PARTS: ClassVar = (
        ("", ("kind",)),
        (gettext_lazy("So long after or before a date"), ("amount", "unit")),
        ("", ("question",)),
        (gettext_lazy("After each year, half-year or quarter"), ("every", "month", "day")),
        ("", ("moves", "read")),
    )

    def __init__(self, version: models.RequirementVersion, data: Any, row: models.Deadline) -> None:
        known = {name: getattr(row, name) or None for name in ("kind", "amount", "month", "day", "moves")}
        known |= {"unit": row.unit, "every": row.every, "question": row.question_id}
        known["read"] = row.confidence == Confidence.CONFIRMED
        super().__init__(version, data, prefix=f"deadline-{row.pk or 'new'}", initial=known)
        self.row = row
        self.legend = legend_of(row, version.deadlines, gettext_lazy("One more day"))

    @property
    def parts(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        """The fields under their headings: which of them count follows from the kind."""
        return [(heading, [self[name] for name in names]) for heading, names in self.PARTS]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        kind = typed.get("kind")
        if kind in COUNTED:
            self.need("amount", _("Say how long, for example 10."))
            self.need("question", _("Choose the date that it is counted from."))
        if kind == Kind.EACH_PERIOD:
            self.need("month", _("Say which month after the period, 1 to 12."))
            self.need("day", _("Say which day of the month, 1 to 31."))
        if typed.get("moves") and kind and kind not in MOVING:
            self.add_error("moves", _("Only a day after a date or after a period moves past days off."))
        return typed

    def need(self, name: str, message: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def save(self) -> None:
        row, typed = self.row, self.cleaned_data
        if not typed["kind"]:
            if row.pk:
                row.delete()
            return
        if row.pk and not self.has_changed():
            return
        fill_deadline(row, typed)
        row.confidence = Confidence.CONFIRMED if typed["read"] else Confidence.UNVERIFIED
        if row.pk is None:
            row.position = next_position(row.version.deadlines)
        cited = row.version.citations.select_related("provision").first()
        if row.provision is None and cited:
            row.provision = cited.provision
        row.save()


def fill_deadline(row: models.Deadline, typed: dict[str, Any]) -> None:
    """What belongs to the kind; the rest as where nothing was said."""
    kind = row.kind = typed["kind"]
    row.amount = typed["amount"] if kind in COUNTED else 0
    row.unit = typed["unit"] or row.unit
    row.question = typed["question"] if kind in (*COUNTED, Kind.EACH_PERIOD) else None
    row.every = typed["every"] or row.every
    row.month, row.day = (typed["month"], typed["day"]) if kind == Kind.EACH_PERIOD else (0, 0)
    row.moves = typed["moves"]
    row.moved_by = row.moved_by if row.moves else None
    row.done = row.done if kind in COUNTED else None
    row.asked_once_it_applies = row.asked_once_it_applies and row.question is not None
    row.from_event = row.from_event and kind == Kind.EACH_PERIOD and row.question is not None
    row.periods_from = row.periods_from if kind == Kind.EACH_PERIOD else None


class PenaltyForm(ArticleForm):
    """What somebody faces, or nothing."""

    mrp = forms.DecimalField(
        label=gettext_lazy("Fine in MRP"),
        required=False,
        max_digits=8,
        decimal_places=3,
        localize=True,
        help_text=gettext_lazy("For example 50. Empty for a warning, a suspension or a ban alone."),
    )
    whom = forms.ChoiceField(
        label=gettext_lazy("Whom it hits"), required=False, choices=models.Penalty.Whom.choices
    )
    text = forms.CharField(
        label=gettext_lazy("What it is for"),
        required=False,
        widget=several_lines(2),
        help_text=gettext_lazy("And what comes with it, for example: with suspension."),
    )
    repeat = forms.BooleanField(label=gettext_lazy("For the same again within a year"), required=False)
    read = forms.BooleanField(label=READ_IT, required=False)
    remove = forms.BooleanField(label=gettext_lazy("There is no such fine any more"), required=False)
    field_order = ("mrp", "whom", "text", "source", "article")

    def __init__(self, version: models.RequirementVersion, data: Any, row: models.Penalty) -> None:
        # A fine of "100,000" would be read as a hundred thousand.
        mrp = row.mrp and Decimal(f"{row.mrp.normalize():f}")
        known: dict[str, Any] = {"mrp": mrp, "whom": row.whom, "repeat": row.repeat}
        if row.pk:
            provision = row.provision
            known |= {"text": shown(row, "text"), "source": provision.source_id}
            known |= {"article": shown(provision, "article"), "read": row.confidence == Confidence.CONFIRMED}
        super().__init__(version, data, prefix=f"fine-{row.pk or 'new'}", initial=known)
        self.row = row
        if row.pk is None:
            del self.fields["remove"]
        self.legend = legend_of(row, version.penalties, gettext_lazy("One more fine"))

    @property
    def given(self) -> bool:
        typed = self.cleaned_data
        return bool(self.row.pk or self.names_article or typed.get("mrp") or typed.get("text"))

    def clean_mrp(self) -> Any:
        mrp = self.cleaned_data["mrp"]
        if mrp is not None and mrp <= 0:
            raise ValidationError(_("A fine is more than 0 MRP. Leave it empty where there is none."))
        return mrp

    def clean(self) -> dict[str, Any]:
        if self.given and not self.cleaned_data.get("remove"):
            self.check_article()
            if not self.cleaned_data.get("text"):
                self.add_error("text", _("Say in a few words what the fine is for."))
        return self.cleaned_data

    def save(self) -> None:
        row, typed = self.row, self.cleaned_data
        if not self.given or (row.pk and not self.has_changed()):
            return
        if typed.get("remove"):
            row.delete()
            return
        if row.pk is None:
            row.position = next_position(row.version.penalties)
        row.provision = self.provision()
        row.mrp, row.whom, row.repeat = typed["mrp"], typed["whom"] or row.whom, typed["repeat"]
        row.confidence = Confidence.CONFIRMED if typed["read"] else Confidence.UNVERIFIED
        say(row, "text", typed["text"])
        row.save()


def legend_of(row: models.Deadline | models.Penalty, rows: Any, one_more: Any) -> str | Promise:
    """A heading where there are several: its text or kind; for a new one, that it is one more."""
    if row.pk is None:
        return one_more if rows.exists() else ""
    return plain_text(row.text) if isinstance(row, models.Penalty) else row.get_kind_display()


def when_forms(version: models.RequirementVersion, data: Any) -> list[GuidedForm]:
    rows = [*version.deadlines.select_related("question"), models.Deadline(version=version)]
    return [DeadlineForm(version, data, row) for row in rows]


def fine_forms(version: models.RequirementVersion, data: Any) -> list[GuidedForm]:
    rows = [*version.penalties.select_related("provision__source"), models.Penalty(version=version)]
    return [PenaltyForm(version, data, row) for row in rows]
