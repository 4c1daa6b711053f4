"""Rows that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from ngocheck.engine.amounts import MRP

from .. import models
from .problem import Problem


def unused() -> Iterator[Problem]:
    """Choices are not looked at: one that no condition names is often the plain "none of the others"."""
    for source in models.Source.objects.filter(
        provisions=None, parametervalue=None, calendaryear=None, calendarday=None, watch_entries=None, note_en=""
    ):
        yield Problem(
            f"Source {source.code}: nothing rests on it. Cite it, say in “what was read” why it is kept, "
            "or delete it.",
            source,
        )
    provisions = models.Provision.objects.filter(citations=None, penalties=None, deadline=None)
    for provision in provisions.select_related("source"):
        yield Problem(f"Provision {provision}: nothing cites it. Cite it or delete it.", provision)
    for section in models.Section.objects.filter(questions=None):
        yield Problem(f"Section {section.code}: it has no questions. Give it one or delete it.", section)
    for area in models.Area.objects.filter(requirements=None):
        yield Problem(f"Area {area.code}: it has no requirements. Give it one or delete it.", area)
    # Fees and fines name the MRP without a condition.
    for parameter in models.Parameter.objects.filter(condition=None).exclude(code=MRP):
        message = f"Parameter {parameter.code}: no condition names it. Use it or delete it."
        yield Problem(message, parameter)
