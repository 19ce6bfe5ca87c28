"""What requests of widgets are answered with."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from memnun.channels.chat.live.problems import Problem

Headers = list[tuple[bytes, bytes]]

_encode = msgspec.json.Encoder().encode


class Answer(NamedTuple):
    """Status, headers and body."""

    status: int
    headers: Headers
    body: bytes


def json_answer(status: int, content: Any) -> Answer:
    """Something as JSON."""
    return Answer(
        status, [(b"content-type", b"application/json"), (b"cache-control", b"no-store")], _encode(content)
    )


def empty_answer() -> Answer:
    """Done; nothing to say."""
    return Answer(204, [(b"cache-control", b"no-store")], b"")


def problem_answer(problem: Problem, language: str) -> Answer:
    """Words for the visitor, and when to try again."""
    answer = json_answer(problem.status, {"words": problem.told(language)})
    if problem.after:
        answer.headers.append((b"retry-after", str(problem.after).encode()))
    return answer
