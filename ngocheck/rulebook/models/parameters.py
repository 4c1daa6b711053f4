"""Amounts and numbers of the law that change by date."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import PartKind

from .base import CODE_LABEL, Keyed, Translated, source_text
from .dated import Dated, DatedManager
from .sources import HOW_SURE, Confidence, Source


class Parameter(Keyed):
    """An amount that rules name instead of writing its number: the MRP, the number of regions."""

    KEY = ("code",)
    PART = PartKind.PARAMETER

    code = models.SlugField(CODE_LABEL, unique=True, help_text=_("For example mrp."))
    title = Translated(_("title"), _("For example: Monthly calculation index (MRP)."))
    unit = Translated(_("unit"), _("For example: tenge."), optional=True)

    class Meta:
        verbose_name, verbose_name_plural = _("parameter"), _("parameters")
        ordering = ["code"]

    def __str__(self) -> str:
        return source_text(self, "title")


class ParameterValue(Dated, Keyed):
    KEY = ("parameter__code", "effective_from")
    PART = PartKind.PARAMETER
    NAMED_BY = ("parameter",)
    SIBLINGS = "parameter"

    parameter = models.ForeignKey(
        Parameter, verbose_name=_("parameter"), on_delete=models.CASCADE, related_name="values"
    )
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4, help_text=_("For example 4325."))
    confidence = models.CharField(_("confidence"), max_length=20, choices=Confidence, help_text=HOW_SURE)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("The act that says so, for example the law on the budget of the year."),
    )
    note = models.CharField(
        _("note"),
        max_length=500,
        blank=True,
        help_text=_("For editors: where the number comes from, for example: compared with the official list."),
    )

    objects: ClassVar[DatedManager] = DatedManager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("parameter value"), _("parameter values")
        ordering = ["parameter__code", "effective_from"]
        constraints = Dated.constraints("parameter", "parameter_value")

    def __str__(self) -> str:
        known = {"parameter": self.parameter, "value": f"{self.value.normalize():f}", "day": self.effective_from}
        return gettext("%(parameter)s: %(value)s from %(day)s") % known
