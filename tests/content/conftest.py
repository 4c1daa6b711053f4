"""Every test here is about the law of the fixture files, the glossary, the messages or how they read."""

from __future__ import annotations

import pytest


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.content)
