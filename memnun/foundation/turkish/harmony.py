"""Vowel harmony on folded Turkish, where ı is i, ö is o and ü is u."""

from collections.abc import Iterable

VOWELS = "aeiou"
HARD = "fstkchp"  # consonants after which d and c become t and ç; ç and ş are folded
_THIN_ENDS = "ltkpf"  # saat-ler, kalp-e: a back vowel with front endings


def narrow_vowel(stem: str) -> str:
    return "u" if last_vowel(stem) in "ou" else "i"


def wide_vowels(stem: str) -> Iterable[str]:
    if last_vowel(stem) == "a" and stem[-1] in _THIN_ENDS:
        return ("a", "e")
    return visible_wide_vowels(stem)


def visible_wide_vowels(stem: str) -> Iterable[str]:
    """The wide vowels that may follow when no thin ending hides behind a back vowel, as in verbs."""
    return {"a": ("a",), "e": ("e",)}.get(last_vowel(stem), ("a", "e"))


def last_vowel(stem: str) -> str:
    return next((letter for letter in reversed(stem) if letter in VOWELS), "e")


def has_vowel(stem: str) -> bool:
    return any(letter in VOWELS for letter in stem)
