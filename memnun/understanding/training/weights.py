"""Writes the weights file: plain arrays, eight bits a weight, the same bytes for the same numbers."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.findings import ABOUTS
from memnun.understanding.model import load
from memnun.understanding.second.reader import second_reader
from memnun.understanding.training.bearing import BearingWeights, train_bearing
from memnun.understanding.training.corpus import Corpus, read_sentiment
from memnun.understanding.training.familiar import FamiliarWeights, train_familiar
from memnun.understanding.training.known_words import known_words
from memnun.understanding.training.messages import Message, messages
from memnun.understanding.training.origin import train_origin
from memnun.understanding.training.remarks import remarks
from memnun.understanding.training.sentiment import BITS, SentimentWeights, train_sentiment
from memnun.understanding.training.taught import Taught, teach

VERSION = "2026.11.8"
_CLIPPED = 0.9999
_SMALLEST = 1e-9


def make_weights(folder: Path, path: Path) -> None:
    """Train on the train and dev splits of a data folder, on our own messages and remarks and on what the second
    reader says of texts without labels, and write the file."""
    reviews = read_sentiment(folder, "train", "dev")
    write_weights(path, reviews, messages(), remarks(folder), teach(folder, second_reader()))


def write_weights(
    path: Path, reviews: Corpus, labelled: Sequence[Message], remarks: Sequence[Message], taught: Taught
) -> None:
    """Train the network, quantise it, let the bearing learn on what is left, and write all with origins and plain
    model."""
    sentiment, known = train_sentiment(reviews, taught), known_words(reviews.texts)
    _write(path, sentiment, known, {})
    bearing = train_bearing([*labelled, *remarks], reviews, load(path), sentiment.buckets)
    origin = train_origin(labelled, reviews, BITS, sentiment.buckets)
    sentiment = replace(sentiment, first=np.hstack([sentiment.first, bearing.words, origin.words]))
    familiar = train_familiar(reviews, labelled, remarks, BITS)
    parts = _bearing_parts(bearing) | _familiar_parts(familiar) | {"origin_bias": origin.bias}
    _write(path, sentiment, known, parts)


def _bearing_parts(bearing: BearingWeights) -> dict[str, NDArray[Any]]:
    return {
        "bearing_inputs": bearing.inputs,
        "bearing_bias": bearing.bias,
        "bearing_abouts": np.array(ABOUTS),
    }


def _familiar_parts(familiar: FamiliarWeights) -> dict[str, NDArray[Any]]:
    words, scale = quantised(familiar.words)
    # A suggestion hangs on few words: theirs are the largest weights, and none of them is clipped.
    words[:, -1:], scale[-1:] = quantised(familiar.words[:, -1:], clipped=1.0)
    rarity, step = quantised(familiar.rarity[:, None])
    return {
        "familiar_buckets": _marks(familiar.buckets),
        "familiar_words": words.T,
        "familiar_scale": scale,
        "familiar_rarity": rarity[:, 0],
        "familiar_step": step,
        "familiar_bias": familiar.bias,
    }


def _write(
    path: Path, sentiment: SentimentWeights, known: NDArray[np.uint8], parts: dict[str, NDArray[Any]]
) -> None:
    first, scale = quantised(sentiment.first)
    np.savez_compressed(
        path,
        allow_pickle=False,
        version=np.array(VERSION),
        bits=np.array(BITS),
        buckets=_marks(sentiment.buckets),
        first=first.T,
        first_scale=scale,
        first_bias=sentiment.first_bias,
        second=sentiment.second,
        second_bias=sentiment.second_bias,
        known=known,
        **parts,
    )


def _marks(buckets: NDArray[np.int64]) -> NDArray[np.uint8]:
    """A bit for each bucket there is, set where it is kept: a tenth of the bytes of their numbers, which rise."""
    kept = np.zeros(1 << BITS, dtype=np.uint8)
    kept[buckets] = 1
    return np.packbits(kept, bitorder="little")


def quantised(
    table: NDArray[np.float32], clipped: float = _CLIPPED
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Eight-bit columns and the scale of each; the largest ten-thousandth is clipped."""
    scale = np.maximum(np.quantile(np.abs(table), clipped, axis=0) / 127, _SMALLEST).astype(np.float32)
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale
