"""Sessions as Django keeps them in the database; every page asks for one, so the statement is written once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from memnun.people.written import written_once


class SessionStore(DatabaseSessions):
    """Under Django's own name: it is part of what sessions are signed with."""

    def _get_session_from_db(self) -> Session | None:
        # Django's clock, by which the end was written, and not the one that tests stop.
        found = next(iter(_valid([self.session_key or ""], timezone.now())), None)
        if found is None:
            self._session_key = None
        return found


@written_once
def _valid(keys: Sequence[str], now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key__in=keys, expire_date__gt=now)
