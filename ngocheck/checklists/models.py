"""What is stored of visitors: nothing that can be read without the key in their own cookie."""

from __future__ import annotations

from django.db import models


class SealedVisit(models.Model):
    """The answers of one visit, sealed (`visits.seal`); deleted soon after `expires_at`, a whole minute."""

    finder = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.finder[:8]
