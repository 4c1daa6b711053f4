"""When the law asks it: the rules for dates of a version."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.deadlines import DeadlineKind, Every, Safe, Unit

from .base import YesNo
from .questions import Question
from .requirements import Part, RequirementVersion, once_in_version
from .sources import Confidence, Provision


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
    done = models.ForeignKey(
        Question,
        verbose_name=_("day on which it was done"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines_done",
        help_text=_(
            "A question whose answer is the day on which it was done, for example the day on which the notice was "
            "registered. The answers then show whether it was in time."
        ),
    )
    asked_once_it_applies = YesNo(
        _("date asked only once it applies"),
        default=False,
        help_text=_(
            "Tick where only those to whom the requirement applies can know the date, for example the day of an "
            "offer: it is then asked once it is known that the requirement applies."
        ),
    )
    from_event = YesNo(
        _("begins with an event"),
        default=False,
        help_text=_(
            "After each period: tick where the question asks for an event that makes its period due, for example "
            "a receipt of money. The days then begin with that period, also where its day has passed."
        ),
    )
    periods_from = models.DateField(
        _("no period before"),
        null=True,
        blank=True,
        help_text=_(
            "After each period: periods that were over before this day do not count, for example 1 January 2026 "
            "where a new law asks for its first report on the first quarter of 2026."
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
                condition=Q(done=None) | Q(kind__in=["after", "before"]),
                name="deadline_done_by_a_day",
                violation_error_message=_(
                    "Only what is due so long after or before a date can have a day on which it was done."
                ),
            ),
            models.CheckConstraint(
                condition=Q(asked_once_it_applies=False) | Q(question__isnull=False),
                name="deadline_asks_for_its_date",
                violation_error_message=_("Name the question that is asked only once the requirement applies."),
            ),
            models.CheckConstraint(
                condition=Q(from_event=False) | Q(kind="each_period", question__isnull=False),
                name="deadline_names_its_event",
                violation_error_message=_(
                    "Only days after each period begin with an event. Name the question that asks for its day."
                ),
            ),
            models.CheckConstraint(
                condition=Q(periods_from=None) | Q(kind="each_period"),
                name="deadline_has_periods",
                violation_error_message=_("Only days after each period have a first period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_kind_display()} ({self.position})"

    def clean(self) -> None:
        for name, question in (("question", self.question), ("done", self.done)):
            if question and question.kind != Question.Kind.DATE:
                raise ValidationError(
                    {name: gettext("A deadline hangs on a date. Choose a question that asks for one.")}
                )
