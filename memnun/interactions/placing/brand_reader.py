"""Reads a brand's contacts as its corrections taught, where that was found better."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

import numpy as np

from memnun.interactions.models.adaptation import Adaptation, ReaderChoice
from memnun.understanding import MODEL_VERSION, Reading, read_many
from memnun.understanding.brand_layer import Adaptation as Layer
from memnun.understanding.model import SENTIMENTS, WEIGHTS

CLASSES = len(SENTIMENTS)


@cache
def base() -> str:
    """The shipped model by version and by what its weights are: a layer fits only the network it was learned on."""
    return f"{MODEL_VERSION}-{hashlib.sha256(Path(WEIGHTS).read_bytes()).hexdigest()[:12]}"


def pack(layer: Layer) -> bytes:
    """A layer as bytes: weights row by row, then the bias, little-endian doubles."""
    return np.concatenate((layer.weights.ravel(), layer.bias)).astype("<f8").tobytes()


def unpack(stored: bytes) -> Layer:
    """The opposite of `pack`. Raises ValueError for bytes that are none."""
    numbers = np.frombuffer(stored, dtype="<f8")
    if len(numbers) < 2 * CLASSES or len(numbers) % CLASSES or not np.isfinite(numbers).all():
        raise ValueError("These bytes are no layer.")
    return Layer(numbers[:-CLASSES].reshape(-1, CLASSES).astype(float), numbers[-CLASSES:].astype(float))


def read_for(brand_id: UUID, texts: Sequence[str]) -> list[Reading]:
    """Read texts of one brand; the version of each reading names the adaptation used."""
    if not texts:
        return []
    adaptation = adaptation_of(brand_id)
    if adaptation is None:
        return read_many(texts)
    readings = read_many(texts, adaptation=unpack(bytes(adaptation.layer)))
    return [
        dataclasses.replace(reading, version=f"{reading.version}{adaptation.version}") for reading in readings
    ]


def adaptation_of(brand_id: UUID) -> Adaptation | None:
    """The adaptation in use, unless it was learned on another shipped model."""
    choice = ReaderChoice.objects.select_related("adaptation").filter(brand_id=brand_id).first()
    adaptation = choice.adaptation if choice else None
    fits = adaptation and adaptation.better and adaptation.base == base()
    return adaptation if fits else None
