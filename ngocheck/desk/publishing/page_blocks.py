"""A visitors' page as blocks of text, and two such pages beside each other, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ngocheck.desk.text_diff import marked, marked_whole

HEADINGS = ("h1", "h2", "h3", "dt")
TEXTS = ("p", "li", "dd", *HEADINGS)
BOXES = ("div", "section", "ul", "ol", "dl", "form")
LISTS = ("ul", "ol")
# What visitors fill in is no part of the text.
NOT_READ = "form"
# Blocks with fewer words in common do not stand beside each other.
LEAST_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or point; `depth` is in how many lists it stands, `links` are those that lead out."""

    kind: str
    depth: int
    text: str
    links: tuple[str, ...] = ()

    @property
    def words(self) -> Counter[str]:
        return Counter(self.text.split())

    def text_with(self, links: Sequence[str]) -> str:
        return " ".join([self.text, *(f"({link})" for link in links)])


NOTHING = Block("p", 0, "")


@dataclass(frozen=True, slots=True)
class BlockPair:
    """A block before and after as HTML, what differs marked; "" where it is not there. `same`: nothing differs."""

    kind: str
    depth: int
    before: SafeString
    after: SafeString
    same: bool

    @property
    def heads(self) -> bool:
        return self.kind in HEADINGS


class PageReader(HTMLParser):
    """Reads a page into `blocks`."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.around: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in TEXTS or tag in BOXES:
            self.end_block()
            self.around.append(tag)
        address = dict(attrs).get("href") or ""
        if address.startswith("http"):
            self.links.append(address)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.around:
            self.end_block()
            while self.around.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if NOT_READ not in self.around:
            self.text.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self.text).split())
        if text:
            kind = next((tag for tag in reversed(self.around) if tag in TEXTS), "p")
            depth = sum(tag in LISTS for tag in self.around)
            self.blocks.append(Block(kind, depth, text, tuple(self.links)))
        self.text, self.links = [], []


def blocks_of(html: str) -> list[Block]:
    reader = PageReader()
    reader.feed(html)
    reader.end_block()
    return reader.blocks


def side_by_side(before: Sequence[Block], after: Sequence[Block]) -> Iterator[BlockPair]:
    """All blocks in their order. A side that is empty as a whole leaves the other one without marks."""
    whole = not before or not after
    for step, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            yield from (unchanged(block) for block in after[start:end])
        else:
            yield from (differing(*pair, whole) for pair in paired(before[first:last], after[start:end]))


def unchanged(block: Block) -> BlockPair:
    text = format_html("{}", block.text)
    return BlockPair(block.kind, block.depth, text, text, same=True)


def differing(old: Block, new: Block, whole: bool) -> BlockPair:
    """One pair with marks; where one side is NOTHING all of the other is marked, unless `whole` pages are."""
    block = old if new is NOTHING else new
    if NOTHING not in (old, new):
        gone = [link for link in old.links if link not in new.links]
        come = [link for link in new.links if link not in old.links]
        before, after = marked(old.text_with(gone), new.text_with(come))
    else:
        before, after = marked_whole(old.text, new.text, plain=whole)
    return BlockPair(block.kind, block.depth, before, after, same=False)


def paired(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Blocks in their order, the most alike beside each other; what is like none stands beside NOTHING."""
    places = ((alike(one, other), -i, -j) for i, one in enumerate(old) for j, other in enumerate(new))
    likeness, left, right = max(places, default=(0.0, 0, 0))
    lonely = len(old) == len(new) == 1 and old[0].kind == new[0].kind
    if likeness < LEAST_ALIKE and not lonely:
        yield from ((block, NOTHING) for block in old)
        yield from ((NOTHING, block) for block in new)
        return
    yield from paired(old[:-left], new[:-right])
    yield old[-left], new[-right]
    yield from paired(old[1 - left :], new[1 - right :])


def alike(one: Block, other: Block) -> float:
    """How many of their words two blocks share, from 0 to 1; blocks of different kinds share none."""
    if one.kind != other.kind:
        return 0.0
    words, others = one.words, other.words
    return 2 * (words & others).total() / (words.total() + others.total())
