"""Amounts and numbers of the law that change by date."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import PartKind

from .base import CODE_LABEL, Keyed, Translated, YesNo, shown_text
from .dated import Dated, DatedManager
from .sources import HOW_SURE, Confidence, Source


class Parameter(Keyed):
    """An amount that rules name instead of writing its number: the MRP, the number of regions."""

    KEY = ("code",)
    PART = PartKind.PARAMETER

    code = models.SlugField(CODE_LABEL, unique=True, help_text=_("For example mrp."))
    title = Translated(_("title"), _("For example: Monthly calculation index (MRP)."))
    unit = Translated(_("unit"), _("For example: tenge."), optional=True)
    yearly = YesNo(
        _("changes every year"),
        default=False,
        help_text=_("Each value holds until the end of its year, for example the MRP; then it is not known."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("parameter"), _("parameters")
        ordering = ["code"]

    def __str__(self) -> str:
        return shown_text(self, "title")


class ParameterValue(Dated, Keyed):
    KEY = ("parameter__code", "effective_from")
    PART = PartKind.PARAMETER
    NAMED_BY = ("parameter",)
    SIBLINGS = "parameter"

    parameter = models.ForeignKey(
        Parameter, verbose_name=_("parameter"), on_delete=models.CASCADE, related_name="values"
    )
    value = models.DecimalField(
        _("value"),
        max_digits=18,
        decimal_places=4,
        validators=[MinValueValidator(0)],
        help_text=_("For example 4325."),
    )
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A value that changes every year ends with its year, where nobody says otherwise."""
        if self.effective_until is None and self.parameter.yearly:
            self.effective_until = date(self.effective_from.year + 1, 1, 1)
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        known = {"parameter": self.parameter, "value": f"{self.value.normalize():f}", "day": self.effective_from}
        return gettext("%(parameter)s: %(value)s from %(day)s") % known
