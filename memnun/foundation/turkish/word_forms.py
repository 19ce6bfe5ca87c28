"""What is looked for: a folded word, or the beginning of words."""

from typing import NamedTuple

SHORTEST_OPEN_PREFIX = 5


class Form(NamedTuple):
    """A folded word to look for, or with `prefix` the beginning of words."""

    text: str
    prefix: bool = False
