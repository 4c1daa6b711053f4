"""What conditions that are still being written would do, counted on made-up organisations."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from ngocheck.engine.conditions import EVERYBODY
from ngocheck.rulebook import models
from ngocheck.rulebook.impact.on_organisations import Quick, quick_impact
from ngocheck.rulebook.impact.population import made_up
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook
from ngocheck.wording.values import date_text, number_text

from .sentences import Vocabulary, condition_set


def impact_text(
    groups: list[list[models.Condition]],
    vocabulary: Vocabulary,
    version: models.RequirementVersion,
    on: date,
) -> str:
    """Whom the conditions concern on the day `on`, and who gains and loses against what is published.

    Empty while nothing is published.
    """
    try:
        published = live_rulebook()
    except NothingPublished:
        return ""
    draft = vocabulary.with_calendar(published.calendar)
    population = made_up(draft)
    rule = published.rule_on(version.requirement.code, on)
    try:
        quick = quick_impact(condition_set(groups) or EVERYBODY, rule, draft, on, population)
    except LookupError:
        return _("This cannot be counted: an amount has no value on %(day)s.") % {"day": date_text(on)}
    return quick_impact_text(quick, population.size, on, published=rule is not None)


def quick_impact_text(quick: Quick, size: int, on: date, *, published: bool) -> str:
    counted = {
        "applies": number_text(quick.applies),
        "size": number_text(size),
        "open": number_text(quick.undetermined),
        "gained": number_text(quick.gained),
        "lost": number_text(quick.lost),
        "day": date_text(on),
    }
    concerns = _("On %(day)s it concerns %(applies)s of %(size)s made-up organisations; open for %(open)s.")
    if not published:
        change = _("No edition has it on that day yet: all of them gain it.")
    elif quick.gained or quick.lost:
        change = _("Compared with the published edition %(gained)s gain it, %(lost)s lose it.")
    else:
        change = _("Compared with the published edition nobody gains or loses it.")
    return f"{concerns % counted} {change % counted}"
