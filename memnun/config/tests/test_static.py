"""Static files keep for ever under their version, and are asked for again without it."""

import asyncio
import gzip

import pytest
from django.templatetags.static import static as address_of

from memnun.config import static

NAME = "css/memnun.css"


def get(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request"}

    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(static.serve({"path": path, "method": method, "headers": pairs}, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def test_a_page_links_to_the_version_which_browsers_keep_for_ever() -> None:
    status, headers, body = get(address_of(NAME))
    assert (status, headers[b"content-type"]) == (200, b"text/css; charset=utf-8")
    assert b"immutable" in headers[b"cache-control"]
    assert body == static.tree()[NAME].read_bytes()


@pytest.mark.parametrize("path", [f"/static/{NAME}", f"/static/000000000000/{NAME}"])
def test_without_the_version_or_with_an_old_one_the_file_is_asked_for_again(path: str) -> None:
    status, headers, _ = get(path)
    assert (status, headers[b"cache-control"]) == (200, b"no-cache")


def test_an_unchanged_file_is_not_sent_twice() -> None:
    _, headers, _ = get(f"/static/{NAME}")
    status, _, body = get(f"/static/{NAME}", if_none_match=headers[b"etag"].decode())
    assert (status, body) == (304, b"")


def test_text_is_packed_for_those_who_can_unpack_it() -> None:
    _, headers, body = get(f"/static/{NAME}", accept_encoding="br, gzip")
    assert headers[b"content-encoding"] == b"gzip"
    assert gzip.decompress(body) == static.tree()[NAME].read_bytes()


@pytest.mark.parametrize("path", ["/static/none.css", "/static/../settings.py", "/static/", "/static/css/"])
def test_nothing_but_static_files_is_found(path: str) -> None:
    assert get(path)[0] == 404


def test_a_file_is_only_read() -> None:
    status, headers, _ = get(f"/static/{NAME}", method="POST")
    assert (status, headers[b"allow"]) == (405, b"GET, HEAD")


def test_a_link_to_a_file_that_does_not_exist_is_a_mistake_at_once() -> None:
    with pytest.raises(ValueError, match=r"none\.css"):
        address_of("css/none.css")
