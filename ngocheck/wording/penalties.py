"""What not doing it costs, by whom it hits: the same groups on pages, on paper and in every file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ngocheck.engine.rules import Penalty, Whom, hits_others
from ngocheck.engine.ruleset import Sum

from .rules import citation_text, money_text
from .translated import marked_like, marked_text
from .values import decimal_text

WHOM = {
    Whom.ORGANISATION: gettext_lazy("For the organisation"),
    Whom.OFFICIAL: gettext_lazy("For its head or another responsible person"),
    Whom.PERSON: gettext_lazy("For any person"),
    Whom.ORGANISER_PERSON: gettext_lazy("For the person who organises"),
    Whom.PARTICIPANT: gettext_lazy("For a participant"),
    Whom.HELPER: gettext_lazy("For a person who helps"),
    Whom.FOREIGNER: gettext_lazy("For a foreigner or a stateless person"),
}


@dataclass(frozen=True, slots=True)
class PenaltyGroup:
    """The penalties for the same people, the first offence before the repeat."""

    whom: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Penalties:
    """All penalties of an item. `label` stands before them; `note` below fines says whose index counts."""

    label: str = ""
    groups: tuple[PenaltyGroup, ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it line by line, for tables and other places that have no headings."""
        told = (line for group in self.groups for line in (f"{group.whom}:", *group.lines))
        return (*told, self.note) if self.note else tuple(told)


def penalties_text(fines: Iterable[Sum], force: str) -> Penalties:
    """The penalties in words, in the order in which they come; by law after fines the index of a later day counts
    (Code on Administrative Offences, art. 44(1)). `force` is the rule's."""
    fines = tuple(fines)
    if not fines:
        return Penalties()
    others = hits_others(force, (fine.penalty.whom for fine in fines))
    return Penalties(
        label=_("What others face who hinder it") if others else _("What it costs not to"),
        groups=tuple(
            PenaltyGroup(
                whom_text(whom), tuple(penalty_text(fine, marked_text(fine.penalty.text)) for fine in same)
            )
            for whom, same in groupby(fines, key=lambda fine: fine.penalty.whom)
        ),
        note=_("A fine uses the MRP of the day on which the case is opened.")
        if any(fine.penalty.mrp for fine in fines)
        else "",
    )


def whom_text(whom: Whom) -> str:
    return str(WHOM[whom])


def penalty_text(fine: Sum, text: str) -> str:
    """One penalty: how much, what the version says of it (`text`), where it stands, whether it is confirmed."""
    penalty = fine.penalty
    most = _(" or ").join(sanctions(fine))
    amounts = f"{most}. " if most else ""
    words = f"{_('Again within a year: ')}{amounts}{text}" if penalty.repeat else f"{capfirst(amounts)}{text}"
    return marked_like(text, f"{words.strip()} ({'; '.join(standing(penalty))})".strip())


def sanctions(fine: Sum) -> Iterator[str]:
    """What can be said in numbers, and so is told by the program in every language alike."""
    penalty = fine.penalty
    if penalty.mrp:
        yield money_text(decimal_text(penalty.mrp), fine.tenge)
    if days := penalty.arrest_days:
        yield ngettext("arrest up to %(count)s day", "arrest up to %(count)s days", days) % {"count": days}
    if years := penalty.prison_years:
        yield ngettext("prison up to %(count)s year", "prison up to %(count)s years", years) % {"count": years}


def standing(penalty: Penalty) -> Iterator[str]:
    yield citation_text(penalty.provision)
    if penalty.confidence != "confirmed":
        yield _("not confirmed")
