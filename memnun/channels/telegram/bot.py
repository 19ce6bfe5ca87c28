"""The Bot API of Telegram (https://core.telegram.org/bots/api) over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Self

import httpx
from django.utils.translation import gettext as _

from memnun.interactions.channel_kinds import Refused, TryLater

SERVER = "https://api.telegram.org"
PATIENCE = 20.0
LARGEST_ANSWER = 21 * 1024 * 1024
WRONG_TOKEN = (401, 404)
BLOCKED = 403
CONFLICT = 409
TOO_MANY = 429


class Unsure(Exception):
    """No answer came: whether Telegram did it is not known."""


class Conflict(Exception):
    """Somebody else fetches this bot's updates, or a webhook is set."""


class Bot:
    """One bot. Use as a context manager.

    Methods raise TryLater when Telegram cannot be reached, asks to wait or does not take the token, Refused
    when it will never do what was asked, Unsure when the line broke after the request had left.
    """

    def __init__(self, token: str, server: str = "") -> None:
        self._server = server or SERVER
        self._token = token
        self._client = httpx.Client(timeout=PATIENCE, headers={"accept-encoding": "identity"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(
        self, method: str, *, patience: float = PATIENCE, files: dict[str, Any] | None = None, **given: Any
    ) -> Any:
        """Call a method of the API; gives `result`. Also raises Conflict."""
        return _result(self._post(method, patience, files, given))

    def read(self, method: str, *, patience: float = PATIENCE, **given: Any) -> bytes:
        """Call a method; gives the answer as it came. Also raises Conflict."""
        answer = self._post(method, patience, None, given)
        _result(answer)
        return answer.content

    def _post(
        self, method: str, patience: float, files: dict[str, Any] | None, given: dict[str, Any]
    ) -> httpx.Response:
        address = f"{self._server}/bot{self._token}/{method}"
        values = {name: value for name, value in given.items() if value is not None}
        try:
            if files:
                return self._client.post(address, data=values, files=files, timeout=patience)
            return self._client.post(address, json=values, timeout=patience)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as problem:
            raise TryLater(_("Telegram cannot be reached.")) from problem
        except httpx.HTTPError as problem:
            raise Unsure(type(problem).__name__) from None

    def content_of(self, file_id: str) -> bytes:
        """The content of a file (Telegram gives up to 20 MB)."""
        path = self.ask("getFile", file_id=file_id).get("file_path", "")
        try:
            answer = self._client.get(f"{self._server}/file/bot{self._token}/{path}", timeout=PATIENCE * 3)
        except httpx.HTTPError:
            raise TryLater(_("Telegram cannot be reached.")) from None
        if answer.status_code != 200 or len(answer.content) > LARGEST_ANSWER:
            raise Refused(_("Telegram does not give this file any more."), code=str(answer.status_code))
        return answer.content


def _result(answer: httpx.Response) -> Any:
    try:
        told = answer.json()
    except ValueError:
        told = {}
    if answer.status_code == 200 and told.get("ok"):
        return told["result"]
    code, words = answer.status_code, str(told.get("description", ""))[:200]
    if code == TOO_MANY:
        seconds = int(told.get("parameters", {}).get("retry_after", 5))
        raise TryLater(_("Telegram asks to wait."), after=timedelta(seconds=seconds), code=str(code))
    if code == CONFLICT:
        raise Conflict(words)
    if code in WRONG_TOKEN:
        raise TryLater(
            _("Telegram does not know this token. Take a new one from @BotFather."),
            after=timedelta(minutes=5), code=str(code), whole_account=True,
        )  # fmt: skip
    if code >= 500:
        raise TryLater(_("Telegram is out of order right now."), code=str(code))
    raise Refused(words or _("Telegram refused the message."), code=str(code))
