"""Rows that hold for a time: half-open periods that do not overlap."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .base import KeyedManager


class DatedQuerySet(models.QuerySet):
    def not_ended(self, on: date) -> DatedQuerySet:
        """Rows in force on the day `on` or later."""
        return self.filter(Q(effective_until=None) | Q(effective_until__gt=on))

    def in_force(self, on: date) -> DatedQuerySet:
        """Rows whose time includes the day `on`."""
        return self.not_ended(on).filter(effective_from__lte=on)


DatedManager = KeyedManager.from_queryset(DatedQuerySet)


class Dated(models.Model):
    """A row in force from `effective_from` until the day before `effective_until`.

    SIBLINGS names the foreign key within which times must not overlap; SQLite cannot refuse that by itself, so
    `clean` does, and publishing looks again.
    """

    SIBLINGS: ClassVar[str]

    effective_from = models.DateField(_("in force from"), help_text=_("The first day, for example 2026-01-01."))
    effective_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_(
            "The first day on which it is no longer in force, for example 2028-01-01. Empty: no known end."
        ),
    )

    class Meta:
        abstract = True

    @staticmethod
    def constraints(siblings: str, name: str) -> list[models.BaseConstraint]:
        return [
            models.CheckConstraint(
                condition=Q(effective_until=None) | Q(effective_until__gt=F("effective_from")),
                name=f"{name}_ends_after_start",
                violation_error_message=_("The end is not after the start. Check both dates."),
            ),
            models.UniqueConstraint(
                fields=[siblings, "effective_from"],
                name=f"{name}_starts_once",
                violation_error_message=_("There is already one that starts on this day."),
            ),
        ]

    def ended(self, on: date) -> bool:
        return self.effective_until is not None and self.effective_until <= on

    def in_force(self, on: date) -> bool:
        """Whether its time includes the day `on`."""
        return self.effective_from <= on and not self.ended(on)

    def overlapping(self) -> DatedQuerySet:
        """Rows of the same parent whose time has a day in common with this row's."""
        siblings: DatedQuerySet = DatedQuerySet(type(self)).filter(**{self.SIBLINGS: getattr(self, self.SIBLINGS)})
        others = siblings.exclude(pk=self.pk).not_ended(self.effective_from)
        if self.effective_until:
            others = others.filter(effective_from__lt=self.effective_until)
        return others

    def clean(self) -> None:
        super().clean()
        if self.effective_from is None or getattr(self, f"{self.SIBLINGS}_id") is None:
            return
        # One that starts on the same day is refused by its constraint, with a message of its own.
        other = self.overlapping().exclude(effective_from=self.effective_from).first()
        if other:
            told = (
                gettext(
                    "This overlaps the one in force from %(start)s until %(end)s. End that one on the day on "
                    "which this one starts."
                )
                if other.effective_until
                else gettext(
                    "This overlaps the one in force from %(start)s without an end. End that one on the day on "
                    "which this one starts."
                )
            )
            known = {"start": other.effective_from, "end": other.effective_until}
            raise ValidationError({"effective_from": told % known})
