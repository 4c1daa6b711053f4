"""What the law asks: requirements, and what each version of them says."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from ngocheck.engine.deadlines import DeadlineKind, Every, Safe, Unit

from ..columns import Keyed, KeyedManager, Translated
from ..periods import Dated, DatedQuerySet
from .questions import POSITION, Area, Question
from .sources import HOW_SURE, Confidence, Provision

PLACE = "Its place among those of the same kind, for example 1 for the first."


class Requirement(Keyed):
    """One thing that the law asks, forbids, advises or grants. Its versions hold what it says, and since when."""

    KEY = ("code",)

    code = models.SlugField(unique=True, help_text="Never changes: other programs use it. For example asm-notify.")
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="requirements",
        help_text="The part of the law's demands it belongs to, for example Peaceful assemblies.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text=POSITION)
    contradicts = models.ManyToManyField(
        "self",
        blank=True,
        help_text="Requirements that can never concern one organisation on one day, for example a duty to "
        "register and a ban on it. Publishing is refused where some answers would make both apply.",
    )

    class Meta:
        ordering = ["area__position", "position", "code"]

    def __str__(self) -> str:
        return self.code


class RequirementVersion(Dated, Keyed):
    """What a requirement says for a time. A change of law is a new version, never an edited one."""

    class Force(models.TextChoices):
        MUST = "must", "must"
        MUST_NOT = "must_not", "must not"
        SHOULD = "should", "should"
        MAY = "may", "may"
        AUTHORITY = "authority", "the authority owes it"

    KEY = ("requirement__code", "effective_from")
    SIBLINGS = "requirement"

    requirement = models.ForeignKey(
        Requirement,
        on_delete=models.CASCADE,
        related_name="versions",
        help_text="The one whose text this is for a time, for example asm-notify.",
    )
    start_confirmed = models.BooleanField(
        "first day was read in the act",
        default=True,
        help_text="Untick where the first day is an estimate, for example before an act is signed.",
    )
    force = models.CharField(
        max_length=10, choices=Force, help_text="For example must for a duty, may for a right."
    )
    title = Translated("title", "The action first, for example: Report to the NGO database by 31 March.")
    text = Translated(
        "text",
        "What exactly to do, in plain words and short sentences, for example: Write to the akimat. Say when.",
        long=True,
    )
    file_with = Translated(
        "whom to file with", "For example: the tax office of your district.", optional=True, long=True
    )
    documents = Translated("documents", "One a line, for example: The charter.", optional=True, long=True)
    timing = Translated(
        "time in words", "For example: five working days before the day.", optional=True, long=True
    )
    fee_mrp = models.DecimalField(
        "fee in MRP", max_digits=8, decimal_places=3, null=True, blank=True, help_text="For example 6.5."
    )
    fee_text = Translated(
        "about the fee",
        "Who pays it and when, for example: Paid before filing; keep the receipt.",
        optional=True,
        long=True,
    )
    doubt = Translated(
        "what is not certain",
        "Plainly, and what to do about it, for example: The law names no form. Ask the office for theirs.",
        optional=True,
        long=True,
    )
    confidence = models.CharField(max_length=20, choices=Confidence, help_text=HOW_SURE)
    verified_on = models.DateField(
        "checked on",
        null=True,
        blank=True,
        help_text="When a person last compared this with the text of the law, for example 2026-11-22.",
    )
    verified_by = models.CharField(
        "checked by", max_length=100, blank=True, help_text="Who compared it, for example A. Serikova."
    )
    next_check_on = models.DateField(
        "next check",
        null=True,
        blank=True,
        help_text="After this day visitors are told to ask the office, for example 2027-05-22.",
    )

    objects = KeyedManager.from_queryset(DatedQuerySet)()

    class Meta(Dated.Meta):
        permissions = [("check_requirementversion", "Can confirm that a version was checked")]
        ordering = ["requirement__area__position", "requirement__position", "effective_from"]
        constraints = [
            *Dated.constraints("requirement", "version"),
            models.CheckConstraint(
                condition=Q(fee_mrp=None) | Q(fee_mrp__gt=0),
                name="version_fee_is_positive",
                violation_error_message="A fee is more than 0 MRP. Leave it empty where nothing is paid.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement} from {self.effective_from}"


class Part(Keyed):
    """A row that belongs to a version and has its place in it."""

    KEY = ("version__requirement__code", "version__effective_from", "position")

    position = models.PositiveSmallIntegerField(default=1, help_text=PLACE)

    class Meta:
        abstract = True
        ordering = ["version", "position"]


def once_in_version(name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["version", "position"],
        name=f"{name}_position_once",
        violation_error_message="There is already one at this position.",
    )


class Citation(Part):
    """A provision that a version rests on."""

    version = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, related_name="citations")
    provision = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        related_name="citations",
        help_text="Where the law says so, for example Law on Public Associations, art. 10(1).",
    )

    class Meta(Part.Meta):
        constraints = [once_in_version("citation")]

    def __str__(self) -> str:
        return str(self.provision)


class Passage(Part):
    """A paragraph for some readers only, for example for a picket; its condition groups say for whom."""

    version = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, related_name="passages")
    text = Translated(
        "text", "What only some need to read, for example: One person alone needs no notification.", long=True
    )

    class Meta(Part.Meta):
        constraints = [once_in_version("passage")]

    def __str__(self) -> str:
        return f"{self.version}: {self.text_en[:60]}"


class Penalty(Part):
    """What an organisation faces. First offence first, then repeats."""

    version = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, related_name="penalties")
    provision = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        related_name="penalties",
        help_text="Where the penalty stands, for example Code on Administrative Offences, art. 10(1).",
    )
    mrp = models.DecimalField(
        "fine in MRP",
        max_digits=8,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="For example 50. Empty for a warning, a suspension or a ban alone.",
    )
    repeat = models.BooleanField(
        "for a repeat",
        default=False,
        help_text="Tick for example where it is for the same act again within a year.",
    )
    text = Translated("text", "What it is for and what comes with it, for example: with suspension.", long=True)

    class Meta(Part.Meta):
        verbose_name_plural = "penalties"
        constraints = [
            once_in_version("penalty"),
            models.CheckConstraint(
                condition=Q(mrp=None) | Q(mrp__gt=0),
                name="penalty_is_positive",
                violation_error_message="A fine is more than 0 MRP. Leave it empty where there is none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision}: {self.text_en[:60]}"


class Deadline(Part):
    """The rule for a date."""

    class Kind(models.TextChoices):
        AFTER = DeadlineKind.AFTER.value, "so long after a date"
        BEFORE = DeadlineKind.BEFORE.value, "so long before a date"
        EACH_PERIOD = DeadlineKind.EACH_PERIOD.value, "after each year, half-year or quarter"
        NO_DAY = DeadlineKind.NO_DAY.value, "every year, no day in the law"
        AT_ONCE = DeadlineKind.AT_ONCE.value, "at once"

    class Unit(models.TextChoices):
        DAYS = Unit.DAYS.value, "days"
        WORKING_DAYS = Unit.WORKING_DAYS.value, "working days"
        MONTHS = Unit.MONTHS.value, "months"

    class Every(models.TextChoices):
        YEAR = Every.YEAR.value, "year"
        HALF_YEAR = Every.HALF_YEAR.value, "half-year"
        QUARTER = Every.QUARTER.value, "quarter"

    class Safe(models.TextChoices):
        ON_OR_BEFORE = Safe.ON_OR_BEFORE.value, "the last working day that is not after it"
        BEFORE = Safe.BEFORE.value, "the last working day before it"

    version = models.ForeignKey(RequirementVersion, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        help_text="How the day is found, for example “so long after a date” for: ten days after the decision.",
    )
    question = models.ForeignKey(
        Question,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        help_text=(
            "The date it is counted from. After each period: the date before which no period counts, "
            "for example the day of registration."
        ),
    )
    amount = models.PositiveSmallIntegerField(default=0, help_text="For example 10, for ten working days.")
    unit = models.CharField(
        max_length=12, choices=Unit, default=Unit.DAYS, help_text="What is counted, for example working days."
    )
    eve = models.BooleanField(
        "the day before",
        default=False,
        help_text="Tick where the day itself is too late, for example for “before the end of ...”.",
    )
    every = models.CharField(
        max_length=10, choices=Every, default=Every.YEAR, help_text="For example quarter for: after each quarter."
    )
    month = models.PositiveSmallIntegerField(
        default=0, help_text="The n-th month after the period, for example 3 for March after the year."
    )
    day = models.PositiveSmallIntegerField(
        default=0, help_text="The day of that month, for example 15; 31 also for shorter months."
    )
    safe = models.CharField(
        "careful day",
        max_length=12,
        choices=Safe,
        default=Safe.ON_OR_BEFORE,
        help_text="The day we advise, for example Friday where the last day is a Sunday.",
    )
    confidence = models.CharField(
        max_length=20,
        choices=Confidence,
        help_text="How well the day is supported, for example confirmed where you read it in the law. Unverified "
        "days are marked.",
    )
    provision = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="Where the day comes from, for example Tax Code, art. 10(1).",
    )

    class Meta(Part.Meta):
        constraints = [
            once_in_version("deadline"),
            models.CheckConstraint(
                condition=~Q(kind__in=["after", "before"]) | Q(question__isnull=False, amount__gt=0),
                name="deadline_counts_from_a_date",
                violation_error_message="Name the date question it is counted from, and how long.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="each_period") | Q(month__range=(1, 12), day__range=(1, 31)),
                name="deadline_names_its_day",
                violation_error_message="Name the month after the period (1 to 12) and the day (1 to 31).",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_kind_display()} ({self.position})"

    def clean(self) -> None:
        if self.question_id and self.question.kind != Question.Kind.DATE:
            raise ValidationError({"question": "A deadline hangs on a date. Choose a question that asks for one."})
