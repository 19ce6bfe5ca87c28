"""Query sets whose statement is written once and then only filled with values.

Django writes a statement anew each time a query set is read: half a millisecond to one of processor
time, where the database needs less to answer it, and a page of the desk asks some twenty-five.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial, update_wrapper
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from psycopg import sql

from memnun.foundation.paging import Place
from memnun.people.asking_together import Question, ask, take_answer

Parameters = ParamSpec("Parameters")
Row = TypeVar("Row")
MOST = 512
"""Shapes of one query set that are kept: a list of thirty ids has another shape than one of twenty-nine."""
_LONG_AGO = datetime(1800, 1, 1, tzinfo=UTC)
_NUMBER = 30_000
"""Fits every column of numbers: Django asks nothing where a number cannot be in a column at all."""
PLACE = re.compile("%[s%]")
_distinct = count()


class WrittenOnce(Generic[Parameters, Row]):
    """A query set whose statement is kept; called with its values, it gives the rows."""

    def __init__(self, make: Callable[Parameters, QuerySet[Any, Row]]) -> None:
        self._statement = lru_cache(maxsize=MOST)(partial(_write, make))
        update_wrapper(self, make)

    def __call__(self, *values: Parameters.args, **named: Parameters.kwargs) -> list[Row]:
        if named:
            raise TypeError("values are given by position")
        written = self._statement(tuple(_shape(value) for value in values))
        return written.rows(_scalars(values)) if written else []

    def question(self, *values: Parameters.args, **named: Parameters.kwargs) -> Question | None:
        """The same to be asked together with others; None where there can be no rows."""
        if named:
            raise TypeError("values are given by position")
        written = self._statement(tuple(_shape(value) for value in values))
        return written.question(_scalars(values)) if written else None


def written_once(make: Callable[Parameters, QuerySet[Any, Row]]) -> WrittenOnce[Parameters, Row]:
    """The rows of the query set that `make` describes; its statement is written once for all values.

    `make` takes viewers, ids, moments, places, numbers and lists of ids or of words, all by position, and its query
    set must follow from nothing else. It is called with stand-ins for them, so it may ask whether a list is empty,
    but not what a value is. Whatever else it takes (None, single words, filters) is written out, once for each.
    A clock read within it is found out and raises ValueError. Rows are locked only inside a transaction, as
    Django would have it.

    >>> @written_once
    ... def notes(viewer: Viewer, conversation_id: UUID) -> QuerySet[Note]:
    ...     return Note.objects.visible_to(viewer).filter(conversation=conversation_id)
    """

    return WrittenOnce(make)


@dataclass(frozen=True, slots=True)
class _ViewerShape:
    """A viewer from whom so many private teams are hidden."""

    hidden: int


@dataclass(frozen=True, slots=True)
class _ListShape:
    """So many ids, or words."""

    length: int
    of_words: bool


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A viewer whom nobody is."""

    id: UUID
    brand_id: UUID
    hidden_team_ids: Sequence[UUID]


def _shape(value: Any) -> Any:
    """What the text of the statement may depend on."""
    if isinstance(value, UUID | datetime | Place) or type(value) is int:
        return type(value)
    if isinstance(value, list | tuple):
        return _ListShape(len(value), bool(value) and isinstance(value[0], str))
    if hasattr(value, "hidden_team_ids"):
        return _ViewerShape(len(value.hidden_team_ids))
    return value


def _scalars(values: Sequence[Any]) -> list[Any]:
    """The single values in the order in which statements name them."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, list | tuple):
            found += value
        elif isinstance(value, UUID | datetime) or type(value) is int:
            found.append(value)
        elif isinstance(value, Place):
            found += (value.at, value.id)
        elif hasattr(value, "hidden_team_ids"):
            found += (value.id, value.brand_id, *value.hidden_team_ids)
    return found


def _stand_in(shape: Any) -> Any:
    """A value of this shape that occurs nowhere else."""
    if shape is UUID:
        return uuid4()
    if shape is datetime:
        return _LONG_AGO + timedelta(seconds=next(_distinct))
    if shape is int:
        return _NUMBER + next(_distinct) % 2_500
    if shape is Place:
        return Place(_stand_in(datetime), uuid4())
    if isinstance(shape, _ListShape):
        return [uuid4().hex if shape.of_words else uuid4() for _ in range(shape.length)]
    if isinstance(shape, _ViewerShape):
        return _StandIn(uuid4(), uuid4(), [uuid4() for _ in range(shape.hidden)])
    return shape


@dataclass(frozen=True, slots=True, eq=False)
class _Statement:
    """The text with what never changes written into it, and for each of its values a place among the scalars.

    What stands in the text tells the database, before it is asked, which partial index serves.
    """

    query_set: QuerySet[Any, Any]
    compiler: SQLCompiler
    text: str
    places: tuple[int, ...]
    prepare: bool | None

    def rows(self, scalars: Sequence[Any]) -> list[Any]:
        """Ask the database with these values."""
        written = self.query_set
        if written.query.select_for_update and not connections[written.db].in_atomic_block:
            raise TransactionManagementError("Rows are locked only inside a transaction.")
        question = self.question(scalars)
        answer = take_answer(question.key)
        if answer is None:
            answer = ask([question])[question.key]
        query = copy.copy(written.query)
        query.get_compiler = lambda using, *_: _Answered(self.compiler, using, answer)  # type: ignore[method-assign]
        filled = type(written)(model=written.model, query=query, using=written.db)
        filled._fields = written._fields  # type: ignore[attr-defined]
        filled._iterable_class = written._iterable_class
        filled._prefetch_related_lookups = written._prefetch_related_lookups  # type: ignore[attr-defined]
        return list(filled)

    def question(self, scalars: Sequence[Any]) -> Question:
        """What `rows` would ask."""
        values = [scalars[place] for place in self.places]
        return Question((self, tuple(scalars)), self.text, values, self.prepare)


class _Answered(SQLCompiler):
    """Django's compiler after it has written and asked: it only makes rows of the answer."""

    def __init__(self, compiler: SQLCompiler, using: str, answer: list[tuple[Any, ...]]) -> None:
        self.__dict__.update(compiler.__dict__)
        self.using = using
        self.connection = connections[using]
        self.answer = answer

    def execute_sql(self, *given: Any, **named: Any) -> Any:
        return [self.answer]


def _write(make: Callable[..., QuerySet[Any, Any]], shapes: Sequence[Any]) -> _Statement | None:
    """The statement for values of these shapes; None for one that can find nothing, such as among no ids."""
    once, again = _write_with_stand_ins(make, shapes), _write_with_stand_ins(make, shapes)
    if once and again and (once.text, once.places) != (again.text, again.places):
        raise ValueError(f"{make.__qualname__} depends on more than its values")
    return once


def _write_with_stand_ins(
    make: Callable[..., QuerySet[Any, Any]], shapes: Sequence[Any]
) -> _Statement | None:
    stand_ins = [_stand_in(shape) for shape in shapes]
    query_set = make(*stand_ins)
    compiler = query_set.query.get_compiler(query_set.db)
    try:
        text, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    places = tuple(_places(values, _scalars(stand_ins)))
    constants = (
        None if place is not None else _literal(value) for value, place in zip(values, places, strict=True)
    )
    return _Statement(
        query_set,
        compiler,
        _fill(text, constants),
        tuple(place for place in places if place is not None),
        prepare=False if any(isinstance(shape, _ListShape) for shape in shapes) else None,
    )


def _fill(text: str, literals: Iterator[str | None]) -> str:
    """The text with those of its places filled for which there is a literal."""
    return PLACE.sub(lambda found: (next(literals) or "%s") if found[0] == "%s" else found[0], text)


def _literal(value: Any) -> str:
    connection.ensure_connection()
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")


def _places(values: Sequence[Any], stand_ins: Sequence[Any]) -> Iterator[int | None]:
    for value in values:
        known = isinstance(value, UUID | datetime | int | str) and value in stand_ins
        yield stand_ins.index(value) if known else None
