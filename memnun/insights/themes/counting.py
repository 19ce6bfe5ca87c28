"""Which themes stand in a contact."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from memnun.foundation.turkish.case import lower
from memnun.foundation.turkish.folding import fold
from memnun.insights.models import ThemeKind
from memnun.interactions.similar.weighing import is_content, stem_of

TELLING = ("complaint", "suggestion")
READ = 4000
LONGEST = 40
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
_SENTENCE_ENDS = frozenset(".!?;:\n…")


class Key(NamedTuple):
    """A theme: its kind and what it counts under."""

    kind: str
    key: str


class Word(NamedTuple):
    """A word as it counts and as it is shown."""

    stem: str
    shown: str


def themes_in(
    text: str, topics: Collection[str], hidden: Sequence[Mapping[str, Any]] = (), name: str = ""
) -> dict[Key, str]:
    """The themes of one contact, each with the form to show.

    Personal data (`hidden`: start, end) and the customer's own `name` are no themes. Two words make a theme
    when no sentence ends between them; function words between them do not part them.
    """
    found = {Key(ThemeKind.TOPIC, slug): slug for slug in topics}
    own = frozenset(fold(name).split())
    for run in _runs(_without(text, hidden)[:READ], own):
        for word in run:
            found.setdefault(Key(ThemeKind.WORD, word.stem), word.shown)
        for first, second in pairwise(run):
            if first.stem != second.stem:
                key = Key(ThemeKind.PHRASE, f"{first.stem} {second.stem}")
                found.setdefault(key, f"{first.shown} {second.shown}")
    return found


def _without(text: str, hidden: Sequence[Mapping[str, Any]]) -> str:
    for span in sorted(hidden, key=lambda span: -int(span["start"])):
        text = f"{text[: int(span['start'])]} . {text[int(span['end']) :]}"
    return text


def _runs(text: str, own: Collection[str]) -> Iterator[list[Word]]:
    """The telling words of each sentence, in order."""
    run: list[Word] = []
    for match in _WORD.finditer(text):
        written = match.group()
        if written in _SENTENCE_ENDS:
            yield run
            run = []
            continue
        folded = fold(re.split("['’]", written)[0])
        if len(written) <= LONGEST and is_content(folded) and folded not in own:
            run.append(Word(stem_of(folded), lower(re.split("['’]", written)[0])))
    yield run
