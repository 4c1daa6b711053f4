"""What waits to be published: the draft beside the live edition, made ready for the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.text import capfirst
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
from ngocheck.rulebook.scenarios.causes import Cause, causes
from ngocheck.wording.values import plain_text

from .change_text import Worded, worded_change
from .visitors_text import TwoRulebooks, address_of_text, two_rulebooks

MOST_READ = 30

# So many places of one cause stand on a page.
MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class ToMend:
    """A problem in words, with the page where it is mended; "" where there is no one place.

    One cause may be mended in several `places`; `more` are not shown. `adds`: a new scenario mends it.
    """

    message: str
    address: str
    places: tuple[ToMend, ...] = ()
    more: int = 0
    adds: bool = False


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


def token_of_all(changes: Iterable[Change]) -> str:
    """The same for all of them together; "" for none."""
    tokens = "\n".join(map(token, changes))
    return sha256(tokens.encode()).hexdigest() if tokens else ""


def to_mend(
    problems: Iterable[Problem], changes: Iterable[Change] = (), rulebook: Rulebook | None = None
) -> list[ToMend]:
    """The problems by cause, in the order in which they were found. Scenarios that fail are told by what moved
    their results: `changes` are those since the live edition, `rulebook` is the draft's."""
    problems = list(problems)
    failing = [problem.outcome for problem in problems if problem.outcome] if rulebook else []
    moved = [moved_to_mend(cause) for cause in causes(failing, changes, rulebook)] if rulebook else []
    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.outcome is None or rulebook is None:
            alike.setdefault(problem.told if problem.place else problem.message, []).append(problem)
    return [*(told_once(together) for together in alike.values()), *moved]


def moved_to_mend(cause: Cause) -> ToMend:
    """A cause of moved results, mended on the page of scenarios; how it moved them stands below. What moved in one
    scenario alone is mended in that."""
    address = f"{reverse('desk:scenarios')}#{cause.anchor}"
    movements = cause.movements
    places = tuple(
        ToMend(one.words, address_of(one.scenarios[0]) if len(one.scenarios) == 1 else address)
        for one in movements[:MOST_PLACES]
    )
    if len(movements) == 1:
        return places[0]
    return ToMend(f"{cause.title}: {cause.summary}", address, places, max(0, len(movements) - MOST_PLACES))


def told_once(problems: Sequence[Problem]) -> ToMend:
    """Problems that are told alike: one sentence, and each place with its page."""
    if len(problems) == 1:
        return one_to_mend(problems[0], problems[0].message)
    places = tuple(one_to_mend(problem, problem.place) for problem in problems[:MOST_PLACES])
    return ToMend(capfirst(problems[0].told), "", places, max(0, len(problems) - MOST_PLACES))


def one_to_mend(problem: Problem, words: str) -> ToMend:
    adds = problem.scenario_on is not None
    return ToMend(words, address_of(problem.row, problem.scenario_on), adds=adds)


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
        return [*self.to_mend(self.proposal.problems), *self.unapproved()]

    def to_mend(self, problems: Iterable[Problem]) -> list[ToMend]:
        return to_mend(problems, self.changes, self.draft.rulebook)

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

    def to_approve(self, user: User) -> list[Change]:
        """The changes that wait for this person's approval: they did not make them, nor approve them yet."""
        return [
            one.change
            for one in self.reviewed
            if user.pk not in one.changers and all(approval.by_id != user.pk for approval in one.approvals)
        ]

    def chosen(self, tokens: Iterable[str]) -> tuple[list[Change], list[str]]:
        """The changes that these tokens are for, and the tokens of what is no longer as it was read."""
        known = {token(change): change for change in self.changes}
        wanted = list(dict.fromkeys(tokens))
        return [known[one] for one in wanted if one in known], [one for one in wanted if one not in known]
