"""A server's settings, and a database of its own with the law: there as soon as this is imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command

FOLDER = TemporaryDirectory()

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ |= {
    "SECRET_KEY": "only for measuring " * 3,
    "ALLOWED_HOSTS": "localhost",
    "HTTPS": "off",
    "DATABASE_URL": f"sqlite:///{FOLDER.name}/bench.sqlite3",
    "DJANGO_SETTINGS_MODULE": "server_settings",
}
os.environ.pop("DEBUG", None)
django.setup()
call_command("migrate", verbosity=0)
call_command("load_law", verbosity=0)
