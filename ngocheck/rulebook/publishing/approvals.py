"""Four eyes: whoever changed something cannot be the only one who agrees to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_noop

from ngocheck.rulebook import models
from ngocheck.rulebook.changes import LISTS, Change, PartKind, State, version_key

Place = tuple[str, str]
# The reason in the history of who compared a version with the law and changed none of its words.
CHECKED = gettext_noop("checked, unchanged")
# Whatever row of a kind was touched is found under this key too, for what cannot be told row by row.
ANY = "*"

OF_VERSION: Mapping[type[Model], str] = {
    models.RequirementVersion: "",
    models.Citation: "version__",
    models.Passage: "version__",
    models.Penalty: "version__",
    models.Deadline: "version__",
    models.ConditionGroup: "version__",
    models.Condition: "group__version__",
}
# The column that names the part of the edition which a row of the model belongs to.
OF_PART: tuple[tuple[str, type[Model], str], ...] = (
    (PartKind.REQUIREMENT, models.Requirement, "code"),
    (PartKind.QUESTION, models.Question, "code"),
    (PartKind.QUESTION, models.Choice, "question__code"),
    (PartKind.SECTION, models.Section, "code"),
    (PartKind.AREA, models.Area, "code"),
    (PartKind.GUIDE, models.Guide, "code"),
    (PartKind.SOURCE, models.Source, "code"),
    (PartKind.SOURCE, models.Provision, "source__code"),
    (PartKind.PARAMETER, models.Parameter, "code"),
    (PartKind.PARAMETER, models.ParameterValue, "parameter__code"),
    (PartKind.CALENDAR, models.CalendarDay, ""),
    (PartKind.CALENDAR, models.CalendarYear, ""),
    (PartKind.WATCH, models.WatchEntry, "code"),
)
# Kinds whose rows can also change a part of this kind, where none of its own rows was touched.
BESIDE: Mapping[str, tuple[str, ...]] = {
    PartKind.VERSION: (
        PartKind.VERSION,
        PartKind.REQUIREMENT,
        PartKind.SOURCE,
        PartKind.QUESTION,
        PartKind.PARAMETER,
    ),
    PartKind.REQUIREMENT: (PartKind.REQUIREMENT, PartKind.AREA),
    PartKind.QUESTION: (PartKind.QUESTION, PartKind.SECTION),
    PartKind.GUIDE: (PartKind.GUIDE, PartKind.REQUIREMENT, PartKind.AREA),
    PartKind.WATCH: (PartKind.WATCH, PartKind.SOURCE, PartKind.REQUIREMENT),
}
# Lists that stand in the order of something else first.
ORDERED_BY: Mapping[str, tuple[str, ...]] = {
    **{name: (kind,) for name, kind in LISTS.items()},
    "requirements": (PartKind.AREA, PartKind.REQUIREMENT),
    "questions": (PartKind.SECTION, PartKind.QUESTION),
}


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody wrote a row at a time. `by` is None where nobody was signed in, as with commands.

    `checked`: the row was only said to be compared with the law.
    """

    by: int | None
    name: str
    at: datetime
    checked: bool = False


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
    def approved(self) -> bool:
        return any(approval.by_id not in self.changers for approval in self.approvals)


def approve(change: Change, user: AbstractBaseUser) -> models.Approval:
    """Keeps that the user agrees to exactly this content, from now on."""
    approval, _made = models.Approval.objects.update_or_create(
        kind=change.kind, key=change.key, sha256=change.sha256, by=user, defaults={"at": timezone.now()}
    )
    return approval


def missing_approvals(changes: Iterable[Change], live: models.Edition | None) -> list[Change]:
    """The changes since the live edition that nobody but their authors has agreed to."""
    return [row.change for row in reviewed(changes, live) if not row.approved]


def reviewed(changes: Iterable[Change], live: models.Edition | None) -> list[Reviewed]:
    """Each change with its authors and its approvals, for the same few queries however many there are."""
    since = baseline(live)
    touched, agreed = touches(since), approvals(since)
    return [
        Reviewed(change, authors(change, touched), tuple(agreed.get((change.kind, change.key, change.sha256), ())))
        for change in changes
    ]


def baseline(live: models.Edition | None) -> datetime | None:
    """When the rows were last what the live edition says; None where nothing is live.

    After a roll-back that is long ago: what was published in between counts as changed again.
    """
    if live is None:
        return None
    return (live.rolled_back_to or live).published_at


def approvals(since: datetime | None) -> dict[tuple[str, str, str], list[models.Approval]]:
    """Approvals since then, by what they are for. An older one was for an edition that is no longer live."""
    rows = models.Approval.objects.select_related("by").order_by("at", "pk")
    found: dict[tuple[str, str, str], list[models.Approval]] = defaultdict(list)
    for row in rows.filter(at__gt=since) if since else rows:
        found[row.kind, row.key, row.sha256].append(row)
    return found


# Who touched what.


def touches(since: datetime | None) -> dict[Place, list[Touch]]:
    """Everything that was written since then, deleted rows too, by the part of the edition it belongs to."""
    found: dict[Place, list[Touch]] = defaultdict(list)
    codes: dict[int, str] = {}
    for kind, model, column in OF_PART:
        for row in history(model, since, column):
            if model is models.Requirement:
                codes[row["id"]] = row["code"]
            _file(found, kind, [row[column] if column else PartKind.CALENDAR.value], row)
            if model is models.Provision:
                found["provision", f"{row['source__code']} {row['article_en']}"].append(_touch(row))
    for model, prefix in OF_VERSION.items():
        for row in history(model, since, f"{prefix}requirement__code", f"{prefix}effective_from"):
            _file(found, PartKind.VERSION, list(_versions(row, prefix, codes)), row)
    return found


def history(model: type[Model], since: datetime | None, *columns: str) -> Iterable[dict[str, Any]]:
    """What was written of a model since then, the oldest first."""
    rows = model.history.order_by("history_date", "history_id")
    own = {models.Provision: ("article_en",), models.RequirementVersion: ("requirement_id",)}.get(model, ())
    of_act = ["id", "history_date", "history_user_id", "history_user__username", "history_change_reason"]
    wanted = [*of_act, *filter(None, columns), *own]
    return (rows.filter(history_date__gt=since) if since else rows).values(*wanted)


def _versions(row: dict[str, Any], prefix: str, codes: Mapping[int, str]) -> Iterator[str]:
    """The version's key, and its requirement's code for what happened to any of its versions."""
    code = row[f"{prefix}requirement__code"] or codes.get(row.get("requirement_id", 0))
    first_day = row[f"{prefix}effective_from"]
    if code and first_day:
        yield version_key(code, first_day.isoformat())
        yield code


def _file(found: dict[Place, list[Touch]], kind: str, keys: list[str | None], row: dict[str, Any]) -> None:
    touch = _touch(row)
    for key in (*keys, ANY):
        if key:
            found[kind, key].append(touch)


def _touch(row: dict[str, Any]) -> Touch:
    name, checked = row["history_user__username"] or "", row["history_change_reason"] == CHECKED
    return Touch(row["history_user_id"], name, row["history_date"], checked)


def authors(change: Change, touched: Mapping[Place, list[Touch]]) -> tuple[Touch, ...]:
    """Who wrote the rows behind a change, each person's last time.

    Where no row of its own was written (a citation's article was, or a code that it names), everybody who
    wrote a row that could have done it counts: rather one too many than one too few. Who only checked words that
    others wrote is no author of them, and may approve them.
    """
    found = [touch for place in places(change) for touch in touched.get(place, ())]
    found = [touch for touch in found if not touch.checked] or found
    if not found:
        kinds = (
            ORDERED_BY[change.key] if change.kind == PartKind.ORDER else BESIDE.get(change.kind, (change.kind,))
        )
        found = [touch for kind in kinds for touch in touched.get((kind, ANY), ())]
    return tuple(sorted({touch.by: touch for touch in sorted(found, key=_time)}.values(), key=_time))


def _time(touch: Touch) -> datetime:
    return touch.at


def places(change: Change) -> Iterator[Place]:
    """Where to look for the authors of a change."""
    if change.kind == PartKind.ORDER:
        return
    yield change.kind, change.key
    if change.kind == PartKind.VERSION:
        if change.state == State.GONE:
            yield change.kind, change.requirement
        for source, article, _others in provisions(change.old) ^ provisions(change.new):
            yield "provision", f"{source} {article}"
    if change.kind == PartKind.GUIDE:
        led_to = [set(part["requirements"]) if part else set() for part in (change.old, change.new)]
        yield from ((PartKind.REQUIREMENT, code) for code in led_to[0] ^ led_to[1])


def provisions(version: Mapping[str, Any] | None) -> set[tuple[str, str, str]]:
    """The provisions that a version names: source, article in English, all that is said of it."""
    if not version:
        return set()
    rows = [*version["provisions"], *(row["provision"] for row in (*version["penalties"], *version["deadlines"]))]
    return {(row["source"], _article(row["article"]), repr(row)) for row in rows if row}


def _article(words: str | Mapping[str, str]) -> str:
    """The article in English; editions made before articles were translated have nothing else."""
    return words if isinstance(words, str) else words[settings.SOURCE_LANGUAGE]
