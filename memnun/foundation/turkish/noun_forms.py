"""The forms of a noun, on folded text: its own endings for a short stem, an open prefix for a long one."""

from collections.abc import Iterator

from memnun.foundation.turkish import lexicon
from memnun.foundation.turkish.harmony import HARD, VOWELS, narrow_vowel, wide_vowels
from memnun.foundation.turkish.word_forms import SHORTEST_OPEN_PREFIX, Form

SOFTENED = {"p": "b", "t": "d", "k": "g"}  # ç → c is no change once folded
# Nouns that lose their last vowel (isim-ismi) or double their last consonant (hak-hakkı) before a vowel.
SHORTENED = frozenset(
    "agiz akil alin asil ayip beyin boyun burun cehil cisim cism devir emir fikir gogus gonul hacim hapis "
    "hukum isim izin kabir karin kasit kayip kayit kesif keyif kisim koyun lutuf metin muhur nabiz nakil "
    "nehir nesil nutuk ogul omur omuz resim sabir sehir sekil seyir tavir ufuk vakit zehir zulum".split()
)
DOUBLED = frozenset("af hak hat his ret sik sir tip zam zan zit".split())


def noun_forms(stem: str) -> Iterator[Form]:
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
    softened = stem[:-1] + SOFTENED.get(stem[-1], stem[-1])
    if softened != stem:
        yield softened
    if stem in SHORTENED:
        yield stem[:-2] + stem[-1]
        yield stem[:-2] + softened[-1]
    if stem in DOUBLED:
        yield stem[:-1] + "dd" if stem == "ret" else stem + stem[-1]


def _endings_after_vowel(stem: str) -> Iterator[Form]:
    narrow = narrow_vowel(stem)
    for owner in ("m", "n"):
        yield Form(stem + owner)
        yield Form(f"{stem}{owner}{narrow}", prefix=True)
        for rest in (*wide_vowels(stem), "d", "l"):
            yield Form(stem + owner + rest, prefix=rest in "dl")
    yield Form(f"{stem}s{narrow}", prefix=True)
    yield Form(f"{stem}y{narrow}")
    yield Form(f"{stem}l{narrow}", prefix=True)
    yield Form(f"{stem}c{narrow}", prefix=True)
    yield Form(f"{stem}ki", prefix=True)
    for start in ("yd", "ym", "ys", "yl"):
        yield Form(stem + start, prefix=True)
    for wide in wide_vowels(stem):
        yield Form(f"{stem}y{wide}")
        yield Form(f"{stem}d{wide}", prefix=True)
        yield Form(f"{stem}l{wide}r", prefix=True)
        yield Form(f"{stem}c{wide}")


def _endings_after_consonant(stem: str) -> Iterator[Form]:
    narrow, stop = narrow_vowel(stem), "t" if stem[-1] in HARD else "d"
    yield from _before_vowels(stem)
    yield Form(f"{stem}l{narrow}")
    for maker in ("k", "l", "n", "y"):
        yield Form(f"{stem}l{narrow}{maker}", prefix=True)
    yield Form(f"{stem}s{narrow}z", prefix=True)
    yield Form(f"{stem}{stop}{narrow}")
    yield Form(f"{stem}{stop}{narrow}r", prefix=True)
    for wide in wide_vowels(stem):
        yield Form(f"{stem}l{wide}r", prefix=True)
        yield Form(f"{stem}l{wide}")
        yield Form(f"{stem}{stop}{wide}")
        for rest in ("n", "k", "y"):
            yield Form(f"{stem}{stop}{wide}{rest}", prefix=True)


def _before_vowels(stem: str) -> Iterator[Form]:
    """Endings that start with a vowel: ours, yours, whose, whom, to whom."""
    narrow = narrow_vowel(stem)
    yield Form(stem + narrow)
    yield Form(f"{stem}{narrow}m", prefix=True)
    yield Form(f"{stem}{narrow}n", prefix=True)
    yield Form(f"{stem}{narrow}yl", prefix=True)
    for wide in wide_vowels(stem):
        yield Form(stem + wide)
