"""Several statements asked of the database in one go.

A statement costs its own way to the database and back, half a millisecond that neither side works on it, and
a page of the desk asks some twenty-five of which most do not wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import psycopg
from django.db import connection

MOST_PREPARED = 200
"""Statements whose plans one connection of the database keeps; the one asked longest ago goes first."""
Key = tuple[object, tuple[Any, ...]]
Rows = list[tuple[Any, ...]]

_answers: ContextVar[dict[Key, Rows] | None] = ContextVar("answers", default=None)


@dataclass(frozen=True, slots=True)
class Question:
    """A statement with its values; `key` tells it from others.

    The database keeps the plan of a statement that comes again, unless `prepare` is False: for one whose text
    has many forms.
    """

    key: Key
    text: str
    values: Sequence[Any]
    prepare: bool | None = None


@contextmanager
def asked_together(questions: Iterable[Question | None]) -> Iterator[None]:
    """Ask these now and at once; within the block each `written_once` function finds its own answer waiting.

    An answer is given once: whoever asks the same again within the block asks the database. None is a question
    that needs no answer.

    >>> with asked_together([notes.question(person, id), drafts.question(id)]):
    ...     notes(person, id), drafts(id)
    """
    token = _answers.set(ask([question for question in questions if question]))
    try:
        yield
    finally:
        _answers.reset(token)


def take_answer(key: Key) -> Rows | None:
    """The rows that answer a question asked before; None when it was not."""
    waiting = _answers.get()
    return waiting.pop(key, None) if waiting else None


def ask(questions: Sequence[Question]) -> dict[Key, Rows]:
    """The rows that answer each question; all are sent before the first answer is waited for."""
    if not questions:
        return {}
    connection.ensure_connection()
    line = _Line(connection.connection, questions)
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    make(cast(Any, line)).execute(
        ";\n".join(question.text for question in questions),
        [value for question in questions for value in question.values],
    )
    return {question.key: cursor.fetchall() for question, cursor in zip(questions, line.cursors, strict=True)}


class _Line:
    """What Django takes for one cursor: several statements on one connection, none of which waits for another."""

    def __init__(self, connection: psycopg.Connection[Any], questions: Sequence[Question]) -> None:
        self.connection = connection
        self.questions = questions
        self.cursors: list[psycopg.Cursor[Any]] = []
        connection.prepared_max = MOST_PREPARED

    def execute(self, _text: str, _values: Sequence[Any]) -> None:
        with self._pipeline():
            self.cursors = [
                psycopg.Cursor(self.connection).execute(each.text, each.values, prepare=each.prepare)
                for each in self.questions
            ]

    def _pipeline(self) -> AbstractContextManager[Any]:
        return self.connection.pipeline() if len(self.questions) > 1 else nullcontext()

    def results(self) -> Sequence[psycopg.Cursor[Any]]:
        return self.cursors

    def set_result(self, index: int) -> None:
        """Nothing was read yet: each statement has a cursor of its own."""

    @property
    def _query(self) -> Any:
        """What Django writes into its log of statements."""
        mogrify = psycopg.ClientCursor(self.connection).mogrify
        told = ";\n".join(mogrify(each.text, each.values) for each in self.questions)
        return SimpleNamespace(query=told.encode())
