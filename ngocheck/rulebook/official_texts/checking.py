"""What has changed on the page of a source since it was read last, and which versions of the law lean on that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db import transaction

from ngocheck.rulebook.models import Amendment, Provision, ProvisionText, RequirementVersion, Source
from ngocheck.rulebook.models.base import source_text

from .acts import Act, Unit
from .fingerprints import is_current
from .leaning import leaning_on
from .pages import OfficialPage, Unreadable
from .paragraphs import paragraphs_of
from .references import Annex, Article, ArticleRange, PageSection, Point, Reference, Whole, reference

LEAST = 200  # letters and digits of a page that says anything
# A page that has lost more articles than this, and more than are left, broke off or is another page.
FEW = 3
WRITTEN = ["language", "fingerprint", "length", "copies", "moved_to", "read_on", "changed_on"]


@dataclass(slots=True)
class Noticed:
    """A provision whose text has changed, its fingerprint before, and the versions that lean on it; `gone`: it is
    not on the page."""

    provision: Provision
    before: str
    gone: bool
    versions: list[RequirementVersion] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """What looking at a page found. `moved` says under which number the words stand now, `lacking` are those that
    never were on the page, `back` those that are again as they were before nobody had looked."""

    source: Source
    first: list[Provision] = field(default_factory=list)
    same: list[Provision] = field(default_factory=list)
    changed: list[Noticed] = field(default_factory=list)
    moved: list[tuple[Provision, str]] = field(default_factory=list)
    lacking: list[Provision] = field(default_factory=list)
    back: list[Provision] = field(default_factory=list)


@dataclass(frozen=True)
class Look:
    """One provision on the page, beside what was kept of it."""

    provision: Provision
    named: Reference
    kept: ProvisionText | None
    act: Act

    @cached_property
    def found(self) -> Unit | None:
        return self.act.find(self.named)

    @property
    def is_same(self) -> bool:
        return bool(self.kept and self.found and self.found.fingerprint == self.kept.fingerprint)

    @cached_property
    def moved_to(self) -> str:
        """Where the words that were kept stand now, "" where they are no longer there or were never elsewhere."""
        if self.kept is None or self.kept.is_gone or self.is_same:
            return ""
        if isinstance(self.named, ArticleRange):
            return self.act.range_of(self.kept.fingerprint)
        places = self.act.units.get(self.kept.fingerprint, [])
        return ", ".join(places[:FEW]) if len(places) >= self.kept.copies else ""

    @property
    def is_lost(self) -> bool:
        return bool(self.kept and not self.kept.is_gone and not self.found and not self.moved_to)


@transaction.atomic
def check(source: Source, page: OfficialPage, on: date) -> Outcome:
    """Compares the page with what was kept, and keeps what it says now. Raises Unreadable, and then keeps all as
    it was, for a page that is too short or has lost too much to be the page of this act."""
    act = Act(paragraphs_of(page.text, html=page.html))
    looks = looks_at(source, act, page.language)
    refuse_unreadable(act, looks)
    outcome = Outcome(source)
    texts = [text for look in looks if (text := noted(look, page.language, on, outcome))]
    ProvisionText.objects.bulk_create(
        texts, update_conflicts=True, unique_fields=["provision"], update_fields=WRITTEN
    )
    for one in outcome.changed:
        one.versions += ring(one, on)
    return outcome


def looks_at(source: Source, act: Act, language: str) -> list[Look]:
    """What was kept of a page in another language is read for the first time again."""
    kept: Mapping[int, ProvisionText] = {
        row.provision_id: row
        for row in ProvisionText.objects.select_for_update().filter(provision__source=source, language=language)
        if row.is_gone or is_current(row.fingerprint)
    }
    rows = source.provisions.all()
    return [Look(row, reference(source_text(row, "article")), kept.get(row.pk), act) for row in rows]


def refuse_unreadable(act: Act, looks: Sequence[Look]) -> None:
    if len(act.letters) < LEAST:
        raise Unreadable("the page is far too short")
    there = [look for look in looks if look.kept and not look.kept.is_gone]
    lost = [look for look in there if look.is_lost]
    if not act.articles and any(isinstance(look.named, Article | ArticleRange) for look in lost):
        raise Unreadable("there is no article on the page")
    if not act.annexes and any(isinstance(look.named, Annex) for look in lost):
        raise Unreadable("there is no annex on the page")
    for kind in (Point, PageSection):
        of_kind = [look for look in there if isinstance(look.named, kind)]
        if of_kind and all(look.is_lost for look in of_kind):
            raise Unreadable("nothing that is cited is on the page")
    numbers, left_out = articles_of(there), articles_of(lost)
    if len(left_out) > max(FEW, len(numbers) / 2):
        raise Unreadable("most of the cited articles are missing on the page")
    for look in looks:
        left = len(look.found.letters) if look.found else 0
        if isinstance(look.named, Whole) and look.kept and left < look.kept.length / 2:
            raise Unreadable("more than half of the page is missing")


def articles_of(looks: Sequence[Look]) -> set[str]:
    return {look.named.number for look in looks if isinstance(look.named, Article)}


def noted(look: Look, language: str, on: date, outcome: Outcome) -> ProvisionText | None:
    """Says in the outcome what one look found; gives the row to keep, None where there is nothing to keep."""
    kept, provision = look.kept, look.provision
    if kept is None and look.found is None:
        outcome.lacking.append(provision)
        return None
    changed_on = kept.changed_on if kept else None
    if kept is None:
        outcome.first.append(provision)
    elif look.is_same or (look.found is None and kept.is_gone):
        outcome.same.append(provision)
    elif look.moved_to:
        outcome.moved.append((provision, look.moved_to))
        kept.moved_to, kept.read_on = look.moved_to, on
        return kept
    elif took_back(look):
        outcome.back.append(provision)
        changed_on = None
    else:
        outcome.changed.append(Noticed(provision, kept.fingerprint, gone=look.found is None))
        changed_on = on
    return written(look, language, on, changed_on)


def written(look: Look, language: str, on: date, changed_on: date | None) -> ProvisionText:
    """What the page says now under the provision, as a row."""
    found = look.found or Unit("", "")
    return ProvisionText(
        provision=look.provision,
        language=language,
        fingerprint=found.fingerprint if found.letters else "",
        length=len(found.letters),
        copies=len(look.act.units.get(found.fingerprint, ())) or 1,
        read_on=on,
        changed_on=changed_on,
    )


def took_back(look: Look) -> bool:
    """Whether the text is again what it was before amendments that nobody has looked at; they go then. Once
    somebody has looked at one, a version may have been written from what the text was in between."""
    if look.kept is None or look.found is None:
        return False
    amendments = look.kept.amendments.all()
    if {(row.before, row.looked_on) for row in amendments} != {(look.found.fingerprint, None)}:
        return False
    amendments.delete()
    return True


def ring(noticed: Noticed, on: date) -> list[RequirementVersion]:
    """Notes an amendment for each version that leans on the text. One that still waits keeps the day on which it
    was noticed first."""
    versions = leaning_on(noticed.provision, on)
    text = ProvisionText.objects.get(provision=noticed.provision)
    for version in versions:
        amendment, made = Amendment.objects.get_or_create(
            text=text, version=version, defaults={"before": noticed.before, "noticed_on": on}
        )
        if not made and amendment.looked_on is not None:
            amendment.before, amendment.noticed_on = noticed.before, on
            amendment.looked_on = amendment.looked_by = None
            amendment.save()
    return versions
