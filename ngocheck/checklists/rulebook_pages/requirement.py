"""One requirement in the open: the version of a day with everything it says, and its versions in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from ngocheck.checklists.sheet.passages import Paragraph, paragraphs_of
from ngocheck.checklists.sheet.touching import Coming, entries_touching
from ngocheck.engine.amounts import in_tenge
from ngocheck.engine.conditions import questions_in
from ngocheck.engine.rules import Rule, Rulebook
from ngocheck.engine.ruleset import Sum, reading_place
from ngocheck.engine.sources import Text
from ngocheck.wording.conditions import Case, Counted, case_clauses, deadline_lines
from ngocheck.wording.penalties import Penalties, penalties_text
from ngocheck.wording.rules import (
    Cited,
    cited_text,
    fee_text,
    force_text,
    index_on,
    reading_text,
    sureness_text,
    texts_read,
    where_text,
    with_tenge,
)
from ngocheck.wording.translated import Newer, marked_lines, marked_text, newer_texts
from ngocheck.wording.values import link_text

from .listing import Day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its days; `last` is None while no end is known, `shown` marks the one on the page."""

    first: date
    last: date | None
    estimate: bool
    title: str
    shown: bool


@dataclass(frozen=True, slots=True)
class SaidTo:
    """A passage for some only: the cases say for whom; `cited` is what it rests on beside the whole."""

    text: tuple[Paragraph, ...]
    cases: tuple[Case, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in a row for the same organisations, as the cases say; the numbers of the first and the last step."""

    texts: tuple[tuple[Paragraph, ...], ...]
    cases: tuple[Case, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Basis:
    """A source that the version rests on, with the articles, and how well it was read."""

    title: str
    articles: tuple[Cited, ...]
    read: str


@dataclass(frozen=True, slots=True)
class Behind:
    """A question behind the requirement, the section where it stands, and what it decides."""

    text: str
    section: str
    decides: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says, with everything beside it."""

    force: str
    text: tuple[Paragraph, ...]
    passages: tuple[SaidTo, ...]
    steps: tuple[Steps, ...]
    timing: str
    dates: tuple[Counted, ...]
    where: str
    documents: tuple[str, ...]
    fee: str
    penalties: Penalties
    doubt: str
    sure: str
    applies: tuple[Case, ...]
    met: tuple[Case, ...]
    unclear: tuple[Case, ...]
    questions: tuple[Behind, ...]
    basis: tuple[Basis, ...]
    newer: tuple[Newer, ...] = ()


@dataclass(frozen=True, slots=True)
class Leading:
    """A guide that leads to the requirement."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class OpenRequirement:
    """A requirement on a day. `wording` is None on a day on which none of its versions is in force; `coming` are
    the changes that would touch it, none for a day that is past."""

    code: str
    area: str
    area_title: str
    title: str
    wording: Wording | None
    coming: tuple[Coming, ...]
    versions: tuple[Version, ...]
    guides: tuple[Leading, ...]


def requirement_on(rulebook: Rulebook, code: str, chosen: Day) -> OpenRequirement:
    """The requirement as it is on the chosen day. Raises KeyError for a code that the edition does not have."""
    versions = rulebook.requirements[code]
    now = rulebook.rule_on(code, chosen.on)
    named = version_on(rulebook, code, chosen.on)
    areas = {area.code: marked_text(area.title) for area in rulebook.areas}
    return OpenRequirement(
        code=code,
        area=named.area,
        area_title=areas[named.area],
        title=marked_text(named.texts["title"]),
        wording=rule_wording(now, rulebook, chosen) if now else None,
        coming=() if chosen.is_past else entries_touching(rulebook).get(code, ()),
        versions=tuple(version_of(rule, on_page=rule is now) for rule in versions),
        guides=tuple(
            Leading(guide.code, marked_text(guide.title))
            for guide in rulebook.guides.values()
            if code in guide.requirements
        ),
    )


def version_on(rulebook: Rulebook, code: str, on: date) -> Rule:
    """The version of the day; where none is in force, the last one before it, or the first of all."""
    versions = rulebook.requirements[code]
    before = (rule for rule in reversed(versions) if rule.effective_from <= on)
    return rulebook.rule_on(code, on) or next(before, versions[0])


def version_of(rule: Rule, *, on_page: bool) -> Version:
    last = rule.effective_until - ONE_DAY if rule.effective_until else None
    return Version(rule.effective_from, last, not rule.start_confirmed, marked_text(rule.texts["title"]), on_page)


def rule_wording(rule: Rule, rulebook: Rulebook, chosen: Day) -> Wording:
    """What the version says, with the amounts of the chosen day."""
    on = chosen.on
    index = index_on(rulebook, on)
    texts = {name: with_tenge(marked_text(text), index) for name, text in rule.texts.items()}
    for_all = [passage for passage in rule.passages if not all(passage.when)]
    return Wording(
        force=force_text(rule.force),
        text=paragraphs_of(texts["text"], *(with_tenge(marked_text(passage.text), index) for passage in for_all)),
        passages=tuple(
            SaidTo(
                paragraphs_of(with_tenge(marked_text(passage.text), index)),
                case_clauses(passage.when, rulebook, on),
                tuple(cited_text(provision) for provision in rule.provisions if provision.passage == place),
            )
            for place, passage in enumerate(rule.passages, 1)
            if passage not in for_all
        ),
        steps=tuple(steps_of(rule, rulebook, on)),
        timing=texts["timing"],
        dates=tuple(deadline_lines(rule, rulebook, on)),
        where=where_text(texts),
        documents=marked_lines(texts["documents"]),
        fee=fee_text(rule.fee_mrp, in_tenge(rule.fee_mrp, index), texts["fee_text"]),
        penalties=penalties_text(penalty_sums(rule, index, on), rule.force),
        doubt=texts["doubt"],
        sure=sureness_text(rule, rule.provisions, on, stale=chosen.is_stale(rule)),
        applies=case_clauses(rule.applies, rulebook, on),
        met=case_clauses(rule.met, rulebook, on),
        unclear=case_clauses(rule.unclear, rulebook, on),
        questions=tuple(behind(rule, rulebook)),
        basis=tuple(basis(rule)),
        newer=newer_texts(*texts_read(rule, rule.passages, rule.steps, rule.penalties), *source_texts(rule)),
    )


def steps_of(rule: Rule, rulebook: Rulebook, on: date) -> Iterator[Steps]:
    """The steps in their order; whom several in a row are for is said once."""
    index, first = index_on(rulebook, on), 1
    for cases, group in groupby(rule.steps, key=lambda step: case_clauses(step.when, rulebook, on)):
        texts = tuple(paragraphs_of(with_tenge(marked_text(step.text), index)) for step in group)
        yield Steps(texts, cases, first, first + len(texts) - 1)
        first += len(texts)


def penalty_sums(rule: Rule, index: Decimal | None, on: date) -> Iterator[Sum]:
    """The penalties on a day on which an MRP is so much, first offences first."""
    for penalty in sorted(rule.penalties, key=reading_place):
        yield Sum(penalty.looked_at(on), in_tenge(penalty.mrp, index))


def source_texts(rule: Rule) -> Iterator[Text]:
    for provision in rule.provisions:
        yield from (provision.source.title, provision.source.note)


def behind(rule: Rule, rulebook: Rulebook) -> Iterator[Behind]:
    """The questions that the version depends on, in the order in which they are asked."""
    deciding: Mapping[str, set[str]] = {
        _("whether it applies"): questions_in(rule.applies),
        _("whether it is met"): {deadline.done for deadline in rule.deadlines if deadline.done}
        | questions_in(rule.met)
        | questions_in(rule.unclear),
        _("its date"): {deadline.question for deadline in rule.deadlines if deadline.question}.union(
            *(questions_in(deadline.when) for deadline in rule.deadlines)
        ),
        _("what else is said"): set().union(*(questions_in(passage.when) for passage in rule.passages)),
    }
    sections = {section.code: marked_text(section.title) for section in rulebook.sections}
    for code, question in rulebook.questions.items():
        decides = [what for what, codes in deciding.items() if code in codes]
        if decides:
            yield Behind(marked_text(question.text), sections[question.section], ", ".join(decides))


def basis(rule: Rule) -> Iterator[Basis]:
    """The sources of the version in the order of its provisions, those of passages too."""
    sources = {provision.source.code: provision.source for provision in rule.provisions}
    for code, source in sources.items():
        articles = (
            Cited(marked_text(provision.article), link_text(provision.links))
            for provision in rule.provisions
            if provision.source.code == code
        )
        yield Basis(marked_text(source.title), tuple(articles), reading_text(source))
