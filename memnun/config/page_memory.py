"""Pages answered from memory as long as the database would answer their questions the same.

A page of the desk costs tens of milliseconds in writing statements and drawing, and little in the
database. So the drawn page is kept together with the statements it asked. When the same browser asks
the same address within the same minute, the statements are asked again, all in one go; if every answer
is what it was, so is the page. Where no transaction at all has ended since, even that is left out.

Nobody says what a page depends upon: whatever it read is compared, the session and the person among it.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from django.conf import settings
from django.db import DatabaseError, connection

from memnun.config.asking import Asked, ask_again, current_snapshot, digest, listening
from memnun.foundation import clock
from memnun.foundation.remembering import may_remember, one_time_words

LARGEST_MEMORY = 32 * 1024 * 1024
LARGEST_PAGE = 1024 * 1024
DEPENDS_ON = (
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "SCRIPT_NAME", "wsgi.url_scheme", "HTTP_HOST", "HTTP_COOKIE",
    "HTTP_ACCEPT_LANGUAGE", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED", "HTTP_HX_TRIGGER",
    "HTTP_HX_TRIGGER_NAME", "HTTP_HX_PROMPT", "HTTP_HX_HISTORY_RESTORE_REQUEST",
)  # fmt: skip
"""All that a page may read of its request (foundation/remembering.py)."""
NOT_KEPT = ("vary", "content-length", "set-cookie")
VARY = "Cookie, Accept-Language, HX-Request, HX-Target"

logger = logging.getLogger(__name__)

Headers = list[tuple[str, str]]


@dataclass
class Page:
    """A page as it was drawn, and what to ask to know whether it is still so."""

    headers: Headers
    body: bytes
    minute: int
    script: str
    answers: bytes
    one_time: Mapping[str, Callable[[], str]]
    snapshot: str = ""
    """Of a moment at which the page was known to be true; empty before the first comparison."""

    @property
    def size(self) -> int:
        return len(self.body) + len(self.script)

    @property
    def tag(self) -> str:
        """The ETag; empty for a page of which no two showings are alike."""
        return "" if self.one_time else f'"{blake2b(self.body, digest_size=16).hexdigest()}"'

    def is_true(self) -> bool:
        """Whether it would be drawn the same now. Asks the database, at most twice."""
        snapshot = current_snapshot()
        if snapshot == self.snapshot:
            return True
        if ask_again(self.script) != self.answers:
            return False
        self.snapshot = snapshot
        return True

    def shown(self) -> bytes:
        """The page with its one-time words made anew."""
        body = self.body
        for word, make in self.one_time.items():
            body = body.replace(word.encode(), make().encode())
        return body


@dataclass
class Memory:
    """The pages kept, those asked for longest ago forgotten first; for many threads."""

    largest: int = LARGEST_MEMORY
    pages: OrderedDict[bytes, Page] = field(default_factory=OrderedDict)
    size: int = 0
    lock: Lock = field(default_factory=Lock)

    def find(self, key: bytes) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def keep(self, key: bytes, page: Page) -> None:
        with self.lock:
            self._drop(key)
            self.pages[key] = page
            self.size += page.size
            while self.size > self.largest:
                self._drop(next(iter(self.pages)))

    def forget(self, key: bytes) -> None:
        with self.lock:
            self._drop(key)

    def _drop(self, key: bytes) -> None:
        if page := self.pages.pop(key, None):
            self.size -= page.size


class RememberedPages:
    """A WSGI application in front of Django's."""

    def __init__(self, pages: WSGIApplication, memory: Memory | None = None) -> None:
        self.pages = pages
        self.memory = memory or Memory()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        signed_in = settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", "")
        if environ["REQUEST_METHOD"] != "GET" or not signed_in:
            return self.pages(environ, start_response)
        key, minute = key_of(environ), int(clock.now().timestamp() // 60)
        page = self.memory.find(key)
        if page and page.minute == minute and _is_true(page):
            return _answer(page, environ, start_response)
        if page:
            self.memory.forget(key)
        return self._draw(environ, start_response, key, minute)

    def _draw(
        self, environ: dict[str, Any], start_response: StartResponse, key: bytes, minute: int
    ) -> Iterable[bytes]:
        """Let Django draw, and keep the page where its view lets us."""
        started: list[Any] = []

        def note_start(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:
            started[:] = [status, headers]
            return _refuse_write

        with listening() as asked:
            parts = self.pages(environ, note_start)
        status, headers = started
        if _is_worth_keeping(environ, status, headers, asked):
            body = b"".join(parts)
            page = _page(environ, headers, body, minute, asked)
            headers = [*page.headers, ("Content-Length", str(len(body)))]
            if len(body) <= LARGEST_PAGE:
                self.memory.keep(key, page)
        start_response(status, headers)
        return parts


def key_of(environ: Mapping[str, Any]) -> bytes:
    """Who asks for what, as a digest: the cookies are secrets and are not kept."""
    return blake2b(repr([environ.get(name) for name in DEPENDS_ON]).encode(), digest_size=32).digest()


def _is_true(page: Page) -> bool:
    try:
        return page.is_true()
    except DatabaseError:
        logger.warning("A page could not be compared and is drawn anew", exc_info=True)
        return False
    finally:
        connection.close()


def _is_worth_keeping(environ: Mapping[str, Any], status: str, headers: Headers, asked: Asked) -> bool:
    if not (asked.repeatable and may_remember(environ) and status.startswith("200")):
        return False
    if any(name.lower() in ("etag", "cache-control") for name, _ in headers):
        return False
    sent = {each.strip() for each in environ.get("HTTP_COOKIE", "").split(";")}
    set_cookies = [value for name, value in headers if name.lower() == "set-cookie"]
    return all(_pair(cookie) in sent for cookie in set_cookies)


def _pair(cookie: str) -> str:
    """The name and the value of a Set-Cookie; one that the browser sent itself is only given a longer life."""
    return cookie.partition(";")[0].strip()


def _page(environ: Mapping[str, Any], headers: Headers, body: bytes, minute: int, asked: Asked) -> Page:
    plain = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
    page = Page(plain, body, minute, asked.script(), digest(asked.results), one_time_words(environ))
    page.headers += [("Vary", VARY), ("Cache-Control", "private, no-cache")]
    if page.tag:
        page.headers.append(("ETag", page.tag))
    return page


def _answer(page: Page, environ: Mapping[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    if page.tag and environ.get("HTTP_IF_NONE_MATCH") == page.tag:
        start_response("304 Not Modified", list(page.headers))
        return []
    body = page.shown()
    start_response("200 OK", [*page.headers, ("Content-Length", str(len(body)))])
    return [body]


def _refuse_write(_part: bytes) -> object:
    raise NotImplementedError("pages are given whole, not written in parts")
