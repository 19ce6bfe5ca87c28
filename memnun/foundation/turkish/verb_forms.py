"""The forms of a verb, on folded text: its own endings for a short root, an open prefix for a long one."""

from collections.abc import Iterator

from memnun.foundation.turkish import lexicon
from memnun.foundation.turkish.harmony import HARD, VOWELS, has_vowel, narrow_vowel, visible_wide_vowels
from memnun.foundation.turkish.word_forms import SHORTEST_OPEN_PREFIX, Form


def verb_forms(stem: str) -> Iterator[Form]:
    if len(stem) >= SHORTEST_OPEN_PREFIX and not lexicon.has_longer_word(stem):
        yield Form(stem, prefix=True)
    narrow = narrow_vowel(stem)
    stop = "t" if stem[-1] in HARD else "d"
    yield Form(stem)
    yield Form(f"{stem}{stop}{narrow}", prefix=True)
    yield Form(f"{stem}m{narrow}", prefix=True)
    for wide in visible_wide_vowels(stem):
        yield Form(f"{stem}m{wide}", prefix=True)
        yield Form(f"{stem}s{wide}", prefix=True)
    if stem[-1] in VOWELS:
        yield from _verb_forms_after_vowel(stem)
    else:
        yield from _verb_forms_before_vowels(stem)
        if stem[-1] == "t":
            yield from _verb_forms_before_vowels(stem[:-1] + "d")


def _verb_forms_after_vowel(stem: str) -> Iterator[Form]:
    yield Form(f"{stem[:-1]}{narrow_vowel(stem[:-1]) if has_vowel(stem[:-1]) else 'i'}yor", prefix=True)
    yield Form(f"{stem}r", prefix=True)
    yield Form(f"{stem}n{narrow_vowel(stem)}", prefix=True)
    yield Form(f"{stem}nd", prefix=True)
    yield Form(f"{stem}nm", prefix=True)
    for wide in visible_wide_vowels(stem):
        yield Form(f"{stem}y{wide}", prefix=True)


def _verb_forms_before_vowels(stem: str) -> Iterator[Form]:
    narrow = narrow_vowel(stem)
    for rest in ("yor", "l", "p", "r"):
        yield Form(f"{stem}{narrow}{rest}", prefix=rest != "p")
    for wide in visible_wide_vowels(stem):
        yield Form(f"{stem}{wide}r")
        for rest in (f"c{wide}", "n", f"m{wide}", "mi", "bil", "rs", "rl", "ri"):
            yield Form(f"{stem}{wide}{rest}", prefix=True)
