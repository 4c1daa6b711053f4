"""Short titles that name a day: it stands beside them already, and goes out of date in them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ngocheck.rulebook.models import RequirementVersion
from ngocheck.wording.figures import figures

from .problem import Problem, version_name


def dated_titles() -> Iterator[Problem]:
    """Versions whose short title has a month or a time of day in one of the languages."""
    for row in RequirementVersion.objects.select_related("requirement"):
        for language, short in row.short.items():
            said = figures(short, language)
            if said.months or any(":" in number for number in said.numbers):
                told = _("the short title “%(short)s” names a day. Leave it out: it stands beside the title.")
                yield Problem(told % {"short": short}, row, place=version_name(row))
