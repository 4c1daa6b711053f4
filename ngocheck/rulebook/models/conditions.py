"""When a requirement applies, when it is met: groups of conditions on answers."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.conditions import OPERATORS_FOR
from ngocheck.engine.conditions import Kind as EngineKind
from ngocheck.engine.conditions import Operator as EngineOperator
from ngocheck.rulebook.changes import PartKind

from .base import Keyed, source_text
from .deadlines import Deadline
from .parameters import Parameter
from .questions import Question
from .requirements import PLACE, Passage, Penalty, RequirementVersion, Step

# What a group may limit, each by the purpose of the same name.
LIMITED = ("deadline", "passage", "penalty", "step")


def _names_what_it_limits() -> Q:
    """A group for one of them names a row of that kind and no other; a group for another purpose names none."""
    nothing = Q(~Q(purpose__in=LIMITED), **dict.fromkeys(LIMITED))
    for kind in LIMITED:
        others = dict.fromkeys(other for other in LIMITED if other != kind)
        nothing |= Q(purpose=kind, **{f"{kind}__isnull": False}, **others)
    return nothing


class ConditionGroup(Keyed):
    """Conditions that must all hold. Of the groups with the same purpose one is enough.

    Without any group a requirement applies to everybody, has no test, and its deadlines, passages,
    penalties and steps concern whomever it applies to.
    """

    class Purpose(models.TextChoices):
        APPLIES = "applies", _("the requirement applies when ...")
        MET = "met", _("the requirement is met when ...")
        UNCLEAR = "unclear", _("the law does not say whether it is met when ...")
        DEADLINE = "deadline", _("the deadline concerns only ...")
        PASSAGE = "passage", _("the passage concerns only ...")
        PENALTY = "penalty", _("the penalty concerns only ...")
        STEP = "step", _("the step concerns only ...")

    KEY = (
        "version__requirement__code",
        "version__effective_from",
        "purpose",
        "deadline__position",
        "passage__position",
        "penalty__position",
        "step__position",
        "position",
    )
    PART = PartKind.VERSION
    NAMED_BY = ("version__requirement",)

    version = models.ForeignKey(
        RequirementVersion,
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        related_name="groups",
        help_text=_("The version it belongs to, for example asm-notify from 2020-06-06."),
    )
    purpose = models.CharField(
        _("purpose"),
        max_length=10,
        choices=Purpose,
        default=Purpose.APPLIES,
        help_text=_("What it decides, for example: the requirement applies when ..."),
    )
    deadline = models.ForeignKey(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.CASCADE,
        related_name="groups",
        null=True,
        blank=True,
        help_text=_("Only where the group limits a deadline, for example one for public associations alone."),
    )
    passage = models.ForeignKey(
        Passage,
        verbose_name=_("passage"),
        on_delete=models.CASCADE,
        related_name="groups",
        null=True,
        blank=True,
        help_text=_("Only where the group limits a passage, for example one for pickets alone."),
    )
    penalty = models.ForeignKey(
        Penalty,
        verbose_name=_("penalty"),
        on_delete=models.CASCADE,
        related_name="groups",
        null=True,
        blank=True,
        help_text=_("Only where the group limits a penalty, for example one for organisers who are persons."),
    )
    step = models.ForeignKey(
        Step,
        verbose_name=_("step"),
        on_delete=models.CASCADE,
        related_name="groups",
        null=True,
        blank=True,
        help_text=_("Only where the group limits a step, for example one for public associations alone."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1, help_text=PLACE)

    class Meta:
        verbose_name, verbose_name_plural = _("condition group"), _("condition groups")
        ordering = [
            "version",
            "purpose",
            "deadline__position",
            "passage__position",
            "penalty__position",
            "step__position",
            "position",
        ]
        constraints = [
            models.CheckConstraint(
                condition=_names_what_it_limits(),
                name="group_names_what_it_limits",
                violation_error_message=_(
                    "Name the deadline, passage, penalty or step that the group limits, nothing else."
                ),
            ),
            *(
                models.UniqueConstraint(
                    fields=[*fields, "position"],
                    condition=condition,
                    name=f"{fields[-1]}_group_once",
                    violation_error_message=_("There is already a group at this position."),
                )
                for fields, condition in (
                    (["version", "purpose"], Q(**dict.fromkeys(LIMITED))),
                    (["deadline"], Q(deadline__isnull=False)),
                    (["passage"], Q(passage__isnull=False)),
                    (["penalty"], Q(penalty__isnull=False)),
                    (["step"], Q(step__isnull=False)),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_purpose_display()} ({self.position})"

    def clean(self) -> None:
        for limited in (self.deadline, self.passage, self.penalty, self.step):
            if limited and limited.version_id != self.version_id:
                raise ValidationError(
                    gettext("The deadline, passage, penalty or step belongs to another version.")
                )


class Condition(Keyed):
    """One comparison of one answer, for example: legal form is one of public_foundation, private_foundation."""

    class Operator(models.TextChoices):
        IS = EngineOperator.IS.value, _("is")
        IN = EngineOperator.IN.value, _("is one of")
        NOT_IN = EngineOperator.NOT_IN.value, _("is none of")
        ANY_OF = EngineOperator.ANY_OF.value, _("includes any of")
        NONE_OF = EngineOperator.NONE_OF.value, _("includes none of")
        LT = EngineOperator.LT.value, _("is less than (earlier than)")
        LTE = EngineOperator.LTE.value, _("is at most (not later than)")
        GT = EngineOperator.GT.value, _("is more than (later than)")
        GTE = EngineOperator.GTE.value, _("is at least (not earlier than)")
        EQ = EngineOperator.EQ.value, _("equals")
        NE = EngineOperator.NE.value, _("does not equal")

    KEY = (*(f"group__{lookup}" for lookup in ConditionGroup.KEY), "position")
    PART = PartKind.VERSION
    NAMED_BY = ("group", "question", "parameter")

    group = models.ForeignKey(
        ConditionGroup, verbose_name=_("group"), on_delete=models.CASCADE, related_name="conditions"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1, help_text=PLACE)
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        on_delete=models.PROTECT,
        related_name="conditions",
        help_text=_("Whose answer is looked at, for example legal_form."),
    )
    operator = models.CharField(
        _("operator"), max_length=10, choices=Operator, help_text=_("How it is compared, for example: is one of.")
    )
    value = models.CharField(
        _("value"),
        max_length=500,
        blank=True,
        help_text=_(
            "For example yes or no; choice codes with commas; a number; 2026-01-31; 09:00. Empty with a parameter."
        ),
    )
    parameter = models.ForeignKey(
        Parameter,
        verbose_name=_("parameter"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_(
            "Compare a number with this dated amount instead of a fixed value, for example the number of regions."
        ),
    )
    factor = models.DecimalField(
        _("factor"),
        max_digits=8,
        decimal_places=4,
        default=1,
        help_text=_("Times this, for example 0.5 for half of the regions."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("condition"), _("conditions")
        ordering = ["group", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "position"],
                name="condition_position_once",
                violation_error_message=_("There is already a condition at this position."),
            ),
            models.CheckConstraint(
                condition=Q(value="", parameter__isnull=False) | (~Q(value="") & Q(parameter=None)),
                name="condition_has_one_value",
                violation_error_message=_("Give either a value or a parameter."),
            ),
        ]

    def __str__(self) -> str:
        compared = self.value or f"{self.factor.normalize():f} × {self.parameter}"
        return f"{self.question.code} {self.get_operator_display()} {compared}"

    def clean(self) -> None:
        if not self.question_id or not self.operator:
            return
        check_comparison(self.question, self.operator, self.value)
        if self.parameter_id and self.question.kind != Question.Kind.NUMBER:
            raise ValidationError(
                {"parameter": gettext("Only a question for a number can be compared with a parameter.")}
            )


def check_comparison(question: Question, operator: str, value: str) -> None:
    """Refuse an operator or a value (where there is one) that does not fit the question."""
    kind = EngineKind(question.kind)
    if EngineOperator(operator) not in OPERATORS_FOR[kind]:
        told = gettext("“%(operator)s” does not fit “%(question)s”. For this question choose %(fitting)s.")
        quoted = gettext("“%s”")
        known = {
            "operator": Condition.Operator(operator).label,
            "question": source_text(question, "text"),
            "fitting": ", ".join(quoted % Condition.Operator(op.value).label for op in OPERATORS_FOR[kind]),
        }
        raise ValidationError({"operator": told % known})
    if value:
        question.check_value(value, "value")
