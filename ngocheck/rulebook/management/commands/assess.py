"""The contract's command: answers in, findings out, one file or a stream of lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from tqdm import tqdm

from ngocheck.engine.facts import AnswerError, read_day, read_facts
from ngocheck.engine.findings import EVERYTHING, assess
from ngocheck.engine.report import report
from ngocheck.engine.rules import Rulebook
from ngocheck.engine.terminal import as_text
from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook, today

BAD_INPUT = 2
FORMATS = ("json", "text")
BATCH = ".jsonl"
STANDARD_INPUT = "-"
LONGEST_NUMBER = 30


class BadInput(CommandError):
    """What was given cannot be read; one line says what is accepted."""

    def __init__(self, message: str) -> None:
        super().__init__(printable(message), returncode=BAD_INPUT)


class OneLineParser(CommandParser):
    def error(self, message: str) -> NoReturn:
        """As Django has it: on the command line what parsing refuses ends the process, elsewhere it is raised."""
        refusal = BadInput(message)
        if self.called_from_command_line:
            self.exit(refusal.returncode, f"{type(refusal).__name__}: {refusal}\n")
        raise refusal


class Command(EnglishCommand):
    help = "Says what the law asks of an organisation with these answers, as the published edition has it."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OneLineParser
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("answers", help="a JSON file of answers, a .jsonl file with one object a line, or -")
        parser.add_argument("--guide", default=EVERYTHING, help="only this guide's requirements")
        parser.add_argument("--on", help="the day looked at, YYYY-MM-DD; default: today in Almaty")
        parser.add_argument("--format", default=FORMATS[0], help=" or ".join(FORMATS))

    def handle(self, *args: Any, **options: Any) -> None:
        rulebook, path = published_rulebook(), options["answers"]
        guide = chosen("--guide", options["guide"], rulebook.guides)
        on = day_of(options["on"])
        answer = partial(answer_of, rulebook, guide, on, chosen("--format", options["format"], FORMATS))
        try:
            if path.endswith(BATCH):
                self.batch(path, answer)
            else:
                self.stdout.write(answer(read_whole(path)))
            self.stdout.flush()
        except BrokenPipeError:
            # The reader has seen enough, as with `| head`. Python must not try to write the rest at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def batch(self, path: str, answer: Callable[[bytes], str]) -> None:
        """Reads and writes line by line, whatever the length; bad lines get their error in their place."""
        bad = 0
        with opened(path) as lines:
            for number, line in enumerate(with_progress(lines, path), 1):
                try:
                    self.stdout.write(answer(line))
                except BadInput as error:
                    bad += 1
                    self.stdout.write(json.dumps({"error": str(error), "line": number}))
        if bad:
            raise BadInput(f"{bad} of the lines could not be read; each has its error in its place.")


def answer_of(rulebook: Rulebook, guide: str, on: date, form: str, content: bytes) -> str:
    """The result for one JSON object of answers. Raises BadInput."""
    try:
        facts = read_facts(read_json(content), rulebook)
    except AnswerError as error:
        raise BadInput(str(error)) from error
    assessment = assess(rulebook, facts, on, guide)
    return json.dumps(report(assessment)) if form == "json" else writable(as_text(assessment, rulebook))


def published_rulebook() -> Rulebook:
    try:
        return live_rulebook()
    except NothingPublished as error:
        raise BadInput(str(error)) from error
    except DatabaseError as error:
        raise BadInput(f"The database cannot be read ({error}). Run: make setup") from error


def chosen(option: str, value: str, known: Collection[str]) -> str:
    if value not in known:
        raise BadInput(f"{option}: choose one of: {', '.join(known)}.")
    return value


def day_of(text: str | None) -> date:
    day = today() if text is None else read_day(text)
    if day is None:
        raise BadInput("--on: give a date as YYYY-MM-DD, from 1900 to 2100.")
    return day


def read_json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=without_repeats, parse_int=whole_number)
    except UnicodeDecodeError as error:
        raise BadInput("answers: the file is not written in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadInput(
            f"answers: this is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from error
    except RecursionError as error:
        raise BadInput("answers: the brackets are too deep; one JSON object of answers is needed.") from error


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for question, value in pairs:
        if question in answers:
            raise AnswerError(question, "once")
        answers[question] = value
    return answers


def whole_number(digits: str) -> int | float:
    """A number; longer than any answer it comes as a float, which the question refuses under its own name."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


def read_whole(path: str) -> bytes:
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise BadInput("-: there is no standard input; name a file.")
        return sys.stdin.buffer.read()
    with opened(path) as file:
        return file.read()


def opened(path: str) -> IO[bytes]:
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a file name"
        raise BadInput(f"{path}: cannot be read: {reason}.") from error


def with_progress(lines: IO[bytes], path: str) -> Iterator[bytes]:
    """The lines, with a bar on standard error while that is a terminal."""
    size = Path(path).stat().st_size
    with tqdm(total=size, unit="B", unit_scale=True, disable=None) as bar:
        for line in lines:
            yield line
            bar.update(len(line))


def writable(text: str) -> str:
    """The text with the letters that standard output cannot write spelt out."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def printable(message: str) -> str:
    """One line that any terminal can write."""
    return " ".join(message.encode("utf-8", "backslashreplace").decode().split())
