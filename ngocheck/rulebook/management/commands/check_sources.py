"""manage.py check_sources: whether the articles that the rules cite still say what they said. For a timer."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.models import Source
from ngocheck.rulebook.models.base import source_text
from ngocheck.rulebook.official_texts.checking import Outcome, check
from ngocheck.rulebook.official_texts.pages import OfficialPage, Unreadable, fetched, saved
from ngocheck.rulebook.publishing.live import today

PAUSE = 2  # seconds between two pages


class Command(EnglishCommand):
    help = (
        "Reads the official page of each source that has a link and compares every cited article with how it was "
        "read last. Names what changed and which versions of the law lean on it; they stand first on the desk's "
        "list “To check”. The first look only keeps what the articles say."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, help="of saved pages to read instead, named by code: pa-law.html or pa-law.txt"
        )
        parser.add_argument("--source", action="append", help="only this source, by its code; may be given again")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        if folder and not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        read, failed, on = 0, 0, today()
        for source in chosen(options["source"]):
            try:
                page = saved(source, folder) if folder else politely(source)
                if page is None:
                    continue
                self.stdout.write("\n".join(found_lines(check(source, page, on))))
                read += 1
            except Unreadable as error:
                self.stdout.write(f"{source.code}: could not be read: {error}. What was kept stays.")
                failed += 1
        self.stdout.write(f"{read} pages read, {failed} could not be read.")
        if failed and not read:
            raise CommandError("No page could be read.")


def chosen(codes: list[str] | None) -> list[Source]:
    """The sources with these codes, all without. Raises CommandError for a code that there is not."""
    rows = list(Source.objects.filter(code__in=codes) if codes else Source.objects.all())
    unknown = set(codes or ()) - {row.code for row in rows}
    if unknown:
        raise CommandError(f"There is no source {', '.join(sorted(unknown))}.")
    return rows


def politely(source: Source) -> OfficialPage | None:
    """The page from its address, with a pause behind it. Raises Unreadable."""
    try:
        return fetched(source)
    finally:
        if source.url:
            time.sleep(PAUSE)


def found_lines(outcome: Outcome) -> Iterator[str]:
    """What was found, a line each."""
    code = outcome.source.code
    for row in outcome.changed:
        what = "is no longer on the page" if row.gone else "has changed"
        leaning = ", ".join(map(str, row.versions)) or "nothing"
        yield f"{code}, {source_text(row.provision, 'article')}: {what}. Leaning on it: {leaning}."
    for provision, number in outcome.moved:
        yield f"{code}, {source_text(provision, 'article')}: moved, its words stand under {number} now. No alarm."
    for provision in outcome.back:
        yield f"{code}, {source_text(provision, 'article')}: is as it was before. The alarm is taken back."
    for provision in outcome.lacking:
        yield f"{code}, {source_text(provision, 'article')}: was not found on the page, so it cannot be compared."
    yield f"{code}: {len(outcome.same)} unchanged, {len(outcome.first)} read for the first time."
