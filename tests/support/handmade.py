"""Values of a law made by hand, for tests that need no rows: plain ones, that a test changes with `replace`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from ngocheck.engine.conditions import EVERYBODY, NOBODY
from ngocheck.engine.deadlines import Deadline, DeadlineKind, Every, Safe, Unit
from ngocheck.engine.findings import EVERYTHING
from ngocheck.engine.rules import Guide, Penalty, Question, Rule, Rulebook, Stage, Whom
from ngocheck.engine.sources import Provision, Source, Text
from ngocheck.engine.workdays import Calendar

DEADLINE = Deadline(
    kind=DeadlineKind.AFTER,
    question="since",
    amount=5,
    unit=Unit.DAYS,
    eve=False,
    every=Every.YEAR,
    month=0,
    day=0,
    safe=Safe.ON_OR_BEFORE,
    moves=False,
    from_event=False,
    periods_from=None,
    done=None,
    asked_once_it_applies=False,
    confirmed=True,
    when=EVERYBODY,
    provision=None,
    moved_by=None,
)
# A duty of everybody, without a date.
RULE = Rule(
    requirement="duty",
    area="area",
    effective_from=date(2020, 1, 1),
    effective_until=None,
    start_confirmed=True,
    force="must",
    stage=Stage.LASTING,
    confidence="confirmed",
    verified_on=None,
    next_check_on=None,
    texts={
        name: Text({"en": ""})
        for name in ("title", "text", "timing", "place", "channel", "documents", "fee_text", "doubt")
    },
    passages=(),
    steps=(),
    applies=EVERYBODY,
    met=NOBODY,
    unclear=NOBODY,
    deadlines=(),
    fee_mrp=None,
    penalties=(),
    provisions=(),
)
WORDS = Text({"en": "A fine."})
CODE = Provision(Source("fines", WORDS, WORDS, "code", {}, None, WORDS), WORDS, {})
FINE = Penalty(
    provision=CODE,
    whom=Whom.ORGANISATION,
    mrp=Decimal(50),
    arrest_days=None,
    prison_years=None,
    repeat=False,
    confidence="confirmed",
    confirmed_from=None,
    text=WORDS,
    when=EVERYBODY,
)
# No holidays, and no year that is official.
CALENDAR = Calendar(2026, 2027, {}, {}, frozenset())


def rulebook_with(rules: Iterable[Rule], questions: Mapping[str, Question] | None = None) -> Rulebook:
    """A rulebook of these rules, each a requirement of its own, with the guide to everything."""
    requirements = {rule.requirement: (rule,) for rule in rules}
    return Rulebook(
        label="made up",
        questions=questions or {},
        sections=(),
        areas=(),
        guides={EVERYTHING: Guide(EVERYTHING, {}, {}, {}, {}, frozenset(requirements))},
        sources={},
        parameters={},
        calendar=CALENDAR,
        requirements=requirements,
    )
