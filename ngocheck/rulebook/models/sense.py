"""Which answers cannot go together, and which of them leave no sense in a question."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.rules import Relation as EngineRelation
from ngocheck.rulebook.changes import PartKind

from .base import CODE_LABEL, Keyed, Translated, YesNo, shown_text
from .conditions import Condition, check_comparison
from .questions import POSITION, Question
from .requirements import PLACE


class AnswerClash(Keyed):
    """Two answers, or an answer and a day, that cannot both be. Visitors are told beside the later answer."""

    class Relation(models.TextChoices):
        AFTER = EngineRelation.AFTER.value, _("must come after")
        NOT_BEFORE = EngineRelation.NOT_BEFORE.value, _("must not come before")
        NOT_AFTER = EngineRelation.NOT_AFTER.value, _("must not come after")

    KEY = ("code",)
    PART = PartKind.CLASH
    NAMED_BY = ("question", "other")

    code = models.SlugField(CODE_LABEL, unique=True, help_text=_("Never changes. For example ends-after-start."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="clashes",
        help_text=_("The one asked later: the message stands beside it, for example assembly_ends_at."),
    )
    relation = models.CharField(
        _("relation"), max_length=12, choices=Relation, help_text=_("For example: must come after.")
    )
    other = models.ForeignKey(
        Question,
        verbose_name=_("other question"),
        on_delete=models.CASCADE,
        related_name="clashes_from_other",
        null=True,
        blank=True,
        help_text=_("For example assembly_starts_at. Empty: the day below, or else the day looked at (today)."),
    )
    day = models.DateField(
        _("day"),
        null=True,
        blank=True,
        help_text=_("A fixed day instead of another question, for example 1991-12-16."),
    )
    may_insist = YesNo(
        _("the visitor may insist"),
        default=False,
        help_text=_(
            "For example where an early year may be right all the same: then visitors are asked to check it."
        ),
    )
    advice = Translated(
        _("what to do"),
        _("One sentence after the message, for example: If you are not registered yet, choose another stage."),
        optional=True,
        long=True,
    )

    class Meta:
        verbose_name, verbose_name_plural = _("clash of answers"), _("clashes of answers")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other=None) | Q(day=None),
                name="clash_with_one_thing",
                violation_error_message=_("Give either another question or a day."),
            )
        ]

    def __str__(self) -> str:
        against = self.other.code if self.other else self.day or gettext("today")
        return f"{self.question.code} {self.get_relation_display()} {against}"

    def clean(self) -> None:
        if not self.question_id:
            return
        ordered = (Question.Kind.DATE, Question.Kind.TIME)
        if self.question.kind not in ordered or (self.other is None and self.question.kind != Question.Kind.DATE):
            raise ValidationError({"question": gettext("Choose a question for a date, or for a time of day.")})
        if self.other and (self.other == self.question or self.other.kind != self.question.kind):
            raise ValidationError({"other": gettext("Choose another question of the same kind.")})


class SenselessQuestion(Keyed):
    """A question without sense to those who gave certain answers. Publishing is refused while a rule asks it."""

    KEY = ("code",)
    NAMED_BY = ("question",)

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Never changes. For example refused-when-planned.")
    )
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="senseless",
        help_text=_("The one that makes no sense then, for example registration_refused."),
    )
    reason = Translated(
        _("reason"), _("For editors, for example: Nothing is filed before the founding decision."), long=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("senseless question"), _("senseless questions")
        ordering = ["question__section__position", "question__position", "code"]

    def __str__(self) -> str:
        return f"{self.question.code} ({shown_text(self, 'reason')})"


class SenselessCondition(Keyed):
    """One of the answers that together leave no sense in a question: status is one of registered."""

    KEY = ("pair__code", "position")
    NAMED_BY = ("question",)

    pair = models.ForeignKey(
        SenselessQuestion,
        verbose_name=_("senseless question"),
        on_delete=models.CASCADE,
        related_name="conditions",
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1, help_text=PLACE)
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.PROTECT,
        related_name="senseless_conditions",
        help_text=_("Whose answer is looked at, for example legal_form."),
    )
    operator = models.CharField(
        _("operator"),
        max_length=10,
        choices=Condition.Operator,
        help_text=_("How it is compared, for example: is one of."),
    )
    value = models.CharField(
        _("value"),
        max_length=500,
        help_text=_("For example yes or no; choice codes with commas; a number; 2026-01-31; 09:00."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("answer given"), _("answers given")
        ordering = ["pair", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "position"],
                name="senseless_condition_once",
                violation_error_message=_("There is already a condition at this position."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.question.code} {self.get_operator_display()} {self.value}"

    def clean(self) -> None:
        if self.question_id and self.operator:
            check_comparison(self.question, self.operator, self.value)
