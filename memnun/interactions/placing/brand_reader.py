"""Reads a brand's contacts as its corrections taught, where that was found better."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

from memnun.foundation.turkish.quoting import without_tail
from memnun.interactions.models.adaptation import Adaptation, ReaderChoice
from memnun.understanding import MODEL_VERSION, Reading, read_many
from memnun.understanding.brand_layer import Adaptation as Layer
from memnun.understanding.model import SENTIMENTS, WEIGHTS
from memnun.understanding.personal_data import find_personal_data
from memnun.understanding.second.reader import SecondReader

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


def read_for(brand_id: UUID, texts: Sequence[str], *, second: SecondReader | None = None) -> list[Reading]:
    """Read texts of one brand; the version of each reading names the adaptation used.

    What is quoted or signed below a mail is not read: it was said before, or by nobody. Personal data is looked
    for there too. `second` is asked where the first reading is in doubt.
    """
    if not texts:
        return []
    own = [without_tail(text) if "\n" in text else text for text in texts]
    adaptation = adaptation_of(brand_id)
    readings = read_many(
        own, adaptation=unpack(bytes(adaptation.layer)) if adaptation else None, second=second
    )
    for text, words, reading in zip(texts, own, readings, strict=True):
        if adaptation:
            reading.version += adaptation.version
        if len(words) < len(text):
            reading.personal_data = find_personal_data(text)
    return readings


def adaptation_of(brand_id: UUID) -> Adaptation | None:
    """The adaptation in use, unless it was learned on another shipped model."""
    choice = ReaderChoice.objects.select_related("adaptation").filter(brand_id=brand_id).first()
    adaptation = choice.adaptation if choice else None
    fits = adaptation and adaptation.better and adaptation.base == base()
    return adaptation if fits else None
