"""Where the law stands: sources and their provisions, how well a fact is supported, what has changed there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import PROVISION, PartKind

from .base import CODE_LABEL, Keyed, Links, Translated, shown_text


class Confidence(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed: the text of the law was read, or two sources agree")
    MONITOR = "monitor", _("only the Civic Freedom Monitor says so")
    SECOND_SOURCE = "second_source", _("only one other source says so")
    UNVERIFIED = "unverified", _("not confirmed: from memory or inferred")


HOW_SURE = _("For example confirmed, where you read the text of the law itself.")


class Source(Keyed):
    """An act, a code, an order, or a report about them."""

    class Kind(models.TextChoices):
        CONSTITUTION = "constitution", _("constitution")
        CODE = "code", _("code")
        LAW = "law", _("law")
        ORDER = "order", _("order of a ministry")
        COURT = "court", _("decision of a court")
        REPORT = "report", _("report about the law")
        PAGE = "page", _("page of an office, or news")

    KEY = ("code",)
    PART = PartKind.SOURCE

    code = models.SlugField(CODE_LABEL, unique=True, help_text=_("Short and lasting, for example pa-law."))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_("For example law; report for a book or article about the law."),
    )
    title = Translated(_("official name"), _("For example: Law on Public Associations of 31 May 1996 No. 3-I."))
    short = Translated(_("short name"), _("As a visitor reads it, for example: Law on Public Associations."))
    url = Links(
        _(
            "Its page in this language, on the official site where there is one, for example "
            "https://adilet.zan.kz/rus/docs/... Empty if none is known: visitors get the one in another language."
        )
    )
    as_of = models.DateField(
        _("text as of"),
        null=True,
        blank=True,
        help_text=_("The date of the version that was read, for example 2026-01-31."),
    )
    amended_on = models.DateField(
        _("last changed on"),
        null=True,
        blank=True,
        help_text=_(
            "When the act itself last changed, for example 2026-07-01. What was checked before that is "
            "listed to check."
        ),
    )
    note = Translated(
        _("what was read"), _("For example: unofficial public copy of the text."), optional=True, long=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("source"), _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return shown_text(self, "short")


class Provision(Keyed):
    """An article or paragraph of a source."""

    KEY = ("source__code", "article_en")
    PART = PROVISION
    NAMED_BY = ("source",)

    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="provisions",
        help_text=_("The act it stands in, for example Law on Public Associations."),
    )
    article = Translated(_("article"), _("For example: art. 10(1)."))
    url = Links(
        _(
            "Only if it has a page of its own, for example https://adilet.zan.kz/rus/docs/...#z10; else the "
            "source's is used."
        )
    )

    class Meta:
        verbose_name, verbose_name_plural = _("provision"), _("provisions")
        ordering = ["source__code", "article_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "article_en"],
                name="provision_once",
                violation_error_message=_("This source already has this article. Use that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {shown_text(self, 'article')}"


class ProvisionText(models.Model):
    """What the official page says under a provision, as it was last read: a fingerprint, never the words.

    No row of the law: it says when somebody looked and not what the law asks, and a timer writes it. So it stands
    in no edition, no file of `dump_law` and no history, needs no approval, and stays when the law is loaded anew.
    """

    provision = models.OneToOneField(
        Provision, verbose_name=_("provision"), on_delete=models.CASCADE, related_name="read_text"
    )
    language = models.CharField(_("language"), max_length=2)
    fingerprint = models.CharField(_("fingerprint"), max_length=48, blank=True)
    length = models.PositiveIntegerField(_("letters and digits"), default=0)
    # How many parts of the page had these very words: only if one of them is gone did they change, and not move.
    copies = models.PositiveSmallIntegerField(_("copies"), default=1)
    moved_to = models.CharField(_("now under the number"), max_length=200, blank=True)
    read_on = models.DateField(_("read on"))
    changed_on = models.DateField(_("change noticed on"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("provision text"), _("provision texts")

    def __str__(self) -> str:
        return str(self.provision)

    @property
    def is_gone(self) -> bool:
        """Whether the provision is no longer on the page."""
        return not self.fingerprint


class Amendment(models.Model):
    """A version of the law leans on a provision whose text has changed; somebody has looked at that version or not
    yet. No row of the law, as ProvisionText is none."""

    text = models.ForeignKey(
        ProvisionText, verbose_name=_("provision text"), on_delete=models.CASCADE, related_name="amendments"
    )
    version = models.ForeignKey(
        "RequirementVersion", verbose_name=_("version"), on_delete=models.CASCADE, related_name="amendments"
    )
    before = models.CharField(_("fingerprint before"), max_length=48)
    noticed_on = models.DateField(_("noticed on"))
    looked_on = models.DateField(_("looked at on"), null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked at by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name, verbose_name_plural = _("amendment"), _("amendments")
        constraints = [models.UniqueConstraint(fields=["text", "version"], name="amendment_once")]
        # Every visitor's request asks for those that nobody has looked at; there are few, mostly none.
        indexes = [models.Index(fields=["noticed_on"], condition=Q(looked_on=None), name="amendment_waits")]

    def __str__(self) -> str:
        return f"{self.version}: {self.text}"
