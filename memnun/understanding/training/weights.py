"""Writes the weights file: plain arrays, eight bits a weight, the same bytes for the same numbers."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.findings import ABOUTS
from memnun.understanding.model import load
from memnun.understanding.training.bearing import BearingWeights, train_bearing
from memnun.understanding.training.corpus import Corpus, read_sentiment
from memnun.understanding.training.known_words import known_words
from memnun.understanding.training.messages import Message, messages
from memnun.understanding.training.sentiment import BITS, SentimentWeights, train_sentiment

VERSION = "2026.11.3"
_CLIPPED = 0.9999
_SMALLEST = 1e-9


def make_weights(folder: Path, path: Path) -> None:
    """Train on the train and dev splits of a data folder and on our own messages, and write the file."""
    corpus = read_sentiment(folder, "train", "dev")
    write_weights(path, train_sentiment(corpus), known_words(corpus.texts), messages(), corpus)


def write_weights(
    path: Path,
    sentiment: SentimentWeights,
    known: NDArray[np.uint8],
    labelled: Sequence[Message],
    reviews: Corpus,
) -> None:
    """Quantise, let the bearing learn on what is left, and write."""
    _write(path, sentiment, known, None)
    _write(path, sentiment, known, train_bearing(labelled, reviews, load(path), sentiment.buckets))


def _write(
    path: Path, sentiment: SentimentWeights, known: NDArray[np.uint8], bearing: BearingWeights | None
) -> None:
    table = np.hstack([sentiment.first, bearing.words]) if bearing else sentiment.first
    first, scale = quantised(table)
    parts = {
        "bearing_inputs": bearing.inputs,
        "bearing_bias": bearing.bias,
        "bearing_abouts": np.array(ABOUTS),
    } if bearing else {}  # fmt: skip
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
        **parts,
    )


def quantised(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Eight-bit columns and the scale of each; the largest ten-thousandth is clipped."""
    scale = np.maximum(np.quantile(np.abs(table), _CLIPPED, axis=0) / 127, _SMALLEST).astype(np.float32)
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale
