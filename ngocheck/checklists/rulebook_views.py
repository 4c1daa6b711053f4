"""The rulebook in the open: what the law asks on any day, for everybody to read and to check."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ngocheck.rulebook.live import live_rulebook, today

from .beside import chosen_beside, said_in
from .open_requirement import requirement_on
from .open_rulebook import by_area, by_source, chosen_day, query
from .searching import found

NOT_FOUND = 404
UNPROCESSABLE = 422
LONGEST_SEARCH = 200


@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    """All requirements in force on a day, by area or by source, or those in which all words of `q` stand."""
    rulebook = live_rulebook()
    day = chosen_day(request.GET.get("on", ""), today())
    words = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
    sources = request.GET.get("by") == "source"
    rules = found(rulebook, day.on, words)
    context = {
        "day": day,
        "words": words,
        "sources": sources,
        "groups": (by_source if sources else by_area)(rules, rulebook, day),
        "count": len(rules),
        "edition": rulebook.label,
        "area_query": query(q=words, on=day.asked),
        "source_query": query(by="source", q=words, on=day.asked),
        "all_query": query(by="source" if sources else "", on=day.asked),
        "today_query": query(by="source" if sources else "", q=words),
    }
    return render(request, "checklists/requirements.html", context, status=UNPROCESSABLE if day.error else 200)


@require_safe
def requirement(request: HttpRequest, code: str) -> HttpResponse:
    """One requirement as it is on a day, with its versions; in two languages beside each other where wished."""
    rulebook, beside = live_rulebook(), chosen_beside(request.GET.get("beside", ""))
    day = chosen_day(request.GET.get("on", ""), today())
    if code not in rulebook.requirements:
        return render(request, "checklists/no_requirement.html", {"day": day, "code": code}, status=NOT_FOUND)
    context = {
        "day": day,
        "edition": rulebook.label,
        "requirement": requirement_on(rulebook, code, day),
        "beside": beside,
    }
    if beside.code:
        context["second"] = said_in(beside.code, lambda: requirement_on(rulebook, code, day))
    refused = day.error or beside.error
    return render(request, "checklists/requirement.html", context, status=UNPROCESSABLE if refused else 200)
