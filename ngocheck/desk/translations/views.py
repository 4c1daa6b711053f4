"""The queue of translations, one a language, and the click that says: still right."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ngocheck.desk.frame import back, desk_page, draw, signed_in_user
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.rows.row_text import row_name
from ngocheck.rulebook.translations import WITH_TEXTS

from .queue import LANGUAGES, STATES, confirm, drawn, may_change, queue

VIEW = "rulebook.view_requirement"
ON_A_PAGE = 50
TABLES = {model._meta.model_name: model for model in WITH_TEXTS}


@desk_page(VIEW)
@never_cache
@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """What waits in a language, of one kind where one is chosen, so many a page."""
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else next(iter(LANGUAGES))
    wanted = request.GET.get("state", "")
    everything = queue(language, today())
    counts = Counter(state for _one, states in everything for state in states)
    shown = [found for found in everything if wanted not in STATES or wanted in found[1]]
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "language": language,
        "languages": LANGUAGES.items(),
        "wanted": wanted,
        "states": [(state.value, words, counts[state]) for state, words in STATES.items()],
        "total": len(everything),
        "page": page,
        "rows": drawn(page.object_list, signed_in_user(request)),
    }
    return draw(request, "desk/translations/translations.html", _("Translations"), context)


@desk_page(VIEW, "rulebook.change_requirement")
@require_POST
def still_right(request: HttpRequest, model_name: str, pk: int) -> HttpResponse:
    """One click. Refused where either text changed since the list was opened: that was not what was compared."""
    model = TABLES.get(model_name)
    if model is None:
        raise Http404("No such table.")
    if not may_change(signed_in_user(request), model):
        raise PermissionDenied
    name, _mark, language = request.POST.get("text", "").rpartition("_")
    known = name in model.TEXTS and language in LANGUAGES
    with transaction.atomic():
        row = get_object_or_404(model._default_manager.select_for_update(of=("self",)), pk=pk)
        kept = known and confirm(row, name, language, request.POST.get("seen", ""))
    if kept:
        messages.success(request, _("Kept: the translation still fits. Row: %(row)s.") % {"row": row_name(row)})
    else:
        messages.error(
            request,
            _("Not kept: this text was changed since you opened the list. Read it again. Row: %(row)s.")
            % {"row": row_name(row)},
        )
    return redirect(back(request, reverse("desk:translations")))
