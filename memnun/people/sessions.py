"""Sessions as Django keeps them in the database; every page asks for one, so the statement is written once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from memnun.foundation import clock
from memnun.people.written import written_once


class SessionStore(DatabaseSessions):
    """Under Django's own name: it is part of what sessions are signed with."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_valid([self.session_key or ""], clock.now())), None)
        if found is None:
            self._session_key = None
        return found


@written_once
def _valid(keys: Sequence[str], now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key__in=keys, expire_date__gt=now)
