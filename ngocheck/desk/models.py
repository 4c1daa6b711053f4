"""What the desk keeps of the people who work on it; the law stands in ngocheck/rulebook/models."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WeeklyMail(models.Model):
    """Somebody wants the weekly mail, in this language. Who has no row gets none."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="weekly_mail"
    )
    language = models.CharField(_("language"), max_length=2)

    class Meta:
        verbose_name = verbose_name_plural = _("weekly mail")

    def __str__(self) -> str:
        return str(self.user)
