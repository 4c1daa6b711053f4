from __future__ import annotations

from typing import Any

from ngocheck.checklists.visits.clearing import MOST, clear
from ngocheck.rulebook.management.english import EnglishCommand


class Command(EnglishCommand):
    help = "Deletes the answers of visits that ran out. A timer runs it on a site that few people open."

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        while count := clear(MOST):
            total += count
        self.stdout.write(f"Deleted {total} visits that ran out.")
