"""What no scenario would notice: the mutants of the draft that survived when they were tried last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ngocheck.desk.frame import desk_page, draw
from ngocheck.desk.publishing.draft import draft_rulebook, reads_draft
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.models import TriedMutants
from ngocheck.rulebook.mutants.kept import fingerprints, try_again
from ngocheck.rulebook.mutants.making import mutants
from ngocheck.rulebook.mutants.words import InWords, mutant_in_words
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import make_draft
from ngocheck.rulebook.rows.cache import once

# One press of the button tries for so long, so that nobody waits for the whole law.
SECONDS = 2
# So many stand on the page; with more the law has hardly any scenarios yet.
SHOWN = 200
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """A change that no scenario notices; `making` is the address of a new scenario that would."""

    code: str
    told: InWords
    making: str
    outdated: bool

    @property
    def version(self) -> tuple[str, str]:
        """What stands under one heading."""
        return self.code, self.told.version


@desk_page("rulebook.view_scenario")
@require_http_methods(["GET", "HEAD", "POST"])
@reads_draft
def unnoticed(request: HttpRequest) -> HttpResponse:
    """Lists what is known; the button tries what changed since, for two seconds at most."""
    rulebook, prints = once(("mutants", today()), draft_and_prints)
    kept = {row.requirement: row for row in TriedMutants.objects.all() if row.requirement in prints}
    due = [code for code in prints if code not in kept or kept[code].fingerprint != prints[code]]
    if request.method == "POST":
        tried = try_again(due, rulebook, prints, SECONDS)
        messages.success(request, tried_text(tried, len(due) - tried))
        return redirect("desk:unnoticed")
    killed, total = sum(row.killed for row in kept.values()), sum(row.total for row in kept.values())
    context = {
        "rows": list(unnoticed_rows(kept.values(), set(due), rulebook))[:SHOWN],
        "tried": len(kept),
        "killed": killed,
        "total": total,
        "survivors": total - killed,
        "more": max(total - killed - SHOWN, 0),
        "per_cent": WHOLE * killed // total if total else WHOLE,
        "at": max((row.at for row in kept.values()), default=None),
        "due": len(due),
    }
    return draw(request, "desk/scenarios/unnoticed.html", _("What no scenario would notice"), context)


def draft_and_prints() -> tuple[Rulebook, dict[str, str]]:
    """The draft, and by requirement what its mutants' trial depends on. Raises EditionError."""
    return draft_rulebook(), fingerprints(make_draft(today()).content)


def tried_text(tried: int, left: int) -> str:
    told = ngettext("%(count)s requirement was tried.", "%(count)s requirements were tried.", tried)
    said = [told % {"count": tried}]
    if left:
        more = ngettext(
            "%(count)s is left: press the button again.", "%(count)s are left: press the button again.", left
        )
        said.append(more % {"count": left})
    return " ".join(said)


def unnoticed_rows(kept: Iterable[TriedMutants], due: set[str], rulebook: Rulebook) -> Iterator[Unnoticed]:
    """The survivors that the draft still has, in its order, in words."""
    by_code = {row.requirement: row for row in kept if row.survivors}
    for code, rules in rulebook.requirements.items():
        if code not in by_code:
            continue
        found = {mutant.name: mutant for rule in rules for mutant in mutants(rule, rulebook)}
        for survivor in by_code[code].survivors:
            if mutant := found.get(survivor["name"]):
                told = mutant_in_words(mutant, rulebook, today())
                yield Unnoticed(code, told, making_address(code, survivor), code in due)


def making_address(code: str, survivor: Mapping[str, Any]) -> str:
    """A new scenario with the answers that tell the change from the law; "" where none are known."""
    if survivor["answers"] is None:
        return ""
    known = {"requirement": code, "on": survivor["on"], "answers": json.dumps(survivor["answers"])}
    return f"{reverse('desk:new_scenario')}?{urlencode(known)}"
