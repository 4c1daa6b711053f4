"""What is coming and what changed, for everybody to read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ngocheck.rulebook.publishing.live import live_rulebook, today

from .changelog import changes_told, moments
from .watch_list import pending, settled

ON_A_PAGE = 20


@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """Changes of law that may come, by state, and what became of others."""
    rulebook, on = live_rulebook(), today()
    context = {
        "groups": pending(rulebook, on),
        "settled": settled(rulebook, on),
        "edition": rulebook.label,
    }
    return render(request, "checklists/law_changes/coming.html", context)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Editions and changes of law, the newest first, so many a page."""
    rulebook = live_rulebook()
    page = Paginator(moments(rulebook), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "changes": changes_told(page.object_list, rulebook, today()),
        "edition": rulebook.label,
    }
    return render(request, "checklists/law_changes/changes.html", context)


@require_safe
def change(request: HttpRequest, number: int) -> HttpResponse:
    """One edition, at an address that stays."""
    rulebook = live_rulebook()
    chosen = [moment for moment in moments(rulebook) if moment.edition == number]
    if not number or not chosen:
        raise Http404("No such edition.")
    context = {"changes": changes_told(chosen, rulebook, today()), "edition": rulebook.label, "number": number}
    return render(request, "checklists/law_changes/changes.html", context)
