"""Whether the law's scenarios would notice a slip in its conditions. `make mutate` names what they would not."""

from __future__ import annotations

import pytest

from ngocheck.rulebook.models import Scenario
from ngocheck.rulebook.mutants.results import results

pytestmark = pytest.mark.django_db

AT_LEAST = 0.95


def test_of_100_changes_of_the_law_scenarios_notice_at_least_95(rulebook):
    found = list(results(rulebook.requirements, rulebook, Scenario.objects.all()))
    killed, total = sum(one.killed for one in found), sum(one.total for one in found)
    unnoticed = [f"{one.requirement}: {left.mutant.name}" for one in found for left in one.survivors]
    assert killed >= AT_LEAST * total, unnoticed
    assert total > 0
