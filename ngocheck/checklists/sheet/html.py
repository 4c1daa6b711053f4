"""What the pages show, made ready for templates: the rows of a checklist as HTML, its sources with numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ngocheck.wording.memo import Memo
from ngocheck.wording.values import page_language

from .groups import Doing, Group, doing_of
from .open_questions import FindOut
from .pills import pill_of
from .sheet import Line, Sheet
from .terms import Term, with_links


@dataclass(frozen=True)
class GroupPage:
    """A group of the checklist with its rows drawn."""

    code: str
    title: str
    folded: bool
    rows: list[str]


@dataclass(frozen=True)
class Drawn:
    """The groups as HTML: the first one, and all others; the pictures of the days stand between them."""

    first: SafeString
    others: SafeString


@dataclass(frozen=True, slots=True)
class Head:
    """A group in the lists of groups: how many rows it has, and whether they have days."""

    code: str
    short: str
    dated: bool
    count: int


def heads_of(groups: Iterable[Group]) -> tuple[Head, ...]:
    """What the lists of groups say of them."""
    return tuple(Head(one.doing, one.short, one.doing.dated, len(one.lines)) for one in groups)


DRAWN: Memo[str] = Memo(most=16_000)


def drawn_groups(
    sheet: Sheet, groups: tuple[Group, ...], numbers: Mapping[str, int], *, unfolded: bool
) -> list[GroupPage]:
    """The groups with each row as HTML, made once for each line, day, guide and language. `numbers` are those of
    the picture of the year."""
    key = (sheet.guide, sheet.on, unfolded, get_language())

    def row(line: Line) -> str:
        number = numbers.get(line.code)
        draw = partial(drawn_row, line, sheet.guide, sheet.on, number, unfolded=unfolded)
        return DRAWN.get(line, (*key, number), draw)

    return [GroupPage(one.doing, one.title, one.doing.folded, list(map(row, one.lines))) for one in groups]


def drawn(template: str, **values: Hashable) -> str:
    """A part of a page, made once for its values, a language and the place where the site stands; nothing else of
    the request may count in it."""
    return _drawn(template, page_language(), get_script_prefix(), tuple(sorted(values.items(), key=FIRST)))


# A value's name; the values themselves have no order.
FIRST = itemgetter(0)


@lru_cache(maxsize=4000)
def _drawn(template: str, language: str, prefix: str, values: tuple[tuple[str, Hashable], ...]) -> str:
    return get_template(template).render(dict(values))


def ways_to_take(guide: str) -> str:
    """The links to take a checklist along: on paper, as a file, in two languages."""
    others = tuple((code, name) for code, name in settings.LANGUAGES if code != page_language())
    return drawn("checklists/sheet/_take.html", guide=guide, beside=others)


# Where in the frame of a group its rows stand.
ROWS = SafeString("<!-- rows -->")


def framed_groups(groups: list[GroupPage], guide: str, find_out: tuple[FindOut, ...], *, unfolded: bool) -> Drawn:
    """The groups with their headings. They are the bulk of the page, so they are put together only once."""
    parts: list[list[str]] = [[], []]
    for number, group in enumerate(groups):
        frame = drawn(
            "checklists/sheet/_group.html",
            code=group.code,
            title=group.title,
            folded=group.folded,
            count=len(group.rows),
            guide=guide,
            find_out=find_out if group.code == Doing.CANNOT_TELL else (),
            unfolded=unfolded,
            rows=ROWS,
        )
        before, after = frame.split(ROWS)
        parts[number > 0] += (before, *group.rows, after)
    return Drawn(*(SafeString("".join(part)) for part in parts))


def explained_groups(groups: list[GroupPage], terms: tuple[Term, ...]) -> list[GroupPage]:
    """The groups with each word of the law linked, where it first stands, to its explanation."""
    rows = iter(with_links([row for group in groups for row in group.rows], terms))
    return [replace(group, rows=[next(rows) for _row in group.rows]) for group in groups]


def drawn_row(line: Line, guide: str, on: date, number: int | None, *, unfolded: bool) -> str:
    """The row of a line, with all that unfolds in it; what is folded twice over is short, so that the page stays
    light: the whole rule is one link away."""
    doing = doing_of(line)
    shown = {
        "line": line,
        "doing": doing,
        "pill": pill_of(line, on),
        "number": number,
        "guide": guide,
        "unfolded": unfolded,
        "whole": unfolded or not doing.folded,
    }
    return get_template("checklists/sheet/_item.html").render(shown)
