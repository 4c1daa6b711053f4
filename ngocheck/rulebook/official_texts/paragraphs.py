"""A saved or fetched page as paragraphs, without what is no word of the act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "title", "nav", "footer", "aside", "button"]
)
MAIN = frozenset(["article", "main"])
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = (
    MAIN
    | HEADINGS.keys()
    | frozenset(["p", "div", "li", "ul", "ol", "dt", "dd", "tr", "td", "th", "table", "br", "hr"])
    | frozenset(["section", "body", "pre", "blockquote", "header", "form"])
)
# What the publisher says of amendments changes with every amendment of anything, and is no word of the act.
NOTE = re.compile(
    r"\A\s*((Сноска|Ескерту|Footnote)\.|Примечание (ИЗПИ|РЦПИ)|(ЗҚАИ|РҚАО)-ның ескертпесі"
    r"|Note (of|by) (ILLI|RCLI))"
)
UNITS = re.compile(r"\b(м|км|см|m|km|cm)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` is 1 to 6 for a heading, 0 for the rest."""

    text: str
    level: int = 0


def paragraphs_of(page: str, *, html: bool) -> list[Paragraph]:
    """The paragraphs of a page in their order; of a page in HTML those of its main part, where it marks one."""
    found = read_html(page) if html else [text_line(line) for line in page.splitlines()]
    return [row for row in found if any(map(str.isalnum, row.text)) and not NOTE.match(row.text)]


def text_line(line: str) -> Paragraph:
    """A line of a plain text; in one that was made from Markdown # begins a heading, > or * a note."""
    title = line.lstrip("#")
    return Paragraph(title.lstrip(">* ").strip(), len(line) - len(title))


def read_html(page: str) -> list[Paragraph]:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end()
    return reader.main or reader.all


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.all: list[Paragraph] = []
        self.main: list[Paragraph] = []
        self._text = ""
        self._skipping: list[str] = []
        self._in_main = 0
        self._level = 0
        # Where the raised text began, and whether a link stands in it.
        self._raised: int | None = None
        self._linked = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in SKIPPED or self._skipping:
            if not self._skipping or tag == self._skipping[-1]:
                self._skipping.append(tag)
            return
        if tag in BLOCKS:
            self.end()
            self._in_main += tag in MAIN
            self._level = HEADINGS.get(tag, self._level if tag == "br" else 0)
        elif tag == "sup":
            self._raised, self._linked = len(self._text), False
        elif tag == "a":
            self._linked = True

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag in BLOCKS:
            self.end()
            self._in_main = max(0, self._in_main - (tag in MAIN))
            self._level = 0 if tag in HEADINGS else self._level
        elif tag == "sup" and self._raised is not None:
            self._text = lowered(self._text[: self._raised], self._text[self._raised :], linked=self._linked)
            self._raised = None

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text += data

    def end(self) -> None:
        """Ends the paragraph."""
        row = Paragraph(" ".join(self._text.split()), self._level)
        self._text, self._raised = "", None
        if row.text:
            self.all.append(row)
            if self._in_main:
                self.main.append(row)


def lowered(before: str, raised: str, *, linked: bool) -> str:
    """A text with what is raised behind it: article 12¹ is 12-1, m² stays, a footnote mark goes."""
    mark = raised.strip()
    if not mark.isdigit():
        return before + (mark if mark.isalpha() else "")
    if linked:
        return before
    if before[-1:].isdigit():
        return f"{before}-{mark}"
    return before + (mark if UNITS.search(before) else "")
