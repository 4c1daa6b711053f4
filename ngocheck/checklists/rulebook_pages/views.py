"""The rulebook in the open: what the law asks on any day, for everybody to read and to check."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ngocheck.checklists.sheet.two_languages import chosen_beside, make_in
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.wording.search import requirements_found

from .listing import by_area, by_source, chosen_day, query
from .requirement import requirement_on

LONGEST_SEARCH = 200


@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    """All requirements in force on a day, by area or by source, or those in which all words of `q` stand."""
    rulebook = live_rulebook()
    day = chosen_day(request.GET.get("on", ""), today())
    words = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
    sources = request.GET.get("by") == "source"
    rules = requirements_found(rulebook, day.on, words)
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
    return render(
        request,
        "checklists/rulebook_pages/requirements.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if day.error else 200,
    )


@require_safe
def requirement(request: HttpRequest, code: str) -> HttpResponse:
    """One requirement as it is on a day, with its versions; in two languages beside each other where wished."""
    rulebook, beside = live_rulebook(), chosen_beside(request.GET.get("beside", ""))
    day = chosen_day(request.GET.get("on", ""), today())
    if code not in rulebook.requirements:
        return render(
            request,
            "checklists/rulebook_pages/no_requirement.html",
            {"day": day, "code": code},
            status=HTTPStatus.NOT_FOUND,
        )
    context = {
        "day": day,
        "edition": rulebook.label,
        "requirement": requirement_on(rulebook, code, day),
        "beside": beside,
    }
    if beside.code:
        context["second"] = make_in(beside.code, lambda: requirement_on(rulebook, code, day))
    refused = day.error or beside.error
    return render(
        request,
        "checklists/rulebook_pages/requirement.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else 200,
    )
