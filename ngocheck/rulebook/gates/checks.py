"""Whether somebody looked at what will be live: the last check of each version, and its next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from ngocheck.rulebook import models

from .problem import Problem, version_name

TWO_SOURCES = 2


def unchecked(today: date) -> Iterator[Problem]:
    """What is missing of the checks of versions that are in force on the day `today` or will be.

    A version is called confirmed where its text was compared with the law by somebody on a day, or where two
    sources agree; then it cites both.
    """
    versions = models.RequirementVersion.objects.not_ended(today)
    sources = Count("citations__provision__source", distinct=True)
    for version in versions.select_related("requirement").annotate(sources=sources):
        for lacking in lacks(version, version.sources):
            yield Problem(lacking, version, place=version_name(version))


def lacks(version: models.RequirementVersion, sources: int) -> Iterator[str]:
    """`sources` is the number of different sources that the version cites."""
    if version.next_check_on is None:
        yield _("it has no day for its next check. Fill in “next check”.")
    elif version.verified_on and version.next_check_on <= version.verified_on:
        yield _("its next check is not after its last one. Move “next check” to a later day.")
    if bool(version.verified_on) != bool(version.verified_by):
        yield _("fill in both “checked on” and “checked by”, or neither.")
    confirmed = version.confidence == models.sources.Confidence.CONFIRMED
    if confirmed and not version.verified_on and sources < TWO_SOURCES:
        yield _(
            "it is called confirmed, but nobody has compared it with the law (“checked on”, “checked by”) and it "
            "does not cite two sources that agree. Check it, cite the second source, or lower the confidence."
        )
