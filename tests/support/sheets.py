"""Checklists made by hand, in every Kazakh letter, for tests and for `bench/documents.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from ngocheck.checklists.outputs.entries import entries_of
from ngocheck.checklists.outputs.ics import calendar_of
from ngocheck.checklists.sheet.sheet import DueText, Line, Open, Sheet, SheetPart
from ngocheck.engine.checklist import Part
from ngocheck.engine.rules import Stage
from ngocheck.wording.penalties import Penalties, PenaltyGroup
from ngocheck.wording.rules import Cited

KAZAKH = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
WORDS = [
    "ұйым",
    "есеп",
    "күн",
    "өтініш",
    "заң",
    "міндет",
    "қаржы",
    "хабарлама",
    "тіркеу",
    "әкімдік",
    "жиын",
    "мерзім",
    "салық",
    "құжат",
    "ғимарат",
    "үй",
    "һәм",
    "іс",
    "оң",
    "ОРГАНИЗАЦИЯ",
    "отчёт",
    "уведомление",
    "срок",
    "report",
    "notice",
    "akimat",
    "register",
    "founder",
    "charter",
    "members",
    "money",
    "abroad",
]
SOURCES = [
    Cited(f"Қазақстан заңы, art. {n}", f"https://adilet.zan.kz/rus/docs/Z{n // 5:09}") for n in range(1, 90)
]


def line(code: str = "made-up", part: Part = Part.LATER, **said: object) -> Line:
    """An item that says nothing but what is given."""
    silent = {
        "force": "must",
        "duty": True,
        "title": "Made up",
        "short": "",
        "met": None,
        "met_note": "",
        "due": (),
        "text": (),
        "timing": "",
        "place": "",
        "where": "",
        "stage": Stage.LASTING,
        "steps": (),
        "documents": (),
        "fee": "",
        "penalties": Penalties(),
        "why": (),
        "presumed": "",
        "open": (),
        "doubt": "",
        "cited": (),
        "sure": "",
    }
    made = {**silent, **said}
    return Line(code=code, part=part, **{**made, "short": made["short"] or made["title"]})


def sheet(*lines: Line, title: str = "Made up") -> Sheet:
    """The lines in their parts, as of the day on which the law was read."""
    parts = [
        SheetPart(part, part.value.replace("_", " ").capitalize(), tuple(one for one in lines if one.part is part))
        for part in Part
    ]
    return Sheet("everything", title, date(2026, 11, 22), "7-abc", tuple(part for part in parts if part.lines))


def calendar_file(made: Sheet, address_of: Callable[[str], str] | None = None) -> bytes:
    return calendar_of(entries_of(made), made.on, address_of)


def long_sheet(items: int, seed: int) -> Sheet:
    """As many items as are wanted, each as long as those of the law are; each seed has other words."""
    random = Random(seed)
    return sheet(*(long_line(number, random) for number in range(items)), title=f"{seed} {words(random, 4)}")


def long_line(number: int, random: Random) -> Line:
    part = random.choice([Part.SOON, Part.LATER, Part.STANDING, Part.CANNOT_TELL])
    return line(
        f"made-up-{number}",
        part,
        title=f"{number} {words(random, 6)}",
        due=(due(random),) if number % 5 == 0 else (),
        text=(f"{words(random, 35)}.", "• " + words(random, 6), "• " + words(random, 6), f"{words(random, 12)}."),
        timing=words(random, 8),
        place=words(random, 2),
        where=words(random, 8),
        documents=(words(random, 4), words(random, 4)),
        penalties=Penalties(
            "What it costs not to",
            (PenaltyGroup("For the organisation", (f"{words(random, 15)}.", f"{words(random, 15)}.")),),
        ),
        why=(f"{words(random, 8)}? Yes.",),
        open=(Open("status", "organisation", f"{words(random, 6)}?"),),
        doubt=f"{words(random, 25)}.",
        cited=tuple(random.sample(SOURCES, 4)),
        sure=f"{words(random, 8)}.",
    )


def due(random: Random) -> DueText:
    last = date(2026, 11, 1) + timedelta(days=random.randrange(300))
    days = tuple(f"{last - timedelta(days=back)}: working day {back}" for back in range(1, 11))
    careful = last - timedelta(days=1)
    return DueText(
        careful, careful, last, "2026-H2", f"By {last}", "for 2026-H2", "", days, True, "last lawful day"
    )


def words(random: Random, number: int) -> str:
    return " ".join(random.choices(WORDS, k=number))
