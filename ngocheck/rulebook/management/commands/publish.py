from typing import Any

from django.core.management.base import CommandError, CommandParser

from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.publishing.live import today
from ngocheck.rulebook.publishing.publish import NotPublishable, publish


class Command(EnglishCommand):
    help = (
        "Publishes the rulebook's rows as a new edition, which visitors see from then on. With FOUR_EYES on, "
        "every change must have been approved on the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--note", default="", help="in English: what changed and why, for visitors")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition = publish(today(), options["note"])
        except NotPublishable as refusal:
            raise CommandError("Not published:\n" + "\n".join(f"- {p}" for p in refusal.problems)) from refusal
        if edition is None:
            self.stdout.write("Nothing has changed since the last edition.")
        else:
            self.stdout.write(f"Published edition {edition.label}.")
