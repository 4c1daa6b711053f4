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
from .translated import Foreign, marked_like, marked_text
from .values import decimal_text, plain_text

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
    """The penalties for the same people, the first offence before the repeat. `brief` are the lines where the act
    is named once for all: they cite its article alone."""

    whom: str
    lines: tuple[str, ...]
    brief: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalties:
    """All penalties of an item. `label` stands before them; `note` below fines says whose index counts. `act` is
    what several of them stand in, empty where that is not one act."""

    label: str = ""
    groups: tuple[PenaltyGroup, ...] = ()
    note: str = ""
    act: str = ""

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def short_label(self) -> str:
        """What stands before the brief lines: it names the act."""
        return f"{self.label} ({self.act})"

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
    others, act = hits_others(force, (fine.penalty.whom for fine in fines)), act_of_all(fines)
    return Penalties(
        label=_("What others face who hinder it") if others else _("What it costs not to"),
        groups=tuple(
            penalty_group(whom, tuple(same), brief=bool(act))
            for whom, same in groupby(fines, key=lambda fine: fine.penalty.whom)
        ),
        act=act,
        note=_("A fine uses the MRP of the day on which the case is opened.")
        if any(fine.penalty.mrp for fine in fines)
        else "",
    )


def act_of_all(fines: tuple[Sum, ...]) -> str:
    """The act that several penalties stand in; empty where they are few or stand in more, or where the act is not
    named in the page's language."""
    acts = {fine.penalty.provision.source.code: fine.penalty.provision.source for fine in fines}
    if len(fines) == 1 or len(acts) > 1:
        return ""
    (act,) = map(marked_text, (source.short for source in acts.values()))
    return "" if isinstance(act, Foreign) else act


def penalty_group(whom: Whom, fines: tuple[Sum, ...], *, brief: bool) -> PenaltyGroup:
    told = [(fine, marked_text(fine.penalty.text)) for fine in fines]
    return PenaltyGroup(
        whom_text(whom),
        tuple(penalty_text(fine, text) for fine, text in told),
        tuple(penalty_text(fine, text, brief=True) for fine, text in told) if brief else (),
    )


def whom_text(whom: Whom) -> str:
    return str(WHOM[whom])


def penalty_text(fine: Sum, text: str, *, brief: bool = False) -> str:
    """One penalty: how much, what the version says of it (`text`), where it stands (`brief`: without the act),
    whether it is confirmed."""
    penalty = fine.penalty
    most = _(" or ").join(sanctions(fine))
    amounts = f"{most}. " if most else ""
    words = f"{_('Again within a year: ')}{amounts}{text}" if penalty.repeat else f"{capfirst(amounts)}{text}"
    return marked_like(text, f"{words.strip()} ({'; '.join(standing(penalty, brief=brief))})".strip())


def sanctions(fine: Sum) -> Iterator[str]:
    """What can be said in numbers, and so is told by the program in every language alike."""
    penalty = fine.penalty
    if penalty.mrp:
        yield money_text(decimal_text(penalty.mrp), fine.tenge)
    if days := penalty.arrest_days:
        yield ngettext("arrest up to %(count)s day", "arrest up to %(count)s days", days) % {"count": days}
    if years := penalty.prison_years:
        yield ngettext("prison up to %(count)s year", "prison up to %(count)s years", years) % {"count": years}


def standing(penalty: Penalty, *, brief: bool) -> Iterator[str]:
    provision = penalty.provision
    yield plain_text(provision.article) if brief else citation_text(provision)
    if penalty.confidence != "confirmed":
        yield _("not confirmed")
