"""What stands once at the end of a sheet and is told by its number above: the acts, the visitor's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from ngocheck.engine.checklist import Part
from ngocheck.wording.rules import Cited
from ngocheck.wording.translated import marked_like

from .sheet import Sheet


@dataclass(frozen=True)
class NumberedSource:
    number: int
    label: str
    url: str


@dataclass(frozen=True)
class CitedAct:
    """The articles of one act that a line rests on, with the number that the act has in the list of sources."""

    label: str
    url: str
    number: int


def numbered_sources(sheet: Sheet) -> list[NumberedSource]:
    """Every act that the lines which concern the reader cite, once, in the order in which they are cited."""
    acts = dict.fromkeys(
        act_of(cited) for line in sheet.lines if line.part is not Part.DOES_NOT_APPLY for cited in line.cited
    )
    return [NumberedSource(number, *act) for number, act in enumerate(acts, 1)]


def act_of(cited: Cited) -> tuple[str, str]:
    """The name and the address of the act, by which it is known."""
    return cited.act or cited.label, cited.url


def cited_acts(cited: Iterable[Cited], sources: Iterable[NumberedSource]) -> Iterator[CitedAct]:
    """What a line cites, the articles of an act together."""
    numbers = {(source.label, source.url): source.number for source in sources}
    articles: dict[tuple[str, str], list[str]] = {}
    for one in cited:
        articles.setdefault(act_of(one), []).append(one.article)
    for (act, url), places in articles.items():
        label = ", ".join(filter(None, [act, "; ".join(filter(None, places))]))
        yield CitedAct(marked_like(act, label), url, numbers[act, url])


def numbered_answers(sheet: Sheet) -> dict[str, int]:
    """Every answer by which a line concerns the reader or does not, once, with its number."""
    answers = dict.fromkeys(answer for line in sheet.lines for answer in line.why)
    return {answer: number for number, answer in enumerate(answers, 1)}


def answers_text(why: Iterable[str], answers: Mapping[str, int]) -> str:
    """The answers behind a line by their numbers; empty where it concerns everybody."""
    numbers = [answers[answer] for answer in why]
    listed = ", ".join(map(str, numbers))
    return (
        ngettext("your answer %(numbers)s", "your answers %(numbers)s", len(numbers)) % {"numbers": listed}
        if numbers
        else ""
    )


def fine_notes(sheet: Sheet) -> tuple[str, ...]:
    """What is to be known of all fines of the sheet, once."""
    lines = (line for line in sheet.lines if line.part is not Part.DOES_NOT_APPLY)
    return tuple(dict.fromkeys(line.penalties.note for line in lines if line.penalties.note))
