"""Texts without labels that the second reader labels, for the first reading to learn from.

Nobody labelled single sentences, and reviews carry one label whatever they hold. What the small transformer says of
sentences it never learnt from teaches the first reading what a sentence says by itself (knowledge distillation, Hinton
et al. 2015): shares are learnt, not the likeliest label, so that doubt is learnt too.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from memnun.understanding.second.reader import SecondReader
from memnun.understanding.training.corpus import SPLITS

SENTENCES = 60_000
LEAST, MOST = 12, 220
"""How many letters a sentence has."""
SEED = 5
_ENDS = re.compile(r"(?<=[.!?…])\s+|\n+|(?<=[a-zçğıöşü])[.!?](?=[A-ZÇĞİÖŞÜ])")
_BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Taught:
    """Texts, the source each is from, and the shares of FEELINGS the second reader gives them (texts x FEELINGS)."""

    texts: list[str]
    sources: NDArray[np.str_]
    shares: NDArray[np.float32]

    def without(self, sources: Collection[str]) -> "Taught":
        """Those of all other sources."""
        places = np.flatnonzero(~np.isin(self.sources, list(sources)))
        return Taught([self.texts[place] for place in places], self.sources[places], self.shares[places])


def teach(folder: Path, reader: SecondReader) -> Taught:
    """Sentences of the train split's longer texts, and posts of `offensive.parquet` that are no reviews."""
    rows = sentences(folder) + [(_BESIDE, text) for text in beside(folder)]
    texts = [text for _source, text in rows]
    return Taught(texts, np.array([source for source, _text in rows]), np.exp(reader.scores(texts)))


def sentences(folder: Path, most: int = SENTENCES) -> list[tuple[str, str]]:
    """Source and text of sentences, drawn from all."""
    frame = pd.read_parquet(folder / "sentiment_train.parquet", columns=["text", "source"])
    met, found = set(frame["text"]), []
    for text, source in zip(frame["text"], frame["source"], strict=True):
        parts = [part.strip() for part in _ENDS.split(text)]
        for part in parts if len(parts) > 1 else ():
            if LEAST <= len(part) <= MOST and part not in met:
                met.add(part)
                found.append((source, part))
    drawn = np.random.default_rng(SEED).permutation(len(found))[:most]
    return [found[place] for place in drawn]


def beside(folder: Path) -> list[str]:
    """Posts that are no reviews, so that these too are read."""
    posts = pd.read_parquet(folder / "offensive.parquet", columns=["text", "split"])
    reviews = {
        text
        for split in SPLITS
        for text in pd.read_parquet(folder / f"sentiment_{split}.parquet", columns=["text"])["text"]
    }
    return [text for text in posts.loc[posts["split"] == "train", "text"] if text not in reviews]
