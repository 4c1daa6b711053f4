"""The checklist to take along: on paper, for a calendar, for a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .calendar_file import calendar_of
from .pdf import pdf_of
from .table import table_of
from .views import Visit


@require_safe
@never_cache
def checklist_pdf(request: HttpRequest, guide: str) -> HttpResponse:
    return attached(pdf_of(Visit(request, guide).sheet()), "application/pdf", "checklist.pdf")


@require_safe
@never_cache
def checklist_ics(request: HttpRequest, guide: str) -> HttpResponse:
    return attached(calendar_of(Visit(request, guide).sheet()), "text/calendar; charset=utf-8", "checklist.ics")


@require_safe
@never_cache
def checklist_csv(request: HttpRequest, guide: str) -> HttpResponse:
    return attached(table_of(Visit(request, guide).sheet()), "text/csv; charset=utf-8", "checklist.csv")


def attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep, under a name that does not say what it is about."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
