"""The worked examples that stand in the engine's docstrings."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest

from ngocheck.engine import compiled
from ngocheck.engine.bulk import bits


@pytest.mark.parametrize("module", [compiled, bits], ids=lambda module: module.__name__)
def test_the_examples_come_out_as_they_say(module: ModuleType):
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed
