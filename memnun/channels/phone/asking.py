"""Asking a switchboard's API: one request, its answer as bytes, and its refusals in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx
from django.utils.translation import gettext as _

from memnun.channels.phone.models import provider_of
from memnun.interactions.channel_kinds import Refused, TryLater
from memnun.interactions.models import ChannelAccount

ADDRESSES = {"verimor": "https://api.bulutsantralim.com", "bulutfon": "https://api.bulutfon.com"}
KEY_NAMES = {"verimor": "key", "bulutfon": "access_token"}
PATIENCE = 15.0
LARGEST_ANSWER = 8 * 1024 * 1024
TOO_MANY = 429
LONGEST_PAUSE = 3600


class Switchboard:
    """The API of one switchboard. Use as a context manager; methods raise TryLater, Refused."""

    def __init__(self, account: ChannelAccount) -> None:
        self.provider = provider_of(account)
        self._key = {KEY_NAMES[self.provider]: account.secret("api_key")}
        base = str(account.settings.get("api_address") or ADDRESSES[self.provider])
        if urlsplit(base).scheme not in ("https", "http"):
            raise Refused(_("The address of the switchboard is not right."))
        self._client = httpx.Client(base_url=base, timeout=PATIENCE, headers={"accept-encoding": "identity"})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def read(self, path: str, **given: str) -> bytes:
        """Ask for something."""
        return self._ask("GET", path, params={**self._key, **given})

    def tell(self, path: str, **given: str) -> bytes:
        """Have something done."""
        return self._ask("POST", path, data={**self._key, **given})

    def _ask(
        self, method: str, path: str, *, params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
    ) -> bytes:  # fmt: skip
        body = bytearray()
        try:
            with self._client.stream(method, path, params=params, data=data) as answer:
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > LARGEST_ANSWER:
                        raise Refused(_("The switchboard's answer is too large."))
        except httpx.HTTPError as problem:
            raise TryLater(_("The switchboard does not answer."), code=type(problem).__name__) from None
        _raise_for(answer, bytes(body))
        return bytes(body)


def _raise_for(answer: httpx.Response, body: bytes) -> None:
    if answer.status_code == TOO_MANY:
        raise TryLater(_("The switchboard asks to wait."), after=_pause(answer), code=str(answer.status_code))
    if answer.status_code >= 500:
        raise TryLater(_("The switchboard is out of order right now."), code=str(answer.status_code))
    if answer.status_code != 200:
        said = body[:200].decode("utf-8", "replace").strip() or str(answer.status_code)
        raise Refused(_("The switchboard refused: {said}").format(said=said), code=str(answer.status_code))


def _pause(answer: httpx.Response) -> timedelta:
    """How long the switchboard asks to wait; a minute when it does not say."""
    told = answer.headers.get("retry-after", "")
    return timedelta(seconds=min(int(told), LONGEST_PAUSE) if told.isdecimal() else 60)
