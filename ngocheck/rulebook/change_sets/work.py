"""Opening, dropping, withdrawing change sets, and where two of them meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from ngocheck.rulebook.models import KEYED, ChangeSet, Edition
from ngocheck.rulebook.models.parts import WORKING_IN

from .alone import Wanted, delete_raw, refuse_leaning, rows_without

# The reason in the history of rows that a dropped change set leaves as they were.
DROPPED = gettext_noop("change set dropped")


@contextmanager
def working_in(change_set_of: Callable[[str], ChangeSet | None]) -> Iterator[None]:
    """While it lasts, what is written belongs to the change set that this gives for a row's name."""
    token = WORKING_IN.set(change_set_of)
    try:
        yield
    finally:
        WORKING_IN.reset(token)


def parts_by_set() -> dict[int, set[str]]:
    """The parts of an edition that each open change set has written to. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    tables = (
        model.history.order_by()
        .filter(change_set__state=ChangeSet.State.OPEN)
        .values_list("change_set_id", "part", "part_left")
        for model in KEYED
    )
    first, *others = tables
    for number, part, left in first.union(*others):
        found[number] |= {part, left} - {""}
    return found


def meetings(change_set: ChangeSet) -> list[tuple[ChangeSet, list[str]]]:
    """The other open change sets that write to the same parts of an edition, with these parts."""
    parts = parts_by_set()
    own = parts.pop(change_set.pk, set())
    met = {number: sorted(own & theirs) for number, theirs in parts.items() if own & theirs}
    return [(other, met[other.pk]) for other in ChangeSet.objects.filter(pk__in=met)]


def drop(change_set: ChangeSet, by: User) -> None:
    """Takes everything back that was done in the set; the work of other sets stays. Raises Entangled."""
    with working_in(lambda _row: change_set), transaction.atomic():
        wanted = rows_without({change_set.pk})
        refuse_leaning(wanted)
        put_back(wanted, by)
        close([change_set], ChangeSet.State.DROPPED)


def put_back(wanted: list[Wanted], by: User) -> None:
    """Writes the rows, with history. Rows that change places with each other are written anew."""
    for one in reversed(wanted):
        if one.row is None:
            for row in one.model._default_manager.filter(pk=one.pk):
                signed(row, by).delete()
    staying = [one for one in wanted if one.row is not None]
    try:
        with transaction.atomic():
            save_all(staying, by)
    except IntegrityError:
        for one in reversed(staying):
            delete_raw(one.model._base_manager.filter(pk=one.pk))
        save_all(staying, by)


def save_all(wanted: Iterable[Wanted], by: User) -> None:
    for one in wanted:
        if one.row is not None:
            one.row._state.adding = not one.model._default_manager.filter(pk=one.pk).exists()
            signed(one.row, by).save()
            for name, pks in one.links.items():
                getattr(one.row, name).set(pks)


def signed(row: Any, by: User) -> Any:
    row._history_user, row._change_reason = by, DROPPED
    return row


def close(sets: Iterable[ChangeSet], state: str, edition: Edition | None = None) -> None:
    for one in sets:
        one.state, one.edition, one.withdrawn = state, edition, False
        one.save(update_fields=["state", "edition", "withdrawn"])


def withdraw_after(number: int) -> Iterator[ChangeSet]:
    """Opens again what was published in editions after the one with this number, marked as withdrawn."""
    for one in ChangeSet.objects.filter(state=ChangeSet.State.PUBLISHED, edition__number__gt=number):
        one.state, one.edition, one.withdrawn = ChangeSet.State.OPEN, None, True
        one.save(update_fields=["state", "edition", "withdrawn"])
        yield one
