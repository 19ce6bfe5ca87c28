"""Which forms a Turkish word takes, on folded text: enough grammar to search with, no more.

Folding joins ı with i, ö with o, ü with u, ç with c, ğ with g, ş with s, so harmony is kept only
as far as it is still visible: narrow vowels are "i" or "u", wide ones "a" or "e".
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from memnun.foundation.turkish import lexicon

VOWELS = "aeiou"
_HARD = "fstkchp"
_SOFTENED = {"p": "b", "t": "d", "k": "g"}  # ç → c is no change once folded
_HARDENED = {soft: hard for hard, soft in _SOFTENED.items()}
_THIN_ENDS = "ltkpf"  # saat-ler, kalp-e: a back vowel with front endings
# Nouns that lose their last vowel (isim-ismi) or double their last consonant (hak-hakkı) before a vowel.
_SHORTENED = frozenset(
    "agiz akil alin asil ayip beyin boyun burun cehil cisim cism devir emir fikir gogus gonul hacim hapis "
    "hukum isim izin kabir karin kasit kayip kayit kesif keyif kisim koyun lutuf metin muhur nabiz nakil "
    "nehir nesil nutuk ogul omur omuz resim sabir sehir sekil seyir tavir ufuk vakit zehir zulum".split()
)
_DOUBLED = frozenset("af hak hat his ret sik sir tip zam zan zit".split())
SHORTEST_STEM = 3
SHORTEST_OPEN_PREFIX = 5
LONGEST_WORD = 40


class Form(NamedTuple):
    """A folded word to look for, or with `prefix` the beginning of words."""

    text: str
    prefix: bool = False


class Root(NamedTuple):
    """A candidate stem of a word and how it inflects; `typed` when it is the whole word."""

    text: str
    verb: bool = False
    typed: bool = False


_CASES = r"(?:y?[iu]|n[iu]|y?[ae]|n[ae]|n?[dt][ae]n?|n?[iu]n|y?l[ae]|[cn]c?[ae])"
_OWNERS_AFTER_VOWEL = r"(?:m[iu]z|n[iu]z|s[iu]|m|n)"
_OWNERS_AFTER_CONSONANT = r"(?:[iu]m[iu]z|[iu]n[iu]z|[iu]m|[iu]n|[iu])"
_COPULA = r"(?:y?d[iu][mnk]?|d[iu]r|y?m[iu]s|y?s[ae]|y?[iu]m|y?[iu]z)"
_MAKERS = r"(?:l[iu]|s[iu]z|l[iu]k|c[iu])"
_REST = rf"{_CASES}?(?:ki)?(?:l[ae]r)?{_COPULA}?"
_AFTER_VOWEL = re.compile(rf"{_MAKERS}?(?:l[ae]r{_OWNERS_AFTER_CONSONANT}?|{_OWNERS_AFTER_VOWEL})?{_REST}")
_AFTER_CONSONANT = re.compile(rf"{_MAKERS}?(?:l[ae]r)?{_OWNERS_AFTER_CONSONANT}?{_REST}")

_NEGATION = r"(?:m[aeiu])?"
_PERSON = r"(?:[iu]m|s[iu]n|[iu]z|s[iu]n[iu]z|l[ae]r|[mnk]|n[iu]z)?"
_VERB_ENDING = re.compile(
    rf"(?:[iu]l|[iu]n|n|t[iu]r|d[iu]r|t)?"
    rf"(?:y?[ae]m[ae]|m[ae])?"
    rf"(?:[iu]?yor{_PERSON}|y?[ae]c[ae][kg]{_PERSON}|[dt][iu]{_PERSON}|m[iu]s{_PERSON}|[aeiu]?r{_PERSON}|z{_PERSON}|m[ae]m|m[ae]y[iu]z"
    rf"|y?[ae]n|m[ae]k|m[ae](?:s[iu])?|y?[iu]p|s[ae]{_PERSON}|[dt][iu][kg][iu]?{_PERSON}|y?[ae]b[iu]l.*)"
    rf"(?:{_COPULA}|{_CASES})?"
)


def roots(word: str) -> list[Root]:
    """The stems `word` may be a form of, the word itself first.

    A known word settles it: "sorunum" is only "sorun". Otherwise every split with a fitting
    ending counts, down to stems of four letters.
    """
    if not SHORTEST_STEM <= len(word) <= LONGEST_WORD:
        return [Root(word, typed=True)]
    if word in lexicon.nouns():
        return [Root(word, typed=True), *([Root(word, verb=True)] if word in lexicon.verbs() else [])]
    splits = list(_noun_stems(word))
    known = [stem for stem in splits if stem in lexicon.nouns()]
    verb_stems = list(_verb_stems(word))
    known_verbs = [stem for stem in verb_stems if stem in lexicon.verbs()]
    found = [Root(max(known, key=len))] if known else []
    if known_verbs:
        found.append(Root(max(known_verbs, key=len), verb=True))
    if not found:
        found = [Root(stem) for stem in splits if len(stem) > SHORTEST_STEM]
        found += [Root(stem, verb=True) for stem in verb_stems if len(stem) > SHORTEST_STEM]
    if word in lexicon.verbs():
        found.append(Root(word, verb=True))
    return list(dict.fromkeys([Root(word, typed=True), *found]))


def forms(root: Root) -> list[Form]:
    """The folded forms of a stem: an open prefix for a long one, its own endings for a short one."""
    shortest = SHORTEST_STEM - root.verb
    if root.text.isdigit() or not shortest <= len(root.text) <= LONGEST_WORD:
        return [Form(root.text)]
    if root.typed and len(root.text) == SHORTEST_OPEN_PREFIX - 1 and root.text not in lexicon.nouns():
        return [Form(root.text, prefix=True)]
    if root.verb:
        inflected = _verb_forms(root.text)
    else:
        inflected = _noun_forms(root.text)
    return list(dict.fromkeys(form for form in inflected if not _belongs_to_another(form, root.text)))


def _belongs_to_another(form: Form, stem: str) -> bool:
    """Whether the form reads as one of a longer known noun, as "sorunu" or "soruml" for "soru"."""
    if form.prefix and form.text != stem and lexicon.has_longer_word(form.text):
        return True
    longest = lexicon.longest_noun(form.text)
    return form.text != stem and len(longest) > len(stem) and longest != stem


def _noun_stems(word: str) -> Iterator[str]:
    for length in range(len(word) - 1, SHORTEST_STEM - 2, -1):
        stem, ending = word[:length], word[length:]
        if not _fits(stem, ending):
            continue
        pattern = _AFTER_VOWEL if stem[-1] in VOWELS else _AFTER_CONSONANT
        if pattern.fullmatch(ending):
            yield stem
            if ending[0] in VOWELS:
                yield from _citation_forms(stem)


def _citation_forms(stem: str) -> Iterator[str]:
    """What a stem before a vowel may be on its own: "taleb" talep, "ism" isim, "kayd" kayıt, "hakk" hak."""
    hardened = stem[:-1] + _HARDENED.get(stem[-1], stem[-1])
    if hardened != stem:
        yield hardened
    known = (
        {stem[:-1]} & _DOUBLED
        if stem[-2:-1] == stem[-1]
        else {shortened[:-1] + _narrow(stem) + shortened[-1] for shortened in (stem, hardened)} & _SHORTENED
    )
    yield from sorted(known)


def _verb_stems(word: str) -> Iterator[str]:
    for length in range(len(word) - 1, 1, -1):
        stem, ending = word[:length], word[length:]
        if not any(letter in VOWELS for letter in stem) or not _VERB_ENDING.fullmatch(ending):
            continue
        yield stem
        if "yor" in ending and stem[-1] not in VOWELS:  # bekl-iyor: bekle, arıyor: ara
            yield from (stem + vowel for vowel in "ae")
        if ending[0] in VOWELS and stem[-1] == "d":
            yield stem[:-1] + "t"


def _noun_forms(stem: str) -> Iterator[Form]:
    if len(stem) >= SHORTEST_OPEN_PREFIX and not lexicon.has_longer_word(stem):
        yield Form(stem, prefix=True)
    else:
        yield Form(stem)
        yield from _endings_after_vowel(stem) if stem[-1] in VOWELS else _endings_after_consonant(stem)
    if stem[-1] not in VOWELS:
        for changed in _stems_before_vowels(stem):
            if len(changed) >= SHORTEST_OPEN_PREFIX and changed[:-1] == stem[:-1]:
                yield Form(changed, prefix=True)
            else:
                yield from _before_vowels(changed)


def _stems_before_vowels(stem: str) -> Iterator[str]:
    """Softened, shortened and doubled stems: kitap-kitab, isim-ism, kayıt-kayd, hak-hakk."""
    softened = stem[:-1] + _SOFTENED.get(stem[-1], stem[-1])
    if softened != stem:
        yield softened
    if stem in _SHORTENED:
        yield stem[:-2] + stem[-1]
        yield stem[:-2] + softened[-1]
    if stem in _DOUBLED:
        yield stem[:-1] + "dd" if stem == "ret" else stem + stem[-1]


def _endings_after_vowel(stem: str) -> Iterator[Form]:
    narrow = _narrow(stem)
    for owner in ("m", "n"):
        yield Form(stem + owner)
        yield Form(f"{stem}{owner}{narrow}", prefix=True)
        for rest in (*_wides(stem), "d", "l"):
            yield Form(stem + owner + rest, prefix=rest in "dl")
    yield Form(f"{stem}s{narrow}", prefix=True)
    yield Form(f"{stem}y{narrow}")
    yield Form(f"{stem}l{narrow}", prefix=True)
    yield Form(f"{stem}c{narrow}", prefix=True)
    yield Form(f"{stem}ki", prefix=True)
    for start in ("yd", "ym", "ys", "yl"):
        yield Form(stem + start, prefix=True)
    for wide in _wides(stem):
        yield Form(f"{stem}y{wide}")
        yield Form(f"{stem}d{wide}", prefix=True)
        yield Form(f"{stem}l{wide}r", prefix=True)
        yield Form(f"{stem}c{wide}")


def _endings_after_consonant(stem: str) -> Iterator[Form]:
    narrow, stop = _narrow(stem), "t" if stem[-1] in _HARD else "d"
    yield from _before_vowels(stem)
    yield Form(f"{stem}l{narrow}")
    for maker in ("k", "l", "n", "y"):
        yield Form(f"{stem}l{narrow}{maker}", prefix=True)
    yield Form(f"{stem}s{narrow}z", prefix=True)
    yield Form(f"{stem}{stop}{narrow}")
    yield Form(f"{stem}{stop}{narrow}r", prefix=True)
    for wide in _wides(stem):
        yield Form(f"{stem}l{wide}r", prefix=True)
        yield Form(f"{stem}l{wide}")
        yield Form(f"{stem}{stop}{wide}")
        for rest in ("n", "k", "y"):
            yield Form(f"{stem}{stop}{wide}{rest}", prefix=True)


def _before_vowels(stem: str) -> Iterator[Form]:
    """Endings that start with a vowel: ours, yours, whose, whom, to whom."""
    narrow = _narrow(stem)
    yield Form(stem + narrow)
    yield Form(f"{stem}{narrow}m", prefix=True)
    yield Form(f"{stem}{narrow}n", prefix=True)
    yield Form(f"{stem}{narrow}yl", prefix=True)
    for wide in _wides(stem):
        yield Form(stem + wide)


def _verb_forms(stem: str) -> Iterator[Form]:
    if len(stem) >= SHORTEST_OPEN_PREFIX and not lexicon.has_longer_word(stem):
        yield Form(stem, prefix=True)
    narrow = _narrow(stem)
    stop = "t" if stem[-1] in _HARD else "d"
    yield Form(stem)
    yield Form(f"{stem}{stop}{narrow}", prefix=True)
    yield Form(f"{stem}m{narrow}", prefix=True)
    for wide in _visible_wides(stem):
        yield Form(f"{stem}m{wide}", prefix=True)
        yield Form(f"{stem}s{wide}", prefix=True)
    if stem[-1] in VOWELS:
        yield from _verb_forms_after_vowel(stem)
    else:
        yield from _verb_forms_before_vowels(stem)
        if stem[-1] == "t":
            yield from _verb_forms_before_vowels(stem[:-1] + "d")


def _verb_forms_after_vowel(stem: str) -> Iterator[Form]:
    yield Form(f"{stem[:-1]}{_narrow(stem[:-1]) if _has_vowel(stem[:-1]) else 'i'}yor", prefix=True)
    yield Form(f"{stem}r", prefix=True)
    yield Form(f"{stem}n{_narrow(stem)}", prefix=True)
    yield Form(f"{stem}nd", prefix=True)
    yield Form(f"{stem}nm", prefix=True)
    for wide in _visible_wides(stem):
        yield Form(f"{stem}y{wide}", prefix=True)


def _verb_forms_before_vowels(stem: str) -> Iterator[Form]:
    narrow = _narrow(stem)
    for rest in ("yor", "l", "p", "r"):
        yield Form(f"{stem}{narrow}{rest}", prefix=rest != "p")
    for wide in _visible_wides(stem):
        yield Form(f"{stem}{wide}r")
        for rest in (f"c{wide}", "n", f"m{wide}", "mi", "bil", "rs", "rl", "ri"):
            yield Form(f"{stem}{wide}{rest}", prefix=True)


def _fits(stem: str, ending: str) -> bool:
    """Whether the first vowel of the ending is in harmony with the stem, as far as folding shows."""
    first = next((letter for letter in ending if letter in VOWELS), "")
    if not _has_vowel(stem):
        return False
    return not first or first == _narrow(stem) or first in _wides(stem)


def _narrow(stem: str) -> str:
    return "u" if _last_vowel(stem) in "ou" else "i"


def _wides(stem: str) -> Iterable[str]:
    if _last_vowel(stem) == "a" and stem[-1] in _THIN_ENDS:
        return ("a", "e")
    return _visible_wides(stem)


def _visible_wides(stem: str) -> Iterable[str]:
    """The wide vowels that may follow when no thin ending hides behind a back vowel, as in verbs."""
    return {"a": ("a",), "e": ("e",)}.get(_last_vowel(stem), ("a", "e"))


def _last_vowel(stem: str) -> str:
    return next((letter for letter in reversed(stem) if letter in VOWELS), "e")


def _has_vowel(stem: str) -> bool:
    return any(letter in VOWELS for letter in stem)
