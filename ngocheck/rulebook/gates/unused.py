"""Rows that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.engine.amounts import MRP
from ngocheck.rulebook import models

from .problem import Problem


def unused() -> Iterator[Problem]:
    """Choices are not looked at: one that no condition names is often the plain "none of the others"."""
    for source in models.Source.objects.filter(
        provisions=None, parametervalue=None, calendaryear=None, calendarday=None, watch_entries=None, note_en=""
    ):
        message = _(
            "Source %(code)s: nothing rests on it. Cite it, say in “what was read” why it is kept, or delete it."
        )
        yield Problem(message % {"code": source.code}, source)
    provisions = models.Provision.objects.filter(
        citations=None, penalties=None, deadline=None, moved_deadlines=None
    )
    for provision in provisions.select_related("source"):
        message = _("Provision %(provision)s: nothing cites it. Cite it or delete it.")
        yield Problem(message % {"provision": provision}, provision)
    for section in models.Section.objects.filter(questions=None):
        message = _("Section %(code)s: it has no questions. Give it one or delete it.")
        yield Problem(message % {"code": section.code}, section)
    for area in models.Area.objects.filter(requirements=None):
        message = _("Area %(code)s: it has no requirements. Give it one or delete it.")
        yield Problem(message % {"code": area.code}, area)
    # Fees and fines name the MRP without a condition.
    for parameter in models.Parameter.objects.filter(condition=None).exclude(code=MRP):
        message = _("Parameter %(code)s: no condition names it. Use it or delete it.")
        yield Problem(message % {"code": parameter.code}, parameter)
