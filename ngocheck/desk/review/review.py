"""Which versions of the law somebody should look at again, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.deadlines import add_months
from ngocheck.rulebook.history.records import WITH_NAMES
from ngocheck.rulebook.models import Amendment, RequirementVersion
from ngocheck.rulebook.models.sources import Confidence
from ngocheck.rulebook.publishing.approvals import AGREE, CHECKED, SURENESS

# As the history keeps it.
LONGEST_REASON = 100


class Ground(StrEnum):
    """What how sure a version is follows from."""

    READ = "read"
    AGREE = "agree"
    SECOND_SOURCE = "second_source"
    MONITOR = "monitor"
    UNVERIFIED = "unverified"


CONFIDENCES = {
    Ground.READ: Confidence.CONFIRMED,
    Ground.AGREE: Confidence.CONFIRMED,
    Ground.SECOND_SOURCE: Confidence.SECOND_SOURCE,
    Ground.MONITOR: Confidence.MONITOR,
    Ground.UNVERIFIED: Confidence.UNVERIFIED,
}


class Reason(StrEnum):
    AMENDED = "amended"
    PAST_DUE = "past_due"
    UNCONFIRMED = "unconfirmed"
    ACT_CHANGED = "act_changed"
    NEVER_CHECKED = "never_checked"
    NO_LINK = "no_link"


REASONS = {
    Reason.AMENDED: _("the text of a cited article has changed"),
    Reason.PAST_DUE: _("its check is past due"),
    Reason.UNCONFIRMED: _("not confirmed"),
    Reason.ACT_CHANGED: _("a cited act has changed since it was checked"),
    Reason.NEVER_CHECKED: _("never checked by a person"),
    Reason.NO_LINK: _("a cited provision has no link"),
}


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A version to look at. `concerned`: how many made-up organisations the requirement applies to today;

    None where it is not in force for visitors today. `amendments` are those that nobody has looked at.
    """

    version: RequirementVersion
    reasons: tuple[Reason, ...]
    concerned: int | None
    amendments: tuple[Amendment, ...]


def to_check(today: date, concerned: Mapping[str, int], *, ended: bool = False) -> list[ToCheck]:
    """The versions in force or to come (with `ended` all) that need a look. What leans on an article that has
    changed stands first, then what concerns most."""
    found = [
        ToCheck(version, reasons, concerned.get(version.requirement.code), waiting_amendments(version))
        for version in versions(today, ended=ended)
        if (reasons := reasons_to_check(version, today))
    ]
    return sorted(found, key=lambda row: (not row.amendments, -(row.concerned or 0)))


def versions(today: date, *, ended: bool) -> QuerySet[RequirementVersion]:
    rows = RequirementVersion.objects.select_related("requirement__area")
    if not ended:
        rows = rows.not_ended(today)
    return rows.prefetch_related("citations__provision__source", "amendments__text__provision__source")


def reasons_to_check(version: RequirementVersion, today: date) -> tuple[Reason, ...]:
    provisions = [citation.provision for citation in version.citations.all()]
    changed = max((p.source.amended_on for p in provisions if p.source.amended_on), default=None)
    answers = {
        Reason.AMENDED: bool(waiting_amendments(version)),
        Reason.PAST_DUE: version.next_check_on is not None and version.next_check_on < today,
        Reason.UNCONFIRMED: version.confidence != Confidence.CONFIRMED,
        Reason.ACT_CHANGED: changed is not None and (version.verified_on is None or version.verified_on < changed),
        Reason.NEVER_CHECKED: version.verified_on is None,
        Reason.NO_LINK: any(not (p.url or p.source.url) for p in provisions),
    }
    return tuple(reason for reason, holds in answers.items() if holds)


def waiting_amendments(version: RequirementVersion) -> tuple[Amendment, ...]:
    """The changed articles that the version leans on and nobody has looked at."""
    return tuple(row for row in version.amendments.all() if row.looked_on is None)


def amendment_token(amendment: Amendment) -> str:
    """What a form sends back to say which amendment was looked at, and what the article said then."""
    return f"{amendment.pk}-{amendment.text.fingerprint}"


def look_at(version: RequirementVersion, tokens: Iterable[str], today: date, by: User) -> bool:
    """Keeps that a person looked at these amendments of the version. False where others wait still, or the article
    has changed once more since."""
    sent, left = set(tokens), False
    for amendment in waiting_amendments(version):
        if amendment_token(amendment) in sent:
            amendment.looked_on, amendment.looked_by = today, by
            amendment.save(update_fields=["looked_on", "looked_by"])
        else:
            left = True
    return not left


def last_changes(versions: Iterable[RequirementVersion]) -> dict[int, int]:
    """The newest history of each version; a version that was never saved on the desk has none."""
    history = RequirementVersion.history.filter(id__in=[version.pk for version in versions])
    return dict(history.values_list("id").annotate(Max("history_id")).order_by())


def checked_unchanged(version: RequirementVersion, today: date, by: User) -> None:
    """Keeps that a person compared the version with the law today and found it right.

    How sure the version is stays as it is: that follows from what was read, not from who looked.
    """
    note_reading(version, today, by)
    save_check(version, CHECKED, today)


def judge(version: RequirementVersion, ground: Ground, sources: Sequence[str], today: date, by: User) -> None:
    """Sets how sure the version is by what a person found; `sources` are the codes of those that say the same.

    Who read the law is named as who checked it; where it is not confirmed nobody has.
    """
    version.confidence = CONFIDENCES[ground]
    if ground is Ground.READ:
        note_reading(version, today, by)
    elif ground is not Ground.AGREE:
        version.verified_on, version.verified_by = None, ""
    agree = f"{AGREE}{WITH_NAMES}{', '.join(sources)}"
    save_check(version, {Ground.READ: CHECKED, Ground.AGREE: agree}.get(ground, SURENESS), today)


def note_reading(version: RequirementVersion, today: date, by: User) -> None:
    longest = RequirementVersion._meta.get_field("verified_by").max_length
    version.verified_on = today
    version.verified_by = (by.get_full_name() or by.get_username())[:longest]


def save_check(version: RequirementVersion, reason: str, today: date) -> None:
    version.next_check_on = add_months(today, settings.CHECK_EVERY_MONTHS)
    version._change_reason = reason[:LONGEST_REASON]
    version.save(update_fields=["confidence", "verified_on", "verified_by", "next_check_on"])
