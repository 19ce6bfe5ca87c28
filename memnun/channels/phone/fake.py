"""Calls for tests and development, as Verimor and Bulutfon tell them: event by event, and as rows of their lists.

The server that gives the lists and makes calls is in fake_server.py.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec

ZONE = ZoneInfo("Europe/Istanbul")


class VerimorCall:
    """One call as Verimor tells it, event by event, each as the bytes of a form post."""

    def __init__(self, caller: str = "05321234567", *, at: datetime, direction: str = "inbound") -> None:
        self.key = str(uuid4())
        self.at = at
        out = direction == "outbound"
        self.told = {
            "domain_id": "10023",
            "direction": direction,
            "caller_id_number": "1001" if out else caller,
            "outbound_caller_id_number": "908505320000" if out else "",
            "destination_number": caller if out else "908505320000",
            "call_uuid": self.key,
            "start_stamp": self._stamp(0),
        }

    def ringing(self, extension: str = "1001") -> bytes:
        return self._event("ringing", dialed_user=extension)

    def answer(self, extension: str = "1001", after: int = 8) -> bytes:
        return self._event("answer", connected_user=extension, answer_stamp=self._stamp(after))

    def user_hangup(self, extension: str = "1001", after: int = 20) -> bytes:
        return self._event("user_hangup", dialed_user=extension, end_stamp=self._stamp(after))

    def hangup(
        self, *, answered: bool, after: int = 68, extension: str = "1001", recorded: bool = False
    ) -> bytes:
        given = {"connected_user": extension, "answer_stamp": self._stamp(8)} if answered else {}
        return self._event(
            "hangup", end_stamp=self._stamp(after), duration=str(after), answered=str(answered).lower(), queue="5000",
            recording_present=str(recorded).lower(), sip_hangup_disposition="recv_bye",
            hangup_cause="NORMAL_CLEARING" if answered else "ORIGINATOR_CANCEL", **given,
        )  # fmt: skip

    def row(
        self, *, answered: bool, after: int = 68, recorded: bool = False, menu_answered: bool = False
    ) -> dict[str, Any]:
        """The call in the list; a voice menu may have answered one that was missed."""
        out = self.told["direction"] == "outbound"
        return {
            "start_stamp": self._stamp(0) + " +0300", "direction": "Giden (API)" if out else "Gelen",
            "caller_id_number": self.told["caller_id_number"], "caller_id_name": "Verimor",
            "destination_number": self.told["destination_number"], "destination_name": "Dahili 1",
            "duration": "00:01:08", "talk_duration": "00:01:00" if answered else "00:00:00", "queue": "5000",
            "result": "Cevaplandı" if answered else "Cevapsız", "missed": str(not answered and not out).lower(),
            "return_uuid": None, "recording_present": str(recorded).lower(), "sip_hangup_disposition": "caller",
            "call_uuid": self.key, "end_stamp": self._stamp(after) + " +0300",
            "answer_stamp": self._stamp(8) + " +0300" if answered or menu_answered else None,
        }  # fmt: skip

    def flow(self, extension: str = "1001") -> list[dict[str, Any]]:
        """The legs that the detail of the call brings."""
        leg = {"start_stamp": self._stamp(0) + " +0300", "end_stamp": self._stamp(60) + " +0300"}
        return [
            {"destination_number": "1009", "answer_stamp": None, "result": "Meşgul", **leg},
            {"destination_number": extension, "answer_stamp": self._stamp(8) + " +0300", "result": "Cevaplandı", **leg},
        ]  # fmt: skip

    def _event(self, kind: str, **more: str) -> bytes:
        return urlencode({"event_type": kind, **self.told, **more}).encode()

    def _stamp(self, seconds: int) -> str:
        """Local time without a zone, as the switchboard writes it."""
        return (self.at + timedelta(seconds=seconds)).astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")


class BulutfonCall:
    """One call as Bulutfon tells it, as JSON or as a form."""

    def __init__(self, caller: int = 905321234567, *, at: datetime, direction: str = "IN") -> None:
        self.key = str(uuid4())
        self.at = at
        self.told: dict[str, Any] = {
            "caller": caller,
            "callee": 908508850000,
            "uuid": self.key,
            "direction": direction,
        }

    def call_init(self) -> bytes:
        return self._event("call_init", 0)

    def call_init_extension(self, extension: int = 1001) -> bytes:
        return self._event("call_init_extension", 2, callee=extension)

    def missing_call(self, after: int = 15) -> bytes:
        return self._event("missing_call", after)

    def call_hangup(self, *, answered: bool, after: int = 60) -> bytes:
        cdr = {
            "uuid": self.key, "bf_calltype": "voice", "bf_direction": self.told["direction"],
            "bf_caller": self.told["caller"], "bf_callee": self.told["callee"], "call_time": self._iso(0),
            "answer_time": self._iso(6) if answered else None, "hangup_time": self._iso(after), "call_record": answered,
            "hangup_cause": "NORMAL_CLEARING", "sip_hangup_disposition": "recv_bye",
            "callflow": [{"callee": 1001, "start_time": self._iso(0), "answer_time": self._iso(6) if answered else None}],
        }  # fmt: skip
        return self._event("call_hangup", after, hangup_cause="NORMAL_CLEARING", cdr=cdr)

    def row(self, *, answered: bool, after: int = 60, menu_answered: bool = False) -> dict[str, Any]:
        """The call in the list; a voice menu may have answered one that was missed."""
        out = self.told["direction"] == "OUT"
        return {
            "uuid": self.key, "bf_calltype": "voice", "direction": self.told["direction"],
            "caller": self.told["callee"] if out else self.told["caller"],
            "callee": self.told["caller"] if out else self.told["callee"],
            "extension": str(self.told["callee"]) if out else None, "call_time": self._iso(0),
            "answer_time": self._iso(6) if answered or menu_answered else None, "hangup_time": self._iso(after),
            "missing_call": not answered and not out, "call_price": None, "call_record": "YES" if answered else "NO",
            "hangup_cause": "NORMAL_CLEARING", "hangup_state": "recv_bye",
        }  # fmt: skip

    def flow(self, extension: int = 1001) -> list[dict[str, Any]]:
        """The way through menu and group that the detail of the call brings."""
        asked = [
            {"destination": extension, "result": "ANSWERED"},
            {"destination": 1008, "result": "LOSE_RACE"},
        ]
        return [
            {"callee": self.told["callee"], "answer_time": None, "redirection": "REDIRECTED_TO_MENU"},
            {"callee": 10, "answer_time": self._iso(1), "redirection": "REDIRECTED_TO_GROUP"},
            {"callee": 101, "answer_time": self._iso(6), "redirection": "CONNECTING_TO_GROUP", "origination": asked},
        ]  # fmt: skip

    def _event(self, kind: str, after: int, **more: Any) -> bytes:
        micro = int((self.at + timedelta(seconds=after)).timestamp() * 1_000_000)
        return msgspec.json.encode({"event_type": kind, **self.told, "timestamp": micro, **more})

    def _iso(self, seconds: int) -> str:
        return (self.at + timedelta(seconds=seconds)).astimezone(ZONE).isoformat(timespec="seconds")
