"""What a change is told by: texts in every language, and of a version what no page of visitors shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ngocheck.engine.deadlines import Deadline
from ngocheck.engine.rules import Rule
from ngocheck.engine.sources import Text
from ngocheck.rulebook import models
from ngocheck.rulebook.models.base import Keyed, column_of
from ngocheck.wording.values import date_text

# What is said of a thing, by the label that stands before it and the language of the text ("" for none).
Words = dict[tuple[str, str], str]
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def unseen_words(rule: Rule) -> Words:
    """What a version says to editors and to the checklist alone; all else stands on the requirement's own page."""
    return {
        (_("Stage"), ""): str(models.RequirementVersion.Stage(rule.stage).label),
        (_("Next check"), ""): date_text(rule.next_check_on) if rule.next_check_on else "",
        (_("Due dates"), ""): "\n".join(map(careful_line, rule.deadlines)),
    }


def careful_line(deadline: Deadline) -> str:
    """How the careful day of a deadline is found, and whether its date is asked of everybody."""
    careful = dict(models.Deadline.Safe.choices)[deadline.safe.value]
    parts = [_("careful day: %(day)s") % {"day": careful}]
    if deadline.asked_once_it_applies:
        parts.append(_("its date is asked only once the requirement applies"))
    return "; ".join(parts)


def form_label(table: type[Keyed], name: str) -> str:
    """What the form of a row calls one of its texts, whatever the language, or another column."""
    label = getattr(table, name).label if name in table.TEXTS else column_of(table, name).verbose_name
    return capfirst(str(label))


def by_language(label: str, texts: list[Text]) -> Words:
    """Texts in each language, one a line; nothing in a language that none is written in."""
    written = {(label, language): "\n".join(in_language(texts, language)) for language in LANGUAGES}
    return written | outdated_words(label, texts)


def outdated_words(label: str, texts: Iterable[Text]) -> Words:
    """The languages in which the texts are older than in English: what "still right" on a translation changes."""
    codes = {code for text in texts for code in text.outdated}
    names = ", ".join(name for code, name in settings.LANGUAGES if code in codes)
    return {(_("%(text)s, outdated in") % {"text": label}, ""): names} if codes else {}


def in_language(texts: list[Text], language: str) -> Iterator[str]:
    written = [text.get(language, "") for text in texts]
    if any(written):
        yield from (text or "–" for text in written)
