"""Several statements asked of the database in one go.

A statement costs its own way to the database and back, half a millisecond that neither side works on it, and
a page of the desk asks some twenty-five of which most do not wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection

Key = tuple[object, tuple[Any, ...]]
Rows = list[tuple[Any, ...]]

_answers: ContextVar[dict[Key, Rows] | None] = ContextVar("answers", default=None)


@dataclass(frozen=True, slots=True)
class Question:
    """A statement with its values; `key` tells it from others."""

    key: Key
    text: str
    values: Sequence[Any]


@contextmanager
def asked_together(questions: Iterable[Question | None]) -> Iterator[None]:
    """Ask these now and at once; within the block each `written_once` function finds its own answer waiting.

    An answer is given once: whoever asks the same again within the block asks the database. None is a question
    that needs no answer.

    >>> with asked_together([notes.question(person, id), drafts.question(id)]):
    ...     notes(person, id), drafts(id)
    """
    token = _answers.set(_ask([question for question in questions if question]))
    try:
        yield
    finally:
        _answers.reset(token)


def take_answer(key: Key) -> Rows | None:
    """The rows that answer a question asked before; None when it was not."""
    waiting = _answers.get()
    return waiting.pop(key, None) if waiting else None


def _ask(questions: Sequence[Question]) -> dict[Key, Rows]:
    if not questions:
        return {}
    text = ";\n".join(question.text for question in questions)
    with connection.cursor() as cursor:
        cursor.execute(text, [value for question in questions for value in question.values])
        return {
            question.key: result.fetchall()
            for question, result in zip(questions, cursor.cursor.results(), strict=True)
        }
