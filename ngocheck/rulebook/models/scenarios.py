"""Expected results that editors keep: what the rulebook must say to these answers on this day; and which changes
of the law they would not notice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import PartKind

from .base import Keyed
from .questions import Area


class Scenario(Keyed):
    """Answers of one organisation, a day, and the findings that are expected for it.

    `answers` is as the command `assess` takes it: {"status": "registered"}. `expect` names requirements:
    {"asm-notify": {"applicability": "applies", "due": [{"on": "2026-05-12"}]}}, or "absent" for one that is not
    in force on the day. What is not named is not looked at.
    """

    KEY = ("name",)
    PART = PartKind.SCENARIO

    name = models.CharField(
        _("name"),
        max_length=300,
        unique=True,
        help_text=_("Who, and what is expected, for example: a picket of 10 people needs a notification."),
    )
    area = models.ForeignKey(
        Area,
        verbose_name=_("area"),
        on_delete=models.PROTECT,
        related_name="scenarios",
        help_text=_("What it is mainly about, for example Registration."),
    )
    on = models.DateField(_("day looked at"), help_text=_("For example 2026-11-22."))
    answers = models.JSONField(
        _("answers"), default=dict, blank=True, help_text=_('For example {"status": "registered"}.')
    )
    expect = models.JSONField(
        _("expected findings"),
        default=dict,
        help_text=_('For example {"rep-ngo-database": {"applicability": "applies"}}.'),
    )
    law = models.TextField(
        _("read in"), blank=True, help_text=_("Where the expectation was read, for example: NCO Law art. 41(5).")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("scenario"), _("scenarios")
        ordering = ["area__position", "on", "name"]

    def __str__(self) -> str:
        return self.name


class TriedMutants(models.Model):
    """What scenarios noticed of the mutants of one requirement, when they were tried last; no row of the law.

    `fingerprint` stands for all that the result depends on. `survivors` are the mutants that nothing noticed, each
    with the day and the answers of an organisation that would, both null where none was found:
    {"name": ..., "on": ..., "answers": ...}.
    """

    requirement = models.CharField(_("requirement"), max_length=100, unique=True)
    fingerprint = models.CharField(_("hash"), max_length=64)
    at = models.DateTimeField(_("tried at"), default=timezone.now)
    killed = models.PositiveIntegerField(_("changes noticed"))
    survivors = models.JSONField(_("changes unnoticed"), default=list)

    class Meta:
        verbose_name, verbose_name_plural = _("changes tried"), _("changes tried")
        default_permissions = ()
        ordering = ["requirement"]

    def __str__(self) -> str:
        return self.requirement

    @property
    def total(self) -> int:
        return self.killed + len(self.survivors)
