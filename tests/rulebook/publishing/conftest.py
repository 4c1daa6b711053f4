"""Two of the team."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.support.desk_people import person


@pytest.fixture
def anna() -> User:
    return person("anna")


@pytest.fixture
def boris() -> User:
    return person("boris")
