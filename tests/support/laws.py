"""The laws that tests run on, each published in a test database of its own.

Tests of code run on the sample law, tests marked `content` on the law of the fixture files. Which one a test sees
is settled before its fixtures are made: the default connection then leads to the database of that law, in every
thread. The law of the fixture files is loaded when the first test asks for it.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from ngocheck.rulebook.publishing.live import rulebook_of

SAMPLE, CONTENT = "sample", "content"
FOLDERS = {SAMPLE: Path(__file__).with_name("sample_law"), CONTENT: Path(settings.FIXTURE_DIRS[0])}


class Laws:
    """The test databases of this process by law, and which of them is shown. They are made by `make`."""

    def __init__(self) -> None:
        self.shown = SAMPLE
        self._databases: dict[str, str] = {}
        self._loaded: set[str] = set()
        self._kept: dict[tuple[str, str], Any] = {}
        self._shared = Path()
        self._blocker: DjangoDbBlocker

    def make(self, shared: Path, blocker: DjangoDbBlocker) -> None:
        """From the empty test database, which becomes that of the sample law.

        `shared` is a folder of all processes of this run, where they find what one of them has loaded.
        """
        self._shared, self._blocker = shared, blocker
        self._databases = {SAMPLE: _default()["NAME"]}
        connections["default"].close()  # so that all of it is in the file
        connections["default"].creation.clone_test_db(CONTENT, verbosity=0)
        self._databases[CONTENT] = connections["default"].creation.get_test_db_clone_settings(CONTENT)["NAME"]
        self.show(self.shown)

    def remove(self) -> None:
        """The database of the fixture files' law; the other one goes as Django's own."""
        self.show(SAMPLE)
        connections["default"].creation.destroy_test_db(self._databases[SAMPLE], verbosity=0, suffix=CONTENT)
        self._databases.clear()

    def show(self, law: str) -> None:
        """From now on the default connection leads to this law. Only between tests, when nothing is going on."""
        self.shown = law
        if not self._databases:
            return
        if _default()["NAME"] != self._databases[law]:
            connections["default"].close()
            _default()["NAME"] = self._databases[law]
            rulebook_of.cache_clear()
        if law not in self._loaded:
            self._loaded.add(law)
            with self._blocker.unblock():
                self._load(law)

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """What is made once from the law shown."""
        key = (self.shown, name)
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def _load(self, law: str) -> None:
        if connections["default"].vendor != "sqlite":
            _load_and_publish(law)
            return
        loaded = self._shared / f"{law}.sqlite3"
        with (self._shared / f"{law}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not loaded.exists():
                _load_and_publish(law)
                write_copy(loaded)
                return
        connections["default"].close()
        for leftover in ("-wal", "-shm"):
            Path(self._databases[law] + leftover).unlink(missing_ok=True)
        shutil.copyfile(loaded, self._databases[law])


def write_copy(path: Path) -> None:
    """The SQLite database as it is now into a new file."""
    connections["default"].ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connections["default"].connection.backup(copy)


def _load_and_publish(law: str) -> None:
    call_command("load_law", folder=FOLDERS[law], verbosity=0)


def _default() -> dict[str, Any]:
    """The settings of the default connection, which all threads share."""
    return connections["default"].settings_dict
