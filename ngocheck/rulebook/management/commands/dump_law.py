from typing import Any

from django.core.management.base import BaseCommand

from ngocheck.rulebook import fixtures


class Command(BaseCommand):
    help = "Writes the rulebook's rows into the fixture files, one an area."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in fixtures.files():
            (fixtures.directory() / f"{name}.json").write_text(text, encoding="utf-8")
            self.stdout.write(f"fixtures/{name}.json")
