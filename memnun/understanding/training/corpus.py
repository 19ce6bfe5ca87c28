"""Reads the labelled text a training folder holds."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from memnun.understanding.model import SENTIMENTS

CLASS_OF = {sentiment: place for place, sentiment in enumerate(SENTIMENTS)} | {"mixed": 1}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with their class (0 negative, 1 neutral or mixed, 2 positive) and the source they came from."""

    texts: list[str]
    classes: NDArray[np.int64]
    sources: NDArray[np.str_]

    def without(self, sources: tuple[str, ...]) -> "Corpus":
        """The rows of all other sources."""
        return self.where(~np.isin(self.sources, sources))

    def where(self, chosen: NDArray[np.bool_]) -> "Corpus":
        """The chosen rows."""
        places = np.flatnonzero(chosen)
        return Corpus([self.texts[place] for place in places], self.classes[places], self.sources[places])


def read_sentiment(folder: Path, *splits: str) -> Corpus:
    """Rows of sentiment_<split>.parquet, in file order."""
    frame = pd.concat([pd.read_parquet(folder / f"sentiment_{split}.parquet") for split in splits])
    classes = frame["sentiment"].map(CLASS_OF).to_numpy(dtype=np.int64)
    return Corpus(frame["text"].tolist(), classes, frame["source"].to_numpy(dtype=str))
