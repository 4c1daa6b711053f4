"""What a page, a file or a feed says, in which language, and words in it that are of another one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree import ElementTree

from icalendar import Calendar
from pypdf import PdfReader

LANGUAGES = ("en", "ru", "kk")
KAZAKH_LETTERS = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
CYRILLIC = re.compile(r"[\u0400-\u052f]+")
LATIN = re.compile(r"[A-Za-z]{3,}")
LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z /]*[A-Za-z]")

VOID = ("area", "base", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "wbr")
MUTE = ("script", "style", "code")
SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "label", "summary")
# Where other languages are named: the switch of the page, and that for two languages beside each other.
SWITCH = ("languages", "beside-switch", "beside-print")

# Latin words that belong into Russian and Kazakh texts: what they are, and how they look.
NAMES = {
    "addresses of pages, hosts and mail": r"\S*(?:://|@)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b[\w/.-]*",
    "this site, and its editions": r"\bNGOCheck(?: Sans)?\b|\b\d+-[0-9a-f]{8}\b",
    "what is called so in Kazakhstan too": r"\b(?:eGov|egov|adilet|SIM|[Cc]ookie|Instagram|Telegram)\b",
    "kinds of files": r"\b(?:PDF|JSON|CSV|Atom)\b|\.(?:pdf|json|csv|ics)\b",
    "numbers of laws": r"\b[IVXL]+(?:-[IVXL]+)?\b",
    "names of pages and services on egov.kz": r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+\d+[a-z]*\b",
}
# An English text may quote words of a mark or a form that must be in Kazakh or Russian.
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


@dataclass(frozen=True)
class Said:
    """A piece of text, the language that it is marked with, and what it stands in."""

    text: str
    language: str
    within: str
    in_switch: bool = False


class _Reader(HTMLParser):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = [("", language, False)]
        self.said: list[Said] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        _tag, language, in_switch = self.open[-1]
        place = (
            tag,
            named.get("lang", language),
            in_switch or any(c in SWITCH for c in named.get("class", "").split()),
        )
        spoken = [named[name] for name in SPOKEN if name in named]
        if tag == "meta" and named.get("name") == "description":
            spoken.append(named["content"])
        if tag == "input" and named.get("type") in ("submit", "button"):
            spoken.append(named["value"])
        self.said.extend(Said(" ".join(text.split()), place[1], tag, place[2]) for text in spoken if text)
        if tag not in VOID:
            self.open.append(place)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language, in_switch = self.open[-1]
        text = " ".join(data.replace("\xad", "").split())
        if text and not any(one[0] in MUTE for one in self.open):
            self.said.append(Said(text, language, tag, in_switch))


def of_page(html: str, language: str = "") -> list[Said]:
    """The texts of a page in order, with those that only screen readers say. Code, styles and scripts are none."""
    reader = _Reader(language)
    reader.feed(html)
    reader.close()
    return reader.said


def of_feed(xml: bytes, language: str) -> Iterator[Said]:
    """The texts of an Atom feed; what is HTML in it is read as such."""
    for element in ElementTree.fromstring(xml).iter():  # noqa: S314 - our own feed
        name = element.tag.rpartition("}")[2]
        if element.text and name in ("title", "subtitle", "name", "summary", "content"):
            yield from of_page(element.text, language)


def of_table(content: bytes, language: str) -> Iterator[Said]:
    """The cells of a table of comma-separated values."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        yield from (Said(cell, language, "cell") for cell in row if cell)


def of_calendar(content: bytes, language: str) -> Iterator[Said]:
    """What a calendar program shows of each entry."""
    for part in Calendar.from_ical(content).walk():
        for name in ("X-WR-CALNAME", "NAME", "SUMMARY", "DESCRIPTION", "COMMENT", "CATEGORIES", "LOCATION"):
            if name in part:
                yield from (Said(line, language, name) for line in str(part[name]).splitlines())


def of_paper(content: bytes, language: str) -> Iterator[Said]:
    """The pages of a PDF and its title."""
    paper = PdfReader(io.BytesIO(content))
    yield Said(paper.metadata.title or "", language, "title")
    for page in paper.pages:
        # Words and addresses that go on in the next line are put together again.
        text = re.sub(r"[\xad\u2010]\n|(?<=[-/_])\n", "", page.extract_text())
        yield Said(" ".join(text.split()), language, "page")


def of_style(css: str, language: str) -> Iterator[Said]:
    """What a style sheet writes into the margins."""
    yield from (Said(text, language, "css") for text in re.findall(r'"([^"]*)"', css))


def foreign(said: Said, known: re.Pattern[str]) -> list[str]:
    """The words of a text that are of another language than it is marked with. What is `known` may stand there."""
    if said.language == "en":
        return CYRILLIC.findall(QUOTED.sub(" ", said.text))
    return LATIN.findall(known.sub(" ", said.text))


def known_names(names: Iterable[str]) -> re.Pattern[str]:
    """What may be Latin in Russian and Kazakh texts: NAMES, and these, letter by letter."""
    literal = sorted(set(names), key=len, reverse=True)
    words = "|".join(map(re.escape, literal))
    return re.compile("|".join([rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", *NAMES.values()]))


def shared_names(english: str, translated: str) -> Iterator[str]:
    """Latin names in a translation that stand in the English text too, of six words at most."""
    for name in LATIN_NAME.findall(translated):
        if name in english and CYRILLIC.search(translated) and len(name.split()) < 7:
            yield name


def only_russian(kazakh: list[str], russian: list[str]) -> list[str]:
    """Texts of four words and more that a Kazakh page says letter by letter as the Russian one does."""
    same = set(russian)
    return [
        text
        for text in kazakh
        if text in same and len(CYRILLIC.findall(text)) > 3 and not KAZAKH_LETTERS & set(text)
    ]
