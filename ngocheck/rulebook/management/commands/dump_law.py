from typing import Any

from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.rows import fixtures


class Command(EnglishCommand):
    help = "Writes the rulebook's rows into the fixture files, one an area."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in fixtures.files():
            (fixtures.directory() / f"{name}.json").write_text(text, encoding="utf-8")
            self.stdout.write(f"fixtures/{name}.json")
