"""Two editors at once: what was changed since a page was opened.

A page that edits a row carries the newest history of the row and of its parts. When it is sent back and there is
newer history, that tells who changed what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.rulebook.history.records import LOADED, columns_between
from ngocheck.rulebook.models.base import Keyed
from ngocheck.wording.values import date_text

NAME = "seen"
ADDED, DELETED = "+", "-"
NUMBER = re.compile(r"\d{1,18}", re.ASCII)
MOST_SHOWN = 20
# Records of the history by the keys of their rows.
States = dict[Any, Any]
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Watched:
    """A table whose history counts: the rows for which `lookup` gives the key of the row that is edited."""

    model: type[Keyed]
    lookup: str = "id"

    def history(self, key: Any) -> Any:
        return self.model.history.filter(**{self.lookup: key})


def state(tables: Iterable[Watched], key: Any) -> str:
    """The newest history of each table for the row `key`; one query a table."""
    newest = (table.history(key).aggregate(newest=Max("history_id"))["newest"] for table in tables)
    return ".".join(str(number or 0) for number in newest)


def known(seen: str, tables: Sequence[Watched]) -> list[int]:
    """The numbers in a state; one that cannot be read has seen nothing."""
    numbers = seen.split(".")
    readable = len(numbers) == len(tables) and all(NUMBER.fullmatch(number) for number in numbers)
    return [int(number) for number in numbers] if readable else [0] * len(tables)


@dataclass(slots=True)
class Meanwhile:
    """What was changed since a page was opened, one sentence a row. `gone`: parts that it shows were deleted."""

    lines: list[str] = field(default_factory=list)
    gone: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def shown(self) -> list[str]:
        more = len(self.lines) - MOST_SHOWN
        if more <= 0:
            return self.lines
        words = ngettext("And %(count)s more change.", "And %(count)s more changes.", more)
        return [*self.lines[:MOST_SHOWN], words % {"count": more}]


def changed_meanwhile(seen: str, tables: Sequence[Watched], key: Any) -> Meanwhile:
    """What was changed since `seen`; nothing where nobody saved. Two queries a table that was changed."""
    found = Meanwhile()
    for table, number in zip(tables, known(seen, tables), strict=True):
        newest, before = states_since(table, key, number)
        for pk, record in newest.items():
            found.gone |= record.history_type == DELETED and pk in before
            found.lines.append(sentence(table.model, record, before.get(pk)))
    return found


def states_since(table: Watched, key: Any, number: int) -> tuple[States, States]:
    """The rows of the table that were changed since `number`: their newest records, and those that were seen."""
    newest: States = {}
    before: States = {}
    newer = table.history(key).filter(history_id__gt=number).select_related("history_user").order_by("history_id")
    for record in newer:
        (before if record.history_change_reason == LOADED else newest)[record.id] = record
    if newest:
        for record in table.model.history.filter(id__in=newest, history_id__lte=number).order_by("history_id"):
            before[record.id] = record
    return newest, before


def who_and_when(model: type[Keyed], record: Any) -> dict[str, Any]:
    when = timezone.localtime(record.history_date)
    return {
        "who": record.history_user or _("A program"),
        "when": f"{date_text(when.date())}, {when:%H:%M}",
        "what": model._meta.verbose_name,
    }


def sentence(model: type[Keyed], record: Any, before: Any | None) -> str:
    words = who_and_when(model, record)
    if record.history_type == DELETED:
        return _("%(who)s deleted a %(what)s on %(when)s.") % words
    if record.history_type == ADDED and before is None:
        return _("%(who)s added a %(what)s on %(when)s.") % words
    fields = "; ".join(differences(model, record, before))
    return _("%(who)s changed the %(what)s on %(when)s: %(fields)s") % {**words, "fields": fields}


def differences(model: type[Keyed], record: Any, before: Any | None) -> list[str]:
    """Each column that differs, old and new."""
    if before is None:
        return [_("its older text is not in the history.")]
    cells = columns_between(model, before, record)
    if cells:
        return [f"{cell.label}: “{cut(cell.old)}” → “{cut(cell.new)}”" for cell in cells]
    if getattr(before, "made_from", None) != getattr(record, "made_from", None):
        return [_("a translation was confirmed as still right.")]
    return [_("its links to other rows.")]


def cut(words: str) -> str:
    return Truncator(words).chars(LONGEST_VALUE) if words else _("empty")
