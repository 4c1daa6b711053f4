"""What is wrong with amounts: one that changes every year and has no end, one that nobody says, one below zero."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.rulebook import models

from .problem import Problem


def wrong_amounts() -> Iterator[Problem]:
    """An amount is not known after its year, and is called confirmed only where a source is named."""
    confirmed = models.sources.Confidence.CONFIRMED
    for value in models.ParameterValue.objects.select_related("parameter"):
        if value.parameter.yearly and value.effective_until is None:
            told = _("it changes every year. Fill in the first day on which it is no longer in force.")
            yield Problem(f"{value}: {told}", value.parameter)
        if value.confidence == confirmed and value.source_id is None:
            told = _("it is called confirmed, but names no source. Name the act, or lower the confidence.")
            yield Problem(f"{value}: {told}", value.parameter)
