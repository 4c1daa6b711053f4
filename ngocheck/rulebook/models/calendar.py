"""Working days: what editors know better than the package `holidays`."""

from __future__ import annotations

from django.db import models

from ..columns import Keyed, Translated
from .sources import Confidence, Source


class CalendarYear(Keyed):
    """Whether the state has published a year's working days. Dates that lean on other years are not confirmed."""

    KEY = ("year",)

    year = models.PositiveSmallIntegerField(unique=True)
    official = models.BooleanField(
        default=False, help_text="Tick once the official calendar was published and compared."
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="For editors: what was compared with what.")

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year} ({'official' if self.official else 'derived'})"


class CalendarDay(Keyed):
    """A correction: this day is, or is not, a working day, whatever the package says."""

    KEY = ("date",)

    date = models.DateField(unique=True)
    is_working = models.BooleanField("is a working day")
    reason = Translated("reason", "For example: moved rest day, for Saturday 4 May 2024.")
    confidence = models.CharField(max_length=20, choices=Confidence)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, help_text="The decree or order, where known."
    )
    note = models.CharField(max_length=500, blank=True, help_text="For editors.")

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date}: {'working day' if self.is_working else 'day off'}"
