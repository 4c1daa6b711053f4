"""One box that finds everything."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ngocheck.desk.frame import desk_page, draw

from .search import TABLES, find

LONGEST = 200


@desk_page()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything in which all words occur, by table; only the tables that this person may see."""
    query = request.GET.get("q", "").strip()
    if len(query) > LONGEST:
        context: dict[str, Any] = {"query": query, "problem": _("That is too long. Search for a few words.")}
        return draw(request, "desk/home/search.html", _("Search"), context, HTTPStatus.UNPROCESSABLE_ENTITY)
    visible = [model for model in TABLES if request.user.has_perm(f"rulebook.view_{model._meta.model_name}")]
    found = find(query, visible)
    total = sum(len(table.rows) for table in found)
    said = ngettext("%(count)s row found", "%(count)s rows found", total) % {"count": total}
    return draw(request, "desk/home/search.html", _("Search"), {"query": query, "found": found, "said": said})
