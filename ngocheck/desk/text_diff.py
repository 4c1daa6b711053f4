"""What changed inside a text, marked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Longer than this, comparing words would take seconds; the two texts stand side by side without marks.
MOST_COMPARED = 4_000_000
# A list of more lines is shown only where it differs, with a line before and after.
MOST_LINES = 12
LEFT_OUT = "…"


def marked(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML: in the old one what was taken out is marked, in the new one what was put in."""
    old, new = where_they_differ(old, new)
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if not before or not after or len(before) * len(after) > MOST_COMPARED:
        return format_html("{}", old), format_html("{}", new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    removed = [(same(step), "".join(before[first:last])) for step, first, last, _from, _to in steps]
    added = [(same(step), "".join(after[first:last])) for step, _from, _to, first, last in steps]
    return diff_html(joined(removed), "del", _("[removed:")), diff_html(joined(added), "ins", _("[added:"))


def marked_whole(old: str, new: str, *, plain: bool) -> tuple[SafeString, SafeString]:
    """Two texts of which one is empty: the other is marked as a whole, or with `plain` not at all."""
    if plain:
        return format_html("{}", old), format_html("{}", new)
    return diff_html([(False, old)], "del", _("[removed:")), diff_html([(False, new)], "ins", _("[added:"))


def joined(runs: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """The runs with words that differ in a row as one, with the spaces between them."""
    inner = range(1, len(runs) - 1)
    flags = [
        unchanged and not (number in inner and text.isspace() and runs[number - 1][1] and runs[number + 1][1])
        for number, (unchanged, text) in enumerate(runs)
    ]
    together = groupby(zip(flags, runs, strict=True), key=lambda pair: pair[0])
    return [(flag, "".join(run[1] for _flag, run in pairs)) for flag, pairs in together]


def where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Two long lists without the runs of lines that are the same in both; others as they are."""
    before, after = old.splitlines(), new.splitlines()
    if not before or not after or max(len(before), len(after)) <= MOST_LINES:
        return old, new
    runs = list(SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(1))
    one = [before[run[0][1] : run[-1][2]] for run in runs]
    other = [after[run[0][3] : run[-1][4]] for run in runs]
    return shortened(one), shortened(other)


def shortened(runs: list[list[str]]) -> str:
    return "\n".join([LEFT_OUT, *(line for run in runs for line in (*run, LEFT_OUT))])


def same(step: str) -> bool:
    return step == "equal"


def diff_html(runs: Iterable[tuple[bool, str]], tag: str, said: str) -> SafeString:
    """The runs in their order; those that differ stand in the tag, and in brackets for who hears the page."""
    pieces = (format_html("{}", text) if unchanged else mark(text, tag, said) for unchanged, text in runs if text)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def mark(text: str, tag: str, said: str) -> SafeString:
    return format_html(
        '<{tag}><span class="visually-hidden">{said} </span>{text}<span class="visually-hidden">]</span></{tag}>',
        tag=tag,
        said=said,
        text=text,
    )
