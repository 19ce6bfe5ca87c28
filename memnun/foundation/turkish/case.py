"""Upper and lower case with the dotted and the dotless i, which Python's own methods get wrong."""

import re
from unicodedata import normalize

DOTTED_I = "i\u0307"  # what "İ".lower() gives, and what some keyboards type
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def lower(text: str) -> str:
    """Turkish lower case in NFC: "IŞIK" → "ışık", "İPTAL" → "iptal"."""
    if text.isascii():
        return text.replace("I", "ı").lower()
    text = normalize("NFC", text).replace("İ", "i").replace("I", "ı").lower()
    return normalize("NFC", text.replace(DOTTED_I, "i"))


def upper(text: str) -> str:
    """Turkish upper case in NFC: "iade" → "İADE", "ılık" → "ILIK"."""
    if text.isascii():
        return text.replace("i", "İ").upper()
    text = normalize("NFC", text).replace(DOTTED_I, "i").replace("i", "İ").replace("ı", "I")
    return normalize("NFC", text.upper())


def title(text: str) -> str:
    """Every word with one capital letter; a suffix after an apostrophe stays small ("Iğdır'ın")."""
    return _WORD.sub(lambda word: capitalise(word[0]), lower(text))


def capitalise(text: str) -> str:
    """The first letter in upper case, the rest as it was: "iade KDV'si" → "İade KDV'si"."""
    text = normalize("NFC", text).replace(DOTTED_I, "i")
    return upper(text[:1]) + text[1:]
