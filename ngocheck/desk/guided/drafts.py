"""The version that a path works on, and the change set that it belongs to."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ngocheck.desk.change_sets.working import current, open_for, work_in
from ngocheck.desk.publishing.left import is_law
from ngocheck.rulebook.models import ChangeSet, RequirementVersion


def draft_or_404(pk: int) -> RequirementVersion:
    """A version that visitors do not read yet. Raises Http404: what was law is changed by a new version."""
    version = get_object_or_404(RequirementVersion.objects.select_related("requirement__area"), pk=pk)
    if is_law(version):
        raise Http404(_("This version is published. Begin with “A law has changed” to change what it says."))
    return version


def change_set_of(version: RequirementVersion) -> ChangeSet | None:
    """The open change set that the version was last written in."""
    number = (
        version.history.filter(change_set__state=ChangeSet.State.OPEN)
        .order_by("-history_date", "-history_id")
        .values_list("change_set", flat=True)
        .first()
    )
    return ChangeSet.objects.filter(pk=number).first() if number else None


def begin_work(request: HttpRequest, name: str) -> None:
    """From now on all belongs to the change set that the person works in, or to a new one of this name."""
    if current(request) is None:
        open_for(request, name)


def go_on(request: HttpRequest, version: RequirementVersion) -> None:
    """The person works in the version's change set from now on, whatever they did in between."""
    own = change_set_of(version)
    if own and own != current(request):
        work_in(request, own)
