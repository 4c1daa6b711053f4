"""What is asked, and the guides that ask it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ngocheck.engine.compiled import OVER_ANY_THRESHOLD
from ngocheck.engine.conditions import Kind as EngineKind
from ngocheck.engine.edition import read_fact
from ngocheck.rulebook.changes import PartKind
from ngocheck.wording.values import plain_text

from .base import CODE_LABEL, Keyed, Translated, shown_text, source_text

POSITION = _("Smaller numbers come first. Leave gaps, for example 10, 20, 30.")

# How a value of a condition is written, for questions without choices.
WRITTEN = {
    EngineKind.YES_NO: _("“%(value)s” does not fit this question: write yes or no."),
    EngineKind.NUMBER: _("“%(value)s” does not fit this question: write a whole number, like 10."),
    EngineKind.DATE: _("“%(value)s” does not fit this question: write a date, like 2026-01-31."),
    EngineKind.TIME: _("“%(value)s” does not fit this question: write a time of day, like 09:00."),
}


class Area(Keyed):
    """A part of the law's demands: registration, reporting, tax and so on."""

    KEY = ("code",)
    PART = PartKind.AREA

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Never changes: files are named after it. For example tax.")
    )
    title = Translated(_("title"), _("For example: Registration."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)

    class Meta:
        verbose_name, verbose_name_plural = _("area"), _("areas")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return shown_text(self, "title")


class Section(Keyed):
    """Questions that stand on one page."""

    KEY = ("code",)
    PART = PartKind.SECTION

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Becomes part of the address, for example foreign-money.")
    )
    title = Translated(_("title"), _("For example: Money from abroad."))
    intro = Translated(
        _("introduction"),
        _("One sentence above the questions, for example: Only money from outside Kazakhstan counts here."),
        optional=True,
        long=True,
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_(
            "Smaller numbers come first. Leave gaps, for example 10, 20, 30. A question that decides on others "
            "stands in an earlier section."
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("section"), _("sections")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return shown_text(self, "title")


class Question(Keyed):
    """A question. Which visitors are asked it follows from the requirements that hang on it."""

    class Kind(models.TextChoices):
        YES_NO = EngineKind.YES_NO.value, _("yes or no")
        ONE = EngineKind.ONE.value, _("one choice")
        SEVERAL = EngineKind.SEVERAL.value, _("several choices")
        NUMBER = EngineKind.NUMBER.value, _("whole number")
        DATE = EngineKind.DATE.value, _("date")
        TIME = EngineKind.TIME.value, _("time of day")

    KEY = ("code",)
    PART = PartKind.QUESTION

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Never changes: other programs use it. For example legal_form.")
    )
    section = models.ForeignKey(
        Section,
        verbose_name=_("section"),
        on_delete=models.PROTECT,
        related_name="questions",
        help_text=_("The page it is asked on, for example Money from abroad."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        help_text=_("How it is answered, for example whole number for: How many founders?"),
    )
    text = Translated(_("question"), _("As it is asked, for example: How many founders are there?"))
    hint = Translated(_("hint"), _("One or two short sentences with an example."), optional=True, long=True)
    unit = Translated(_("unit"), _("For numbers, for example: persons."), optional=True)
    minimum = models.BigIntegerField(
        _("smallest number"), null=True, blank=True, help_text=_("For example 1. Empty: 0.")
    )
    maximum = models.BigIntegerField(
        _("largest number"),
        null=True,
        blank=True,
        help_text=_("For example 1440, for minutes of a day. Empty: no limit."),
    )
    presumed = models.CharField(
        _("presumed answer"),
        max_length=60,
        blank=True,
        help_text=_(
            "Taken as given while the question is not answered, and named in every result. A choice's code, for "
            "example none; for a number the word over: above every threshold. Nearly always empty."
        ),
    )

    none_was = models.CharField(
        _("code that meant none"),
        max_length=60,
        blank=True,
        help_text=_(
            "For a question that once took one choice and now takes several: the code that meant none, for "
            "example no. Answers given then are still read. Nearly always empty."
        ),
    )
    not_yet = Translated(
        _("“not yet”"),
        _("One more answer on the page, for what has not happened, for example Not filed yet. Counts as unknown."),
        optional=True,
    )
    waits_for = models.ForeignKey(
        "self",
        verbose_name=_("waits for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="waiting",
        help_text=_(
            "Not asked of those who answer this question with “not yet”, for example assembly_registered_on."
        ),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("question"), _("questions")
        ordering = ["section__position", "position", "code"]

    def __str__(self) -> str:
        return f"{shown_text(self, 'text')} ({self.code})"

    def clean(self) -> None:
        if self.presumed and not (self.kind == self.Kind.NUMBER and self.presumed == OVER_ANY_THRESHOLD):
            self.check_value(self.presumed, "presumed")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValidationError({"maximum": gettext("The largest number is smaller than the smallest.")})
        if self.none_was and self.kind != self.Kind.SEVERAL:
            raise ValidationError({"none_was": gettext("Only a question with several choices needs it.")})
        if self.waits_for and not source_text(self.waits_for, "not_yet"):
            told = gettext("That question has no answer “not yet”. Give it one, or choose another question.")
            raise ValidationError({"waits_for": told})
        if self.waits_for and self.waits_for.section.position >= self.section.position:
            told = gettext("That question is not in an earlier section. Move one of the two.")
            raise ValidationError({"waits_for": told})

    def check_value(self, value: str, field: str) -> None:
        """Refuse a value that cannot be an answer to this question."""
        if self.kind in (self.Kind.ONE, self.Kind.SEVERAL):
            codes = {choice.code for choice in self.choices.all()} if self.pk else set()
            wrong = [code.strip() for code in value.split(",") if code.strip() not in codes]
            if wrong:
                wrong = [self.gone_choice(code) for code in wrong]
                told = gettext("“%(wrong)s” is not a choice of “%(question)s”. Its choices are: %(choices)s.")
                known = ", ".join(sorted(codes)) or gettext("none yet")
                values = {"wrong": ", ".join(wrong), "question": source_text(self, "text"), "choices": known}
                raise ValidationError({field: told % values})
            return
        try:
            read_fact(EngineKind(self.kind), value)
        except ValueError as error:
            raise ValidationError({field: WRITTEN[EngineKind(self.kind)] % {"value": value}}) from error

    def gone_choice(self, code: str) -> str:
        """A choice that is not there (any more), with the label that it had last."""
        rows = Choice.history.filter(question_id=self.pk, code=code).order_by("-history_date", "-history_id")
        row = rows.first() if self.pk else None
        if row is None:
            return code
        label = {language: getattr(row, f"label_{language}") for language, _name in settings.LANGUAGES}
        return f"{plain_text(label)} ({code})"


class Choice(Keyed):
    KEY = ("question__code", "code")
    PART = PartKind.QUESTION

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="choices"
    )
    code = models.SlugField(CODE_LABEL, help_text=_("Never changes: other programs use it. For example picket."))
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)
    label = Translated(_("label"), _("As a person would say it, for example: A picket."))
    hint = Translated(
        _("hint"),
        _("One short sentence where the label is not enough, for example: One person, no loudspeaker."),
        optional=True,
        long=True,
    )

    class Meta:
        verbose_name, verbose_name_plural = _("choice"), _("choices")
        ordering = ["question__code", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"],
                name="choice_once",
                violation_error_message=_("This question already has a choice with this code."),
            )
        ]

    def __str__(self) -> str:
        return shown_text(self, "label")


class Guide(Keyed):
    """A way through the questions for one purpose: what a visitor wants to do."""

    KEY = ("code",)
    PART = PartKind.GUIDE

    code = models.SlugField(
        CODE_LABEL, unique=True, help_text=_("Becomes part of the address, for example foreign-funds.")
    )
    title = Translated(_("title"), _("What the visitor wants to do, for example: Hold a peaceful assembly."))
    summary = Translated(
        _("summary"),
        _("One sentence for the start page, for example: What to file before and after, and by when."),
        long=True,
    )
    at_hand = Translated(
        _("have at hand"), _("One thing a line, for example: The charter."), optional=True, long=True
    )
    intro = Translated(
        _("good to know before"),
        _("A few short sentences, for example: Answer what you know. You can change answers later."),
        optional=True,
        long=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=POSITION)
    areas = models.ManyToManyField(
        Area,
        verbose_name=_("areas"),
        blank=True,
        help_text=_("All requirements of these areas, for example Registration."),
    )
    requirements = models.ManyToManyField(
        "rulebook.Requirement",
        verbose_name=_("requirements"),
        blank=True,
        help_text=_("And these, from other areas, for example asm-notify."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("guide"), _("guides")
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return shown_text(self, "title")
