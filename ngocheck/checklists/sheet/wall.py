"""The sheet for the wall: all that has a day, then all else by its short title. Page and PDF show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.engine.checklist import Part
from ngocheck.wording.values import day_text, lower_first, weekday_date_text, weekday_text

from .backward_plan import Named, Plan, Way
from .groups import Doing, groups_of
from .sheet import DueText, Line, Sheet
from .urgent import Urgent, title_of, urgent_lines

# What is done within days stands there with its steps.
AT_HAND = (Part.OVERDUE, Part.SOON)


@dataclass(frozen=True, slots=True)
class WallDate:
    """A day on which something is done, in words: the day and the month, the day of the week and the year.
    `filed` says whether there is a paper whose number can be written down; `code` is the requirement, on its first
    day."""

    day: date
    day_words: str
    weekday: str
    title: str
    notes: tuple[str, ...]
    steps: tuple[str, ...]
    filed: bool
    code: str = ""


@dataclass(frozen=True, slots=True)
class WallLine:
    """What has no day, by its short title. `mark` says where its text is newer in another language."""

    title: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class WallGroup:
    """What has no day. `to_tick` says whether there is something to do, `done` whether it is."""

    title: str
    lines: tuple[WallLine, ...]
    to_tick: bool
    done: bool


@dataclass(frozen=True, slots=True)
class WallSheet:
    """One page for the wall. `warnings` stand before everything else; `rest` says what is not on it."""

    title: str
    urgent: tuple[Urgent, ...]
    warnings: tuple[str, ...]
    dates: tuple[WallDate, ...]
    groups: tuple[WallGroup, ...]
    rest: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All that stands on it of the rules."""
        rows = (text for row in self.dates for text in (row.title, *row.notes, *row.steps))
        return (*self.warnings, *rows, *(line.title for group in self.groups for line in group.lines))


def wall_sheet(sheet: Sheet, plan: Plan | None) -> WallSheet:
    groups = groups_of(sheet)
    on_the_way = {named.code for named in plan.days if named.way is Way.ANSWER} if plan else set()
    in_table = on_the_way | {line.code for line in sheet.lines if _has_row(line)}
    left_out = sum(len(group.lines) for group in groups if group.doing is Doing.DOES_NOT_APPLY)
    return WallSheet(
        title=sheet.title,
        urgent=urgent_lines(sheet),
        warnings=tuple(_warnings(plan)),
        dates=tuple(sorted((*_dates(sheet), *_on_the_way(sheet, plan)), key=attrgetter("day"))),
        groups=tuple(
            WallGroup(group.title, lines, _is_to_do(group.doing), group.doing is Doing.DONE)
            for group in groups
            if group.doing is not Doing.DOES_NOT_APPLY
            and (lines := tuple(_undated(line) for line in group.lines if line.code not in in_table))
        ),
        rest=_rest(left_out),
    )


def _is_to_do(doing: Doing) -> bool:
    return doing not in (Doing.BANS, Doing.RIGHTS, Doing.CANNOT_TELL)


def _undated(line: Line) -> WallLine:
    return WallLine(line.short, ", ".join(_marks(line)))


def _marks(line: Line) -> tuple[str, ...]:
    """In which languages a text of the line is newer, each once."""
    return tuple(dict.fromkeys(newer.mark for newer in line.newer if newer.mark))


def _has_row(line: Line) -> bool:
    return line.part not in (Part.DONE, Part.DOES_NOT_APPLY) and any(due.day for due in line.due)


def _dates(sheet: Sheet) -> Iterator[WallDate]:
    for line in filter(_has_row, sheet.lines):
        dated = [due for due in line.due if due.day]
        for due in dated:
            first = due is dated[0]
            yield WallDate(
                due.day or date.max,
                *_words_of(due.day or date.max),
                title=title_of(line),
                notes=(*_notes(line, due), *(_once(line) if first else ())),
                steps=line.steps if first and line.part in AT_HAND else (),
                filed=line.duty,
                code=line.code if first else "",
            )


def _words_of(day: date) -> tuple[str, str]:
    """The day, large on paper, and below it the rest."""
    return day_text(day), f"{weekday_text(day)}, {day.year}"


def _notes(line: Line, due: DueText) -> Iterator[str]:
    if line.part is Part.OVERDUE:
        yield _("overdue")
    if due.note:
        yield due.note
    if due.doubt and due.last not in due.note:
        yield _("not confirmed")


def _once(line: Line) -> Iterator[str]:
    """What stands beside the first day of a line alone."""
    if line.place:
        yield line.place
    yield from _marks(line)


def _on_the_way(sheet: Sheet, plan: Plan | None) -> Iterator[WallDate]:
    """The days on the way to an event that stand on no line of the sheet: the answer to the filing, the event."""
    if plan is None or plan.late:
        return
    lines = {line.code: line for line in sheet.lines}
    for named in plan.days:
        line = lines[named.code] if named.code else None
        if named.way is Way.EVENT:
            yield _row_of(named, capfirst(named.what))
        elif named.way is Way.ANSWER and line and not _has_row(line):
            yield _row_of(named, line.short, named.condition, lower_first(plan.silence), *_marks(line))


def _row_of(named: Named, title: str, *notes: str) -> WallDate:
    told = tuple(note for note in notes if note)
    return WallDate(named.on, *_words_of(named.on), title, told, steps=(), filed=False)


def _warnings(plan: Plan | None) -> Iterator[str]:
    if plan is None or not plan.late:
        return
    yield _("It is too late to file for this day. Choose a later day.")
    yield from (f"{plan.if_filed}: {one.forms}: {weekday_date_text(one.careful)}." for one in plan.earliest)


def _rest(left_out: int) -> str:
    told = _("Steps, papers, fines and sources stand on the sheet with everything.")
    if not left_out:
        return told
    silent = ngettext("%(count)s rule does not concern you.", "%(count)s rules do not concern you.", left_out)
    return f"{told} {silent % {'count': left_out}}"
