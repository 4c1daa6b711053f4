"""Where the law stands: sources and their provisions, and how well a fact is supported."""

from __future__ import annotations

from django.db import models

from ..columns import Keyed, Translated


class Confidence(models.TextChoices):
    CONFIRMED = "confirmed", "confirmed: the text of the law was read, or two sources agree"
    MONITOR = "monitor", "only the Civic Freedom Monitor says so"
    SECOND_SOURCE = "second_source", "only one other source says so"
    UNVERIFIED = "unverified", "not confirmed: from memory or inferred"


class Source(Keyed):
    """An act, a code, an order, or a report about them."""

    class Kind(models.TextChoices):
        CONSTITUTION = "constitution", "constitution"
        CODE = "code", "code"
        LAW = "law", "law"
        ORDER = "order", "order of a ministry"
        COURT = "court", "decision of a court"
        REPORT = "report", "report about the law"
        PAGE = "page", "page of an office, or news"

    KEY = ("code",)

    code = models.SlugField(unique=True, help_text="Short and lasting, for example pa-law.")
    kind = models.CharField(max_length=20, choices=Kind)
    title = Translated("official name", "For example: Law on Public Associations of 31 May 1996 No. 3-I.")
    short = Translated("short name", "As a visitor reads it, for example: Law on Public Associations.")
    url = models.URLField(
        "link", blank=True, help_text="Its page on adilet.zan.kz where there is one. Empty if none is known."
    )
    as_of = models.DateField(
        "text as of", null=True, blank=True, help_text="The date of the version that was read."
    )
    amended_on = models.DateField(
        "last changed on",
        null=True,
        blank=True,
        help_text="When the act itself last changed. What was checked before that is listed to check.",
    )
    note = Translated(
        "what was read", "For example: unofficial public copy of the text.", optional=True, long=True
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.short_en


class Provision(Keyed):
    """An article or paragraph of a source."""

    KEY = ("source__code", "article")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="provisions")
    article = models.CharField(max_length=120, help_text="For example: art. 10(1).")
    url = models.URLField(
        "link", blank=True, help_text="Only if it has a page of its own; else the source's is used."
    )

    class Meta:
        ordering = ["source__code", "article"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "article"],
                name="provision_once",
                violation_error_message="This source already has this article. Use that one.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.article}"
