"""Turkish suffixes by vowel harmony: Kadıköy'de, berjeri, nevresim takımını, kitaplığım."""

from dataclasses import dataclass

from memnun.foundation.turkish.case import lower

_VOWELS = "aeıioöuü"
_BACK = "aıou"
_HARD = "fstkçşhp"
_CLOSE = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_SOFT = {"p": "b", "ç": "c", "k": "ğ"}
_HARDENED = {"b": "p", "c": "ç", "ğ": "k", "d": "t"}

# Words whose last vowel is dark but which take light suffixes (saati, festivali, Kemal'i).
_LIGHT = frozenset(
    "saat kontrol festival rol gol hayal alkol petrol sembol ithal kemal cemal celal bilal hilal ikbal "
    "iclal nihal zuhal meral seyhal iştigal istikbal sual ihmal dikkat seyahat hal".split()
)
_KEEP_HARD = frozenset("paket sepet robot market internet bilet tabak-çatal".split())

# A/I are vowels in harmony, D is d or t, brackets hold what a vowel or a consonant needs before it.
_ENDINGS = {
    "i": "(y)I",
    "e": "(y)A",
    "de": "DA",
    "den": "DAn",
    "in": "(n)In",
    "le": "(y)lA",
    "ler": "lAr",
    "im": "(I)m",
    "iniz": "(I)nIz",
    "li": "lI",
    "lik": "lIk",
    "siz": "sIz",
}
_OWN = ("im", "iniz", "ler")


@dataclass(frozen=True, slots=True)
class Noun:
    """A word that can take suffixes.

    `name`: takes an apostrophe (Kadıköy'de). `compound`: ends in a possessive (nevresim takımı),
    so it takes n before a case and drops its ending before an owner.
    """

    text: str
    name: bool = False
    compound: bool = False

    def __str__(self) -> str:
        return self.text

    def with_suffix(self, suffix: str) -> "Noun":
        """The word with one suffix (see `_ENDINGS`). Raises KeyError for an unknown one."""
        ending = _ENDINGS[suffix]
        if self.compound and suffix in _OWN:
            stem = _bare_stem(self.text, hard=suffix == "ler")
            grown = stem + _fit(stem, ending) + (_fit(stem, "lArI")[-1] if suffix == "ler" else "")
            return Noun(grown, compound=suffix == "ler")
        if self.compound:
            return Noun(self.text + _fit(self.text, _after_possessive(ending)))
        if self.name:
            return Noun(self.text + "'" + _fit(self.text, ending))
        fitted = _fit(self.text, ending)
        return Noun((_softened(self.text) if fitted[0] in _VOWELS else self.text) + fitted)


def _after_possessive(ending: str) -> str:
    if ending.startswith("(y)l"):
        return ending
    return "n" + ending.replace("(y)", "").replace("(n)", "").replace("D", "d")


def _fit(stem: str, ending: str) -> str:
    """The ending as it sounds after the stem."""
    stem = lower(stem)
    vowel = _last_vowel(stem)
    after_vowel = stem[-1] in _VOWELS
    if ending.startswith("("):
        optional, rest = ending[1], ending[3:]
        ending = (optional if after_vowel != (optional == "I") else "") + rest
    fitted = ""
    for letter in ending:
        if letter == "A":
            letter = vowel = "a" if vowel in _BACK else "e"
        elif letter == "I":
            letter = vowel = _CLOSE[vowel]
        elif letter == "D":
            letter = "t" if not fitted and stem[-1] in _HARD else "d"
        fitted += letter
    return fitted


def _last_vowel(stem: str) -> str:
    vowel = next((letter for letter in reversed(stem) if letter in _VOWELS), "e")
    if stem.rsplit(" ", 1)[-1] in _LIGHT:
        return {"a": "e", "o": "ö", "u": "ü", "ı": "i"}.get(vowel, vowel)
    return vowel


def _softened(text: str) -> str:
    word = text.rsplit(" ", 1)[-1]
    if text.endswith("nk"):
        return text[:-1] + "g"
    if sum(letter in _VOWELS for letter in lower(word)) < 2 or word in _KEEP_HARD:
        return text
    return text[:-1] + _SOFT.get(text[-1], text[-1])


def _bare_stem(text: str, *, hard: bool) -> str:
    """nevresim takımı → nevresim takım, çalışma masası → çalışma masa, elbise dolabı → dolab/dolap."""
    if text[-2] in "sS" and text[-3] in _VOWELS:
        return text[:-2]
    stem = text[:-1]
    return stem[:-1] + _HARDENED.get(stem[-1], stem[-1]) if hard else stem
