"""The rulebook in the open: what the law asks on any day, for everybody to read and to check."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ngocheck.checklists.sheet.two_languages import chosen_beside, make_in
from ngocheck.rulebook.publishing.live import live_rulebook, today
from ngocheck.wording.lookup import look_up

from .listing import best_first, by_area, by_source, chosen_day, query
from .requirement import requirement_on
from .suggestions import area_links, forms_named, uncovered_text

LONGEST_SEARCH = 200


@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    """All requirements in force on a day, by area or by source, or those that `q` means,
    the likeliest first."""
    rulebook = live_rulebook()
    day = chosen_day(request.GET.get("on", ""), today())
    words = " ".join(request.GET.get("q", "")[:LONGEST_SEARCH].split())
    sources = request.GET.get("by") == "source"
    found = look_up(rulebook, day.on, words)
    arranged = by_source if sources else best_first if words else by_area
    context = {
        "day": day,
        "words": words,
        "sources": sources,
        "groups": arranged(found.rules, rulebook, day),
        "count": len(found.rules),
        "found": found,
        "uncovered": uncovered_text(found),
        "edition": rulebook.label,
        "area_query": query(q=words, on=day.asked),
        "source_query": query(by="source", q=words, on=day.asked),
        "all_query": query(by="source" if sources else "", on=day.asked),
        "today_query": query(by="source" if sources else "", q=words),
    }
    if words and not found.rules:
        context["forms"] = forms_named(rulebook.rules_on(day.on), words)
        context["areas"] = area_links(rulebook)
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
