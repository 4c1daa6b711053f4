"""The names of what is said of an item, the same on paper, in the table and in the calendar."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ngocheck.checklists.sheet.sheet import Sheet
from ngocheck.wording.values import date_text

NAME = "NGOCheck"


def labels() -> dict[str, str]:
    """What stands before each thing that is said of an item, in the visitor's language."""
    return {
        "timing": _("When"),
        "where": _("Where"),
        "documents": _("What to prepare"),
        "fee": _("Fee"),
        "penalties": _("What it costs not to"),
        "urgent": _("Do this first"),
        "find_out": _("Find out first whether it concerns you:"),
        "why": _("Why it applies to you"),
        "answers": _("Your answers"),
        "open": _("Still open"),
        "doubt": _("What is not certain"),
        "newer": _("Newer text"),
        "cited": _("Sources"),
        "working": _("How this date was counted"),
        "words": _("Words of the law"),
    }


def owner_labels() -> list[str]:
    """Whose sheet it is, to fill in by hand: nobody is asked for it."""
    return [_("Organisation"), _("In charge")]


def wall_heads() -> list[str]:
    """The heads of the columns of the sheet for the wall."""
    return [_("Day"), _("What to do, where"), _("Filed on"), _("Receipt no."), _("Signature")]


def as_of(sheet: Sheet) -> str:
    """The day that the law and the dates are those of, the edition, and what this is not."""
    return _("Law and dates as of %(on)s, edition %(edition)s. This is not legal advice.") % {
        "on": date_text(sheet.on),
        "edition": sheet.edition,
    }
