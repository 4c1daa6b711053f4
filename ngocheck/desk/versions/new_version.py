"""A new version of a requirement: a copy with its own first day, while the old one ends the day before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import DayInput, desk_page, draw
from ngocheck.engine.facts import EARLIEST, LATEST
from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.models.sources import Confidence
from ngocheck.rulebook.publishing.live import today
from ngocheck.wording.values import date_text, plain_text

REASON = gettext_noop("new version")
PARTS = (models.Passage, models.Penalty, models.Deadline, models.Step)
Copies = dict[tuple[type[Keyed], int | None], Keyed]


class FirstDay(forms.Form):
    """Asks for the day on which the new version starts."""

    effective_from = forms.DateField(
        label=gettext_lazy("First day of the new version"),
        help_text=gettext_lazy(
            "The first day on which the changed law is in force, for example 2028-01-01. The old version then "
            "ends on the day before."
        ),
        widget=DayInput,
    )
    start_confirmed = forms.BooleanField(
        label=gettext_lazy("I read this day in the act"),
        help_text=gettext_lazy(
            "Leave it unticked where the day is an estimate, for example before the act is signed."
        ),
        required=False,
    )

    def __init__(self, version: models.RequirementVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def clean_effective_from(self) -> date:
        start = self.cleaned_data["effective_from"]
        refuse_day(self.version, start)
        return start


def refuse_day(version: models.RequirementVersion, start: date) -> None:
    """Raises ValidationError where a new version cannot start on this day."""
    first, end = version.effective_from, version.effective_until
    if not EARLIEST <= start <= LATEST:
        raise ValidationError(_("Give a day from 1900 to 2100, for example 2028-01-01."))
    if start <= first:
        raise ValidationError(
            _("This version starts on %(first)s. Choose a later day, or change this version itself.")
            % {"first": date_text(first)}
        )
    if end and start >= end:
        raise ValidationError(
            _("This version ends before %(end)s. Choose a day before that, or copy the version in force then.")
            % {"end": date_text(end)}
        )
    later = version.overlapping().filter(effective_from__gt=first).order_by("effective_from").first()
    if later:
        raise ValidationError(
            _("A later version starts on %(later)s, within the time of this one. End this one on that day first.")
            % {"later": date_text(later.effective_from)}
        )


@desk_page("rulebook.add_requirementversion", "rulebook.change_requirementversion")
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks for the first day, which a link may propose, then copies the version and opens the copy."""
    if request.method == "POST":
        return copy_sent(request, pk)
    version = get_object_or_404(models.RequirementVersion.objects.select_related("requirement"), pk=pk)
    proposed = {"effective_from": request.GET.get("first", "")}
    return draw_new_version(request, version, FirstDay(version, initial=proposed))


@transaction.atomic
def copy_sent(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(models.RequirementVersion.objects.select_for_update(), pk=pk)
    form = FirstDay(version, request.POST)
    if not form.is_valid():
        return draw_new_version(request, version, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    made = start_new(version, today=today(), **form.cleaned_data)
    messages.success(request, what_was_done(made))
    return redirect("admin:rulebook_requirementversion_change", made.pk)


def draw_new_version(
    request: HttpRequest, version: models.RequirementVersion, form: FirstDay, status: int | None = None
) -> HttpResponse:
    address = reverse("admin:rulebook_requirementversion_change", args=[version.pk])
    title = _("New version: %(title)s") % {"title": plain_text(version.title)}
    return draw(
        request,
        "desk/versions/new_version.html",
        title,
        {
            "version": version,
            "start": date_text(version.effective_from),
            "end": version.effective_until and date_text(version.effective_until),
            "form": form,
            "address": address,
        },
        status,
    )


def what_was_done(made: models.RequirementVersion) -> str:
    return _(
        "This is the new version, a draft until it is published. The old one ends before %(start)s. Change what "
        "the law now says, cite where it says so, and check it."
    ) % {"start": date_text(made.effective_from)}


def start_new(
    version: models.RequirementVersion, *, effective_from: date, start_confirmed: bool, today: date
) -> models.RequirementVersion:
    """The version copied with all its rows, in force from a day within its time; the old one ends there.

    The copy is not checked and not confirmed, and due for a check today. Needs a transaction. Raises
    ValidationError.
    """
    refuse_day(version, effective_from)
    made = copied(
        version,
        effective_from=effective_from,
        start_confirmed=start_confirmed,
        confidence=Confidence.UNVERIFIED,
        verified_on=None,
        verified_by="",
        next_check_on=today,
    )
    version.effective_until = effective_from
    save_copy(version)
    save_copy(made)
    copy_parts(version, made)
    return made


def copied(row: Keyed, **changed: Any) -> Any:
    """A new row, not saved, with the columns of another except those given."""
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in changed and field.attname not in changed
    }
    return type(row)(**columns, **changed)


def save_copy(row: Keyed) -> None:
    """Saves with the reason that stands in the history."""
    row._change_reason = REASON
    row.save()


def copy_parts(old: models.RequirementVersion, made: models.RequirementVersion) -> None:
    """Passages, penalties, deadlines, steps, the conditions of all of them, and citations."""
    copies: Copies = {}
    for model in PARTS:
        for row in model._default_manager.filter(version=old):
            copies[model, row.pk] = copied(row, version=made)
            save_copy(copies[model, row.pk])
    for citation in old.citations.all():
        save_copy(copied(citation, version=made, passage=copies.get((models.Passage, citation.passage_id))))
    copy_groups(old.groups.prefetch_related("conditions"), made, copies)


def copy_groups(groups: Iterable[models.ConditionGroup], made: models.RequirementVersion, copies: Copies) -> None:
    """Condition groups; those that limit a deadline, passage, penalty or step limit its copy."""
    for group in groups:
        copy = copied(
            group,
            version=made,
            deadline=copies.get((models.Deadline, group.deadline_id)),
            passage=copies.get((models.Passage, group.passage_id)),
            penalty=copies.get((models.Penalty, group.penalty_id)),
            step=copies.get((models.Step, group.step_id)),
        )
        save_copy(copy)
        for condition in group.conditions.all():
            save_copy(copied(condition, group=copy))
