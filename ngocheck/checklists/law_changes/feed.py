"""What changed as an Atom feed (RFC 4287), for readers that look by themselves.

An entry's id never changes and says nothing of the host: a UUID made from what the entry is about.
"""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.contrib.syndication.views import Feed
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ngocheck.checklists.outputs.labels import NAME
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook, today
from ngocheck.wording.values import page_language

from .changelog import LawChange, Published, changes_told, moments

NEWEST = 20


class ChangesFeed(Feed):
    """The newest editions and changes of law. A site without an edition has a feed without entries."""

    feed_type = Atom1Feed
    author_name = NAME

    @property
    def language(self) -> str:  # type: ignore[override]  # Django reads it as a value, at each request
        return page_language()

    def title(self) -> str:
        return _("NGOCheck: what changed")

    def subtitle(self) -> str:
        return _("New editions of the rules, and changes of law that came into force or were dropped.")

    def link(self) -> str:
        return reverse("changes")

    def feed_guid(self) -> str:
        return lasting_id("feed")

    def items(self) -> list[LawChange]:
        try:
            rulebook = live_rulebook()
        except NothingPublished:
            return []
        return changes_told(moments(rulebook)[:NEWEST], rulebook, today())

    def item_title(self, item: LawChange) -> str:
        about = item.about
        if isinstance(about, Published):
            return _("Edition %(edition)s") % {"edition": about.label}
        return f"{about.title}: {about.state}"

    def item_description(self, item: LawChange) -> str:
        return render_to_string("checklists/law_changes/_change_in_feed.html", {"change": item})

    def item_link(self, item: LawChange) -> str:
        about = item.about
        if isinstance(about, Published):
            return reverse("change", args=[about.number])
        return f"{reverse('coming')}#{about.code}"

    def item_guid(self, item: LawChange) -> str:
        about = item.about
        if isinstance(about, Published):
            return lasting_id(f"edition {about.label}")
        return lasting_id(f"law {about.code} {about.state_code}")

    def item_pubdate(self, item: LawChange) -> datetime:
        return item.at

    def item_updateddate(self, item: LawChange) -> datetime:
        return item.at


def lasting_id(about: str) -> str:
    """The id of what this is about, in the language that it is read in."""
    return uuid5(NAMESPACE_URL, f"{NAME} changes {page_language()} {about}").urn
