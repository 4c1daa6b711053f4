"""The commands as the tests run them: in this process where that is enough, else as a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import CommandError, call_command

MANAGE = (sys.executable, str(Path(settings.BASE_DIR) / "manage.py"))
LONGEST_RUN = 240  # seconds, on a machine that is busy with other work


class Outcome(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        return json.loads(self.out)


def assess(*arguments: str) -> Outcome:
    """`manage.py assess` in this process; what it raises is written as Django writes it on the command line."""
    out, err = StringIO(), StringIO()
    try:
        call_command("assess", *arguments, stdout=out, stderr=err)
    except CommandError as refusal:
        err.write(f"{type(refusal).__name__}: {refusal}\n")
        return Outcome(refusal.returncode, out.getvalue(), err.getvalue())
    return Outcome(0, out.getvalue(), err.getvalue())


def assess_text(folder: Path, text: str | bytes, *arguments: str) -> Outcome:
    """The same, for a file with this text."""
    path = folder / "answers.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return assess(str(path), *arguments)


def assess_answers(folder: Path, answers: Any, *arguments: str) -> Outcome:
    """The same, for a file with these answers."""
    return assess_text(folder, json.dumps(answers), *arguments)


def manage(database: str, *arguments: str | bytes, stdin: bytes = b"", **environment: str) -> Outcome:
    """`manage.py` as a process of its own, with the database of this address."""
    done = subprocess.run(
        [*MANAGE, *arguments],
        input=stdin,
        capture_output=True,
        env=environment_of(database, environment),
        timeout=LONGEST_RUN,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment_of(database: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database, **(more or {})}


def one_line(text: str) -> str:
    """The only line of the text."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]


def refusal(outcome: Outcome) -> str:
    """The line with which bad input was refused: exit 2, nothing on standard output."""
    assert (outcome.code, outcome.out) == (2, ""), outcome
    return one_line(outcome.err).removeprefix("BadInput: ")
