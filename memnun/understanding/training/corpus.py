"""Reads the labelled text a training folder holds."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from memnun.understanding.model import FEELINGS, SENTIMENTS

SPLITS = ("train", "dev", "test")
CLASS_OF = {sentiment: place for place, sentiment in enumerate(SENTIMENTS)} | {"mixed": 1}
FEELING_OF = {feeling: place for place, feeling in enumerate(FEELINGS)}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with their feeling (a place in FEELINGS) and the source they came from."""

    texts: list[str]
    feelings: NDArray[np.int64]
    sources: NDArray[np.str_]

    @property
    def classes(self) -> NDArray[np.int64]:
        """Places in SENTIMENTS: mixed is neutral."""
        return np.where(self.feelings == FEELING_OF["mixed"], CLASS_OF["mixed"], self.feelings)

    def without(self, sources: tuple[str, ...]) -> "Corpus":
        """The rows of all other sources."""
        return self.where(~np.isin(self.sources, sources))

    def where(self, chosen: NDArray[np.bool_]) -> "Corpus":
        """The chosen rows."""
        places = np.flatnonzero(chosen)
        return Corpus([self.texts[place] for place in places], self.feelings[places], self.sources[places])


def read_sentiment(folder: Path, *splits: str) -> Corpus:
    """Rows of sentiment_<split>.parquet, in file order."""
    frame = pd.concat([pd.read_parquet(folder / f"sentiment_{split}.parquet") for split in splits])
    feelings = frame["sentiment"].map(FEELING_OF).to_numpy(dtype=np.int64)
    return Corpus(frame["text"].tolist(), feelings, frame["source"].to_numpy(dtype=str))
