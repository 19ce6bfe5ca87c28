"""The 64 signs Memnun reads: folded letters, digits, and a few groups of symbols and emoji.

İ and I, ş and s, full-width and accented letters fall on one code, because customers type them all ways.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

SEPARATOR = 0
LAST_LETTER = 26
LAST_DIGIT = 36
OTHER_LETTER = 37
FIRST_SYMBOL = 38
FIRST_PUNCTUATION = 200
DROPPED = 255
AT_SIGN = (201, 202)

SYMBOLS = {
    "exclamation": (38, "!"),
    "question": (39, "?"),
    "love": (40, "❤♥💓💔💕💖💗💘💙💚💛💜💝💞💟🖤🤍🤎🧡😍🥰😘😻🤩😗😙😚💋"),
    "happy": (41, "😀😃😄😁😊☺🙂😇😋😎🤗😌😉🌸🌹🌺🌟⭐✨🥳🤤🥹🎈💐🌷☀🌞"),
    "laugh": (42, "😂🤣😆😅😹"),
    "thanks": (43, "🙏🤲🙌🤝"),
    "thumbs_up": (44, "👍👌💪✅✔🔝💯🏆🥇✌🤘🤙"),
    "applause": (45, "👏🎉🎊"),
    "sad": (46, "😢😭😞😔😟😕🙁☹😣😖😫😩😥😓😿😪😰🥺😦😧😨"),
    "angry": (47, "😠😡🤬😤👿😾💢🤮🤢🖕😒🙄😑🤦💩🤡"),
    "thumbs_down": (48, "👎❌🚫⛔🛑‼⚠"),
    "other_picture": (49, "🤔😐😶😏😳😱🤷💸💰📦📱🔥"),
    "star": (50, "*★☆✰"),
    "percent": (51, "%"),
}
PUNCTUATION = {character: 210 + index for index, character in enumerate(".,;:\n-/'\"()+&_=#[]{}|<>@")}
PUNCTUATION["<"], PUNCTUATION["@"] = AT_SIGN
SHOWN_SYMBOLS = {code: chr(ord("A") + code - 40) for code in range(40, 50)} | {
    38: "!",
    39: "?",
    50: "*",
    51: "%",
}
_SPECIAL = dict(
    zip(
        "ıİßæøəđł…’‘`´“”–—？！",
        "iisaoedl.''''\"\"--?!",
        strict=True,
    )
)


@cache
def character_table() -> NDArray[np.uint8]:
    """Code of every code point up to U+1FFFF; the last entry stands for all beyond."""
    table = np.zeros(0x20000, dtype=np.uint8)
    _mark_other_letters(table)
    _mark_latin(table)
    for character, code in PUNCTUATION.items():
        table[ord(character)] = code
    table[0x1F300:0x1FB00] = 49
    table[0x2600:0x27C0] = 49
    for code, members in SYMBOLS.values():
        for character in members:
            table[ord(character)] = code
    for character, base in _SPECIAL.items():
        table[ord(character)] = table[ord(base)]
    table[0x0300:0x0370] = DROPPED
    table[0x1F3FB:0x1F400] = DROPPED
    table[0xFE00:0xFE10] = DROPPED
    for point in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x20E3):
        table[point] = DROPPED
    return table


def _mark_other_letters(table: NDArray[np.uint8]) -> None:
    for point in range(0x250, 0xD800):
        if chr(point).isalnum():
            table[point] = OTHER_LETTER
    table[0x10000:0x1F000] = OTHER_LETTER
    table[-1] = OTHER_LETTER


def _mark_latin(table: NDArray[np.uint8]) -> None:
    ranges = (range(0x21, 0x250), range(0x1E00, 0x1F00), range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800))
    for points in ranges:
        for point in points:
            base = unicodedata.normalize("NFKD", chr(point))[:1].lower()
            if "a" <= base <= "z":
                table[point] = ord(base) - ord("a") + 1
            elif "0" <= base <= "9":
                table[point] = ord(base) - ord("0") + 27
            elif base.isalpha():
                table[point] = OTHER_LETTER


@cache
def shown_table() -> NDArray[np.uint8]:
    """ASCII character that stands for each code in folded text; upper case letters are emoji groups."""
    table = np.full(256, ord(" "), dtype=np.uint8)
    table[1:27] = np.arange(ord("a"), ord("z") + 1)
    table[27:37] = np.arange(ord("0"), ord("9") + 1)
    table[OTHER_LETTER] = ord("x")
    for character, code in PUNCTUATION.items():
        table[code] = ord(character)
    for code, character in SHOWN_SYMBOLS.items():
        table[code] = ord(character)
    return table


SIGN_CODES = {sign: code for code, sign in SHOWN_SYMBOLS.items()}
