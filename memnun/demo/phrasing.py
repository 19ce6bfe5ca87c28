"""A small grammar for living sentences.

`[bugün|dün]` chooses one, `[|çok]` may leave out, `{order}` fills in a fact, `{branch+de}` fills it
in with a suffix, `{product+im+i}` with two. Choices may hold choices.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from memnun.demo.chance import Dice
from memnun.demo.suffixes import Noun

_GAPS = re.compile(r" {2,}")

Facts: TypeAlias = Mapping[str, Noun | str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact's name and the suffixes it takes."""

    name: str
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Sentences of which one is said."""

    branches: tuple["Sentence", ...]


Sentence: TypeAlias = tuple[str | Slot | Choice, ...]


def say(template: str, rng: Dice, facts: Facts) -> str:
    """The template as somebody says it once. Raises KeyError for a fact that is not known."""
    return _GAPS.sub(" ", "".join(_said(parse(template), rng, facts))).strip()


def _said(sentence: Sentence, rng: Dice, facts: Facts) -> Iterator[str]:
    for part in sentence:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Slot):
            yield _filled(part, facts)
        else:
            yield from _said(part.branches[int(rng.random() * len(part.branches))], rng, facts)


def _filled(slot: Slot, facts: Facts) -> str:
    fact = facts[slot.name]
    for suffix in slot.suffixes:
        fact = (fact if isinstance(fact, Noun) else Noun(fact)).with_suffix(suffix)
    return str(fact)


@cache
def parse(template: str) -> Sentence:
    """The parts of a template. Raises ValueError for brackets that do not pair."""
    sentence, end = _sentence(template, 0, "")
    if end != len(template):
        raise ValueError(f"unpaired bracket at {end}: {template}")
    return sentence


def _sentence(template: str, at: int, closers: str) -> tuple[Sentence, int]:
    parts: list[str | Slot | Choice] = []
    plain = ""
    while at < len(template) and template[at] not in closers:
        letter = template[at]
        if letter in "[{":
            if plain:
                parts.append(plain)
                plain = ""
            part, at = _choice(template, at + 1) if letter == "[" else _slot(template, at + 1)
            parts.append(part)
        elif letter in "]}":
            raise ValueError(f"unpaired bracket at {at}: {template}")
        else:
            plain += letter
            at += 1
    return (*parts, plain) if plain else tuple(parts), at


def _choice(template: str, at: int) -> tuple[Choice, int]:
    branches: list[Sentence] = []
    while True:
        branch, at = _sentence(template, at, "|]")
        branches.append(branch)
        if at >= len(template):
            raise ValueError(f"unclosed choice: {template}")
        at += 1
        if template[at - 1] == "]":
            return Choice(tuple(branches)), at


def _slot(template: str, at: int) -> tuple[Slot, int]:
    end = template.index("}", at)
    name, *suffixes = template[at:end].split("+")
    return Slot(name, tuple(suffixes)), end + 1


def slots_of(sentence: Sentence) -> Iterator[str]:
    """The names of all facts a sentence may need."""
    for part in sentence:
        if isinstance(part, Slot):
            yield part.name
        elif isinstance(part, Choice):
            for branch in part.branches:
                yield from slots_of(branch)
