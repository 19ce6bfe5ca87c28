"""Talking to İYS's programming interface: token, bulk consents, their status, changes.

Source: the developer documentation of İYS (dev.iys.org.tr). No call to the live interface was made while
this was written; the fake server of the tests speaks its documented answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

SITES = {"live": "https://api.iys.org.tr", "sandbox": "https://api.sandbox.iys.org.tr"}
TIMEOUT = 20
LARGEST_ANSWER = 20 * 1024 * 1024


class IysRefusal(ValueError):
    """İYS answered that it will not; `code` as H123 when it gave one."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{code} {message}".strip() or f"HTTP {status}")
        self.status = status
        self.code = code


class IysAway(OSError):
    """İYS could not be reached, or did not answer in a way that can be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record of a bulk request: "success", "failure" or "enqueue"."""

    index: int
    state: str
    transaction_id: str = ""
    problem: str = ""


class IysClient:
    """One brand's account; the token is asked for once and kept for the life of the object."""

    def __init__(self, site: str, *, iys_code: str, brand_code: str, username: str, password: str) -> None:
        self._site = SITES[site]
        self._brand = f"/sps/{quote(iys_code, safe='')}/brands/{quote(brand_code, safe='')}"
        self._sign_in = {"grant_type": "password", "username": username, "password": password}
        self._token = ""

    def send(self, records: Sequence[Mapping[str, str]]) -> str:
        """Hand over records for İYS to work through; returns the name of the request."""
        answer = self._call("POST", f"{self._brand}/consents/request", list(records))
        return str(_member(answer, "requestId"))

    def outcomes(self, request_id: str) -> list[Outcome]:
        """What became of the records of a request, so far."""
        answer = self._call("GET", f"{self._brand}/consents/request/{quote(request_id, safe='')}")
        if not isinstance(answer, list):
            raise IysAway("The answer is no list.")
        return [_outcome(each) for each in answer if isinstance(each, dict)]

    def changes(self, *, after: str, limit: int = 500) -> tuple[list[dict[str, Any]], str]:
        """What citizens changed at İYS since `after` (at most seven days back), and how far this goes."""
        asked = {"source": "IYS", "limit": str(limit)} | ({"after": after} if after else {})
        answer = self._call("GET", f"{self._brand}/consents/changes?{urlencode(asked)}")
        rows = _member(answer, "list")
        return [row for row in rows if isinstance(row, dict)], str(answer.get("after") or after)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        if not self._token:
            self._token = str(_member(self._ask("POST", "/oauth2/token", self._sign_in), "access_token"))
        return self._ask(method, path, body, {"Authorization": f"Bearer {self._token}"})

    def _ask(self, method: str, path: str, body: Any, headers: Mapping[str, str] = {}) -> Any:
        content = None if body is None else json.dumps(body).encode()
        request = Request(  # noqa: S310
            self._site + path,
            data=content,
            method=method,
            headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
        )
        try:
            with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                return _read(answer.read(LARGEST_ANSWER))
        except HTTPError as refusal:
            raise _refusal(refusal) from None
        except (URLError, TimeoutError, ConnectionError) as away:
            raise IysAway(str(getattr(away, "reason", away))) from None


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise IysAway("The answer cannot be read.") from None


def _member(answer: Any, name: str) -> Any:
    if not isinstance(answer, dict) or name not in answer:
        raise IysAway(f"The answer holds no {name}.")
    return answer[name]


def _refusal(refusal: HTTPError) -> IysRefusal | IysAway:
    """Faults and limits of İYS's own (429, 5xx) pass; everything else is a refusal."""
    with refusal:
        content = refusal.read(LARGEST_ANSWER)
    if refusal.code == 429 or refusal.code >= 500:
        return IysAway(f"HTTP {refusal.code}")
    try:
        told = json.loads(content)["errors"][0]
        return IysRefusal(refusal.code, str(told.get("code", "")), str(told.get("message", "")))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return IysRefusal(refusal.code, "", "")


def _outcome(told: Mapping[str, Any]) -> Outcome:
    error = told.get("error") or {}
    index = told.get("index")
    return Outcome(
        index if isinstance(index, int) else -1,
        str(told.get("status", "")),
        str(told.get("transactionId") or "")[:80],
        f"{error.get('code', '')} {error.get('message', '')}".strip()[:300],
    )
