"""Publishing: rows that hold together and were agreed to become an edition; others are refused by name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ngocheck.engine.edition import EditionError, read_edition
from ngocheck.engine.rules import Rulebook
from ngocheck.rulebook import gates, models
from ngocheck.rulebook.change_sets import work
from ngocheck.rulebook.change_sets.alone import Entangled, alone
from ngocheck.rulebook.changes import KIND_NAMES, Change, canonical, changes_between
from ngocheck.rulebook.gates import Problem
from ngocheck.rulebook.rows import fixtures
from ngocheck.rulebook.rows.cache import in_two_steps, once, unwritten
from ngocheck.wording.refusals import edition_refusal

from . import law_tests
from .approvals import missing_approvals
from .rows_to_edition import edition_content

Note = str | Mapping[str, str]
DRAFT = "draft"
OPEN = models.ChangeSet.State.OPEN


class NotPublishable(Exception):
    """The rows cannot be published as they are; `problems` says why, one sentence each."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Draft:
    """The edition that the rows would make now.

    Where it cannot be read `rulebook` is None, and `unreadable` says why.
    """

    content: Mapping[str, Any]
    text: str
    sha256: str

    @property
    def rulebook(self) -> Rulebook | None:
        found = readable(self.text)
        return found if isinstance(found, Rulebook) else None

    @property
    def unreadable(self) -> str:
        found = readable(self.text)
        return edition_refusal(found) if isinstance(found, EditionError) else ""

    def problems(self, today: date) -> list[Problem]:
        """All that stands in the way of publishing it; found once while the rows stay as they are."""
        return self.begin_problems(today)()

    def begin_problems(self, today: date) -> Callable[[], list[Problem]]:
        """The same in two steps: what this gives can be called once the rows are no longer so."""
        key = ("problems", get_language(), today)
        return in_two_steps(key, lambda: gates.begin_gates(readable(self.text), today))


def make_draft(today: date) -> Draft:
    """The rows as they are now; `today` decides how far the calendar reaches. Nobody may change its content."""
    return once(("draft", today), lambda: _draft(today))


def _draft(today: date) -> Draft:
    made = edition_content(today)
    text = canonical(made)
    return Draft(made, text, hashlib.sha256(text.encode()).hexdigest())


# The draft, what was live before it, and a change set or two alone; the page, its gates and its button read them.
@lru_cache(maxsize=4)
def readable(text: str) -> Rulebook | EditionError:
    """The rulebook of a draft, or what is wrong with it. The same text gives the same rulebook, kept a while."""
    try:
        return read_edition(json.loads(text), DRAFT)
    except EditionError as error:
        return error


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be published: all that is open, or one change set alone. `live` is what visitors see until then.

    `changes` are those of the edition, `tests` those of scenarios and contradictions; `rows` is the law as a file.
    """

    change_set: models.ChangeSet | None
    live: models.Edition | None
    draft: Draft
    rows: str
    changes: tuple[Change, ...]
    tests: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def all_changes(self) -> list[Change]:
        return [*self.changes, *self.tests]

    @property
    def own(self) -> int | None:
        return self.change_set.pk if self.change_set else None


def propose(today: date, change_set: models.ChangeSet | None = None) -> Proposal:
    """What publishing would make live now. Raises Entangled where the change set cannot stand alone."""
    live = models.Edition.objects.live()
    # Rows that are put away for a change set lock SQLite, so the gates look at them once they are back.
    with alone(change_set.pk) if change_set else nullcontext(), unwritten():
        draft, rows = make_draft(today), fixtures.whole_law()
        end = draft.begin_problems(today)
    problems = tuple(end())
    found = changes_between(content_of(live), draft.content)
    return Proposal(
        change_set, live, draft, rows, tuple(found), tuple(law_tests.changes_of_tests(live, rows)), problems
    )


def publish(
    today: date,
    note: Note = "",
    *,
    change_set: models.ChangeSet | None = None,
    by: AbstractBaseUser | None = None,
    four_eyes: bool | None = None,
    expected_sha256: str | None = None,
    expected_live: int | None = None,
) -> models.Edition | None:
    """The new edition, or None where nothing has changed since the last. Raises NotPublishable.

    With a `change_set` what is live and that alone, else all that is open. `note` is English, or a text for each
    language. `four_eyes` is settings.FOUR_EYES unless given. Where `expected_sha256` (the draft's hash) or
    `expected_live` (the live edition's number) is given, anything else is refused: somebody changed or published
    something since they were read.
    """
    with transaction.atomic():
        last = last_edition()
        began = timezone.now()
        try:
            new = propose(today, change_set)
        except Entangled as error:
            raise NotPublishable([Problem(str(error))]) from error
        refuse(seen_otherwise(new.draft, last, expected_sha256, expected_live))
        refuse(list(new.problems))
        if not new.all_changes and last and last.sha256 == new.draft.sha256:
            return None
        if settings.FOUR_EYES if four_eyes is None else four_eyes:
            refuse([not_approved(change) for change in missing_approvals(new.all_changes, last, new.own)])
        made = add_edition(
            last,
            sha256=new.draft.sha256,
            content=new.draft.text,
            rows=new.rows,
            changes=[change.summary for change in new.changes],
            published_at=began,
            published_by=by,
            **edition_notes(note),
        )
        published = [change_set] if change_set else models.ChangeSet.objects.filter(state=OPEN)
        work.close(published, models.ChangeSet.State.PUBLISHED, made)
        return made


def roll_back(
    edition: models.Edition,
    by: AbstractBaseUser | None = None,
    note: Note = "",
    *,
    expected_live: int | None = None,
) -> models.Edition:
    """A new edition that says what an older one said, for visitors at once. Raises NotPublishable.

    The editors' rows stay as they are: what differs from the older edition shows as changed again. The change sets
    that were published since are open again, as withdrawn, and have to be agreed to anew. The gates
    are not asked, since what was live once may be needed back in a hurry; it must be readable.
    """
    with transaction.atomic():
        last = last_edition()
        refuse(seen_otherwise(None, last, None, expected_live))
        if last and last.sha256 == edition.sha256:
            refuse([Problem(_("Edition %(edition)s is what visitors see now.") % {"edition": edition.label})])
        found = readable(edition.content)
        if isinstance(found, EditionError):
            refuse([Problem(edition_refusal(found))])
        differing = changes_between(content_of(last), json.loads(edition.content))
        list(work.withdraw_after((edition.rolled_back_to or edition).number))
        return add_edition(
            last,
            sha256=edition.sha256,
            content=edition.content,
            rows=edition.rows,
            changes=[change.summary for change in differing],
            published_by=by,
            rolled_back_to=edition.rolled_back_to or edition,
            **edition_notes(note),
        )


def last_edition() -> models.Edition | None:
    """The live edition without its rows; until the transaction ends nobody else publishes.

    It is read again after the wait for the lock, for what another one published meanwhile.
    """
    list(models.Edition.objects.order_by("-number").select_for_update().only("pk")[:1])
    return models.Edition.objects.live()


def content_of(edition: models.Edition | None) -> dict[str, Any] | None:
    return json.loads(edition.content) if edition else None


def add_edition(last: models.Edition | None, **columns: Any) -> models.Edition:
    """The next edition. The very first can be published twice at once; the second is refused."""
    try:
        with transaction.atomic():
            return models.Edition.objects.create(number=last.number + 1 if last else 1, **columns)
    except IntegrityError as error:
        raise NotPublishable([Problem(look_again())]) from error


def edition_notes(note: Note) -> dict[str, str]:
    by_language = {settings.SOURCE_LANGUAGE: note} if isinstance(note, str) else note
    return {f"note_{code}": by_language.get(code, "") for code, _name in settings.LANGUAGES}


# What is refused.


def refuse(found: list[Problem]) -> None:
    """Raises NotPublishable where anything was found."""
    if found:
        raise NotPublishable(found)


def seen_otherwise(
    new: Draft | None, last: models.Edition | None, expected_sha256: str | None, expected_live: int | None
) -> list[Problem]:
    """Whether something is no longer as it was when it was looked at."""
    changed = new is not None and expected_sha256 not in (None, new.sha256)
    published = expected_live not in (None, last.number if last else 0)
    return [Problem(look_again())] if changed or published else []


def look_again() -> str:
    return _("Something was changed or published since you opened this page: look again, then publish.")


def not_approved(change: Change) -> Problem:
    return Problem(
        _("nobody but its author has approved this change."), place=f"{KIND_NAMES[change.kind]} {change.key}"
    )
