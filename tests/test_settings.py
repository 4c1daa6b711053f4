"""One settings file: safe on a laptop, loud on a server that is not set up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KEY = "a-key-that-is-long-enough-for-a-real-server-0123456789"
SHOW = """
from django.conf import settings as s
print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.DATABASES["default"]["ENGINE"])
"""


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": "ngocheck.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_laptop_needs_no_setting():
    assert start().stdout.split() == ["True", "False", "django.db.backends.sqlite3"]


def test_a_server_with_its_settings_starts_strict():
    server = start(
        SECRET_KEY=KEY, ALLOWED_HOSTS="ngocheck.example", DATABASE_URL="postgres://u@localhost/ngocheck"
    )
    assert server.stdout.split() == ["False", "True", "django.db.backends.postgresql"]


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DEBUG": "off"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "DEBUG": "off", "ALLOWED_HOSTS": "ngocheck.example"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY}, "ALLOWED_HOSTS"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"STAFF_SESSION_MINUTES": "0"}, "STAFF_SESSION_MINUTES"),
        ({"CHECK_EVERY_MONTHS": "often"}, "CHECK_EVERY_MONTHS"),
    ],
)
def test_what_is_missing_or_wrong_is_named(environment, named):
    refused = start(**environment)
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert named in refused.stderr.strip().splitlines()[-1]
