"""What is wrong with amounts: one that changes every year and has no end, one that nobody says, one below zero."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.rulebook import models

from .problem import Problem


def wrong_amounts() -> Iterator[Problem]:
    """An amount is not known after its year, and is more than unverified only where a source is named."""
    unverified = models.sources.Confidence.UNVERIFIED
    for value in models.ParameterValue.objects.select_related("parameter"):
        if value.parameter.yearly and value.effective_until is None:
            told = _("it changes every year. Fill in the first day on which it is no longer in force.")
            yield Problem(told, value.parameter, place=str(value))
        if value.confidence != unverified and value.source_id is None:
            told = _("it names no source. Name the act or the page that says so, or call it not confirmed.")
            yield Problem(told, value.parameter, place=str(value))
