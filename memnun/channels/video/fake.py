"""A meeting server's events as Jitsi's Prosody and JaaS send them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import msgspec


class JitsiRoom:
    """One room, telling what happens in it; seconds count from `at`."""

    def __init__(self, room: str, *, at: datetime) -> None:
        self.room = room
        self.at = at

    def created(self) -> bytes:
        return self._event("muc-room-created", created_at=self._unix(0))

    def joined(self, name: str, occupant: str, after: int) -> bytes:
        stay = {"name": name, "occupant_jid": f"{occupant}@meet.example/x", "joined_at": self._unix(after)}
        return self._event("muc-occupant-joined", active_occupants_count=1, occupant=stay)

    def left(self, name: str, occupant: str, after: int) -> bytes:
        stay = {"name": name, "occupant_jid": f"{occupant}@meet.example/x", "joined_at": self._unix(0), "left_at": self._unix(after)}  # fmt: skip
        return self._event("muc-occupant-left", active_occupants_count=0, occupant=stay)

    def destroyed(self, after: int) -> bytes:
        return self._event(
            "muc-room-destroyed", created_at=self._unix(0), destroyed_at=self._unix(after), all_occupants=[]
        )

    def jaas(self, kind: str, after: int, **data: Any) -> bytes:
        """The same in the words of 8x8's hosted Jitsi."""
        told = {
            "idempotencyKey": str(uuid4()), "customerId": "c1", "appId": "vpaas-magic-cookie-1", "eventType": kind,
            "sessionId": str(uuid4()), "timestamp": self._unix(after) * 1000, "fqn": f"vpaas-magic-cookie-1/{self.room}",
            "data": {"isBreakout": False, **data},
        }  # fmt: skip
        return msgspec.json.encode(told)

    def _event(self, name: str, **more: Any) -> bytes:
        jid = f"{self.room}@conference.meet.example"
        return msgspec.json.encode(
            {"event_name": name, "room_name": self.room, "room_jid": jid, "is_breakout": False, **more}
        )

    def _unix(self, after: int) -> int:
        return int((self.at + timedelta(seconds=after)).timestamp())
