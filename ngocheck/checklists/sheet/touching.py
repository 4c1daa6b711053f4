"""The changes of law that would touch a requirement, for the line that stands on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext

from ngocheck.engine.rules import Rulebook
from ngocheck.wording.memo import Memo
from ngocheck.wording.rules import PENDING
from ngocheck.wording.translated import marked_text


@dataclass(frozen=True, slots=True)
class Coming:
    """A change that would touch the requirement; `code` is its place on the page of what is coming."""

    code: str
    title: str
    state: str


KEPT: Memo[Mapping[str, tuple[Coming, ...]]] = Memo(most=50)


def entries_touching(rulebook: Rulebook) -> Mapping[str, tuple[Coming, ...]]:
    """The changes that may still come, by the code of the requirement, the nearest first. Made once a language."""
    return KEPT.get(rulebook.watch, (get_language(),), lambda: _entries_touching(rulebook))


def _entries_touching(rulebook: Rulebook) -> Mapping[str, tuple[Coming, ...]]:
    by_code: dict[str, tuple[Coming, ...]] = {}
    for state, words in PENDING.items():
        for entry in rulebook.watch:
            if entry.state != state:
                continue
            one = Coming(entry.code, marked_text(entry.title), str(words))
            for code in entry.requirements:
                by_code[code] = (*by_code.get(code, ()), one)
    return by_code


def coming_text(coming: tuple[Coming, ...]) -> str:
    """The changes in one sentence, for paper; empty where there are none."""
    if not coming:
        return ""
    lead = ngettext("A change of law to watch:", "Changes of law to watch:", len(coming))
    return f"{lead} {'; '.join(f'{one.title} ({one.state})' for one in coming)}."
