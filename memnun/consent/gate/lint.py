"""Words of advertising in messages that say they are none."""

from __future__ import annotations

import re

from memnun.foundation.turkish.folding import fold

WORDS = (
    "kampanya", "indirim", "firsat", "promosyon", "hediye ceki", "cekilis", "kupon", "size ozel teklif", "ozel teklif",
    "stoklarla sinirli", "kacirmayin", "simdi al", "hemen al", "ucretsiz deneyin", "yeni sezon", "black friday",
    "muhtesem cuma", "efsane cuma", "discount", "special offer", "promo code", "buy now",
)  # fmt: skip
"""Folded beginnings of words; what follows (suffixes) does not matter."""

_ANY = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, WORDS)) + r")\w*")


def campaign_words(text: str) -> list[str]:
    """The advertising found in `text`, folded, each once in order of appearance."""
    return list(dict.fromkeys(_ANY.findall(fold(text)))) if text else []
