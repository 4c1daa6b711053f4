"""Which versions of the law lean on a provision."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from ngocheck.engine.amounts import MRP
from ngocheck.rulebook.models import ParameterValue, Provision, RequirementVersion
from ngocheck.rulebook.models.base import source_text

from .references import Whole, reference


def leaning_on(provision: Provision, on: date) -> list[RequirementVersion]:
    """The versions in force on the day or to come that cite the provision, or take a fine, a day or an amount from
    it. An amount names its source alone, so it leans on the provision that is the whole of the source."""
    named = (
        Q(citations__provision=provision) | Q(penalties__provision=provision) | Q(deadlines__provision=provision)
    )
    if isinstance(reference(source_text(provision, "article")), Whole):
        named |= by_amount(provision, on)
    rows = RequirementVersion.objects.not_ended(on).filter(named).select_related("requirement")
    return list(rows.distinct())


def by_amount(provision: Provision, on: date) -> Q:
    """The versions whose conditions, fee or fines are counted in an amount that the source gives."""
    values = ParameterValue.objects.not_ended(on).filter(source_id=provision.source_id)
    codes = set(values.values_list("parameter__code", flat=True))
    found = Q(groups__conditions__parameter__code__in=codes)
    if MRP in codes:
        found |= Q(fee_mrp__isnull=False) | Q(penalties__mrp__isnull=False)
    return found
