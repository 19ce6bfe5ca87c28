"""Writes the weights file: plain arrays, eight bits a weight, the same bytes for the same numbers."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.training.corpus import read_sentiment
from memnun.understanding.training.known_words import known_words
from memnun.understanding.training.sentiment import BITS, SentimentWeights, train_sentiment

VERSION = "2026.11.2"
_CLIPPED = 0.9999


def make_weights(folder: Path, path: Path) -> None:
    """Train on the train and dev splits of a data folder and write the file."""
    corpus = read_sentiment(folder, "train", "dev")
    write_weights(path, train_sentiment(corpus), known_words(corpus.texts))


def write_weights(path: Path, sentiment: SentimentWeights, known: NDArray[np.uint8]) -> None:
    """Quantise and write."""
    first, scale = quantised(sentiment.first)
    np.savez_compressed(
        path,
        allow_pickle=False,
        version=np.array(VERSION),
        bits=np.array(BITS),
        buckets=sentiment.buckets.astype(np.int32),
        first=first,
        first_scale=scale,
        first_bias=sentiment.first_bias,
        second=sentiment.second,
        second_bias=sentiment.second_bias,
        known=known,
    )


def quantised(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Eight-bit columns and the scale of each; the largest ten-thousandth is clipped."""
    scale = (np.quantile(np.abs(table), _CLIPPED, axis=0) / 127).astype(np.float32)
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale
