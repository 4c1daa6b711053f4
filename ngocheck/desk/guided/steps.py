"""The pages of the path in their order, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.models import RequirementVersion

NAME, ACT, WHO, WHAT = "name", "act", "who", "what"
WHEN, FINE, SCENARIOS, LEFT = "when", "fine", "scenarios", "left"
LABELS: dict[str, str | Promise] = {
    NAME: _("What it is called"),
    ACT: _("Act and article"),
    WHO: _("Who"),
    WHAT: _("What and how"),
    WHEN: _("Until when"),
    FINE: _("Fine"),
    SCENARIOS: _("Scenarios"),
}
ORDER = (*LABELS, LEFT)
PAGES = {WHO: "desk:guided_who", SCENARIOS: "desk:guided_scenarios", LEFT: "desk:guided_left"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the path as the list of them shows it; `address` is "" before there is a version."""

    number: int
    label: str
    address: str
    here: bool


def address_of_step(version: RequirementVersion, step: str) -> str:
    if step in PAGES:
        return reverse(PAGES[step], args=[version.pk])
    return reverse("desk:guided_step", args=[version.pk, step])


def places(version: RequirementVersion | None, step: str) -> list[Place]:
    """All pages but the list of what is left, which ends the path."""
    return [
        Place(number, str(label), address_of_step(version, one) if version else "", one == step)
        for number, (one, label) in enumerate(LABELS.items(), 1)
    ]


def after(step: str) -> str:
    return ORDER[ORDER.index(step) + 1]


def before(step: str) -> str:
    """The page before; the first page itself, which has none."""
    return ORDER[max(0, ORDER.index(step) - 1)]
