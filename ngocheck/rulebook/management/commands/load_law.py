from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from ngocheck.rulebook import models
from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, publish
from ngocheck.rulebook.rows import fixtures

NOTE = {
    "en": "From the fixture files.",
    "ru": "Из файлов с нормами закона.",
    "kk": "Заң нормалары жазылған файлдардан.",
}


class Command(EnglishCommand):
    help = (
        "Loads the law from the fixture files and publishes it. Where the rulebook already holds rows it leaves "
        "them alone, so that no editor's work is overwritten; --replace loads the files over them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--replace", action="store_true", help="load also over rows that are there")
        parser.add_argument(
            "--folder", type=Path, default=fixtures.directory(), help="where the files are (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if models.Requirement.objects.exists() and not options["replace"]:
            self.stdout.write(
                "The rulebook already holds rows; they stay as they are (--replace loads over them)."
            )
        else:
            fixtures.load(options["folder"])
            self.stdout.write(f"Loaded {models.Requirement.objects.count()} requirements.")
        if options["replace"] or not models.Edition.objects.exists():
            self.publish()

    def publish(self) -> None:
        """Without four eyes: the files are reviewed as the code is.

        Raises CommandError with all that stands in the way.
        """
        try:
            edition = publish(today(), NOTE, four_eyes=False)
        except NotPublishable as refusal:
            raise CommandError("Not published:\n" + "\n".join(f"- {p}" for p in refusal.problems)) from refusal
        told = f"Published edition {edition.label}." if edition else "Nothing has changed since the last edition."
        self.stdout.write(told)
