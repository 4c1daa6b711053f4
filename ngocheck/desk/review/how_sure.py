"""How sure a version is: set by a reviewer alone, by what was read, and kept with who said so."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import back, desk_page, draw, signed_in_user
from ngocheck.rulebook.gates.checks import TWO_SOURCES
from ngocheck.rulebook.models import RequirementVersion
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.rows.rulebook_file import CHECK
from ngocheck.wording.values import plain_text

from .review import Ground, amendment_token, judge, last_changes, look_at, waiting_amendments

GROUNDS = {
    Ground.READ: gettext_lazy("Confirmed: I compared it with the text of the law today"),
    Ground.AGREE: gettext_lazy("Confirmed: two of its sources, ticked below, say the same"),
    Ground.SECOND_SOURCE: gettext_lazy("Not confirmed: only one source says so"),
    Ground.MONITOR: gettext_lazy("Not confirmed: only the Civic Freedom Monitor says so"),
    Ground.UNVERIFIED: gettext_lazy("Not confirmed: from memory or inferred"),
}


class HowSureForm(forms.Form):
    """What a reviewer found, and which of the cited sources say the same."""

    ground = forms.ChoiceField(
        label=gettext_lazy("What was found"), choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("Sources that say the same"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, version: RequirementVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cited = {citation.provision.source for citation in version.citations.all()}
        sources = cast("forms.MultipleChoiceField", self.fields["sources"])
        sources.choices = sorted((source.code, plain_text(source.short)) for source in cited)

    def clean(self) -> Any:
        found = super().clean() or {}
        if found.get("ground") == Ground.AGREE and len(found.get("sources", ())) < TWO_SOURCES:
            self.add_error("sources", _("Tick at least two sources that say the same."))
        return found


@desk_page("rulebook.view_requirementversion", CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
def how_sure(request: HttpRequest, pk: int) -> HttpResponse:
    """Sets how sure the version is by what was found. Refused where it was saved since the page was opened."""
    cited = RequirementVersion.objects.prefetch_related("citations__provision__source", "amendments__text")
    if request.method != "POST":
        version = get_object_or_404(cited, pk=pk)
        return draw_how_sure(request, version, HowSureForm(version))
    with transaction.atomic():
        version = get_object_or_404(cited.select_for_update(of=("self",)), pk=pk)
        form = HowSureForm(version, request.POST)
        if form.is_valid() and seen_of(version) != request.POST.get("seen", ""):
            form.add_error(None, _("It was changed since you opened this page. Read it again."))
        if not form.is_valid():
            return draw_how_sure(request, version, form)
        ground, by = Ground(form.cleaned_data["ground"]), signed_in_user(request)
        judge(version, ground, form.cleaned_data["sources"], today(), by)
        if ground is Ground.READ:
            look_at(version, request.POST.getlist("amendment"), today(), by)
    messages.success(request, _("%(version)s: %(found)s.") % {"version": version, "found": GROUNDS[ground]})
    return redirect(back(request, reverse("desk:review")))


def seen_of(version: RequirementVersion) -> str:
    return str(last_changes([version]).get(version.pk, 0))


def draw_how_sure(request: HttpRequest, version: RequirementVersion, form: HowSureForm) -> HttpResponse:
    context = {
        "version": version,
        "form": form,
        "seen": seen_of(version),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "amendments": [amendment_token(amendment) for amendment in waiting_amendments(version)],
    }
    title = _("How sure: %(title)s") % {"title": plain_text(version.title)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else None
    return draw(request, "desk/review/how_sure.html", title, context, status)
