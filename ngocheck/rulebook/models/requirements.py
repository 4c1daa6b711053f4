"""What the law asks: requirements, and what each version of them says."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.rules import Stage, Whom
from ngocheck.rulebook.changes import PartKind

from .base import CODE_LABEL, Keyed, Translated, YesNo, shown_text
from .dated import Dated, DatedManager
from .questions import POSITION, Area
from .sources import HOW_SURE, Confidence, Provision

# The most letters of a step.
STEP_LENGTH = 90
PLACE = _("Its place among those of the same kind, for example 1 for the first.")


class Requirement(Keyed):
    """One thing that the law asks, forbids, advises or grants. Its versions hold what it says, and since when."""

    KEY = ("code",)
    PART = PartKind.REQUIREMENT

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Never changes: other programs use it. For example asm-notify.")
    )
    area = models.ForeignKey(
        Area,
        verbose_name=_("area"),
        on_delete=models.PROTECT,
        related_name="requirements",
        help_text=_("The part of the law's demands it belongs to, for example Peaceful assemblies."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)
    contradicts = models.ManyToManyField(
        "self",
        verbose_name=_("contradicts"),
        blank=True,
        help_text=_(
            "Requirements that can never concern one organisation on one day, for example a duty to "
            "register and a ban on it. Publishing is refused where some answers would make both apply."
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("requirement"), _("requirements")
        ordering = ["area__position", "position", "code"]

    def __str__(self) -> str:
        return self.code


class RequirementVersion(Dated, Keyed):
    """What a requirement says for a time. A change of law is a new version, never an edited one."""

    class Force(models.TextChoices):
        MUST = "must", _("must")
        MUST_NOT = "must_not", _("must not")
        SHOULD = "should", _("should")
        MAY = "may", _("may")
        AUTHORITY = "authority", _("the authority owes it")

    class Stage(models.TextChoices):
        BEFORE_FILING = Stage.BEFORE_FILING.value, _("before filing")
        FILE = Stage.FILE.value, _("file")
        WAIT = Stage.WAIT.value, _("wait for the answer")
        ON_THE_DAY = Stage.ON_THE_DAY.value, _("on the day")
        AFTER = Stage.AFTER.value, _("after the day")
        ONCE = Stage.ONCE.value, _("once")
        LASTING = Stage.LASTING.value, _("always")

    KEY = ("requirement__code", "effective_from")
    PART = PartKind.VERSION
    NAMED_BY = ("requirement",)
    SIBLINGS = "requirement"

    requirement = models.ForeignKey(
        Requirement,
        verbose_name=_("requirement"),
        on_delete=models.CASCADE,
        related_name="versions",
        help_text=_("The one whose text this is for a time, for example asm-notify."),
    )
    start_confirmed = YesNo(
        _("first day was read in the act"),
        default=True,
        help_text=_("Untick where the first day is an estimate, for example before an act is signed."),
    )
    nothing_follows = YesNo(
        _("nothing follows"),
        default=False,
        help_text=_(
            "Tick where the law asks this no more once the version has ended, for example because the act was "
            "repealed. Otherwise publishing asks for the version that follows."
        ),
    )
    force = models.CharField(
        _("force"), max_length=10, choices=Force, help_text=_("For example must for a duty, may for a right.")
    )
    stage = models.CharField(
        _("stage"),
        max_length=15,
        choices=Stage,
        default=Stage.LASTING,
        help_text=_(
            "Its place on the way to an assembly or a filing, for example file. For the rest: once, or always."
        ),
    )
    title = Translated(_("title"), _("The action first, for example: Report to the NGO database by 31 March."))
    short = Translated(
        _("short title"),
        _("For lists and calendars, without a day in it, for example: Tell the tax office about the grant."),
        optional=True,
        most=60,
    )
    text = Translated(
        _("text"),
        _("What exactly to do, in plain words and short sentences, for example: Write to the akimat. Say when."),
        long=True,
    )
    place = Translated(
        _("place"), _("The office in a few words, for example: Tax office."), optional=True, most=60
    )
    channel = Translated(
        _("way to the place"),
        _("Which of the offices, portal, number of the form, for example: Of your district. Form 020.00."),
        optional=True,
        long=True,
    )
    documents = Translated(_("documents"), _("One a line, for example: The charter."), optional=True, long=True)
    timing = Translated(
        _("time in words"), _("For example: five working days before the day."), optional=True, long=True
    )
    fee_mrp = models.DecimalField(
        _("fee in MRP"), max_digits=8, decimal_places=3, null=True, blank=True, help_text=_("For example 6.5.")
    )
    fee_text = Translated(
        _("about the fee"),
        _("Who pays it and when, for example: Paid before filing; keep the receipt."),
        optional=True,
        long=True,
    )
    doubt = Translated(
        _("what is not certain"),
        _("Plainly, and what to do about it, for example: The law names no form. Ask the office for theirs."),
        optional=True,
        long=True,
    )
    confidence = models.CharField(_("confidence"), max_length=20, choices=Confidence, help_text=HOW_SURE)
    verified_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("When a person last compared this with the text of the law, for example 2026-11-22."),
    )
    verified_by = models.CharField(
        _("checked by"), max_length=100, blank=True, help_text=_("Who compared it, for example A. Serikova.")
    )
    next_check_on = models.DateField(
        _("next check"),
        null=True,
        blank=True,
        help_text=_("After this day visitors are told to ask the office, for example 2027-05-22."),
    )

    objects: ClassVar[DatedManager] = DatedManager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("requirement version"), _("requirement versions")
        permissions = [("check_requirementversion", "Can confirm that a version was checked")]
        ordering = ["requirement__area__position", "requirement__position", "effective_from"]
        constraints = [
            *Dated.constraints("requirement", "version"),
            models.CheckConstraint(
                condition=Q(fee_mrp=None) | Q(fee_mrp__gt=0),
                name="version_fee_is_positive",
                violation_error_message=_("A fee is more than 0 MRP. Leave it empty where nothing is paid."),
            ),
        ]

    def __str__(self) -> str:
        known = {"title": shown_text(self, "title"), "code": self.requirement, "day": self.effective_from}
        return gettext("“%(title)s” (%(code)s) from %(day)s") % known


class Part(Keyed):
    """A row that belongs to a version and has its place in it."""

    KEY = ("version__requirement__code", "version__effective_from", "position")
    PART = PartKind.VERSION
    NAMED_BY = ("version__requirement",)

    position = models.PositiveSmallIntegerField(_("position"), default=1, help_text=PLACE)

    class Meta:
        abstract = True
        ordering = ["version", "position"]


def once_in_version(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["version", "position"],
        name=f"{name}_position_once",
        violation_error_message=_("There is already one at this position."),
    )


class Citation(Part):
    """A provision that a version rests on."""

    NAMED_BY = ("provision__source",)

    version = models.ForeignKey(
        RequirementVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="citations"
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        on_delete=models.PROTECT,
        related_name="citations",
        help_text=_("Where the law says so, for example Law on Public Associations, art. 10(1)."),
    )
    sentence = models.TextField(
        _("sentence that was read"),
        blank=True,
        default="",
        help_text=_("As the act has it, for example: It reports by 31 March. Visitors do not see it."),
    )
    passage = models.ForeignKey(
        "Passage",
        verbose_name=_("only for the passage"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_(
            "Where it supports one passage alone, for example that for trade unions: only those who read the "
            "passage then see it, and only for them its age counts. Empty where it supports the whole."
        ),
    )

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("citation"), _("citations")
        constraints = [once_in_version("citation")]

    def __str__(self) -> str:
        return str(self.provision)

    def clean(self) -> None:
        if self.passage and self.passage.version_id != self.version_id:
            raise ValidationError({"passage": gettext("The passage belongs to another version.")})


class Passage(Part):
    """A paragraph for some readers only, for example for a picket; its condition groups say for whom."""

    version = models.ForeignKey(
        RequirementVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="passages"
    )
    text = Translated(
        _("text"),
        _(
            "What only some need to read, for example: One person alone needs no notification. What they prepare "
            "stands one a line, with a plus and a space before it."
        ),
        long=True,
    )

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("passage"), _("passages")
        constraints = [once_in_version("passage")]

    def __str__(self) -> str:
        return f"{self.version}: {shown_text(self, 'text')[:60]}"


class Step(Part):
    """One short line of what to do, for example "Hand it in"; its condition groups say for whom."""

    version = models.ForeignKey(
        RequirementVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="steps"
    )
    text = Translated(
        _("text"), _("The action first, one sentence, for example: Ask for the stamp."), most=STEP_LENGTH
    )

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("step"), _("steps")
        constraints = [once_in_version("step")]

    def __str__(self) -> str:
        return shown_text(self, "text")


class Penalty(Part):
    """What somebody faces who does not do it; its condition groups say for whom of those it applies to."""

    class Whom(models.TextChoices):
        ORGANISATION = Whom.ORGANISATION.value, _("the organisation")
        OFFICIAL = Whom.OFFICIAL.value, _("its head or another responsible person")
        PERSON = Whom.PERSON.value, _("any person")
        ORGANISER_PERSON = Whom.ORGANISER_PERSON.value, _("the person who organises")
        PARTICIPANT = Whom.PARTICIPANT.value, _("a participant")
        HELPER = Whom.HELPER.value, _("a person who helps")
        FOREIGNER = Whom.FOREIGNER.value, _("a foreigner or a stateless person")

    NAMED_BY = ("provision__source",)

    version = models.ForeignKey(
        RequirementVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="penalties"
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        on_delete=models.PROTECT,
        related_name="penalties",
        help_text=_("Where the penalty stands, for example Code on Administrative Offences, art. 10(1)."),
    )
    whom = models.CharField(
        _("whom it hits"),
        max_length=20,
        choices=Whom,
        default=Whom.ORGANISATION,
        help_text=_("For example the organisation, or the person who organises an assembly."),
    )
    mrp = models.DecimalField(
        _("fine in MRP"),
        max_digits=8,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("For example 50. Empty for a warning, a suspension or a ban alone."),
    )
    arrest_days = models.PositiveSmallIntegerField(
        _("days of arrest, at most"),
        null=True,
        blank=True,
        help_text=_("For example 15. Empty where nobody can be arrested for it."),
    )
    prison_years = models.PositiveSmallIntegerField(
        _("years of prison, at most"),
        null=True,
        blank=True,
        help_text=_("For example 3. Empty where nobody can be sent to prison for it."),
    )
    repeat = YesNo(
        _("for a repeat"),
        default=False,
        help_text=_("Tick for example where it is for the same act again within a year."),
    )
    text = Translated(
        _("text"), _("What it is for and what comes with it, for example: with suspension."), long=True
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=20,
        choices=Confidence,
        default=Confidence.CONFIRMED,
        help_text=_("How well the penalty is supported, for example confirmed where you read it in the code."),
    )
    confirmed_from = models.DateField(
        _("so sure from"),
        null=True,
        blank=True,
        help_text=_(
            "The first day for which it was read, for example 2026-01-01. Before it the penalty counts as "
            "not confirmed."
        ),
    )

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("penalty"), _("penalties")
        constraints = [
            once_in_version("penalty"),
            models.CheckConstraint(
                condition=Q(mrp=None) | Q(mrp__gt=0),
                name="penalty_is_positive",
                violation_error_message=_("A fine is more than 0 MRP. Leave it empty where there is none."),
            ),
            models.CheckConstraint(
                condition=(Q(arrest_days=None) | Q(arrest_days__gt=0))
                & (Q(prison_years=None) | Q(prison_years__gt=0)),
                name="arrest_and_prison_are_positive",
                violation_error_message=_(
                    "Arrest and prison are at least 1. Leave them empty where there is none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision}: {shown_text(self, 'text')[:60]}"
