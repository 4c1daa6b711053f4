"""What is left to do before a change of the law can be published, each with the page where it is done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ngocheck.desk.row_urls import address_of
from ngocheck.engine.findings import Applicability
from ngocheck.rulebook.changes import PartKind
from ngocheck.rulebook.models import ChangeSet, ConditionGroup, RequirementVersion, Scenario
from ngocheck.rulebook.models.base import Keyed
from ngocheck.rulebook.models.stamps import SOURCE, TRANSLATIONS, is_outdated
from ngocheck.rulebook.publishing.live import NothingPublished, live_rulebook
from ngocheck.wording.values import plain_text

from .pending import Waiting

CYRILLIC = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Left:
    """One thing to do; `address` is where."""

    words: str
    address: str
    done: bool = False


def left_of(versions: Iterable[RequirementVersion], change_set: ChangeSet | None) -> list[Left]:
    """What is left for these versions, before it is known what stands in the way and who approved."""
    page = reverse("desk:publish_alone", args=[change_set.pk]) if change_set else reverse("desk:publish")
    return [
        *left_for(list(versions)),
        Left(_("See what stands in the way, and mend it"), f"{page}#problems"),
        Left(_("Somebody else approves it"), f"{page}#changes"),
        Left(_("A publisher publishes it, with a sentence for visitors"), f"{page}#note"),
    ]


def left_in(waiting: Waiting) -> list[Left]:
    """The same for all that a change set would publish; what is done is known."""
    problems = len(waiting.proposal.problems)
    unapproved = sum(not row.approved for row in waiting.reviewed) if settings.FOUR_EYES else 0
    return [
        *left_for(list(versions_in(waiting))),
        Left(problems_text(problems), "#problems", not problems),
        Left(approval_text(unapproved), "#changes", not unapproved),
        Left(_("A publisher publishes it, with a sentence for visitors"), "#note"),
    ]


def problems_text(count: int) -> str:
    words = ngettext("%(count)s thing stands in the way", "%(count)s things stand in the way", count)
    return words % {"count": count} if count else _("Nothing stands in the way")


def approval_text(count: int) -> str:
    words = ngettext(
        "%(count)s change waits for somebody else's approval",
        "%(count)s changes wait for somebody else's approval",
        count,
    )
    return words % {"count": count} if count else _("Everything is approved")


def versions_in(waiting: Waiting) -> QuerySet[RequirementVersion]:
    """The versions that it adds or changes."""
    wanted = Q(pk=None)
    for change in waiting.changes:
        if change.kind == PartKind.VERSION:
            code, _at, first_day = change.key.partition("@")
            wanted |= Q(requirement__code=code, effective_from=first_day)
    return RequirementVersion.objects.filter(wanted)


def left_for(versions: list[RequirementVersion]) -> Iterator[Left]:
    rows = RequirementVersion.objects.filter(pk__in=[version.pk for version in versions])
    rows = rows.select_related("requirement").prefetch_related(
        "steps", "passages", "penalties__provision__source", "citations__provision__source", "groups"
    )
    scenarios = list(Scenario.objects.all())
    for version in rows:
        yield from texts_left(version)
        yield from scenarios_left(version, scenarios)
        yield check_left(version)


def texts_left(version: RequirementVersion) -> Iterator[Left]:
    """How many texts are missing or older than the English: a line for each language and page."""
    lacking = list(lacking_texts(version))
    names = {address_of(row): name_in_words(row) for row, _language in reversed(lacking)}
    found = Counter((language, address_of(row)) for row, language in lacking)
    for (language, address), count in sorted(found.items()):
        words = ngettext(
            "%(language)s: %(count)s text to write: %(page)s",
            "%(language)s: %(count)s texts to write: %(page)s",
            count,
        )
        yield Left(words % {"language": LANGUAGES[language], "count": count, "page": names[address]}, address)


def lacking_texts(version: RequirementVersion) -> Iterator[tuple[Keyed, str]]:
    for row in rows_with_texts(version):
        for name in row.TEXTS:
            texts = getattr(row, name)
            if any(texts.values()):
                yield from ((row, language) for language in LANGUAGES if lacks(row, name, language))


def name_in_words(row: Keyed) -> str:
    """A row by its first text, in whatever language there is one: here most texts are in one language only."""
    texts = getattr(row, row.TEXTS[0])
    return plain_text(texts) or next(filter(None, texts.values()), "")


def lacks(row: Keyed, name: str, language: str) -> bool:
    """Whether the text is missing, older than its English, or the English one is written in another alphabet."""
    text = getattr(row, f"{name}_{language}")
    if not text or (language == SOURCE and CYRILLIC.search(text)):
        return True
    return language in TRANSLATIONS and is_outdated(row, name, language)


def rows_with_texts(version: RequirementVersion) -> list[Keyed]:
    """The version, its parts, and the articles and acts that it names, each once."""
    penalties, citations = version.penalties.all(), version.citations.all()
    provisions = [*(row.provision for row in citations), *(row.provision for row in penalties)]
    named: dict[tuple[str, int], Keyed] = {
        (type(row).__name__, row.pk): row for row in (*provisions, *(row.source for row in provisions))
    }
    return [version, *version.steps.all(), *version.passages.all(), *penalties, *named.values()]


def scenarios_left(version: RequirementVersion, scenarios: Iterable[Scenario]) -> Iterator[Left]:
    """What no scenario of the version's time expects; what concerns everybody needs one that applies."""
    limited = any(group.purpose == ConditionGroup.Purpose.APPLIES for group in version.groups.all())
    wanted = list(Applicability) if limited else [Applicability.APPLIES]
    count = len(set(wanted) - expected_states(version, scenarios))
    words = ngettext("%(count)s scenario to accept: %(title)s", "%(count)s scenarios to accept: %(title)s", count)
    if count and not is_law(version):
        address = reverse("desk:guided_scenarios", args=[version.pk])
        yield Left(words % {"count": count, "title": name_in_words(version)}, address)


def expected_states(version: RequirementVersion, scenarios: Iterable[Scenario]) -> set[str]:
    """The states in which scenarios of the version's time expect its requirement."""
    code = version.requirement.code
    return {
        expected["applicability"]
        for scenario in scenarios
        if isinstance(expected := scenario.expect.get(code), Mapping)
        and "applicability" in expected
        and version.in_force(scenario.on)
    }


def is_law(version: RequirementVersion) -> bool:
    """Whether visitors can read this version already."""
    try:
        rules = live_rulebook().requirements.get(version.requirement.code, ())
    except NothingPublished:
        return False
    return any(rule.effective_from == version.effective_from for rule in rules)


def check_left(version: RequirementVersion) -> Left:
    words = _("A reviewer compares it with the law: %(title)s") % {"title": name_in_words(version)}
    return Left(words, reverse("desk:review"), done=version.verified_on is not None)
