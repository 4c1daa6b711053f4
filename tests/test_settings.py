"""One settings file: safe on a laptop, loud on a server that is not set up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KEY = "a-key-that-is-long-enough-for-a-real-server-0123456789"
SERVER = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "ngocheck.example",
    "DATABASE_URL": "postgres://u@localhost/ngocheck",
}
SHOW = """
from django.conf import settings as s
print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.DATABASES["default"]["ENGINE"])
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SESSION_COOKIE_SAMESITE)
"""
# What the site sends beside the answer to a request with these headers; this page needs no database.
ASK = """
import json, sys
import django
django.setup()
from django.test import Client
headers = dict(word.split("=") for word in sys.argv[1:])
answer = Client(SERVER_NAME="ngocheck.example", headers=headers).get("/health/")
print(json.dumps(dict(answer.headers)))
"""


def start(program: str = SHOW, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": "ngocheck.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def sent(*headers: str, **environment: str) -> dict[str, str]:
    """The headers of an answer, where the database cannot be reached."""
    return json.loads(start(ASK, *headers, **environment).stdout)


STRICT, FORWARDED = "Strict-Transport-Security", "X-Forwarded-Proto=https"


def test_a_laptop_needs_no_setting():
    kind, cookies = start().stdout.splitlines()
    assert kind.split() == ["True", "False", "django.db.backends.sqlite3"]
    assert cookies.split() == ["False", "False", "False", "Lax"]


def test_a_server_with_its_settings_starts_strict():
    kind, cookies = start(**SERVER).stdout.splitlines()
    assert kind.split() == ["False", "True", "django.db.backends.postgresql"]
    assert cookies.split() == ["True", "True", "True", "Lax"]


def test_what_a_proxy_says_of_https_is_trusted_only_where_one_is_in_front():
    assert sent(FORWARDED, **SERVER, PROXY_HTTPS="on")[STRICT] == "max-age=31536000"
    assert STRICT not in sent(FORWARDED, **SERVER)


def test_no_other_site_may_frame_a_page():
    headers = sent(**SERVER)
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DEBUG": "off"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "DEBUG": "off", "ALLOWED_HOSTS": "ngocheck.example"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY}, "ALLOWED_HOSTS"),
        ({"DEBUG": "perhaps"}, "DEBUG"),
        ({"STAFF_SESSION_MINUTES": "0"}, "STAFF_SESSION_MINUTES"),
        ({"CHECK_EVERY_MONTHS": "often"}, "CHECK_EVERY_MONTHS"),
        ({"REPORT_TO": "somewhere"}, "REPORT_TO"),
        ({"REPORT_TO": "http://ngocheck.example/report"}, "REPORT_TO"),
    ],
)
def test_what_is_missing_or_wrong_is_named(environment, named):
    refused = start(**environment)
    assert refused.returncode != 0
    assert "ImproperlyConfigured" in refused.stderr
    assert named in refused.stderr.strip().splitlines()[-1]
