"""What was published: the rulebook as visitors see it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Edition(models.Model):
    """A published rulebook, frozen. Number, date and hash name it; it is never changed."""

    number = models.PositiveIntegerField(unique=True)
    published_at = models.DateTimeField(default=timezone.now)
    sha256 = models.CharField("hash", max_length=64)
    content = models.TextField(help_text="JSON, read by the engine alone.")
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name of the edition in every result, for example 12-3fa90b1c."""
        return f"{self.number}-{self.sha256[:8]}"
