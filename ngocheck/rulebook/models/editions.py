"""What was published: the rulebook as visitors see it, and who agreed to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ngocheck.rulebook.changes import KIND_NAMES

from .base import Translated

LONG = ("content", "rows", "changes")


class EditionQuerySet(models.QuerySet):
    def light(self, *wanted: str) -> EditionQuerySet:
        """Editions without their long columns, except those that are wanted."""
        lacking = [name for name in LONG if name not in wanted]
        return self.defer(*lacking, *(f"rolled_back_to__{name}" for name in LONG))

    def live(self) -> Edition | None:
        """The edition that visitors see, with its content; None before the first."""
        editions = self.light("content").select_related("rolled_back_to", "published_by")
        return editions.order_by("-number").first()


class Edition(models.Model):
    """A published rulebook, frozen. Number, date and hash name it; it is never changed."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sha256 = models.CharField(_("hash"), max_length=64)
    content = models.TextField(_("content"), help_text=_("JSON, read by the engine alone."))
    rows = models.TextField(
        _("rows"),
        blank=True,
        help_text=_("The editors' rows it was made from, as the whole rulebook is exported."),
    )
    changes = models.JSONField(
        _("changes"),
        default=list,
        blank=True,
        help_text=_("What differs from the edition before, for the page “What changed”."),
    )
    rolled_back_to = models.ForeignKey(
        "self", verbose_name=_("rolled back to"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = Translated(_("note"), _("What changed and why, for visitors."), optional=True, long=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("edition"), _("editions")
        ordering = ["-number"]
        permissions = [
            ("publish_edition", "Can publish and roll back editions"),
            ("approve_change", "Can approve changes of others"),
            ("preview_draft", "Can see the site with the draft"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name of the edition in every result, for example 12-3fa90b1c."""
        return f"{self.number}-{self.sha256[:8]}"


class ChangeSet(models.Model):
    """Named work on the law, published or dropped alone: "MRP 2027". Its rows are those whose history names it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        PUBLISHED = "published", _("published")
        DROPPED = "dropped", _("dropped")

    name = models.CharField(
        _("name"), max_length=200, help_text=_("What it is about, for example: MRP 2027, or Order 900.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    edition = models.ForeignKey(
        Edition, verbose_name=_("edition"), on_delete=models.PROTECT, null=True, blank=True, related_name="sets"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("change set"), _("change sets")
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def open(self) -> bool:
        return self.state == self.State.OPEN


class Remark(models.Model):
    """What somebody said of a change set: a comment, a request to look, or why it cannot go out yet."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        LOOK = "look", _("please look")
        NOT_YET = "not_yet", _("not yet, because")

    change_set = models.ForeignKey(
        ChangeSet, verbose_name=_("change set"), on_delete=models.CASCADE, related_name="remarks"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.COMMENT)
    text = models.TextField(_("text"), max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("remark"), _("remarks")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:80]}"


class LookLink(models.Model):
    """A link for somebody without an account to see the site with one change set, until a day, or until revoked.

    Only a digest of the link is kept: who reads the database cannot open it.
    """

    change_set = models.ForeignKey(
        ChangeSet, verbose_name=_("change set"), on_delete=models.CASCADE, related_name="links"
    )
    digest = models.CharField(_("digest"), max_length=64, unique=True, editable=False)
    on = models.DateField(_("day looked at"))
    expires_at = models.DateTimeField(_("runs out"))
    revoked = models.BooleanField(_("revoked"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("link to look"), _("links to look")
        ordering = ["-expires_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.change_set} ({self.on})"


class Approval(models.Model):
    """Somebody read a change and agreed. It holds for exactly what was read: `sha256` is the changed content's."""

    kind = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=320)
    sha256 = models.CharField(_("hash"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.CASCADE, related_name="approvals"
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("approval"), _("approvals")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "sha256", "by"],
                name="approved_once",
                violation_error_message=_("You have approved this already."),
            )
        ]

    def __str__(self) -> str:
        return f"{KIND_NAMES[self.kind]} {self.key}: {self.by}"
