"""What changed: the editions as they were published, and changes of law that came into force or were dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook.changes import PartKind, State
from ngocheck.rulebook.models import Edition
from ngocheck.wording.values import plain_text, text_lines

from .watch_list import Named, Watched, requirements_named, settled_entries, settled_on, watch_texts

OTHER_KINDS = {
    PartKind.QUESTION: gettext_lazy("questions"),
    PartKind.SECTION: gettext_lazy("sections of questions"),
    PartKind.AREA: gettext_lazy("areas"),
    PartKind.GUIDE: gettext_lazy("guides"),
    PartKind.SOURCE: gettext_lazy("sources"),
    PartKind.PARAMETER: gettext_lazy("amounts and numbers"),
    PartKind.CALENDAR: gettext_lazy("the calendar of working days"),
    PartKind.WATCH: gettext_lazy("the list of what is coming"),
    PartKind.ORDER: gettext_lazy("the order in which things stand"),
}

Summaries = Collection[Mapping[str, str]]


class Moment(NamedTuple):
    """A place in the order of time: an edition by its number, or an entry of the watch list by its code."""

    at: datetime
    edition: int = 0
    entry: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """An edition: its note, and the requirements that are new, changed and gone; `others` names what else changed.

    `back_to` is the label of the older edition that it brought back, empty where it did not.
    """

    number: int
    label: str
    is_first: bool
    back_to: str
    note: tuple[str, ...]
    new: tuple[Named, ...]
    changed: tuple[Named, ...]
    gone: tuple[Named, ...]
    others: str


@dataclass(frozen=True, slots=True)
class LawChange:
    """What changed at a time: an edition, or a change of law that came into force or was dropped."""

    at: datetime
    about: Published | Watched

    @property
    def is_edition(self) -> bool:
        return isinstance(self.about, Published)

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


def moments(rulebook: Rulebook | None) -> list[Moment]:
    """Everything that changed, the newest first, for one query. `rulebook` is None before the first edition."""
    editions = list(Edition.objects.order_by("number").values_list("number", "published_at", "sha256"))
    found = [
        Moment(at, number, is_first=before is None)
        for (number, at, sha256), before in zip(editions, [None, *editions], strict=False)
        # Where only what tests the law was published, the law says what it said.
        if before is None or before[2] != sha256
    ]
    entries = settled_entries(rulebook) if rulebook else ()
    found += [Moment(midnight(settled_on(entry)), entry=entry.code) for entry in entries]
    return sorted(found, reverse=True)


def midnight(day: date) -> datetime:
    """The beginning of the day in Kazakhstan."""
    return timezone.make_aware(datetime.combine(day, time()))


def changes_told(chosen: Iterable[Moment], rulebook: Rulebook, on: date) -> list[LawChange]:
    """The moments in words, for one query; requirements by the titles that they have on the day."""
    chosen = list(chosen)
    editions = by_number(moment.edition for moment in chosen if moment.edition)
    entries = {entry.code: entry for entry in settled_entries(rulebook)}
    about = (
        edition_changes(editions[one.edition], rulebook, on, is_first=one.is_first)
        if one.edition
        else watch_texts(entries[one.entry], rulebook, on)
        for one in chosen
    )
    return [LawChange(one.at, what) for one, what in zip(chosen, about, strict=True)]


def by_number(numbers: Iterable[int]) -> dict[int, Edition]:
    return {edition.number: edition for edition in light_editions().filter(number__in=list(numbers))}


def light_editions() -> QuerySet[Edition]:
    """Editions without what they contain."""
    return Edition.objects.light("changes").select_related("rolled_back_to")


def edition_changes(edition: Edition, rulebook: Rulebook, on: date, *, is_first: bool) -> Published:
    """An edition in words. Everything in the first one is new, so that it names nothing."""
    changes = [] if is_first else edition.changes
    states = states_of(changes)
    by_state = {
        state: requirements_named((code for code, found in states.items() if found == state), rulebook, on)
        for state in State
    }
    return Published(
        number=edition.number,
        label=edition.label,
        is_first=is_first,
        back_to=edition.rolled_back_to.label if edition.rolled_back_to else "",
        note=text_lines(plain_text(edition.note)),
        new=by_state[State.NEW],
        changed=by_state[State.CHANGED],
        gone=by_state[State.GONE],
        others=", ".join(str(OTHER_KINDS[kind]) for kind in other_kinds(changes)),
    )


def states_of(changes: Summaries) -> dict[str, str]:
    """What became of each requirement: new and gone are about itself, anything else of it makes it changed."""
    states = {change["requirement"]: str(State.CHANGED) for change in changes if change["requirement"]}
    itself = {
        change["requirement"]: change["state"] for change in changes if change["kind"] == PartKind.REQUIREMENT
    }
    return states | itself


def other_kinds(changes: Summaries) -> list[PartKind]:
    """The kinds of what changed beside requirements."""
    found = {change["kind"] for change in changes}
    return [kind for kind in OTHER_KINDS if kind in found]
