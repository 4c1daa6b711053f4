"""The checklist in words: the one value that page, print, PDF, calendar and table are made from.

Everything here is text in the visitor's language, so that no two outputs can say different things.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ngocheck.engine.checklist import Checklist, Item, Part
from ngocheck.engine.deadlines import DueDate, working
from ngocheck.engine.findings import Applicability, Finding, Reason
from ngocheck.engine.rules import Question, Rulebook
from ngocheck.engine.workdays import Calendar, CountedDay, Why
from ngocheck.wording.memo import Kept
from ngocheck.wording.rules import (
    Cited,
    cited_in_words,
    fee,
    force_in_words,
    penalty_in_words,
    sure_in_words,
)
from ngocheck.wording.translated import Newer, Text, each_like, like, newer, shown
from ngocheck.wording.values import answer_in_words, day, lines, paragraphs, period, said

from .touching import Coming, coming_in_words, touching

PART_TITLES = {
    Part.OVERDUE: gettext_lazy("Overdue"),
    Part.SOON: gettext_lazy("In the next 30 days"),
    Part.LATER: gettext_lazy("Later"),
    Part.STANDING: gettext_lazy("Always"),
    Part.BANS: gettext_lazy("What you must not do"),
    Part.RIGHTS: gettext_lazy("Your rights, and what the authority owes you"),
    Part.CANNOT_TELL: gettext_lazy("Cannot tell yet"),
    Part.DOES_NOT_APPLY: gettext_lazy("Does not apply"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A due date. `careful` is the day to plan for; both days are None where the law names none."""

    careful: date | None
    last: date | None
    period: str
    headline: str
    note: str
    doubt: str
    working: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A question that could still change the item, and the section where it is asked."""

    question: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the checklist with all that stands beside it."""

    code: str
    part: Part
    force: str
    title: str
    met: bool | None
    met_note: str
    due: tuple[Due, ...]
    text: tuple[str, ...]
    timing: str
    file_with: str
    documents: tuple[str, ...]
    fee: str
    penalties: tuple[str, ...]
    why: tuple[str, ...]
    presumed: str
    open: tuple[Open, ...]
    doubt: str
    cited: tuple[Cited, ...]
    sure: str
    coming: tuple[Coming, ...] = ()
    newer: tuple[Newer, ...] = ()

    @property
    def coming_note(self) -> str:
        return coming_in_words(self.coming)


@dataclass(frozen=True, slots=True)
class SheetPart:
    part: Part
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole checklist. `guide` and `title` are words; `on` is the day looked at."""

    guide: str
    title: str
    on: date
    edition: str
    parts: tuple[SheetPart, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for part in self.parts for line in part.lines)


# By the finding itself, and by what its words depend on: many findings read the same.
MADE: Kept[Line] = Kept(most=5000)
ALIKE: Kept[Line] = Kept(most=5000)


def sheet_of(checklist: Checklist, rulebook: Rulebook) -> Sheet:
    assessment, language = checklist.assessment, get_language()
    parts = [
        SheetPart(part, str(PART_TITLES[part]), tuple(line_of(item, rulebook, language) for item in items))
        for part, items in groupby(checklist.items, key=attrgetter("part"))
    ]
    guide = rulebook.guides[assessment.guide]
    return Sheet(guide.code, said(guide.title), assessment.on, assessment.edition, tuple(parts))


def line_of(item: Item, rulebook: Rulebook, language: str | None) -> Line:
    """The item in words; made once for all findings that read the same in a part and a language."""

    def alike() -> Line:
        return ALIKE.get(item.finding.rule, (*key, told(item.finding)), lambda: _line(item, rulebook, coming))

    coming = touching(rulebook).get(item.finding.rule.requirement, ())
    key = (item.part, language, coming)
    return MADE.get(item.finding, key, alike)


def told(finding: Finding) -> tuple[Hashable, ...]:
    """All that the words of a finding depend on, beside its rule."""
    return (
        (finding.applicability, finding.met, finding.missing, finding.presumed, finding.stale),
        (finding.reasons, finding.met_reasons, finding.amount_tenge),
        tuple(
            (id(due.deadline), due.on, due.safe_on, due.period, due.confirmed, due.anchor) for due in finding.due
        ),
        tuple(id(passage) for passage in finding.passages),
        tuple(fine.tenge for fine in finding.penalties),
    )


def _line(item: Item, rulebook: Rulebook, coming: tuple[Coming, ...]) -> Line:
    finding, rule = item.finding, item.finding.rule
    questions = rulebook.questions
    texts = {name: shown(text) for name, text in rule.texts.items()}
    return Line(
        code=rule.requirement,
        part=item.part,
        force=force_in_words(rule.force),
        title=texts["title"],
        met=finding.met,
        met_note=met_note(finding, rulebook),
        due=tuple(due_in_words(due, rulebook.calendar) for due in finding.due),
        text=(
            *paragraphs_of(texts["text"]),
            *(p for passage in finding.passages for p in paragraphs_of(shown(passage.text))),
        ),
        timing=texts["timing"],
        file_with=texts["file_with"],
        documents=each_like(texts["documents"], lines(texts["documents"])),
        fee=fee_in_words(finding, texts["fee_text"]),
        penalties=tuple(penalties_in_words(finding)),
        why=tuple(reason_in_words(reason, rulebook) for reason in finding.reasons),
        presumed=" ".join(presumption(questions[code]) for code in finding.presumed),
        open=tuple(Open(code, questions[code].section, shown(questions[code].text)) for code in finding.missing),
        doubt=texts["doubt"],
        cited=tuple(Cited(cited_in_words(provision), provision.url) for provision in rule.provisions),
        sure=sure_in_words(rule, stale=finding.stale),
        coming=() if finding.applicability is Applicability.DOES_NOT_APPLY else coming,
        newer=newer(*texts_shown(finding)),
    )


def texts_shown(finding: Finding) -> Iterator[Text]:
    """The texts of the law that stand on an item, in the order of reading."""
    texts, fines = finding.rule.texts, finding.penalties
    yield texts["title"]
    if finding.applicability is Applicability.DOES_NOT_APPLY:
        return
    yield texts["text"]
    yield from (passage.text for passage in finding.passages)
    yield from (texts["timing"], texts["file_with"], texts["documents"])
    if finding.rule.fee_mrp is not None:
        yield texts["fee_text"]
    yield from (fine.penalty.text for fine in fines)
    yield texts["doubt"]


def paragraphs_of(text: str) -> tuple[str, ...]:
    return each_like(text, paragraphs(text))


def met_note(finding: Finding, rulebook: Rulebook) -> str:
    if finding.met is None:
        return ""
    answers = " ".join(reason_in_words(reason, rulebook) for reason in finding.met_reasons)
    if finding.met:
        return _("Your answers show that this is met. %(answers)s") % {"answers": answers}
    return _("Your answers show that this is not met. %(answers)s") % {"answers": answers}


def reason_in_words(reason: Reason, rulebook: Rulebook) -> str:
    question = rulebook.questions[reason.question]
    asked = shown(question.text)
    return like(asked, f"{asked} {answer_in_words(question, reason.answer)}.")


def presumption(question: Question) -> str:
    """What is taken as given: a choice, or for a number that it is above every threshold."""
    if question.choices and isinstance(question.presumed, str):
        usual = answer_in_words(question, question.presumed)
    else:
        usual = _("more than the threshold of the law")
    return _("%(question)s Taken as usual until you answer: %(usual)s.") % {
        "question": said(question.text),
        "usual": usual,
    }


def due_in_words(due: DueDate, calendar: Calendar) -> Due:
    return Due(
        careful=due.safe_on,
        last=due.on,
        period=due.period or "",
        headline=headline(due),
        note=note(due),
        doubt="" if due.confirmed else _("This date is not confirmed: ask the office before you rely on it."),
        working=tuple(working_in_words(due, calendar)),
    )


def headline(due: DueDate) -> str:
    if due.safe_on:
        return _("By %(day)s") % {"day": day(due.safe_on)}
    if due.period:
        return _("Once in %(period)s; the law names no day") % {"period": period(due.period)}
    return _("At once; the law names no day")


def note(due: DueDate) -> str:
    if not due.on:
        return ""
    said_of = [_("for %(period)s") % {"period": period(due.period)}] if due.period else []
    if due.on != due.safe_on:
        said_of.append(_("last lawful day %(day)s") % {"day": day(due.on)})
    return ", ".join(said_of)


def working_in_words(due: DueDate, calendar: Calendar) -> Iterator[str]:
    counted = working(due, calendar)
    if counted.days and due.anchor:
        yield _("Counted from %(day)s, which itself does not count.") % {"day": day(due.anchor)}
    for one in counted.days:
        yield counted_in_words(one, _("working day %(number)s") % {"number": one.number})
    if due.on and due.on != due.safe_on:
        yield _("%(day)s: the last lawful day") % {"day": day(due.on)}
    for one in counted.to_safe:
        yield counted_in_words(one, _("the careful day"))


def counted_in_words(counted: CountedDay, as_what: str) -> str:
    if counted.number is None:
        name = said(counted.name)
        weekend = counted.why is Why.WEEKEND
        as_what = _("weekend, not counted") if weekend else _("day off, not counted")
        as_what = f"{as_what} ({name})" if name else as_what
    doubt = "" if counted.official else f"; {_('calendar not official')}"
    return f"{day(counted.day)}: {as_what}{doubt}"


def fee_in_words(finding: Finding, text: str) -> str:
    if finding.applicability is Applicability.DOES_NOT_APPLY:
        return ""
    return fee(finding.rule.fee_mrp, finding.amount_tenge, text)


def penalties_in_words(finding: Finding) -> Iterator[str]:
    """Each penalty, and after fines the day whose index counts (Code on Administrative Offences, art. 44(1))."""
    for fine in finding.penalties:
        yield penalty_in_words(fine)
    if any(fine.penalty.mrp for fine in finding.penalties):
        yield _("A fine uses the MRP of the day on which the case is opened.")
