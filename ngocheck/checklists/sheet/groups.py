"""The lines of a checklist grouped for doing: by when, then by stage, then what always holds.

Page and paper read in this order. The engine's own order of parts is that of the table and of programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.translation import gettext_lazy

from ngocheck.engine.checklist import Part
from ngocheck.engine.rules import Stage
from ngocheck.wording.values import page_language

from .sheet import PART_TITLES, Line, Sheet


class Doing(StrEnum):
    """The groups in the order in which they are read."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    BEFORE_FILING = "before_filing"
    FILE = "file"
    WAIT = "wait"
    ON_THE_DAY = "on_the_day"
    AFTER = "after"
    ONCE = "once"
    LASTING = "lasting"
    BANS = "bans"
    RIGHTS = "rights"
    CANNOT_TELL = "cannot_tell"
    DONE = "done"
    DOES_NOT_APPLY = "does_not_apply"

    @property
    def dated(self) -> bool:
        """Whether its lines are to be done by a day."""
        return self in (Doing.OVERDUE, Doing.SOON, Doing.LATER)

    @property
    def folded(self) -> bool:
        """Whether its lines are for who looks for them: nothing of it is to be done or left undone."""
        return self in (Doing.RIGHTS, Doing.DOES_NOT_APPLY)

    @property
    def to_do(self) -> bool:
        """Whether its lines are to be done, by a day or without one."""
        return ORDER.index(self) < ORDER.index(Doing.BANS)


ORDER = tuple(Doing)

TITLES = {
    **{Doing(part): title for part, title in PART_TITLES.items() if part is not Part.STANDING},
    Doing.BEFORE_FILING: gettext_lazy("Before you file"),
    Doing.FILE: gettext_lazy("When you file"),
    Doing.WAIT: gettext_lazy("While you wait for the answer"),
    Doing.ON_THE_DAY: gettext_lazy("On the day"),
    Doing.AFTER: gettext_lazy("Afterwards"),
    Doing.ONCE: gettext_lazy("Once"),
    Doing.LASTING: gettext_lazy("Always"),
}


# The stages of what belongs to no day.
UNSTAGED = (Stage.ONCE, Stage.LASTING)
# Where there is little room.
SHORT_TITLES = {
    **TITLES,
    Doing.SOON: gettext_lazy("Now"),
    Doing.BANS: gettext_lazy("Bans"),
    Doing.RIGHTS: gettext_lazy("Rights"),
    Doing.CANNOT_TELL: gettext_lazy("Find out"),
    Doing.DOES_NOT_APPLY: gettext_lazy("Not for you"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one group, in the order of the checklist."""

    doing: Doing
    title: str
    short: str
    lines: tuple[Line, ...]


def groups_of(sheet: Sheet) -> tuple[Group, ...]:
    """Every line once, in the groups that have any. While nothing has a day, what to find out comes first."""
    found: dict[Doing, list[Line]] = {doing: [] for doing in Doing}
    for line in sheet.lines:
        found[doing_of(line)].append(line)
    titles = _titles(page_language())
    groups = [Group(doing, *titles[doing], tuple(lines)) for doing, lines in found.items() if lines]
    if not any(group.doing.dated for group in groups):
        groups.sort(key=lambda group: group.doing is not Doing.CANNOT_TELL)
    return tuple(groups)


@cache
def _titles(language: str) -> dict[Doing, tuple[str, str]]:
    """The title of each group and the short one, in the page's language, which `language` names."""
    return {doing: (str(TITLES[doing]), str(SHORT_TITLES[doing])) for doing in Doing}


def doing_of(line: Line) -> Doing:
    """The group of a line: what has no day goes by its stage, and what an office owes on the way to a day too."""
    if line.part is Part.STANDING or (line.part is Part.RIGHTS and line.stage not in UNSTAGED):
        return BY_NAME[line.stage]
    return BY_NAME[line.part]


# Parts and stages are named as the groups are; it costs less to look them up than to make them anew.
BY_NAME: dict[str, Doing] = {doing.value: doing for doing in Doing}
