"""What waits to be published: the draft beside the live edition, made ready for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.desk.row_urls import address_of, addresses_of
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook import models
from ngocheck.rulebook.changes import Change, PartKind
from ngocheck.rulebook.gates import Problem
from ngocheck.rulebook.publishing import publish
from ngocheck.rulebook.publishing.approvals import Reviewed, reviewed
from ngocheck.rulebook.publishing.live import rulebook_of
from ngocheck.wording.values import plain_text

from .change_text import Worded, worded_change
from .visitors_text import TwoRulebooks, address_of_text, two_rulebooks

MOST_READ = 30


@dataclass(frozen=True, slots=True)
class ToMend:
    """A problem in words, with the page where it is mended; "" where there is no one place."""

    message: str
    address: str


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change as the page shows it. `page` shows what visitors will read; "" where they have none.

    `mine`: I approved it; `own`: I am one of those who made it.
    """

    token: str
    worded: Worded
    address: str
    page: str
    reviewed: Reviewed
    mine: bool
    own: bool


@dataclass(frozen=True, slots=True)
class PendingGroup:
    """The changes of one requirement, or all that belong to none."""

    title: str
    rows: tuple[PendingChange, ...]


def token(change: Change) -> str:
    """What a form sends back to say which change was read, and with what content."""
    return f"{change.kind} {change.key} {change.sha256}"


def to_mend(problems: Iterable[Problem]) -> list[ToMend]:
    return [ToMend(str(problem), address_of(problem.row, problem.scenario_on)) for problem in problems]


class Waiting:
    """The draft of the day `today` and what differs from the live edition, all of it or one change set alone.

    Raises Entangled where the change set cannot stand alone.
    """

    def __init__(self, today: date, change_set: models.ChangeSet | None = None) -> None:
        self.today = today
        self.change_set = change_set
        self.proposal = publish.propose(today, change_set)
        self.live, self.draft = self.proposal.live, self.proposal.draft
        self.changes = self.proposal.all_changes

    @cached_property
    def old(self) -> Rulebook | None:
        return rulebook_of(self.live.number) if self.live else None

    @cached_property
    def two(self) -> TwoRulebooks | None:
        return two_rulebooks(self.live, self.draft, self.today)

    @cached_property
    def reads(self) -> bool:
        """Whether the page shows what visitors will read; of very many versions each has a page of its own."""
        return sum(change.kind == PartKind.VERSION for change in self.changes) <= MOST_READ

    @cached_property
    def reviewed(self) -> list[Reviewed]:
        return reviewed(self.changes, self.live, self.proposal.own)

    @cached_property
    def problems(self) -> list[ToMend]:
        """What stands in the way, as publishing would say it."""
        return [*to_mend(self.proposal.problems), *self.unapproved()]

    def unapproved(self) -> Iterator[ToMend]:
        """One line for all changes that wait for a second pair of eyes."""
        count = sum(not row.approved for row in self.reviewed)
        if settings.FOUR_EYES and count:
            words = ngettext(
                "%(count)s change waits for the approval of somebody who did not make it.",
                "%(count)s changes wait for the approval of somebody who did not make them.",
                count,
            )
            yield ToMend(words % {"count": count}, "#changes")

    def groups(self, user: User) -> list[PendingGroup]:
        """The changes in words, by requirement, then the others."""
        addresses = addresses_of(self.changes)
        rows = [self.row(row, addresses.get((row.change.kind, row.change.key), ""), user) for row in self.reviewed]
        return [
            PendingGroup(self.name(code), tuple(together))
            for code, together in groupby(rows, key=lambda row: row.reviewed.change.requirement)
        ]

    def row(self, one: Reviewed, address: str, user: User) -> PendingChange:
        worded = worded_change(one.change, self.two, read=self.reads)
        mine = any(approval.by_id == user.pk for approval in one.approvals)
        shown = self.two is not None and one.change.kind == PartKind.VERSION
        page = address_of_text(one.change.key, self.change_set) if shown else ""
        return PendingChange(token(one.change), worded, address, page, one, mine, user.pk in one.changers)

    def name(self, code: str) -> str:
        """A requirement by its newest title and its code."""
        if not code:
            return _("Everything else")
        rulebooks = filter(None, (self.draft.rulebook, self.old))
        versions = next(filter(None, (rulebook.requirements.get(code) for rulebook in rulebooks)), ())
        return f"{plain_text(versions[-1].texts['title'])} ({code})" if versions else code

    def chosen(self, tokens: Iterable[str]) -> tuple[list[Change], list[str]]:
        """The changes that these tokens are for, and the tokens of what is no longer as it was read."""
        known = {token(change): change for change in self.changes}
        wanted = list(dict.fromkeys(tokens))
        return [known[one] for one in wanted if one in known], [one for one in wanted if one not in known]
