from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ngocheck.rulebook.management.english import EnglishCommand
from ngocheck.rulebook.rows import fixtures


class Command(EnglishCommand):
    help = "Writes the rulebook's rows into the fixture files, one an area."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=fixtures.directory(), help="where to write them (default: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        for name, text in fixtures.files():
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
            self.stdout.write(f"{folder.name}/{name}.json")
