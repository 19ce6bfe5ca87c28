"""Reads a brand's contacts as its corrections taught, where that was found better."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

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
    """What was learned as compressed JSON."""
    return zlib.compress(json.dumps(layer.as_lists()).encode())


def unpack(stored: bytes) -> Layer:
    """The opposite of `pack`. Raises ValueError for bytes that are none."""
    try:
        layer = Layer.from_lists(json.loads(zlib.decompress(stored)))
    except (zlib.error, KeyError, TypeError) as problem:
        raise ValueError("These bytes are no layer.") from problem
    if layer.weights.ndim != 2 or layer.weights.shape[1] != CLASSES or layer.bias.shape != (CLASSES,):
        raise ValueError("These bytes are no layer.")
    return layer


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
