"""Working days: what editors know better than the package `holidays`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import PartKind

from .base import Keyed, Translated, YesNo
from .sources import HOW_SURE, Confidence, Source


class CalendarYear(Keyed):
    """Whether the state has published a year's working days. Dates that lean on other years are not confirmed."""

    KEY = ("year",)
    PART = PartKind.CALENDAR

    year = models.PositiveSmallIntegerField(_("year"), unique=True, help_text=_("For example 2027."))
    official = YesNo(
        _("official"),
        default=False,
        help_text=_(
            "Tick once the official calendar was published and compared, for example in December for "
            "the year after."
        ),
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Where the year's days are published, for example the ministry's page."),
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("For editors: what was compared with what, for example: all twelve months, no difference."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("calendar year"), _("calendar years")
        ordering = ["year"]

    def __str__(self) -> str:
        told = gettext("%(year)s (official)") if self.official else gettext("%(year)s (derived)")
        return told % {"year": self.year}


class CalendarDay(Keyed):
    """A correction: this day is, or is not, a working day, whatever the package says."""

    KEY = ("date",)
    PART = PartKind.CALENDAR

    date = models.DateField(_("date"), unique=True, help_text=_("The day that differs, for example 2024-05-04."))
    is_working = YesNo(
        _("is a working day"),
        help_text=_("Tick where people work, for example on a Saturday for a moved day of rest."),
    )
    reason = Translated(_("reason"), _("For example: moved rest day, for Saturday 4 May 2024."))
    confidence = models.CharField(_("confidence"), max_length=20, choices=Confidence, help_text=HOW_SURE)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("The decree or order, for example a decree of the Government, where known."),
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("For editors, for example: announced on the ministry's page."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("calendar day"), _("calendar days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date}: {gettext('working day') if self.is_working else gettext('day off')}"
