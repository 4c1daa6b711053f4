"""The checklist in words: the one value that page, print, PDF, calendar and table are made from.

Everything here is text in the visitor's language, so that no two outputs can say different things.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ngocheck.engine.checklist import DUTIES, Checklist, Item, Part, deciding_first
from ngocheck.engine.deadlines import DeadlineKind, DueDate, LastDay, last_day_of, working_of
from ngocheck.engine.findings import Applicability, Finding, Reason
from ngocheck.engine.rules import Question, Rulebook, Stage
from ngocheck.engine.sources import Text
from ngocheck.engine.workdays import ONE_DAY, Calendar, CountedDay, Why
from ngocheck.wording.memo import Memo
from ngocheck.wording.penalties import Penalties, penalties_text
from ngocheck.wording.rules import (
    Cited,
    amended_text,
    citation_text,
    cited_text,
    date_doubt,
    fee_text,
    force_text,
    index_on,
    is_old_text,
    sureness_text,
    texts_read,
    where_text,
    with_tenge,
)
from ngocheck.wording.translated import (
    Newer,
    each_marked_like,
    marked_like,
    marked_lines,
    marked_text,
    newer_texts,
)
from ngocheck.wording.values import (
    answer_text,
    period_text,
    plain_text,
    text_paragraphs,
    weekday_date_text,
)

from .passages import passage_documents, passage_paragraphs
from .touching import Coming, coming_text, entries_touching

PART_TITLES = {
    Part.OVERDUE: gettext_lazy("Overdue"),
    Part.SOON: gettext_lazy("In the next 30 days"),
    Part.LATER: gettext_lazy("Later"),
    Part.DONE: gettext_lazy("Done"),
    Part.STANDING: gettext_lazy("Always"),
    Part.BANS: gettext_lazy("What you must not do"),
    Part.RIGHTS: gettext_lazy("Your rights, and what the authority owes you"),
    Part.CANNOT_TELL: gettext_lazy("Cannot tell yet"),
    Part.DOES_NOT_APPLY: gettext_lazy("Does not apply"),
}
# What the last day of a due date is called.
LAST_DAYS = {
    LastDay.LAWFUL: gettext_lazy("last lawful day"),
    LastDay.SECOND_HAND: gettext_lazy("second-hand date"),
    LastDay.UNOFFICIAL: gettext_lazy("last day by a calendar that is not official"),
}


@dataclass(frozen=True, slots=True)
class DueText:
    """A due date. `safe_on` is the day to plan for; both days are None where the law names none. `day` is the
    one that the headline names, the last day once the careful one has passed. `lawful` says whether the last day
    may be called the last lawful one, `last` what it is called. `opens` is the first day on which it can be done,
    where that is known: a report once its period is over, what follows an event on its day. `anchor` is the day
    that it is counted from, or the last day of its period."""

    day: date | None
    safe_on: date | None
    due_on: date | None
    period: str
    headline: str
    note: str
    doubt: str
    working: tuple[str, ...]
    lawful: bool
    last: str
    opens: date | None = None
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A question that could still change the item, and the section where it is asked."""

    question: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the checklist with all beside it. `open` begins with what decides whether it applies."""

    code: str
    part: Part
    force: str
    duty: bool
    title: str
    short: str
    met: bool | None
    met_note: str
    due: tuple[DueText, ...]
    stage: Stage
    steps: tuple[str, ...]
    text: tuple[str, ...]
    timing: str
    place: str
    where: str
    documents: tuple[str, ...]
    fee: str
    penalties: Penalties
    why: tuple[str, ...]
    presumed: str
    open: tuple[Open, ...]
    doubt: str
    cited: tuple[Cited, ...]
    sure: str
    coming: tuple[Coming, ...] = ()
    newer: tuple[Newer, ...] = ()
    amended: str = ""

    @property
    def coming_note(self) -> str:
        return coming_text(self.coming)


@dataclass(frozen=True, slots=True)
class SheetPart:
    part: Part
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole checklist. `guide` and `title` are words; `on` is the day looked at."""

    guide: str
    title: str
    on: date
    edition: str
    parts: tuple[SheetPart, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for part in self.parts for line in part.lines)


# By what the words of a finding depend on: many findings read the same.
ALIKE: Memo[Line] = Memo(most=16_000)
# By the finding itself: the same answers on the same day give the very same one.
SAID: Memo[Line] = Memo(most=60_000)


def sheet_of(checklist: Checklist, rulebook: Rulebook) -> Sheet:
    assessment, language, on = checklist.assessment, get_language(), checklist.assessment.on
    touching, index = entries_touching(rulebook), index_on(rulebook, on)

    def said(item: Item) -> Line:
        key = (language, on, index, touching.get(item.finding.rule.requirement))
        return SAID.get(item.finding, key, lambda: line_of(item, rulebook, language, on))

    parts = [
        SheetPart(part, str(PART_TITLES[part]), tuple(map(said, items)))
        for part, items in groupby(checklist.items, key=attrgetter("part"))
    ]
    guide = rulebook.guides[assessment.guide]
    return Sheet(guide.code, plain_text(guide.title), on, assessment.edition, tuple(parts))


def line_of(item: Item, rulebook: Rulebook, language: str | None, on: date) -> Line:
    """The item in words as of the day `on`; made once for all that read the same in a part, in a language."""
    finding = item.finding
    coming = entries_touching(rulebook).get(finding.rule.requirement, ())
    index = index_on(rulebook, on)
    late = tuple(is_late(due, on) for due in finding.due)
    key = (item.part, language, coming, is_old_text(finding.provisions, on), index, late, words_key(finding))
    return ALIKE.get(finding.rule, key, lambda: _make_line(item, rulebook, coming, on))


def words_key(finding: Finding) -> tuple[Hashable, ...]:
    """All that the words of a finding depend on, beside its rule; its passages decide which provisions it has."""
    return (
        (finding.applicability, finding.met, finding.missing, finding.presumed, finding.stale),
        (finding.reasons, finding.met_reasons, finding.amount_tenge),
        tuple(
            (id(due.deadline), due.due_on, due.safe_on, due.period, due.confirmed, due.anchor)
            for due in finding.due
        ),
        tuple(id(passage) for passage in (*finding.passages, *finding.steps)),
        finding.penalties,
    )


def _make_line(item: Item, rulebook: Rulebook, coming: tuple[Coming, ...], on: date) -> Line:
    finding, rule = item.finding, item.finding.rule
    questions, index = rulebook.questions, index_on(rulebook, on)
    texts = {name: with_tenge(marked_text(text), index) for name, text in rule.texts.items()}
    return Line(
        code=rule.requirement,
        part=item.part,
        force=force_text(rule.force),
        duty=rule.force in DUTIES,
        title=texts["title"],
        short=texts.get("short") or texts["title"],
        met=finding.met,
        met_note=met_note(finding, rulebook),
        due=tuple(due_text(due, rulebook.calendar, on) for due in finding.due),
        stage=rule.stage,
        steps=tuple(with_tenge(marked_text(step.text), index) for step in finding.steps),
        text=(
            *marked_paragraphs(texts["text"]),
            *passage_paragraphs(finding, index),
        ),
        timing=texts["timing"],
        place=texts["place"],
        where=where_text(texts),
        documents=(*marked_lines(texts["documents"]), *passage_documents(finding, index)),
        fee=finding_fee_text(finding, texts["fee_text"]),
        penalties=penalties_text(finding.penalties, rule.force),
        why=tuple(reason_text(reason, rulebook) for reason in finding.reasons),
        presumed=" ".join(presumption_text(questions[code]) for code in finding.presumed),
        open=tuple(
            Open(code, questions[code].section, marked_text(questions[code].text))
            for code in deciding_first(finding)
        ),
        doubt=texts["doubt"],
        cited=tuple(map(cited_text, finding.provisions)),
        sure=sureness_text(rule, finding.provisions, on, stale=finding.stale),
        amended=amended_text(rule),
        coming=() if finding.applicability is Applicability.DOES_NOT_APPLY else coming,
        newer=newer_texts(*finding_texts(finding)),
    )


def finding_texts(finding: Finding) -> Iterable[Text]:
    """The texts of the law that stand on an item, in the order of reading."""
    if finding.applicability is Applicability.DOES_NOT_APPLY:
        return (finding.rule.texts["title"],)
    return texts_read(finding.rule, finding.passages, finding.steps, (fine.penalty for fine in finding.penalties))


def marked_paragraphs(text: str) -> tuple[str, ...]:
    return each_marked_like(text, text_paragraphs(text))


def met_note(finding: Finding, rulebook: Rulebook) -> str:
    if finding.met is None:
        return ""
    answers = " ".join(reason_text(reason, rulebook) for reason in finding.met_reasons)
    if finding.met:
        return _("Your answers show that this is met. %(answers)s") % {"answers": answers}
    if finding.rule.force == "may":
        told = _("By your answers this right or relief is not for you. That breaks no rule. %(answers)s")
        return told % {"answers": answers}
    return _("Your answers show that this is not met. %(answers)s") % {"answers": answers}


def reason_text(reason: Reason, rulebook: Rulebook) -> str:
    question = rulebook.questions[reason.question]
    asked = marked_text(question.text)
    return marked_like(asked, f"{asked} {answer_text(question, reason.answer)}.")


def presumption_text(question: Question) -> str:
    """What is taken as given: a choice, or for a number that it is above every threshold."""
    if question.choices and isinstance(question.presumed, str):
        usual = answer_text(question, question.presumed)
    else:
        usual = _("more than the threshold of the law")
    return _("%(question)s Taken as usual until you answer: %(usual)s.") % {
        "question": plain_text(question.text),
        "usual": usual,
    }


def due_text(due: DueDate, calendar: Calendar, on: date) -> DueText:
    """The due date in words as of the day `on`."""
    return DueText(
        day=due.due_on if is_late(due, on) else due.safe_on,
        safe_on=due.safe_on,
        due_on=due.due_on,
        period=due.period or "",
        headline=due_headline(due, on),
        note=due_note(due, on),
        doubt=date_doubt(confirmed=due.confirmed),
        working=tuple(working_lines(due, calendar)),
        lawful=last_day_of(due) is LastDay.LAWFUL,
        last=last_day_text(due),
        opens=opening_day(due),
        anchor=due.anchor,
    )


def opening_day(due: DueDate) -> date | None:
    """The first day on which it can be done; None where no rule tells it."""
    if due.anchor is None or due.deadline.kind is DeadlineKind.BEFORE:
        return None
    return due.anchor + ONE_DAY if due.period else due.anchor


def is_late(due: DueDate, on: date) -> bool:
    """Whether on the day `on` the careful day has passed and the last day has not."""
    return due.safe_on is not None and due.due_on is not None and due.safe_on < on <= due.due_on


def due_headline(due: DueDate, on: date) -> str:
    if due.due_on and is_late(due, on):
        return _("At once, by %(day)s") % {"day": weekday_date_text(due.due_on)}
    if due.safe_on:
        return _("By %(day)s") % {"day": weekday_date_text(due.safe_on)}
    if due.period:
        return _("Once in %(period)s; the law names no day") % {"period": period_text(due.period)}
    return _("At once; the law names no day")


def due_note(due: DueDate, on: date) -> str:
    if not due.due_on or not due.safe_on:
        return ""
    said_of = [_("for %(period)s") % {"period": period_text(due.period)}] if due.period else []
    if is_late(due, on):
        passed = _("the careful day, %(day)s, has passed") % {"day": weekday_date_text(due.safe_on)}
        said_of += [last_day_text(due), passed]
    elif due.due_on != due.safe_on:
        said_of.append(_("%(last)s %(day)s") % {"last": last_day_text(due), "day": weekday_date_text(due.due_on)})
    elif last_day_of(due) is not LastDay.LAWFUL:
        said_of.append(last_day_text(due))
    return ", ".join(said_of)


def last_day_text(due: DueDate) -> str:
    """What its last day is called: a second-hand one is never the last lawful day."""
    return str(LAST_DAYS[last_day_of(due)])


def working_lines(due: DueDate, calendar: Calendar) -> Iterator[str]:
    counted = working_of(due, calendar)
    if counted.days and due.anchor:
        yield _("Counted from %(day)s, which itself does not count") % {"day": weekday_date_text(due.anchor)}
    for one in counted.days:
        yield counted_day_text(one, _("working day %(number)s") % {"number": one.number})
    if due.moved:
        yield moved_text(due)
        for one in counted.moved:
            yield counted_day_text(one, last_day_text(due))
    elif due.due_on and counted.to_safe:
        yield f"{weekday_date_text(due.due_on)}: {last_day_text(due)}"
        if not calendar.is_working_day(due.due_on):
            yield _("The law does not move this day to a working day.")
    for one in counted.to_safe:
        yield counted_day_text(one, _("the careful day"))


def moved_text(due: DueDate) -> str:
    """That the term ends on a day off, and the day to which the law moves it."""
    if due.nominal is None or due.due_on is None:
        return ""
    known = {"day": weekday_date_text(due.nominal), "moved": weekday_date_text(due.due_on)}
    told = _("The term ends on %(day)s; the law moves it to %(moved)s") % known
    return f"{told} ({citation_text(due.deadline.moved_by)})" if due.deadline.moved_by else told


def counted_day_text(counted: CountedDay, as_what: str) -> str:
    if counted.number is None:
        name = plain_text(counted.name)
        weekend = counted.why is Why.WEEKEND
        as_what = _("weekend, not counted") if weekend else _("day off, not counted")
        as_what = f"{as_what} ({name})" if name else as_what
    doubt = "" if counted.official else f"; {_('calendar not official')}"
    return f"{weekday_date_text(counted.day)}: {as_what}{doubt}"


def finding_fee_text(finding: Finding, text: str) -> str:
    if finding.applicability is Applicability.DOES_NOT_APPLY:
        return ""
    return fee_text(finding.rule.fee_mrp, finding.amount_tenge, text)
