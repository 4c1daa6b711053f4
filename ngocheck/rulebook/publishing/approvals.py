"""Four eyes: whoever changed something cannot be the only one who agrees to it.

Each record of the history knows the part of an edition that its row is written into, and the change set that it
was written in (models/parts.py). Whoever wrote records of a part in an open change set is an author of what
differs in it; outside of any set, whoever wrote them since the live edition. For example: since edition 7

    Anna   changed a condition   part "version asm-notify@2026-01-01"
    Boris  renamed article 5     part "provision law-assemblies@art. 5"
    Vera   renamed area asm      part "area assemblies", left "area asm"

Version asm-notify@2026-01-01 cites art. 5: Anna wrote its rows, Boris its words, so Vera has to approve it.
Requirement asm-notify names its area. Nobody wrote its own row, but Vera renamed the area that it names: she is
its author, and Anna or Boris may approve it.

Two kinds of change have no row of their own that was written for sure. The order of a list is by whoever wrote
rows of that list. Where nothing is found (a new year of the calendar comes by itself) everybody who wrote a row of
the kind counts: rather one too many than one too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from ngocheck.rulebook import models
from ngocheck.rulebook.changes import LISTS, PROVISION, Change, PartKind, State, part_name
from ngocheck.rulebook.history.records import WITH_NAMES

# The reason in the history of who compared a version with the law and changed none of its words.
CHECKED = gettext_noop("checked, unchanged")
# And of who said how sure it is, by which sources.
AGREE = gettext_noop("checked: sources say the same")
SURENESS = gettext_noop("checked: how sure it is")
# Where the JSON of a part names another part by its code.
NAMES: Mapping[str, PartKind] = {
    "area": PartKind.AREA,
    "section": PartKind.SECTION,
    "question": PartKind.QUESTION,
    "parameter": PartKind.PARAMETER,
    "source": PartKind.SOURCE,
    "sources": PartKind.SOURCE,
    "requirements": PartKind.REQUIREMENT,
}
# What stands in a row of another kind of part.
WRITTEN_INTO: Mapping[str, PartKind] = {PartKind.CONTRADICTION: PartKind.REQUIREMENT}
# Lists that stand in the order of something else first.
ORDERED_BY: Mapping[str, PartKind] = {"requirements": PartKind.AREA, "questions": PartKind.SECTION}


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody wrote a row at a time. `by` is None where nobody was signed in, as with commands.

    `checked`: the row was only said to be compared with the law. `moved`: it left or joined the part, was renamed
    or deleted, which others that name it notice. `opened` is when its change set was opened, None where it was
    written in none.
    """

    by: int | None
    name: str
    at: datetime
    checked: bool = False
    moved: bool = False
    opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A change, who made it, who agreed to it (the first first), and whether that is enough."""

    change: Change
    touches: tuple[Touch, ...]
    approvals: tuple[models.Approval, ...]

    @property
    def changers(self) -> set[int]:
        return {touch.by for touch in self.touches if touch.by is not None}

    @property
    def only_checked(self) -> bool:
        """Whether somebody compared it with the law and changed none of its words: nobody else need look."""
        return bool(self.touches) and all(touch.checked for touch in self.touches)

    @property
    def approved(self) -> bool:
        return self.only_checked or any(approval.by_id not in self.changers for approval in self.approvals)


def approve(change: Change, user: User) -> models.Approval:
    """Keeps that the user agrees to exactly this content, from now on."""
    approval, _made = models.Approval.objects.update_or_create(
        kind=change.kind, key=change.key, sha256=change.sha256, by=user, defaults={"at": timezone.now()}
    )
    return approval


def missing_approvals(
    changes: Iterable[Change], live: models.Edition | None, own: int | None = None
) -> list[Change]:
    """The changes since the live edition that nobody but their authors has agreed to."""
    return [row.change for row in reviewed(changes, live, own) if not row.approved]


def reviewed(changes: Iterable[Change], live: models.Edition | None, own: int | None = None) -> list[Reviewed]:
    """Each change with its authors and its approvals, for the same few queries however many there are.

    `own` is the change set that is looked at alone; None looks at all that are open.
    """
    touched, agreed = touches(baseline(live), own), approvals(rolled_back_at(live))
    return [_reviewed(change, touched, agreed, baseline(live)) for change in changes]


def _reviewed(
    change: Change,
    touched: Mapping[str, list[Touch]],
    agreed: Mapping[tuple[str, str, str], list[models.Approval]],
    since: datetime | None,
) -> Reviewed:
    """An approval counts that was given since the change was begun: an older one was for another edition."""
    found = authors(change, touched)
    begun = min(filter(None, (touch.opened or since for touch in found)), default=since)
    given = agreed.get((change.kind, change.key, change.sha256), ())
    return Reviewed(change, found, tuple(one for one in given if begun is None or one.at > begun))


def baseline(live: models.Edition | None) -> datetime | None:
    """When the rows were last what the live edition says; None where nothing is live.

    After a roll-back that is long ago: what was published in between counts as changed again.
    """
    if live is None:
        return None
    return (live.rolled_back_to or live).published_at


def rolled_back_at(live: models.Edition | None) -> datetime | None:
    """When the live edition brought an older one back; None where it did not."""
    return live.published_at if live and live.rolled_back_to else None


def approvals(since: datetime | None) -> dict[tuple[str, str, str], list[models.Approval]]:
    """Approvals since then, by what they are for. What was withdrawn has to be agreed to again."""
    rows = models.Approval.objects.select_related("by").order_by("at", "pk")
    found: dict[tuple[str, str, str], list[models.Approval]] = defaultdict(list)
    for row in rows.filter(at__gt=since) if since else rows:
        found[row.kind, row.key, row.sha256].append(row)
    return found


# Who touched what.


def touches(since: datetime | None, own: int | None = None) -> dict[str, list[Touch]]:
    """Everything that was written in open change sets, or in `own` alone, and outside of any since then, by part.

    Deleted rows too, the oldest first. One query.
    """
    found: dict[str, list[Touch]] = defaultdict(list)
    for part, left, act, reason, at, opened, by, name in records_since(since, own):
        touch = Touch(by, name or "", at, only_a_check(reason), bool(left) or act == "-", opened)
        for one in filter(None, (part, left)):
            found[one].append(touch)
    return found


def only_a_check(reason: str | None) -> bool:
    """Whether a record of a version's history says no more than that somebody compared it with the law."""
    return (reason or "").partition(WITH_NAMES)[0] in (CHECKED, AGREE, SURENESS)


def records_since(since: datetime | None, own: int | None) -> QuerySet:
    """What approvals need of the history of all tables that an edition is made from."""
    columns = ("part", "part_left", "history_type", "history_change_reason", "history_date")
    outside = Q(change_set=None, history_date__gt=since) if since else Q(change_set=None)
    within = Q(change_set=own) if own else Q(change_set__state=models.ChangeSet.State.OPEN)
    tables = (
        model.history.order_by()
        .filter(outside | within)
        .values_list(*columns, "change_set__opened_at", "history_user_id", "history_user__username")
        for model in models.KEYED
        if model.PART
    )
    first, *others = tables
    return first.union(*others, all=True).order_by("history_date")


def authors(change: Change, touched: Mapping[str, list[Touch]]) -> tuple[Touch, ...]:
    """Who wrote what differs, each person's last time, the latest last.

    Who only checked words that others wrote is no author of them, and may approve them.
    """
    found = list(touches_of(change, touched))
    found = [touch for touch in found if not touch.checked] or found or list(touches_beside(change, touched))
    return tuple(sorted({touch.by: touch for touch in sorted(found, key=_time)}.values(), key=_time))


def _time(touch: Touch) -> datetime:
    return touch.at


def touches_of(change: Change, touched: Mapping[str, list[Touch]]) -> Iterator[Touch]:
    """Of the rows that the change is made of; and who renamed or removed what it names otherwise than before."""
    for part in parts_within(change):
        yield from touched.get(part, ())
    named = named_parts(change.old) ^ named_parts(change.new)
    if change.kind == PartKind.VERSION and change.state != State.CHANGED:
        named.add(part_name(PartKind.REQUIREMENT, change.requirement))
    for part in named:
        yield from (touch for touch in touched.get(part, ()) if touch.moved)


def touches_beside(change: Change, touched: Mapping[str, list[Touch]]) -> Iterator[Touch]:
    """Of all rows of the kinds that can have made the change."""
    kinds = (change.kind,) if change.kind != PartKind.ORDER else (LISTS[change.key], ORDERED_BY.get(change.key))
    for part, found in touched.items():
        if part.partition(" ")[0] in kinds:
            yield from found


def parts_within(change: Change) -> Iterator[str]:
    """The parts whose words stand in the change: its own, articles, the requirements of a guide."""
    yield part_name(WRITTEN_INTO.get(change.kind, change.kind), change.key)
    for source, article, _others in provisions(change.old) ^ provisions(change.new):
        yield part_name(PROVISION, f"{source}@{article}")
    if change.kind == PartKind.GUIDE:
        led_to = [set(part["requirements"]) if part else set() for part in (change.old, change.new)]
        yield from (part_name(PartKind.REQUIREMENT, code) for code in led_to[0] ^ led_to[1])


def named_parts(content: Any) -> set[str]:
    """The parts that a piece of an edition's JSON names by their codes."""
    if isinstance(content, list):
        return set().union(*map(named_parts, content))
    if not isinstance(content, Mapping):
        return set()
    found = set()
    for name, value in content.items():
        if name in NAMES and isinstance(value, str):
            found.add(part_name(NAMES[name], value))
        elif name in NAMES and isinstance(value, list):
            found |= {part_name(NAMES[name], code) for code in value}
        else:
            found |= named_parts(value)
    return found


def provisions(part: Any) -> set[tuple[str, str, str]]:
    """The provisions that a version names: source, article in English, all that is said of it."""
    if not isinstance(part, Mapping) or "provisions" not in part:
        return set()
    rows = [*part["provisions"], *(row["provision"] for row in (*part["penalties"], *part["deadlines"]))]
    # Which passage an article supports is said by the version, not by the article.
    alone = [{**row, "passage": None} for row in rows if row]
    return {(row["source"], row["article"][settings.SOURCE_LANGUAGE], repr(row)) for row in alone}
