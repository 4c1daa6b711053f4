"""The checklist given out: as a page, on paper, for a calendar, for a spreadsheet, for a program."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ngocheck.checklists.guides.other_guides import other_guides
from ngocheck.checklists.guides.visit import Visit
from ngocheck.checklists.sheet.groups import groups_of
from ngocheck.checklists.sheet.html import (
    drawn_groups,
    explained_groups,
    framed_groups,
    heads_of,
    ways_to_take,
)
from ngocheck.checklists.sheet.open_questions import find_out_first
from ngocheck.checklists.sheet.pills import first_to_do
from ngocheck.checklists.sheet.terms import terms_of, terms_on_paper, terms_on_wall
from ngocheck.checklists.sheet.urgent import urgent_lines
from ngocheck.checklists.sheet.wall import wall_sheet
from ngocheck.checklists.sheet.year import numbers_of, year_ahead
from ngocheck.engine.report import report
from ngocheck.rulebook.publishing.live import today

from .csv import table_of
from .entries import entries_of
from .ics import calendar_of
from .pdf import pdf_of, pdf_of_all
from .years_to_come import sheets_of_later_years


@require_safe
@never_cache
def checklist(request: HttpRequest, guide: str) -> HttpResponse:
    visit = Visit(request, guide)
    sheet = visit.sheet()
    groups, urgent, year = groups_of(sheet), urgent_lines(sheet), year_ahead(sheet)
    terms = terms_of(sheet, visit.rulebook)
    unfolded, find_out = request.GET.get("open") == "all", find_out_first(sheet)
    rows = explained_groups(drawn_groups(sheet, groups, numbers_of(year), unfolded=unfolded), terms)
    context = {
        "guide": visit.guide,
        "sheet": sheet,
        "edition": sheet.edition,
        "unfolded": unfolded,
        "take": ways_to_take(guide),
        "heads": heads_of(groups),
        "groups": framed_groups(rows, guide, find_out, unfolded=unfolded),
        "terms": terms,
        "urgent": urgent,
        "first": None if urgent else first_to_do(groups, sheet.on),
        "find_out": find_out,
        "plan": visit.plan,
        "year": year,
        "next_open": visit.journey.next_open(),
        "others": other_guides(visit),
    }
    return render(request, "checklists/sheet/checklist.html", context)


@require_safe
def sheet_style(request: HttpRequest, edition: str) -> HttpResponse:
    """What stands in the margin of every printed sheet: the edition, the day, the page number."""
    return render(
        request, "checklists/sheet/sheet.css", {"edition": edition, "on": today()}, content_type="text/css"
    )


@require_safe
@never_cache
def checklist_json(request: HttpRequest, guide: str) -> JsonResponse:
    visit = Visit(request, guide)
    return JsonResponse(report(visit.assessment), json_dumps_params={"ensure_ascii": False})


@require_safe
@never_cache
def checklist_pdf(request: HttpRequest, guide: str) -> HttpResponse:
    visit = Visit(request, guide)
    sheet = visit.sheet()
    if wants_all(request):
        pdf = pdf_of_all(sheet, terms_on_paper(sheet, visit.rulebook))
    else:
        wall = wall_sheet(sheet, visit.plan)
        pdf = pdf_of(sheet, wall, terms_on_wall(wall, sheet, visit.rulebook))
    return attached(pdf, "application/pdf", f"checklist-{visit.on}.pdf")


@require_safe
@never_cache
def checklist_ics(request: HttpRequest, guide: str) -> HttpResponse:
    visit = Visit(request, guide)
    later = sheets_of_later_years(visit.assessment, visit.rulebook, visit.journey.facts)
    entries = entries_of(visit.sheet(), visit.plan, later)

    def address_of(code: str) -> str:
        return request.build_absolute_uri(reverse("requirement", args=[code]))

    calendar = calendar_of(entries, visit.on, address_of)
    return attached(calendar, "text/calendar; charset=utf-8", f"checklist-{visit.on}.ics")


@require_safe
@never_cache
def checklist_csv(request: HttpRequest, guide: str) -> HttpResponse:
    sheet = Visit(request, guide).sheet()
    return attached(table_of(sheet), "text/csv; charset=utf-8", f"checklist-{sheet.on}.csv")


def attached(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep. A visitor's file has a name that says its day and not what it is about."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def wants_all(request: HttpRequest) -> bool:
    """Whether the sheet with everything is asked for, not the one for the wall."""
    return request.GET.get("all") == "1"
