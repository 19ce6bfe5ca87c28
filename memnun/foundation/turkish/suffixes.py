"""Case endings after names, brands and numbers with the right vowel: "Ayşe'nin", "5'i", "17:00'de"."""

import re

from memnun.foundation.turkish.case import lower

_VOWELS = "aeıioöuü"
_CIRCUMFLEX = str.maketrans("âîû", "aiu")
_HARD = "fstkçşhp"
_NARROW = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_WIDE = {"a": "a", "ı": "a", "o": "a", "u": "a", "e": "e", "i": "e", "ö": "e", "ü": "e"}

# Words that end in a thin sound although their last vowel is a back one: Kemal'in, saat'te.
_THIN = {
    **dict.fromkeys("kemal cemal celal bilal hilal nihal zuhal iclal ikbal meal hal ihmal".split(), "e"),
    **dict.fromkeys("saat dikkat hakikat seyahat sadakat şefkat harf festival".split(), "e"),
    **dict.fromkeys("rol gol kontrol petrol alkol".split(), "ö"),
    **dict.fromkeys("resul usul meşgul kabul".split(), "ü"),
}
_DIGITS = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
_TENS = "on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()
_POWERS = ((9, "milyar"), (6, "milyon"), (3, "bin"), (2, "yüz"))
_NUMBER = re.compile(r"(\d[\d.,:]*)\D*$")
_WORD = re.compile(r"[^\W\d_]+")


def possessive(word: str) -> str:
    """Whose: "Ayşe'nin", "Mehmet'in", "5'in"."""
    vowel, open_end, _ = _ending(word)
    return f"{word}'{'n' if open_end else ''}{_NARROW[vowel]}n"


def accusative(word: str) -> str:
    """Whom: "Ayşe'yi", "Trendyol'u", "6'yı"."""
    vowel, open_end, _ = _ending(word)
    return f"{word}'{'y' if open_end else ''}{_NARROW[vowel]}"


def dative(word: str) -> str:
    """To whom: "Ayşe'ye", "İzmir'e", "10'a"."""
    vowel, open_end, _ = _ending(word)
    return f"{word}'{'y' if open_end else ''}{_WIDE[vowel]}"


def locative(word: str) -> str:
    """Where, when: "Ankara'da", "Uşak'ta", "17:00'de"."""
    vowel, _, hard = _ending(word)
    return f"{word}'{'t' if hard else 'd'}{_WIDE[vowel]}"


def ablative(word: str) -> str:
    """From where: "Ankara'dan", "Uşak'tan", "3'ten"."""
    return f"{locative(word)}n"


def _ending(word: str) -> tuple[str, bool, bool]:
    """The vowel that decides, whether the word ends in a vowel, whether it ends in a hard consonant."""
    spoken = _spoken(word)
    vowels = [letter for letter in spoken if letter in _VOWELS]
    vowel = _THIN.get(spoken) or (vowels[-1] if vowels else "e")
    return vowel, not vowels or spoken[-1] in _VOWELS, bool(vowels) and spoken[-1] in _HARD


def _spoken(word: str) -> str:
    """The last word as it is said; abbreviations without a vowel are spelt, and their letters end in e."""
    if number := _NUMBER.search(word):
        return _spoken_number(number[1].rstrip(".,:"))
    words = _WORD.findall(word)
    if not words:
        return ""
    last = words[-1]
    spoken = lower(last).translate(_CIRCUMFLEX)
    spelt = len(last) > 1 and last.isupper() and not any(letter in _VOWELS for letter in spoken)
    return "e" if spelt else spoken


def _spoken_number(written: str) -> str:
    """The last spoken word of a number, a decimal or a time: 1.250 → elli, 17:00 → yedi."""
    parts = re.split(r"[:,]", written)
    digits = re.sub(r"\D", "", parts[-1] if int("0" + re.sub(r"\D", "", parts[-1])) else parts[0])
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros == len(digits):
        return "sıfır"
    if zeros == 0:
        return _DIGITS[int(digits[-1])]
    for power, name in _POWERS:
        if zeros >= power:
            return name
    return _TENS[int(digits[-2]) - 1]
