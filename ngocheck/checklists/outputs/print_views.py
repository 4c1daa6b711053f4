"""The checklist as pages for paper: one sheet for the wall, or everything; in one language or in two."""

from __future__ import annotations

from http import HTTPStatus
from itertools import zip_longest
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ngocheck.checklists.guides.visit import Visit
from ngocheck.checklists.sheet.groups import groups_of
from ngocheck.checklists.sheet.sheet import Sheet, sheet_of
from ngocheck.checklists.sheet.sources import fine_notes, numbered_answers, numbered_sources
from ngocheck.checklists.sheet.terms import terms_on_paper, terms_on_wall
from ngocheck.checklists.sheet.two_languages import Beside, TwoSheets, chosen_beside, make_in
from ngocheck.checklists.sheet.urgent import urgent_lines
from ngocheck.checklists.sheet.wall import wall_sheet

from .labels import wall_heads
from .views import wants_all


@require_safe
@never_cache
def print_page(request: HttpRequest, guide: str) -> HttpResponse:
    visit, beside = Visit(request, guide), chosen_beside(request.GET.get("beside", ""))
    items = visit.items()
    sheet = sheet_of(items, visit.rulebook)
    second = make_in(beside.code, lambda: sheet_of(items, visit.rulebook)) if beside.code else None
    everything = wants_all(request)
    context = {
        "guide": visit.guide,
        "sheet": sheet,
        "second": second,
        "urgent": urgent_lines(sheet),
        "second_urgent": make_in(beside.code, lambda: urgent_lines(second)) if second else (),
        "edition": sheet.edition,
        "beside": beside,
        "everything": everything,
        **(all_context if everything else wall_context)(visit, sheet, second, beside),
    }
    name = "print_page" if not everything else "print_beside" if second else "print_all"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if beside.error else HTTPStatus.OK
    return render(request, f"checklists/sheet/{name}.html", context, status=status)


def all_context(visit: Visit, sheet: Sheet, second: Sheet | None, beside: Beside) -> dict[str, Any]:
    numbered = {
        "sources": numbered_sources(sheet),
        "answers": numbered_answers(sheet),
        "terms": terms_on_paper(sheet, visit.rulebook),
    }
    if second:
        second_terms = make_in(beside.code, lambda: terms_on_paper(second, visit.rulebook))
        return {**numbered, "two": TwoSheets(sheet, second, beside.code), "second_terms": second_terms}
    return {**numbered, "groups": groups_of(sheet), "notes": fine_notes(sheet)}


def wall_context(visit: Visit, sheet: Sheet, second: Sheet | None, beside: Beside) -> dict[str, Any]:
    """The sheet for the wall; each row and line with the same in the second language, or with None."""
    wall, heads = wall_sheet(sheet, visit.plan), wall_heads()
    other = make_in(beside.code, lambda: wall_sheet(second, visit.plan)) if second else None
    other_heads = make_in(beside.code, wall_heads) if second else []
    groups = zip_longest(wall.groups, other.groups if other else ())
    return {
        "wall": wall,
        "second_wall": other,
        "terms": terms_on_wall(wall, sheet, visit.rulebook),
        "second_terms": (
            make_in(beside.code, lambda: terms_on_wall(other, second, visit.rulebook)) if other and second else ()
        ),
        "heads": list(zip_longest(heads, other_heads)),
        "dates": list(zip_longest(wall.dates, other.dates if other else ())),
        "groups": [
            (group, second, list(zip_longest(group.lines, second.lines if second else ())))
            for group, second in groups
        ],
    }
