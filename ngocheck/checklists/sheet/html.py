"""What the pages show, made ready for templates: the rows of a checklist as HTML, its sources with numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.translation import get_language

from ngocheck.wording.memo import Memo
from ngocheck.wording.values import page_language

from .groups import Group, doing_of
from .pills import pill_of
from .sheet import Line, Sheet
from .terms import Term, with_links


@dataclass(frozen=True)
class GroupPage:
    """A group of the checklist with its rows drawn."""

    code: str
    title: str
    short: str
    dated: bool
    folded: bool
    rows: list[str]


DRAWN: Memo[str] = Memo(most=5000)


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

    return [
        GroupPage(one.doing, one.title, one.short, one.doing.dated, one.doing.folded, list(map(row, one.lines)))
        for one in groups
    ]


def ways_to_take(guide: str) -> str:
    """The links to take a checklist along: on paper, as a file, in two languages."""
    return _ways_to_take(guide, page_language(), get_script_prefix())


@lru_cache(maxsize=100)
def _ways_to_take(guide: str, language: str, prefix: str) -> str:
    """Made once for a guide, a language and the place where the site stands."""
    others = [(code, name) for code, name in settings.LANGUAGES if code != language]
    return get_template("checklists/sheet/_take.html").render({"guide": guide, "beside": others})


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
