"""Commands speak English, for programs and for those who run the site, whatever language the site begins in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override


class EnglishCommand(BaseCommand):
    """A command that says everything in English, also what the desk says in the editor's language."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with override(settings.SOURCE_LANGUAGE):
            return super().execute(*args, **options)
