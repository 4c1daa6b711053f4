"""A visit's data as Django's sessions give it, stored sealed; staff sign in with sessions of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from ngocheck.checklists.models import SealedVisit

from .seal import Keys, Unreadable, keys_of, sealed, unsealed


def visit_of(request: HttpRequest) -> VisitStore:
    """The store that the middleware gave the request."""
    return cast("VisitStore", request.visit)  # type: ignore[attr-defined]


def run_out_on() -> datetime:
    """When a visit that is saved now runs out, rounded up to the minute."""
    return (timezone.now() + timedelta(seconds=settings.VISIT_AGE, minutes=1)).replace(second=0, microsecond=0)


class VisitStore(SessionBase):
    """The session key is the secret of the visitor's cookie; the database sees only what is made from it."""

    # Whether the cookie is to be sent (again).
    renewed = False

    @cached_property
    def pair(self) -> Keys:
        return keys_of(str(self.session_key))

    def load(self) -> dict[str, Any]:
        row = SealedVisit.objects.filter(finder=self.pair.finder, expires_at__gt=timezone.now()).first()
        try:
            return unsealed(bytes(row.sealed), self.pair) if row else self.gone()
        except Unreadable:
            return self.gone()

    def gone(self) -> dict[str, Any]:
        self._session_key = None
        return {}

    def exists(self, session_key: str | None = None) -> bool:
        return SealedVisit.objects.filter(finder=keys_of(str(session_key)).finder).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            self.__dict__.pop("pair", None)
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        content = getattr(self, "_session_cache", {}) if must_create else dict(self.items())
        values = {"sealed": sealed(content, self.pair), "expires_at": run_out_on()}
        if must_create:
            try:
                with transaction.atomic():
                    SealedVisit.objects.create(finder=self.pair.finder, **values)
            except IntegrityError:
                raise CreateError from None
        elif not SealedVisit.objects.filter(finder=self.pair.finder).update(**values):
            raise UpdateError
        self.renewed, self.modified = True, False
        return None

    def delete(self, session_key: str | None = None) -> None:
        secret = session_key or self.session_key
        if secret:
            SealedVisit.objects.filter(finder=keys_of(secret).finder).delete()

    def forget(self) -> bool:
        """Ends the visit; whether the row is gone too. On a full disk it stays until it runs out, and nobody has
        its key any more."""
        try:
            self.delete()
        except DatabaseError:
            deleted = False
        else:
            deleted = True
        self.clear()
        self._session_key = None
        return deleted

    def change(self, write: Callable[[dict[str, Any]], None]) -> None:
        """Writes into the data as they are stored now, so that two tabs that save at once lose nothing. What was
        forgotten meanwhile does not come back."""
        with transaction.atomic():
            if (
                self.session_key
                and SealedVisit.objects.select_for_update().filter(finder=self.pair.finder).exists()
            ):
                self._session_cache = self.load()
            else:
                self._session_key, self._session_cache = None, {}
            write(self._session_cache)
            self.save()

    def locked(self) -> bool:
        """Whether the visit is still there; no other tab writes to it until the transaction ends."""
        rows = SealedVisit.objects.select_for_update().filter(finder=self.pair.finder)
        return bool(rows.values_list("pk", flat=True)[:1])

    @classmethod
    def clear_expired(cls) -> None:
        SealedVisit.objects.filter(expires_at__lte=timezone.now()).delete()
