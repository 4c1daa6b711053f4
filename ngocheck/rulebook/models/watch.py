"""Changes of law that are coming, or that came to nothing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import PartKind

from .base import CODE_LABEL, Keyed, Translated, YesNo, shown_text
from .questions import POSITION
from .requirements import Requirement
from .sources import HOW_SURE, Confidence, Source


class WatchEntry(Keyed):
    """A change of law that somebody wants, drafts, debates or has signed, and what became of it."""

    class State(models.TextChoices):
        IDEA = "idea", _("an idea")
        DRAFT = "draft", _("a draft")
        PARLIAMENT = "parliament", _("in parliament")
        SIGNED = "signed", _("signed, not yet in force")
        IN_FORCE = "in_force", _("in force")
        DROPPED = "dropped", _("dropped")

    KEY = ("code",)
    PART = PartKind.WATCH

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Never changes: it stands in addresses. For example ngo-law.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=State,
        help_text=_("For example a draft, once its text was put out for discussion."),
    )
    title = Translated(_("title"), _("For example: A new law on non-governmental organisations."))
    text = Translated(
        _("what would change"),
        _("In plain words: what it says, and what is not known yet, for example: The day is still open."),
        long=True,
    )
    who = Translated(_("who is concerned"), _("For example: every registered NGO."), optional=True, long=True)
    timing = Translated(
        _("when, in words"), _("For example: expected in parliament in 2027."), optional=True, long=True
    )
    updated_on = models.DateField(
        _("as of"), help_text=_("The day to which this is true, for example 2026-11-22.")
    )
    in_force_on = models.DateField(
        _("in force on"),
        null=True,
        blank=True,
        help_text=_("Only where the act names the day, or it has come, for example 2027-07-01."),
    )
    day_unknown = YesNo(
        _("the day is not known"),
        default=False,
        help_text=_(
            "Tick where it is in force, but the first day could not be found "
            "out, for example for an order that was not published. Say so in words, too."
        ),
    )
    confidence = models.CharField(_("confidence"), max_length=20, choices=Confidence, help_text=HOW_SURE)
    next_check_on = models.DateField(_("next check"), help_text=_("When to look again, for example 2027-02-22."))
    sources = models.ManyToManyField(
        Source,
        verbose_name=_("sources"),
        blank=True,
        related_name="watch_entries",
        help_text=_("Where it was read, for example the draft's page."),
    )
    requirements = models.ManyToManyField(
        Requirement,
        verbose_name=_("requirements"),
        blank=True,
        related_name="watch_entries",
        help_text=_("Those that it would touch, for example rep-ngo-database."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("watch entry"), _("watch entries")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return shown_text(self, "title")
