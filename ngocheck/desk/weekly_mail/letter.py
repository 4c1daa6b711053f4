"""The weekly mail to one person: what waits for them on the desk, and nothing where nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.desk.home.start_page import amounts_ending
from ngocheck.desk.publishing.pending import Waiting
from ngocheck.desk.review.review import REASONS, Reason, to_check
from ngocheck.rulebook.models import Amendment, Provision, ProvisionText, WatchEntry
from ngocheck.wording.values import date_text, plain_text

SOON = timedelta(days=60)
MOST_LINES = 12
# What has become due. What was never sure stands on the desk and would make every week's mail the same.
DUE = frozenset([Reason.PAST_DUE, Reason.ACT_CHANGED])
OVER = (WatchEntry.State.IN_FORCE, WatchEntry.State.DROPPED)


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that waits, a line for each part of it, and the page of the desk where it is seen to."""

    title: str
    lines: tuple[str, ...]
    page: str


class Desk:
    """What waits on a day; what takes long is looked up once for everybody who gets a mail."""

    def __init__(self, on: date) -> None:
        self.on = on

    @cached_property
    def waiting(self) -> Waiting:
        return Waiting(self.on)

    def matters(self, user: User) -> list[Matter]:
        """What waits for this person, in the active language; only what they may see."""
        return [
            Matter(str(title), lines, page)
            for permission, title, page, told in self.kinds(user)
            if user.has_perm(permission) and (lines := tuple(told()))
        ]

    def kinds(self, user: User) -> Iterator[tuple[str, str, str, Callable[[], Iterable[str]]]]:
        """Each kind of matter: who may see it, its title, its page, its lines."""
        review = reverse("desk:review")
        yield "rulebook.view_requirementversion", _("Articles that have changed"), review, self.amended
        yield "rulebook.view_requirementversion", _("Waits for a check"), review, self.unchecked
        publish = reverse("desk:publish")
        yield "rulebook.approve_change", _("Waits for your approval"), publish, lambda: self.unapproved(user)
        amounts = reverse("admin:rulebook_parameter_changelist")
        yield "rulebook.view_parameter", _("Amounts without a next value"), amounts, self.ending
        watch = reverse("admin:rulebook_watchentry_changelist")
        yield "rulebook.view_watchentry", _("Changes of law whose day has come"), watch, self.bills

    def amended(self) -> Iterator[str]:
        """The changed articles, each with the rules that lean on it; then those under another number."""
        rows = Amendment.objects.filter(looked_on=None).select_related(
            "text__provision__source", "version__requirement"
        )
        for text, together in groupby(rows.order_by("noticed_on", "text", "version"), key=lambda row: row.text):
            amendments = list(together)
            on = {"on": date_text(amendments[0].noticed_on)}
            gone = _("is no longer on the page, noticed on %(on)s") % on
            changed = _("has changed, noticed on %(on)s") % on
            codes = ", ".join(dict.fromkeys(row.version.requirement.code for row in amendments))
            yield f"{provision_name(text.provision)}: {gone if text.is_gone else changed} ({codes})"
        for text in ProvisionText.objects.exclude(moved_to="").select_related("provision__source"):
            now = _("stands under number %(number)s now; please mend the number") % {"number": text.moved_to}
            yield f"{provision_name(text.provision)}: {now}"

    def unchecked(self) -> Iterator[str]:
        for row in to_check(self.on, {}):
            why = [str(REASONS[reason]) for reason in row.reasons if reason in DUE]
            if why:
                version = row.version
                yield f"{plain_text(version.title)} ({version.requirement.code}): {', '.join(why)}"

    def unapproved(self, user: User) -> Iterator[str]:
        """The changes that this person may approve, by requirement."""
        if not settings.FOUR_EYES:
            return
        waits = [row for row in self.waiting.reviewed if not row.approved and user.pk not in row.changers]
        for code, rows in groupby(waits, key=lambda row: row.change.requirement):
            count = len(list(rows))
            words = ngettext("%(count)s change", "%(count)s changes", count) % {"count": count}
            yield f"{self.waiting.name(code)}: {words}"

    def ending(self) -> Iterator[str]:
        for row in sorted(amounts_ending(self.on, SOON), key=lambda row: row.on):
            yield f"{date_text(row.on)} – {row.name}: {row.what}"

    def bills(self) -> Iterator[str]:
        """The changes of law to look at again, and those that should be in force by now."""
        begun = Q(in_force_on__lte=self.on) & ~Q(state__in=OVER)
        for row in WatchEntry.objects.filter(Q(next_check_on__lte=self.on) | begun):
            if row.in_force_on and row.in_force_on <= self.on and row.state not in OVER:
                what = _("should be in force since %(day)s") % {"day": date_text(row.in_force_on)}
            else:
                what = _("look at again")
            yield f"{plain_text(row.title)}: {what}"


def provision_name(provision: Provision) -> str:
    return f"{plain_text(provision.source.short)}, {plain_text(provision.article)}"


def letter(matters: Iterable[Matter], on: date) -> tuple[str, str]:
    """The subject and the text of the mail, in the active language."""
    told = list(matters)
    subject = _("NGOCheck: what waits on the desk, %(day)s") % {"day": date_text(on)}
    own = with_address(reverse("desk:weekly_mail"))
    end = _("You get this mail because you asked for it on the desk, under “Weekly mail”. You can stop it there.")
    parts = ["\n".join(matter_lines(matter)) for matter in told]
    return subject, "\n\n".join([*parts, "\n".join(filter(None, ["-- ", end, own]))]) + "\n"


def matter_lines(matter: Matter) -> Iterator[str]:
    yield f"{matter.title} ({len(matter.lines)})"
    for line in matter.lines[:MOST_LINES]:
        yield f"* {line}"
    left = len(matter.lines) - MOST_LINES
    if left > 0:
        yield "* " + ngettext("and %(count)s more", "and %(count)s more", left) % {"count": left}
    if address := with_address(matter.page):
        yield address


def with_address(page: str) -> str:
    """The page as a link; "" where the site's own address is not set."""
    return f"{settings.SITE_ADDRESS}{page}" if settings.SITE_ADDRESS else ""
