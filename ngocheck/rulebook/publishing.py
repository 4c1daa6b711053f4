"""Publishing: rows that hold together become an edition; others are refused, each problem named."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from django.db import transaction

from . import models
from .editions import content
from .gates import Problem, problems


class NotPublishable(Exception):
    """The rows do not hold together; `problems` says which, one sentence each."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def publish(today: date, note: str = "") -> models.Edition | None:
    """The new edition, or None where nothing has changed since the last. Raises NotPublishable."""
    with transaction.atomic():
        text = json.dumps(content(today), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        found = problems(text)
        if found:
            raise NotPublishable(found)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        last = models.Edition.objects.select_for_update().first()
        if last and last.sha256 == sha256:
            return None
        return models.Edition.objects.create(
            number=last.number + 1 if last else 1, sha256=sha256, content=text, note_en=note
        )
