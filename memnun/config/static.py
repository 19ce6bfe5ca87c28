"""Static files: one version for the whole tree in their address, so that browsers keep them for ever.

`{% static "css/memnun.css" %}` gives `/static/<version>/css/memnun.css`, where the version is a digest
of every file. Links inside the files stay relative and right, nothing is collected or rewritten, and
the event loop answers from memory.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

from memnun.config.one_hop import Receive, Scope, Send, refuse

FOR_EVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"no-cache"
PACKABLE = (
    "text/",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
)
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".woff2": "font/woff2",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class StaticFile:
    """One file, ready to send."""

    etag: bytes
    content_type: bytes
    content: bytes
    packed: bytes | None
    """The same in gzip, where that is shorter."""


@cache
def tree() -> dict[str, Path]:
    """Every static file of the installation by its name."""
    return {
        name.replace("\\", "/"): Path(storage.path(name))
        for finder in reversed(list(get_finders()))
        for name, storage in finder.list([])
    }


@cache
def version() -> str:
    """A digest of all names and contents, the same on every machine that runs the same code."""
    digest = hashlib.blake2b(digest_size=6)
    for name, path in sorted(tree().items()):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


class VersionedStorage(StaticFilesStorage):
    """Gives static files their address."""

    def url(self, name: str | None) -> str:
        """Raises ValueError for a file that does not exist: a page must not link into the void."""
        if not name or name not in tree():
            raise ValueError(f"There is no static file {name!r}.")
        return f"{settings.STATIC_URL}{version()}/{super().url(name).removeprefix(settings.STATIC_URL)}"


def find(name: str) -> StaticFile | None:
    """The file with this name; while developing it is read anew each time."""
    if settings.DEBUG:
        tree.cache_clear()
        read.cache_clear()
    path = tree().get(name)
    return read(path) if path else None


@cache
def read(path: Path) -> StaticFile:
    """A file, read and packed once."""
    content = path.read_bytes()
    content_type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(content, 6, mtime=0) if content_type.startswith(PACKABLE) else content
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    etag = hashlib.blake2b(content, digest_size=8).hexdigest()
    return StaticFile(
        f'"{etag}"'.encode(), content_type.encode(), content, packed if len(packed) < len(content) else None
    )


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request below STATIC_URL; `scope["path"]` may or may not carry the version."""
    if scope["method"] not in ("GET", "HEAD"):
        await refuse(send, 405, b"Only GET and HEAD.", [(b"allow", b"GET, HEAD")])
        return
    name = scope["path"].removeprefix(settings.STATIC_URL)
    asked, _, rest = name.partition("/")
    current = asked == version()
    file = find(rest) if current else find(name) or find(rest)
    if file is None:
        await refuse(send, 404, b"Not found.", [])
        return
    await _send(file, FOR_EVER if current and not settings.DEBUG else ASK_AGAIN, dict(scope["headers"]), send)


async def _send(file: StaticFile, keeping: bytes, asked: dict[bytes, bytes], send: Send) -> None:
    headers = [
        (b"etag", file.etag),
        (b"cache-control", keeping),
        (b"vary", b"accept-encoding"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if file.etag in asked.get(b"if-none-match", b""):
        await _answer(send, 304, headers, b"")
        return
    content = file.content
    if file.packed is not None and b"gzip" in asked.get(b"accept-encoding", b""):
        content = file.packed
        headers.append((b"content-encoding", b"gzip"))
    headers += [(b"content-type", file.content_type), (b"content-length", str(len(content)).encode())]
    await _answer(send, 200, headers, content)


async def _answer(send: Send, status: int, headers: list[tuple[bytes, Any]], content: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
