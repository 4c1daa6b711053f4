"""What a calendar gets: an entry for each date of a sheet, one for each other day on the way to an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngocheck.checklists.sheet.backward_plan import Named, Plan, Way
from ngocheck.checklists.sheet.sheet import DueText, Line, Sheet
from ngocheck.engine.checklist import Part
from ngocheck.engine.rules import Stage
from ngocheck.wording.values import date_text, lower_first, period_text

from .labels import labels

MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day. `uid` is the same for the same duty and period in every edition, `code` its requirement."""

    uid: str
    day: date
    title: str
    words: tuple[str, ...]
    code: str


def entries_of(sheet: Sheet, plan: Plan | None = None, later: Iterable[Sheet] = ()) -> list[Entry]:
    """The dates of the sheet, the way to the assembly, the same duties in later years; no two with one UID."""
    entries = [entry_of(line, due, sheet.on, plan) for line, due in dated_lines(sheet)]
    entries += entries_on_the_way(sheet, plan) if plan else ()
    entries += [entry_of(line, due, year.on) for year in later for line, due in dated_lines(year)]
    return list(told_apart(entries))


def dated_lines(sheet: Sheet) -> Iterator[tuple[Line, DueText]]:
    """Every due date that has a day; what is done needs none, and an item that does not apply has none."""
    for line in sheet.lines:
        if line.part not in (Part.DONE, Part.DOES_NOT_APPLY):
            yield from ((line, due) for due in line.due if due.safe_on)


def entry_of(line: Line, due: DueText, law_of: date, plan: Plan | None = None) -> Entry:
    """On the careful day; on the last day where the careful one has passed and the last has not."""
    day, title = due.day or date.max, line.short
    if day != due.safe_on:
        title = last_day_title(line, due)
    if line.part is Part.CANNOT_TELL:
        title = _("Perhaps: %(title)s") % {"title": lower_first(title)}
    return Entry(uid_of(line, due, plan), day, title, tuple(entry_words(line, due, law_of)), line.code)


def last_day_title(line: Line, due: DueText) -> str:
    return f"{capfirst(due.last)}: {lower_first(line.short)}"


def uid_of(line: Line, due: DueText, plan: Plan | None = None) -> str:
    """The requirement, and the period or the day that its date is counted from.

    What answers a filing for an event is known by the day of the event: its day is told before the filing is.
    """
    known_by = due.anchor or due.due_on
    if plan and any(day.way is Way.ANSWER and day.code == line.code for day in plan.days):
        known_by = plan.event_on
    return f"{line.code}-{due.period or known_by}"


def entries_on_the_way(sheet: Sheet, plan: Plan) -> Iterator[Entry]:
    """The days that are still to come and have no entry by a line: the last one to file, the answer, the event."""
    told = {(line.code, due.day) for line, due in dated_lines(sheet)}
    lines = {line.code: line for line in sheet.lines}
    for named in () if plan.late else plan.days:
        line = lines.get(named.code)
        if line and named.on >= sheet.on and (named.code, named.on) not in told:
            yield from entry_of_day(named, line, plan, sheet)


def entry_of_day(named: Named, line: Line, plan: Plan, sheet: Sheet) -> Iterator[Entry]:
    uid, law_of = f"{named.code}-{plan.event_on}", sheet.on
    match named.way:
        case Way.LAST:
            due = line.due[0]
            told = tuple(entry_words(line, replace(due, day=due.due_on), law_of))
            yield Entry(f"{uid}-last", named.on, last_day_title(line, due), told, named.code)
        case Way.ANSWER:
            by = f"{date_text(named.on)}: {named.words}."
            told = (*short_enough(filter(None, [plan.silence, *line.steps]), [by], law_of), *newer_words(line))
            yield Entry(uid, named.on, line.short, told, named.code)
        case Way.EVENT:
            yield Entry(
                f"{uid}-day",
                named.on,
                capfirst(named.what),
                tuple(short_enough([f"{one.short}." for one in sheet.lines if is_of_the_day(one)], [], law_of)),
                named.code,
            )


def is_of_the_day(line: Line) -> bool:
    """Whether it is something to do on the day of the event."""
    return line.stage is Stage.ON_THE_DAY and line.part is Part.STANDING


def entry_words(line: Line, due: DueText, law_of: date) -> Iterator[str]:
    """At most MOST_WORDS, beside what is newer in another language: what to do, where, for what, until when."""
    needed = [_("For %(period)s") % {"period": period_text(due.period)} + "."] if due.period else []
    if due.due_on and due.day != due.due_on:
        needed.append(f"{capfirst(due.last)}: {date_text(due.due_on)}.")
    needed += [due.doubt] if due.doubt else []
    where = [f"{labels()['where']}: {line.where.rstrip('.')}."] if line.where else []
    yield from short_enough([*_settling(line), *line.steps, *where], needed, law_of)
    yield from newer_words(line)


def _settling(line: Line) -> Iterator[str]:
    """What to find out before a day that is perhaps none for the organisation."""
    if line.part is Part.CANNOT_TELL and line.open:
        yield f"{labels()['find_out']} {line.open[0].text}"


def newer_words(line: Line) -> Iterator[str]:
    yield from (one.words for one in line.newer)


def short_enough(told: Iterable[str], needed: Iterable[str], law_of: date) -> Iterator[str]:
    """The sentences in their order as far as there is room beside those that are needed, of which the last says of
    which day they are."""
    needed = [*needed, _("Law of %(day)s; not legal advice.") % {"day": date_text(law_of)}]
    room = MOST_WORDS - sum(len(sentence.split()) for sentence in needed)
    for sentence in told:
        room -= len(sentence.split())
        if room < 0:
            break
        yield sentence
    yield from needed


def told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The same entries, of those with one UID all but the first numbered."""
    uids: Counter[str] = Counter()
    for entry in entries:
        uids[entry.uid] += 1
        again = uids[entry.uid]
        yield replace(entry, uid=f"{entry.uid}-{again}") if again > 1 else entry
