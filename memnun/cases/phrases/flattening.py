"""Folds a text character by character, so that places in it stay places in the original."""

from __future__ import annotations

from memnun.foundation.turkish.folding import fold

_APOSTROPHES = {"’": "'", "‘": "'", "`": "'", "´": "'"}


def flatten(text: str) -> str:
    """Lower case without Turkish letters, as long as the text itself; line ends become full stops."""
    return "".join(_flat(character) for character in text)


def _flat(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character == "\n":
        return "\n"
    if character.isspace():
        return " "
    folded = fold(character)
    return folded if len(folded) == 1 else character
