"""What is asked, and the guides that ask it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from ngocheck.engine.conditions import Kind as EngineKind
from ngocheck.engine.edition import read_fact
from ngocheck.engine.masks import OVER_ANY_THRESHOLD

from ..columns import Keyed, Translated

POSITION = "Smaller numbers come first. Leave gaps, for example 10, 20, 30."


class Area(Keyed):
    """A part of the law's demands: registration, reporting, tax and so on."""

    KEY = ("code",)

    code = models.SlugField(unique=True, help_text="Never changes: files are named after it. For example tax.")
    title = Translated("title", "For example: Registration.")
    position = models.PositiveSmallIntegerField(default=0, help_text=POSITION)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title_en


class Section(Keyed):
    """Questions that stand on one page."""

    KEY = ("code",)

    code = models.SlugField(unique=True, help_text="Becomes part of the address, for example foreign-money.")
    title = Translated("title", "For example: Money from abroad.")
    intro = Translated(
        "introduction",
        "One sentence above the questions, for example: Only money from outside Kazakhstan counts here.",
        optional=True,
        long=True,
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text=f"{POSITION} A question that decides on others stands in an earlier section."
    )

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title_en


class Question(Keyed):
    """A question. Which visitors are asked it follows from the requirements that hang on it."""

    class Kind(models.TextChoices):
        YES_NO = EngineKind.YES_NO.value, "yes or no"
        ONE = EngineKind.ONE.value, "one choice"
        SEVERAL = EngineKind.SEVERAL.value, "several choices"
        NUMBER = EngineKind.NUMBER.value, "whole number"
        DATE = EngineKind.DATE.value, "date"
        TIME = EngineKind.TIME.value, "time of day"

    KEY = ("code",)

    code = models.SlugField(unique=True, help_text="Never changes: other programs use it. For example legal_form.")
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        related_name="questions",
        help_text="The page it is asked on, for example Money from abroad.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text=POSITION)
    kind = models.CharField(
        max_length=10,
        choices=Kind,
        help_text="How it is answered, for example whole number for: How many founders?",
    )
    text = Translated("question", "As it is asked, for example: How many founders are there?")
    hint = Translated("hint", "One or two short sentences with an example.", optional=True, long=True)
    unit = Translated("unit", "For numbers, for example: persons.", optional=True)
    minimum = models.BigIntegerField(
        "smallest number", null=True, blank=True, help_text="For example 1. Empty: 0."
    )
    maximum = models.BigIntegerField(
        "largest number",
        null=True,
        blank=True,
        help_text="For example 1440, for minutes of a day. Empty: no limit.",
    )
    presumed = models.CharField(
        "presumed answer",
        max_length=60,
        blank=True,
        help_text=(
            "Taken as given while the question is not answered, and named in every result. A choice's code, for "
            "example none; for a number the word over: above every threshold. Nearly always empty."
        ),
    )

    class Meta:
        ordering = ["section__position", "position", "code"]

    def __str__(self) -> str:
        return f"{self.text_en} ({self.code})"

    def clean(self) -> None:
        if self.presumed and not (self.kind == self.Kind.NUMBER and self.presumed == OVER_ANY_THRESHOLD):
            self.check_value(self.presumed, "presumed")
        if None not in (self.minimum, self.maximum) and self.minimum > self.maximum:
            raise ValidationError({"maximum": "The largest number is smaller than the smallest."})

    def check_value(self, value: str, field: str) -> None:
        """Refuse a value that cannot be an answer to this question."""
        if self.kind in (self.Kind.ONE, self.Kind.SEVERAL):
            codes = {choice.code for choice in self.choices.all()} if self.pk else set()
            wrong = [code.strip() for code in value.split(",") if code.strip() not in codes]
            if wrong:
                raise ValidationError(
                    {
                        field: f"“{', '.join(wrong)}” is not a choice of “{self.text_en}”. "
                        f"Its choices are: {', '.join(sorted(codes)) or 'none yet'}."
                    }
                )
            return
        try:
            read_fact(EngineKind(self.kind), value)
        except ValueError as error:
            wanted = {
                self.Kind.YES_NO: "yes or no",
                self.Kind.NUMBER: "a whole number, like 10",
                self.Kind.DATE: "a date, like 2026-01-31",
                self.Kind.TIME: "a time of day, like 09:00",
            }[self.Kind(self.kind)]
            raise ValidationError({field: f"“{value}” does not fit this question: write {wanted}."}) from error


class Choice(Keyed):
    KEY = ("question__code", "code")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    code = models.SlugField(help_text="Never changes: other programs use it. For example picket.")
    position = models.PositiveSmallIntegerField(default=0, help_text=POSITION)
    label = Translated("label", "As a person would say it, for example: A picket.")
    hint = Translated(
        "hint",
        "One short sentence where the label is not enough, for example: One person, no loudspeaker.",
        optional=True,
        long=True,
    )

    class Meta:
        ordering = ["question__code", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"],
                name="choice_once",
                violation_error_message="This question already has a choice with this code.",
            )
        ]

    def __str__(self) -> str:
        return self.label_en


class Guide(Keyed):
    """A way through the questions for one purpose: what a visitor wants to do."""

    KEY = ("code",)

    code = models.SlugField(unique=True, help_text="Becomes part of the address, for example foreign-funds.")
    title = Translated("title", "What the visitor wants to do, for example: Hold a peaceful assembly.")
    summary = Translated(
        "summary",
        "One sentence for the start page, for example: What to file before and after, and by when.",
        long=True,
    )
    at_hand = Translated("have at hand", "One thing a line, for example: The charter.", optional=True, long=True)
    intro = Translated(
        "good to know before",
        "A few short sentences, for example: Answer what you know. You can change answers later.",
        optional=True,
        long=True,
    )
    position = models.PositiveSmallIntegerField(default=0, help_text=POSITION)
    areas = models.ManyToManyField(
        Area, blank=True, help_text="All requirements of these areas, for example Registration."
    )
    requirements = models.ManyToManyField(
        "rulebook.Requirement", blank=True, help_text="And these, from other areas, for example asm-notify."
    )

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.title_en
