"""What waits for a person who opens the desk, and the tables in an order that makes sense."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ngocheck.desk.frame import signed_in_user
from ngocheck.desk.publishing.pending import moved_to_mend
from ngocheck.desk.review.review import REASONS, to_check
from ngocheck.desk.review.views import weights
from ngocheck.desk.translations.queue import waiting_by_language
from ngocheck.rulebook import models
from ngocheck.rulebook.changes import Change, changes_between
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import Draft, content_of, make_draft
from ngocheck.rulebook.rows.cache import unwritten
from ngocheck.rulebook.scenarios.causes import causes
from ngocheck.rulebook.scenarios.run import Outcome, run_scenarios
from ngocheck.wording.alphabet import alphabet_key
from ngocheck.wording.memo import Memo
from ngocheck.wording.values import plain_text

SOON = timedelta(days=30)
# The first and the last day of a version, and the last day of an amount, are shown further ahead.
AHEAD = timedelta(days=120)
FIRST_ROWS = 5
MOST_COMING = 12
LAST_EDITIONS = 3
Row = dict[str, Any]

GROUPS = [
    (_("The law"), "the-law", ["Requirement", "RequirementVersion", "Area"]),
    (_("Questions and guides"), "questions", ["Question", "Section", "Guide", "AnswerClash", "SenselessQuestion"]),
    (_("Amounts and calendar"), "amounts", ["Parameter"]),
    (_("Sources"), "sources", ["Source"]),
    (_("Scenarios"), "scenarios", ["Scenario"]),
    (_("Watch list"), "watch-list", ["WatchEntry"]),
    (_("Editions"), "editions", ["Edition", "Approval"]),
    (_("People"), "people", ["User", "Group"]),
]
OTHER = (_("Other tables"), "other")
# The desk's own pages, each with the permission that opens it.
PAGES = [
    ("desk:change_sets", _("Change sets"), "rulebook.view_changeset"),
    ("desk:publish", _("Publish"), "rulebook.view_edition"),
    ("desk:preview", _("Preview"), "rulebook.preview_draft"),
    ("desk:scenarios", _("Scenarios"), "rulebook.view_scenario"),
    ("desk:review", _("To check"), "rulebook.view_requirementversion"),
    ("desk:translations", _("Translations"), "rulebook.view_requirement"),
    ("desk:calendar", _("Calendar"), "rulebook.view_calendarday"),
    ("desk:history_all", _("History"), "rulebook.view_requirement"),
    ("desk:exchange", _("Import and export"), "rulebook.view_requirement"),
]


def grouped(app_list: list[Row]) -> list[Row]:
    """The tables that Django lists by app, by subject; a table that no group names comes last."""
    tables = {table["object_name"]: table for app in app_list for table in app["models"]}
    groups = [
        group(name, anchor, [tables.pop(one) for one in names if one in tables]) for name, anchor, names in GROUPS
    ]
    return [group for group in [*groups, group(*OTHER, list(tables.values()))] if group["models"]]


def group(name: str | Promise, anchor: str, tables: list[Row]) -> Row:
    address = f"{reverse('admin:index')}#{anchor}"
    return {"name": name, "app_label": anchor, "app_url": address, "has_module_perms": True, "models": tables}


def own_pages(user: User) -> list[tuple[str, str]]:
    """The address and the name of each page of the desk that this person may open."""
    return [(reverse(name), str(words)) for name, words, permission in PAGES if user.has_perm(permission)]


# What waits.


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that happens on a day, with the row to look at."""

    on: date
    what: str
    name: str
    address: str


@unwritten()
def waiting(request: HttpRequest) -> Row:
    """All that the start page shows to this person, for a number of queries that does not grow with the rows."""
    user, on = signed_in_user(request), today()
    found: Row = {"today": on}
    if user.has_perm("rulebook.view_requirementversion"):
        found["to_check"] = checks(on)
    if user.has_perm("rulebook.view_edition"):
        found |= drafts(on, user)
    if user.has_perm("rulebook.view_changeset"):
        found["work"] = open_work(user)
    if user.has_perm("rulebook.view_requirement"):
        found["translations"] = waiting_by_language(on)
    coming = sorted(coming_up(on, user), key=lambda row: (row.on, alphabet_key(row.name)))
    return {**found, "coming": coming[:MOST_COMING], "coming_more": max(0, len(coming) - MOST_COMING)}


def checks(on: date) -> Row:
    rows = to_check(on, weights(on))
    first = [(row.version, [REASONS[reason] for reason in row.reasons]) for row in rows[:FIRST_ROWS]]
    return {"total": len(rows), "first": first}


@dataclass(frozen=True, slots=True)
class Work:
    """An open change set; `mine`: it is assigned to whoever looks. `said` is the last that was said of it."""

    change_set: models.ChangeSet
    mine: bool
    said: models.Remark | None


def open_work(user: User) -> Row:
    """The open change sets: what is assigned to this person first, then what somebody asks to look at."""
    rows = models.ChangeSet.objects.filter(state=models.ChangeSet.State.OPEN).select_related("author")
    works = [
        Work(row, row.assignee_id == user.pk, next(reversed(row.remarks.all()), None))
        for row in rows.prefetch_related("remarks__by")
    ]
    look = models.Remark.Kind.LOOK
    works.sort(key=lambda work: (not work.mine, work.said is None or work.said.kind != look))
    return {"total": len(works), "first": works[:FIRST_ROWS]}


def drafts(on: date, user: User) -> Row:
    """What the draft changes, whether it can be read, which scenarios it fails; and the last editions."""
    new = make_draft(on)
    editions = models.Edition.objects.light().select_related("published_by")
    changes = changes_between(content_of(models.Edition.objects.live()), new.content)
    found: Row = {
        "changes": len(changes),
        "unreadable": new.unreadable,
        "editions": list(editions[:LAST_EDITIONS]),
    }
    if user.has_perm("rulebook.view_scenario"):
        found["failing"] = failing(new, changes)
    return found


# The start page is opened most of all; running every scenario each time would be most of its time.
FAILING: Memo[list[Outcome]] = Memo(most=4)


def failing(new: Draft, changes: list[Change]) -> Row | None:
    """The scenarios that the draft fails, by cause, run again only once something has changed. None: it cannot be
    read."""
    rulebook = new.rulebook
    if rulebook is None:
        return None
    scenarios = list(models.Scenario.objects.all())
    as_they_are = json.dumps([(row.pk, str(row.on), row.name, row.answers, row.expect) for row in scenarios])
    failed = FAILING.get(
        rulebook,
        (hashlib.sha256(as_they_are.encode()).hexdigest(),),
        lambda: [outcome for outcome in run_scenarios(scenarios, rulebook) if not outcome.holds],
    )
    moved = [moved_to_mend(cause) for cause in causes(failed, changes, rulebook)]
    return {"of": len(scenarios), "total": len(failed), "first": moved[:FIRST_ROWS]}


# What comes.


def coming_up(on: date, user: User) -> Iterator[Coming]:
    if user.has_perm("rulebook.view_requirementversion"):
        yield from versions_coming(on)
        yield from checks_coming(on)
    if user.has_perm("rulebook.view_parameter"):
        yield from amounts_ending(on, AHEAD)
    if user.has_perm("rulebook.view_watchentry"):
        yield from to_watch(on)


def versions_coming(on: date) -> Iterator[Coming]:
    """The versions that come into force or end within the time looked at."""
    ahead = (on + timedelta(days=1), on + AHEAD)
    rows = models.RequirementVersion.objects.filter(
        Q(effective_from__range=ahead) | Q(effective_until__range=ahead)
    ).select_related("requirement")
    for row in rows:
        address = reverse("admin:rulebook_requirementversion_change", args=[row.pk])
        if ahead[0] <= row.effective_from <= ahead[1]:
            yield Coming(row.effective_from, gettext("comes into force"), plain_text(row.title), address)
        if row.effective_until and ahead[0] <= row.effective_until <= ahead[1]:
            yield Coming(row.effective_until, gettext("is no longer in force"), plain_text(row.title), address)


def checks_coming(on: date) -> Iterator[Coming]:
    """The days on which versions are to be checked next, with how many."""
    rows = models.RequirementVersion.objects.not_ended(on).filter(next_check_on__range=(on, on + SOON))
    for day, count in Counter(rows.values_list("next_check_on", flat=True)).items():
        days = {"next_check_on__gte": day, "next_check_on__lt": day + timedelta(days=1)}
        address = f"{reverse('admin:rulebook_requirementversion_changelist')}?{urlencode(days)}"
        name = ngettext("%(count)s version of the law", "%(count)s versions of the law", count) % {"count": count}
        yield Coming(day, gettext("to be checked"), name, address)


def amounts_ending(on: date, ahead: timedelta) -> Iterator[Coming]:
    """The amounts whose last known value ends within so many days, or has ended."""
    values = models.ParameterValue.objects.select_related("parameter").order_by("parameter", "effective_from")
    last = {value.parameter: value for value in values}
    for parameter, value in last.items():
        if value.effective_until and value.effective_until <= on + ahead:
            address = reverse("desk:next_amount", args=[parameter.code])
            what = gettext("has no value from this day")
            yield Coming(value.effective_until, what, plain_text(parameter.title), address)


def to_watch(on: date) -> Iterator[Coming]:
    """The changes of law to look at again, those past due among them."""
    for row in models.WatchEntry.objects.filter(next_check_on__lte=on + SOON):
        address = reverse("admin:rulebook_watchentry_change", args=[row.pk])
        yield Coming(row.next_check_on, gettext("look at again"), plain_text(row.title), address)
