"""What visitors read of a requirement before and after a change: their own page, made from both rulebooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from ngocheck.checklists.rulebook_pages.listing import Day
from ngocheck.checklists.rulebook_pages.requirement import requirement_on
from ngocheck.checklists.sheet.two_languages import Beside
from ngocheck.desk.conditions.sentences import day_for
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.rulebook.models import ChangeSet, Edition
from ngocheck.rulebook.publishing.live import rulebook_of
from ngocheck.rulebook.publishing.publish import Draft
from ngocheck.wording.memo import Memo
from ngocheck.wording.values import page_language

from .page_blocks import Block, BlockPair, blocks_of, side_by_side


@dataclass(frozen=True, slots=True)
class Reading:
    """A requirement's page in one language, both sides block by block; a side that visitors have no page for is
    empty."""

    language: str
    name: str
    pairs: tuple[BlockPair, ...]

    @property
    def differing(self) -> list[BlockPair]:
        """The blocks that differ, each group after the heading that it stands under."""
        return list(with_headings(self.pairs))

    @property
    def places(self) -> int:
        """How many blocks differ."""
        return sum(not pair.same for pair in self.pairs)

    @property
    def had_page(self) -> bool:
        return any(pair.before for pair in self.pairs)

    @property
    def has_page(self) -> bool:
        return any(pair.after for pair in self.pairs)


def with_headings(pairs: tuple[BlockPair, ...]) -> Iterator[BlockPair]:
    heading: BlockPair | None = None
    for pair in pairs:
        if not pair.same:
            if heading and not pair.heads:
                yield heading
            heading = None
            yield pair
        elif pair.heads:
            heading = pair


@dataclass(frozen=True, slots=True)
class TwoRulebooks:
    """The live rulebook and the draft that would take its place, with hashes that stand for what they say."""

    old: Rulebook | None
    new: Rulebook
    hashes: tuple[str, str]
    today: date

    def rule(self, code: str, first_day: date) -> Rule:
        """The version as the draft has it, or as it is live where the draft has it no more. Raises KeyError."""
        for rulebook in filter(None, (self.new, self.old)):
            for rule in rulebook.requirements.get(code, ()):
                if rule.effective_from == first_day:
                    return rule
        raise KeyError(code, first_day)

    def on_its_day(self, rule: Rule) -> tuple[Rule | None, Rule | None]:
        """What is live on the day on which the version is looked at, and what the draft has then."""
        on = day_for(rule, self.today)
        old = self.old.rule_on(rule.requirement, on) if self.old else None
        return old, self.new.rule_on(rule.requirement, on)

    def readings(self, rule: Rule) -> tuple[Reading, ...]:
        """What visitors read of the version's requirement while it is in force, in every language, the editor's
        first. Raises LookupError where an amount that it needs has no value on that day."""
        on = day_for(rule, self.today)
        languages = sorted(settings.LANGUAGES, key=lambda one: one[0] != page_language())
        return tuple(
            Reading(language, str(name), self.pairs(rule.requirement, on, language))
            for language, name in languages
        )

    def pairs(self, code: str, on: date, language: str) -> tuple[BlockPair, ...]:
        key = (*self.hashes, self.today, code, on, language, page_language())
        return _PAIRS.get(None, key, lambda: tuple(side_by_side(*self.sides(code, on, language))))

    def sides(self, code: str, on: date, language: str) -> tuple[list[Block], list[Block]]:
        day = Day(on, self.today)
        with override(language):
            old, new = (page_blocks(rulebook, code, day) for rulebook in (self.old, self.new))
        return old, new


# A page of one language is a few dozen kilobytes; the pages of thirty changed versions are kept.
_PAIRS: Memo[tuple[BlockPair, ...]] = Memo(most=200)


def two_rulebooks(live: Edition | None, draft: Draft, today: date) -> TwoRulebooks | None:
    """None where the draft cannot be read."""
    new = draft.rulebook
    if new is None:
        return None
    old = rulebook_of(live.number) if live else None
    return TwoRulebooks(old, new, (live.sha256 if live else "", draft.sha256), today)


def address_of_text(key: str, change_set: ChangeSet | None = None) -> str:
    """The desk's page with what visitors read of a version, by its key."""
    code, _at, first_day = key.partition("@")
    query = f"?change_set={change_set.pk}" if change_set else ""
    return reverse("desk:visitors_text", args=[code, first_day]) + query


def page_blocks(rulebook: Rulebook | None, code: str, day: Day) -> list[Block]:
    """The visitors' page in the active language; nothing where they have none."""
    if rulebook is None or not rulebook.requirements.get(code):
        return []
    context = {"one": requirement_on(rulebook, code, day), "day": day, "beside": Beside()}
    return blocks_of(render_to_string("desk/publishing/_visitors_page.html", context))
