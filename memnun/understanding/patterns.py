"""Finds phrases: each word is looked up once by its beginnings, whole and endings, and a pattern's regular expression
is tried only where one of its trigger words stands."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from memnun.understanding.alphabet import SIGN_CODES
from memnun.understanding.folding import Folded

_REMEMBERED_WORDS = 32_768
_REMEMBERED_HINTS = 4_096
_BEGINNING_LENGTHS = (1, 2, 3, 4, 5, 6, 8)
_ENDING_LENGTHS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase over folded text, beginning at a trigger word.

    `triggers`, separated by spaces: word beginnings ('hakem'), whole words ('=bir'), word endings of at most
    five letters ('*meli'), signs ('?', '!') or the upper-case letter of an emoji group. Without an `expression`
    the trigger word itself is taken. `beside`, written like triggers, names what the phrase cannot do without:
    where no such word stands in the text, the expression is not tried.
    """

    about: str
    triggers: str
    expression: str = r"\w+"
    beside: str = ""


class Place(NamedTuple):
    """Where a pattern held, in characters of the folded text."""

    start: int
    end: int


Matcher = Callable[[str, int], re.Match[str] | None]


class _Attempt(NamedTuple):
    """An expression to try; `needed` is the bit of the words that must stand beside it, 0 where none must."""

    needed: int
    matcher: Matcher
    about: str


class _Hint(NamedTuple):
    """What one word is good for: which expressions to try there, and the bits of what it stands for."""

    attempts: tuple[_Attempt, ...]
    stands_for: int


_NO_HINT = _Hint((), 0)


class PatternSet:
    """Patterns searched together. `screens` are triggers of which only is asked whether one stands in a text."""

    def __init__(self, patterns: Sequence[Pattern], screens: Sequence[str] = ()) -> None:
        besides = list(dict.fromkeys(pattern.beside for pattern in patterns if pattern.beside))
        self._patterns = tuple(patterns)
        self._needed = {beside: 1 << len(screens) + place for place, beside in enumerate(besides)} | {"": 0}
        self._screens = (1 << len(screens)) - 1
        self._triggers = _Triggers([*(pattern.triggers for pattern in patterns), *screens, *besides])
        self._hints: dict[bytes, _Hint] = {}
        self._hint_of = lru_cache(maxsize=_REMEMBERED_HINTS)(self._made_hint)

    def search(
        self, folded: Folded, shown: Sequence[str], words: Sequence[bytes]
    ) -> list[tuple[dict[str, Place], int]]:
        """What each text is about, in the order it is said, with the first place of each; and, a bit each, the screens
        of which a word stands in it. `shown` are the texts of `folded`, `words` its tokens."""
        remembered, starts = self._hints.get, folded.token_starts.tolist()
        hints = [remembered(word) or self._found_hint(word) for word in words]
        bounds = pairwise(folded.text_tokens.tolist())
        return [
            self._search_text(text, begin, starts[first:end], hints[first:end])
            for text, begin, (first, end) in zip(shown, folded.text_characters.tolist(), bounds, strict=False)
        ]

    def _search_text(
        self, text: str, begin: int, starts: Sequence[int], hints: Sequence[_Hint]
    ) -> tuple[dict[str, Place], int]:
        """`starts` count from the beginning of the batch, in which the text stands at `begin`."""
        standing = 0
        for _attempts, stands_for in hints:
            standing |= stands_for
        found: dict[str, Place] = {}
        for start, (attempts, _stands_for) in zip(starts, hints, strict=True):
            for needed, matcher, about in attempts:
                if (
                    needed & standing == needed
                    and about not in found
                    and (held := matcher(text, start - begin))
                ):
                    found[about] = Place(start - begin, held.end())
        return found, standing & self._screens

    def _found_hint(self, word: bytes) -> _Hint:
        """Remembered, because few words make up most of all texts; all are forgotten when they become too many."""
        if len(self._hints) >= _REMEMBERED_WORDS:
            self._hints.clear()
        hint = self._hints[word] = self._hint_of(self._triggers.places(word))
        return hint

    def _made_hint(self, places: tuple[int, ...]) -> _Hint:
        """`places` are those of the patterns, screens and words beside that a word is a trigger of; many words share
        them."""
        if not places:
            return _NO_HINT
        count = len(self._patterns)
        begun = [self._patterns[place] for place in places if place < count]
        attempts = [_Attempt(self._needed[row.beside], _matcher(row.expression), row.about) for row in begun]
        return _Hint(tuple(attempts), sum(1 << place - count for place in places if place >= count))


class _Triggers:
    """In which of some lists of triggers a word stands, looked up by its beginnings, whole and endings."""

    def __init__(self, lists: Sequence[str]) -> None:
        self._wholes: dict[bytes, list[int]] = {}
        self._beginnings: dict[bytes, list[int]] = {}
        self._endings: dict[bytes, list[int]] = {}
        for place, triggers in enumerate(lists):
            for trigger in triggers.split():
                held, key = self._key(trigger)
                held.setdefault(key, []).append(place)

    def _key(self, trigger: str) -> tuple[dict[bytes, list[int]], bytes]:
        """Where a trigger is held; of a long beginning or ending only as much as words are looked up by."""
        if trigger in SIGN_CODES:
            return self._wholes, bytes((SIGN_CODES[trigger],))
        letters = letter_codes(trigger.lstrip("=*"))
        if trigger.startswith("="):
            return self._wholes, letters
        if trigger.startswith("*"):
            return self._endings, letters[-_ENDING_LENGTHS[-1] :]
        length = max(length for length in _BEGINNING_LENGTHS if length <= len(letters))
        return self._beginnings, letters[:length]

    def places(self, word: bytes) -> tuple[int, ...]:
        """In order, each once."""
        beginnings, endings = self._beginnings, self._endings
        found = list(self._wholes.get(word, ()))
        for length in _BEGINNING_LENGTHS:
            if (key := word[:length]) in beginnings:
                found += beginnings[key]
        for length in _ENDING_LENGTHS:
            if (key := word[-length:]) in endings:
                found += endings[key]
        return tuple(sorted(set(found)))


@cache
def _matcher(expression: str) -> Matcher:
    """Compiled when first needed: most texts need few of them."""
    return re.compile(expression).match


def letter_codes(word: str) -> bytes:
    """Codes of a folded word's letters and digits."""
    return bytes(ord(sign) - ord("a") + 1 if sign.isalpha() else ord(sign) - ord("0") + 27 for sign in word)
