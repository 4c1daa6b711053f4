"""What the site stores of a visitor, read and written with the key that their own cookie holds."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client

from ngocheck.checklists.visits.store import VisitStore


def kept_by(client: Client) -> VisitStore:
    """As it is stored now."""
    cookie = client.cookies.get(settings.VISIT_COOKIE)
    return VisitStore(cookie.value if cookie and cookie.value else None)


def answer_with(client: Client, answers: dict[str, Any], guide: str = "") -> Client:
    """As if these answers, as they are stored, had been given and nothing else."""
    visit = kept_by(client)
    visit.clear()
    visit.update({"answers": answers, **({"guide": guide} if guide else {})})
    visit.save()
    client.cookies[settings.VISIT_COOKIE] = visit.session_key
    return client


def stored_visit(answers: dict[str, Any]) -> str:
    """The cookie of a new visit with these answers."""
    visit = VisitStore()
    visit["answers"] = answers
    visit.save()
    return str(visit.session_key)
