"""Django's pages inside the ASGI process behave as behind any WSGI server, and better with slow askers."""

import asyncio
from collections.abc import Iterator

import pytest
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from memnun.config import one_hop
from memnun.config.one_hop import OneHop, environ_of

SCOPE = {
    "type": "http", "method": "POST", "path": "/ş", "raw_path": b"/%C5%9F", "query_string": b"q=%C5%9F",
    "headers": [], "http_version": "1.1", "scheme": "http",
    "client": ("192.0.2.7", 5), "server": ("localhost", 8000),
}  # fmt: skip


class Asker:
    """One request: its body in parts, whether it leaves, and what it was answered."""

    def __init__(self, *parts: bytes, leaves_after: int | None = None) -> None:
        self.messages = [
            {"type": "http.request", "body": part, "more_body": index < len(parts) - 1}
            for index, part in enumerate(parts)
        ]
        self.answers: list[dict] = []
        self.left = asyncio.Event()
        self.leaves_after = leaves_after

    async def receive(self) -> dict:
        if self.messages:
            return self.messages.pop(0)
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict) -> None:
        self.answers.append(message)
        if self.leaves_after is not None and len(self.answers) > self.leaves_after:
            self.left.set()
            await asyncio.sleep(0)

    @property
    def status(self) -> int:
        return self.answers[0]["status"]

    @property
    def body(self) -> bytes:
        return b"".join(answer.get("body", b"") for answer in self.answers[1:])


def ask(pages, asker: Asker, *, largest: int = 1000, **scope) -> Asker:
    async def run() -> None:
        application = OneHop(pages, threads=2, largest_body=largest)
        await application({**SCOPE, **scope}, asker.receive, asker.send)
        application.close()

    asyncio.run(run())
    return asker


def echo(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("X-Length", environ["CONTENT_LENGTH"])])
    return [environ["wsgi.input"].read()]


def test_a_body_in_parts_arrives_whole(monkeypatch) -> None:
    monkeypatch.setattr(one_hop, "IN_MEMORY", 4)
    asker = ask(echo, Asker(b"kar", b"gom ", b"nerede"))
    assert asker.body == b"kargom nerede"
    assert (b"x-length", b"13") in asker.answers[0]["headers"]


@pytest.mark.parametrize(
    ("parts", "headers"),
    [((b"",), [(b"content-length", b"1001")]), ((b"x" * 600, b"x" * 600), []), ((b"x" * 1001,), [])],
    ids=["announced", "in parts", "at once"],
)
def test_a_body_that_is_too_long_is_refused(parts: tuple[bytes, ...], headers: list) -> None:
    asker = ask(echo, Asker(*parts), headers=headers)
    assert asker.status == 413
    assert (b"connection", b"close") in asker.answers[0]["headers"]


def test_an_asker_who_leaves_before_the_request_is_whole_is_not_served() -> None:
    asker = Asker(b"half", b"")
    asker.messages.pop()
    asker.left.set()
    assert ask(echo, asker).answers == []


def test_a_failing_application_answers_500(caplog: pytest.LogCaptureFixture) -> None:
    def failing(environ, start_response):
        raise ValueError("broken")

    assert ask(failing, Asker(b"")).status == 500
    assert "A page could not be made" in caplog.text


def test_addresses_and_headers_reach_the_page_as_wsgi_wants_them() -> None:
    headers = [
        (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"text/html"), (b"accept", b"text/plain"),
        (b"x_forwarded_for", b"6.6.6.6"), (b"content-type", b"text/plain"), (b"content-length", b"3"),
    ]  # fmt: skip
    environ = environ_of({**SCOPE, "headers": headers}, None, 3)
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/ş"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "text/html, text/plain"
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("text/plain", "3")
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "HTTP_CONTENT_LENGTH" not in environ


def page(response: HttpResponse):
    """A WSGI application that gives Django's response as Django's handler does."""

    def application(environ, start_response):
        start_response("200 OK", list(response.items()))
        return response

    return application


def test_a_streamed_answer_is_sent_part_by_part() -> None:
    asker = ask(page(StreamingHttpResponse(iter(["bir", "iki", "üç"]))), Asker(b""))
    assert [answer["body"].decode() for answer in asker.answers[1:]] == ["bir", "iki", "üç", ""]


def test_a_stream_ends_when_its_asker_leaves() -> None:
    made: list[int] = []
    closed: list[bool] = []

    def parts() -> Iterator[str]:
        try:
            for number in range(10_000):
                made.append(number)
                yield str(number)
        finally:
            closed.append(True)

    ask(page(StreamingHttpResponse(parts())), Asker(b"", leaves_after=3))
    assert len(made) < 100
    assert closed == [True]


def test_a_file_is_sent_in_blocks(tmp_path) -> None:
    file = tmp_path / "ek.bin"
    file.write_bytes(b"x" * (one_hop.BLOCK + 1))
    response = FileResponse(file.open("rb"))
    response.file_to_stream.close = response.close

    def application(environ, start_response):
        start_response("200 OK", list(response.items()))
        return environ["wsgi.file_wrapper"](response.file_to_stream, response.block_size)

    asker = ask(application, Asker(b""))
    assert [len(answer["body"]) for answer in asker.answers[1:]] == [one_hop.BLOCK, 1, 0]


def test_too_many_waiting_requests_are_asked_to_come_back(monkeypatch) -> None:
    monkeypatch.setattr(one_hop, "LONGEST_QUEUE", 0)
    asker = ask(echo, Asker(b""))
    assert asker.status == 503
    assert (b"retry-after", b"2") in asker.answers[0]["headers"]
