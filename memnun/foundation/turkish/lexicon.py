"""Words of everyday service talk, so that "sorun" is never taken for an ending on "soru"."""

from functools import lru_cache
from importlib.resources import files

from memnun.foundation.turkish.folding import fold


@lru_cache(maxsize=1)
def nouns() -> frozenset[str]:
    """Folded roots of nouns and adjectives."""
    return _words("nouns.txt")


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """Folded roots of verbs, as they stand before "-mek"."""
    return _words("verbs.txt")


@lru_cache(maxsize=4096)
def has_longer_word(beginning: str) -> bool:
    """Whether another known noun starts with `beginning`: "soru" is the beginning of "sorun"."""
    return any(word.startswith(beginning) and word != beginning for word in nouns())


@lru_cache(maxsize=4096)
def longest_noun(beginning: str) -> str:
    """The longest known noun that `beginning` starts with; may be empty."""
    lengths = range(len(beginning), 1, -1)
    return next((beginning[:length] for length in lengths if beginning[:length] in nouns()), "")


def _words(name: str) -> frozenset[str]:
    text = files("memnun.foundation.turkish").joinpath("words", name).read_text(encoding="utf-8")
    return frozenset(fold(text).split())
