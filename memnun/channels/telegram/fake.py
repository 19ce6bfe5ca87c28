"""A server that speaks the Bot API as Telegram does, with its moods: duplicates, disorder, 429, blocked, silence."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "123456789:AAfake-token-of-a-bot-that-does-not-exist"  # noqa: S105 - of a server that does not exist
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


METHODS = {
    "getMe": "_get_me",
    "setWebhook": "_set_webhook",
    "deleteWebhook": "_delete_webhook",
    "getWebhookInfo": "_get_webhook_info",
    "getUpdates": "_get_updates",
    "getFile": "_get_file",
    "sendMessage": "_send_message",
    "sendPhoto": "_send_photo",
    "sendDocument": "_send_document",
}
"""The methods it speaks."""


class FakeTelegram(ThreadingHTTPServer):
    """What it was told stands in `sent` and `calls`; what it will tell is put in with `write` and the like."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.updates: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.sent: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.hook: dict[str, Any] = {}
        self.blocked: set[str] = set()
        self.busy: list[int] = []
        """Seconds to answer the next calls that send with 429."""
        self.silent = 0
        """Calls that send which are done and never answered."""
        self.twice = False
        """Whether every update is given a second time at the end of the page."""
        self.backwards = False
        self._numbers = 700
        self._messages = 40

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def write(
        self, text: str = "", user: int = 501, *, kind: str = "message", chat: str = "private", **more: Any
    ) -> dict[str, Any]:
        """Somebody writes to the bot; gives the update."""
        self._messages += 1
        sender = {
            "id": user,
            "is_bot": False,
            "first_name": "Ayşe",
            "last_name": "Yılmaz",
            "language_code": "tr",
        }
        message = {
            "message_id": self._messages, "from": sender, "date": 1_764_000_000 + self._messages,
            "chat": {"id": user if chat == "private" else -1001, "type": chat}, **more,
        }  # fmt: skip
        if text:
            message["text"] = text
        return self.tell(kind, message)

    def tell(self, kind: str, what: dict[str, Any]) -> dict[str, Any]:
        """Add an update of a kind."""
        self._numbers += 1
        update = {"update_id": self._numbers, kind: what}
        self.updates.append(update)
        return update

    def stop_bot(self, user: int, status: str = "kicked") -> dict[str, Any]:
        """Somebody stops the bot, or with status member starts it again."""
        self.blocked.add(str(user)) if status == "kicked" else self.blocked.discard(str(user))
        person = {"id": user, "is_bot": False, "first_name": "Ayşe"}
        change = {
            "chat": {"id": user, "type": "private"}, "from": person, "date": 1_764_000_500,
            "old_chat_member": {"user": person, "status": "member"},
            "new_chat_member": {"user": person, "status": status},
        }  # fmt: skip
        return self.tell("my_chat_member", change)

    def page(self, offset: int | None) -> list[dict[str, Any]]:
        """What getUpdates gives behind a number; what lies before it is forgotten, as Telegram does."""
        if offset is not None:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
        found = list(reversed(self.updates)) if self.backwards else list(self.updates)
        return found * 2 if self.twice else found

    def keep_sent(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        """The answer to a message that was sent."""
        self._messages += 1
        self.sent.append({"method": method, **given})
        return {
            "message_id": self._messages,
            "date": 1_764_000_900,
            "chat": {"id": int(given["chat_id"]), "type": "private"},
        }


class _Handler(BaseHTTPRequestHandler):
    server: FakeTelegram

    def do_GET(self) -> None:
        content = self.server.files.get(self.path.rpartition("/")[2])
        if content is None:
            self._answer(404, {"ok": False, "error_code": 404, "description": "Not Found"})
            return
        self.send_response(200)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        given = self._given()
        _empty, bot, method = self.path.split("/")
        self.server.calls.append(method)
        if bot != f"bot{TOKEN}":
            self._refuse(401, "Unauthorized")
            return
        getattr(self, METHODS[method])(given)

    def _get_me(self, _given: dict[str, Any]) -> None:
        self._give({"id": 123456789, "is_bot": True, "first_name": "Mağaza", "username": "magaza_bot"})

    def _set_webhook(self, given: dict[str, Any]) -> None:
        self.server.hook = given
        self._give(True)

    def _delete_webhook(self, _given: dict[str, Any]) -> None:
        self.server.hook = {}
        self._give(True)

    def _get_webhook_info(self, _given: dict[str, Any]) -> None:
        self._give({"url": self.server.hook.get("url", ""), "pending_update_count": len(self.server.updates)})

    def _get_updates(self, given: dict[str, Any]) -> None:
        if self.server.hook:
            self._refuse(409, "Conflict: can't use getUpdates method while webhook is active")
        else:
            self._give(self.server.page(given.get("offset")))

    def _get_file(self, given: dict[str, Any]) -> None:
        name = given["file_id"]
        if name in self.server.files:
            self._give(
                {"file_id": name, "file_size": len(self.server.files[name]), "file_path": f"documents/{name}"}
            )
        else:
            self._refuse(400, "Bad Request: invalid file_id")

    def _send_message(self, given: dict[str, Any]) -> None:
        if len(given["text"].encode("utf-16-le")) // 2 > 4096:
            self._refuse(400, "Bad Request: message is too long")
        else:
            self._send("sendMessage", given)

    def _send_photo(self, given: dict[str, Any]) -> None:
        self._send("sendPhoto", given)

    def _send_document(self, given: dict[str, Any]) -> None:
        self._send("sendDocument", given)

    def _send(self, method: str, given: dict[str, Any]) -> None:
        if self.server.busy:
            seconds = self.server.busy.pop(0)
            self._refuse(
                429, f"Too Many Requests: retry after {seconds}", parameters={"retry_after": seconds}
            )
        elif str(given["chat_id"]) in self.server.blocked:
            self._refuse(403, "Forbidden: bot was blocked by the user")
        else:
            result = self.server.keep_sent(method, given)
            if self.server.silent:
                self.server.silent -= 1
                self.close_connection = True
                return
            self._give(result)

    def _given(self) -> dict[str, Any]:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        kind = self.headers.get("content-type", "")
        if kind.startswith("application/json"):
            found: dict[str, Any] = json.loads(body or b"{}")
            return found
        parts = BytesParser(policy=HTTP).parsebytes(f"content-type: {kind}\r\n\r\n".encode() + body)
        return {
            str(part.get_param("name", header="content-disposition")): (
                part.get_filename() and (part.get_filename(), part.get_payload(decode=True))
            )
            or part.get_content().strip()
            for part in parts.iter_parts()
        }

    def _give(self, result: Any) -> None:
        self._answer(200, {"ok": True, "result": result})

    def _refuse(self, code: int, words: str, **more: Any) -> None:
        self._answer(code, {"ok": False, "error_code": code, "description": words, **more})

    def _answer(self, status: int, told: dict[str, Any]) -> None:
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served_telegram() -> Iterator[FakeTelegram]:
    """The server, for as long as the block lasts."""
    server = FakeTelegram()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
