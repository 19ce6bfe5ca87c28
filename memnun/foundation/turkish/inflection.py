"""Which forms a Turkish word takes, on folded text: enough grammar to search with, no more.

Folding joins ı with i, ö with o, ü with u, ç with c, ğ with g, ş with s, so harmony is kept only
as far as it is still visible: narrow vowels are "i" or "u", wide ones "a" or "e".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from memnun.foundation.turkish import lexicon
from memnun.foundation.turkish.harmony import VOWELS, has_vowel, narrow_vowel, wide_vowels
from memnun.foundation.turkish.noun_forms import DOUBLED, SHORTENED, SOFTENED, noun_forms
from memnun.foundation.turkish.verb_forms import verb_forms
from memnun.foundation.turkish.word_forms import SHORTEST_OPEN_PREFIX, Form

_HARDENED = {soft: hard for hard, soft in SOFTENED.items()}
SHORTEST_STEM = 3
LONGEST_WORD = 40


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

_PERSON = r"(?:[iu]m|s[iu]n|[iu]z|s[iu]n[iu]z|l[ae]r|[mnk]|n[iu]z)?"
_VERB_ENDING = re.compile(
    rf"(?:[iu]l|[iu]n|n|t[iu]r|d[iu]r|t)?"
    rf"(?:y?[ae]m[ae]|m[ae])?"
    rf"(?:[iu]?yor{_PERSON}|y?[ae]c[ae][kg]{_PERSON}|[dt][iu]{_PERSON}|m[iu]s{_PERSON}"
    rf"|[aeiu]?r{_PERSON}|z{_PERSON}|m[ae]m|m[ae]y[iu]z"
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
        inflected = verb_forms(root.text)
    else:
        inflected = noun_forms(root.text)
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
        {stem[:-1]} & DOUBLED
        if stem[-2:-1] == stem[-1]
        else {shortened[:-1] + narrow_vowel(stem) + shortened[-1] for shortened in (stem, hardened)}
        & SHORTENED
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


def _fits(stem: str, ending: str) -> bool:
    """Whether the first vowel of the ending is in harmony with the stem, as far as folding shows."""
    first = next((letter for letter in ending if letter in VOWELS), "")
    if not has_vowel(stem):
        return False
    return not first or first == narrow_vowel(stem) or first in wide_vowels(stem)
