"""What the law asks: requirements, and what each version of them says."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.deadlines import DeadlineKind, Every, Safe, Unit
from ngocheck.engine.rules import Whom
from ngocheck.rulebook.changes import PartKind

from .base import CODE_LABEL, Keyed, Translated, YesNo, source_text
from .dated import Dated, DatedManager
from .questions import POSITION, Area, Question
from .sources import HOW_SURE, Confidence, Provision

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
    force = models.CharField(
        _("force"), max_length=10, choices=Force, help_text=_("For example must for a duty, may for a right.")
    )
    title = Translated(_("title"), _("The action first, for example: Report to the NGO database by 31 March."))
    text = Translated(
        _("text"),
        _("What exactly to do, in plain words and short sentences, for example: Write to the akimat. Say when."),
        long=True,
    )
    file_with = Translated(
        _("whom to file with"), _("For example: the tax office of your district."), optional=True, long=True
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
        known = {"requirement": self.requirement, "day": self.effective_from}
        return gettext("%(requirement)s from %(day)s") % known


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

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("citation"), _("citations")
        constraints = [once_in_version("citation")]

    def __str__(self) -> str:
        return str(self.provision)


class Passage(Part):
    """A paragraph for some readers only, for example for a picket; its condition groups say for whom."""

    version = models.ForeignKey(
        RequirementVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="passages"
    )
    text = Translated(
        _("text"),
        _("What only some need to read, for example: One person alone needs no notification."),
        long=True,
    )

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("passage"), _("passages")
        constraints = [once_in_version("passage")]

    def __str__(self) -> str:
        return f"{self.version}: {source_text(self, 'text')[:60]}"


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
        return f"{self.provision}: {source_text(self, 'text')[:60]}"


class Deadline(Part):
    """The rule for a date."""

    class Kind(models.TextChoices):
        AFTER = DeadlineKind.AFTER.value, _("so long after a date")
        BEFORE = DeadlineKind.BEFORE.value, _("so long before a date")
        EACH_PERIOD = DeadlineKind.EACH_PERIOD.value, _("after each year, half-year or quarter")
        NO_DAY = DeadlineKind.NO_DAY.value, _("every year, no day in the law")
        AT_ONCE = DeadlineKind.AT_ONCE.value, _("at once")

    class Unit(models.TextChoices):
        DAYS = Unit.DAYS.value, _("days")
        WORKING_DAYS = Unit.WORKING_DAYS.value, _("working days")
        MONTHS = Unit.MONTHS.value, _("months")

    class Every(models.TextChoices):
        YEAR = Every.YEAR.value, _("year")
        HALF_YEAR = Every.HALF_YEAR.value, _("half-year")
        QUARTER = Every.QUARTER.value, _("quarter")

    class Safe(models.TextChoices):
        ON_OR_BEFORE = Safe.ON_OR_BEFORE.value, _("the last working day that is not after it")
        BEFORE = Safe.BEFORE.value, _("the last working day before it")

    version = models.ForeignKey(
        RequirementVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="deadlines"
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind,
        help_text=_("How the day is found, for example “so long after a date” for: ten days after the decision."),
    )
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        help_text=(
            _(
                "The date it is counted from. After each period: the date before which no period counts, "
                "for example the day of registration."
            )
        ),
    )
    amount = models.PositiveSmallIntegerField(
        _("amount"), default=0, help_text=_("For example 10, for ten working days.")
    )
    unit = models.CharField(
        _("unit"),
        max_length=12,
        choices=Unit,
        default=Unit.DAYS,
        help_text=_("What is counted, for example working days."),
    )
    eve = YesNo(
        _("the day before"),
        default=False,
        help_text=_("Tick where the day itself is too late, for example for “before the end of ...”."),
    )
    every = models.CharField(
        _("every"),
        max_length=10,
        choices=Every,
        default=Every.YEAR,
        help_text=_("For example quarter for: after each quarter."),
    )
    month = models.PositiveSmallIntegerField(
        _("month"),
        default=0,
        help_text=_("The n-th month after the period, for example 3 for March after the year."),
    )
    day = models.PositiveSmallIntegerField(
        _("day"), default=0, help_text=_("The day of that month, for example 15; 31 also for shorter months.")
    )
    safe = models.CharField(
        _("careful day"),
        max_length=12,
        choices=Safe,
        default=Safe.ON_OR_BEFORE,
        help_text=_("The day we advise, for example Friday where the last day is a Sunday."),
    )
    moves = YesNo(
        _("moves past days off"),
        default=False,
        help_text=_(
            "Tick where a last day on a day off moves to the next working day, for example for a term in months. "
            "Never for what is counted back from an event."
        ),
    )
    moved_by = models.ForeignKey(
        Provision,
        verbose_name=_("moved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_deadlines",
        help_text=_("Where the law says that the day moves, for example Civil Code, art. 175."),
    )
    from_event = YesNo(
        _("begins with an event"),
        default=False,
        help_text=_(
            "After each period: tick where the question asks for an event that makes its period due, for example "
            "a receipt of money. The days then begin with that period, also where its day has passed."
        ),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=20,
        choices=Confidence,
        help_text=_(
            "How well the day is supported, for example confirmed where you read it in the law. All other "
            "days are marked."
        ),
    )
    provision = models.ForeignKey(
        Provision,
        verbose_name=_("provision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Where the day comes from, for example Tax Code, art. 10(1)."),
    )

    class Meta(Part.Meta):
        verbose_name, verbose_name_plural = _("deadline"), _("deadlines")
        constraints = [
            once_in_version("deadline"),
            models.CheckConstraint(
                condition=~Q(kind__in=["after", "before"]) | Q(question__isnull=False, amount__gt=0),
                name="deadline_counts_from_a_date",
                violation_error_message=_("Name the date question it is counted from, and how long."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="each_period") | Q(month__range=(1, 12), day__range=(1, 31)),
                name="deadline_names_its_day",
                violation_error_message=_("Name the month after the period (1 to 12) and the day (1 to 31)."),
            ),
            models.CheckConstraint(
                condition=Q(moves=True, kind__in=["after", "each_period"]) | Q(moves=False, moved_by=None),
                name="deadline_moves_forward",
                violation_error_message=_(
                    "Only a day after a date or after a period moves past days off; only then name where the law "
                    "says so."
                ),
            ),
            models.CheckConstraint(
                condition=Q(from_event=False) | Q(kind="each_period", question__isnull=False),
                name="deadline_names_its_event",
                violation_error_message=_(
                    "Only days after each period begin with an event. Name the question that asks for its day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_kind_display()} ({self.position})"

    def clean(self) -> None:
        if self.question and self.question.kind != Question.Kind.DATE:
            raise ValidationError(
                {"question": gettext("A deadline hangs on a date. Choose a question that asks for one.")}
            )
