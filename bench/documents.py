"""How fast the PDF is made, against WeasyPrint with the same content as plain HTML: python bench/documents.py

Both make 60 items on A4, tagged as PDF/UA, and every document has words of its own, because typst remembers what
it has laid out before. turns.py says how it is timed. Exit code 1 when the bound is broken.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import server  # noqa: F401
from django.utils.translation import activate
from pypdf import PdfReader
from turns import Bound, Way, print_bounds, print_times, take_turns
from weasyprint import HTML

from ngocheck.checklists.outputs.labels import as_of, labels
from ngocheck.checklists.outputs.pdf import pdf_of_all
from ngocheck.checklists.sheet.html import numbered_sources
from ngocheck.checklists.sheet.sheet import Line, Sheet
from tests.support.sheets import long_sheet

ITEMS = 60
ROUNDS = 5
AT_MOST = 1 / 5
STYLE = """
@page { size: A4; margin: 18mm 18mm 22mm 22mm; font: 9pt serif }
@page { @bottom-left { content: "NGOCheck, edition 7-abc" } }
@page { @bottom-right { content: counter(page) " / " counter(pages) } }
body { font: 9.5pt serif; margin: 0 }
p, ul, ol { margin: .25em 0 } h3 { margin: .7em 0 .2em } ul { padding-left: 1em }
.filed { border-bottom: 1pt solid }
"""


def main() -> int:
    activate("en")
    sheets = [long_sheet(ITEMS, seed) for seed in range(ROUNDS + 1)]
    compare(sheets[0])
    ours = Way(f"typst, {ITEMS} items", pdf_of_all, sheets[1:], 1)
    peer = Way(f"WeasyPrint, {ITEMS} items", by_weasyprint, sheets[1:], 1)
    take_turns([ours, peer], ROUNDS)
    print_times("A checklist as PDF", [ours, peer])
    return print_bounds([Bound("typst against WeasyPrint", ours, peer, at_most=AT_MOST)])


def by_weasyprint(sheet: Sheet) -> bytes:
    return HTML(string=page(sheet)).write_pdf(pdf_variant="pdf/ua-1")


def page(sheet: Sheet) -> str:
    """The sheet as a plain page, with the content that our paper has."""
    parts = "".join(
        f"<h2>{escape(part.title)}</h2>{''.join(map(item, part.lines))}" for part in sheet.parts if part.lines
    )
    sources = "".join(
        f"<li>{escape(one.label)}, <a href='{one.url}'>{one.url}</a></li>" for one in numbered_sources(sheet)
    )
    return (
        f"<!doctype html><html lang='en'><title>{escape(sheet.title)}</title><style>{STYLE}</style>"
        f"<h1>Checklist: {escape(sheet.title)}</h1><p>{escape(as_of(sheet))}</p>{parts}"
        f"<h2>Sources</h2><ol>{sources}</ol></html>"
    )


def item(line: Line) -> str:
    return (
        f"<article><h3>{escape(line.title)} {line.force}</h3>"
        + "".join(f"<p><b>{due.headline}</b>, {due.note}</p>{listed(due.working)}" for due in line.due)
        + "".join(f"<p>{escape(text)}</p>" for text in line.text)
        + "".join(details(line))
        + f"<p>{escape(line.sure)}</p><p class='filed'>Filed on Receipt no. Signature</p></article>"
    )


def details(line: Line) -> Iterator[str]:
    named = labels()
    for name in ("timing", "place", "doubt"):
        yield f"<p><b>{named[name]}:</b> {escape(getattr(line, name))}</p>"
    for name in ("documents", "penalties", "why"):
        yield f"<p><b>{named[name]}:</b></p>{listed(getattr(line, name))}"
    yield f"<p><b>{named['open']}:</b> {' '.join(escape(question.text) for question in line.open)}</p>"
    yield f"<p><b>{named['cited']}:</b> {'; '.join(escape(cited.label) for cited in line.cited)}</p>"


def listed(entries: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(entry)}</li>' for entry in entries)}</ul>"


def compare(sheet: Sheet) -> None:
    """Nothing is timed that does not say the same."""
    for name, file in (("typst", pdf_of_all(sheet)), ("WeasyPrint", by_weasyprint(sheet))):
        pages = PdfReader(io.BytesIO(file)).pages
        text = squeezed("".join(page.extract_text() for page in pages))
        missing = [line.code for line in sheet.lines if squeezed(line.title) not in text]
        missing += [line.code for line in sheet.lines if squeezed(line.sure) not in text]
        if missing:
            sys.exit(f"{name} lacks {missing}")
        print(f"{name}: {len(pages)} pages, {len(file) // 1000} kB")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


if __name__ == "__main__":
    sys.exit(main())
