"""A switchboard for tests: sends the real payloads, twice and out of order if wanted, and takes calls to make."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
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

    def _event(self, kind: str, after: int, **more: Any) -> bytes:
        micro = int((self.at + timedelta(seconds=after)).timestamp() * 1_000_000)
        return msgspec.json.encode({"event_type": kind, **self.told, "timestamp": micro, **more})

    def _iso(self, seconds: int) -> str:
        return (self.at + timedelta(seconds=seconds)).astimezone(ZONE).isoformat(timespec="seconds")


class _Originate(BaseHTTPRequestHandler):
    """GET /originate as api.bulutsantralim.com answers it."""

    server: FakeVerimor

    def do_GET(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(asked)
        if asked.get("key") != self.server.key:
            self._say(401, "unauthorized")
        elif asked.get("extension") not in self.server.extensions:
            self._say(400, f"extension {asked.get('extension')} not found")
        else:
            self._say(200, str(uuid4()))

    def _say(self, status: int, text: str) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_said: Any) -> None:
        """Tests need no access log."""


class FakeVerimor(ThreadingHTTPServer):
    """The part of the switchboard that makes calls; `asked` keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Originate)
        self.key = "K12345678-1234-5678-4321-123456789012"
        self.extensions = {"1001"}
        self.asked: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving() -> Iterator[FakeVerimor]:
    """Serve from a thread of its own."""
    server = FakeVerimor()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
