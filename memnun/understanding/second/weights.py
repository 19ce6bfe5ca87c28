"""The second reader's file: plain arrays, the large ones four bits a number in blocks of 32 with one scale each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.second.encoder import Encoder, Layer
from memnun.understanding.second.pieces import SPECIAL, Pieces

WEIGHTS = Path(__file__).with_name("weights.npz")
BLOCK = 32
MATRICES = ("looks", "joins", "widens", "narrows")

Held = Mapping[str, NDArray[Any]]


def load_encoder(held: Held) -> Encoder:
    """The encoder of an opened file."""
    return Encoder(
        heads=int(held["heads"]),
        tiny=float(held["tiny"]),
        words=unpacked(held, "words", len(held["scores"]) + SPECIAL),
        places=_floats(held["places"]),
        norm=_floats(held["norm"]),
        layers=[_layer(held, number) for number in range(int(held["layers"]))],
        outputs=_floats(held["outputs"]),
        bias=_floats(held["bias"]),
    )


def load_pieces(held: Held) -> Pieces:
    """The vocabulary of an opened file."""
    pieces, lettered = (held[name].tobytes().decode().split("\n") for name in ("pieces", "lettered"))
    return Pieces(pieces, held["scores"].tolist(), lettered)


def packed(values: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Numbers from -8 to 7, two a byte, the first in the low half."""
    raised = (values.reshape(-1, 2) + 8).astype(np.uint8)
    return raised[:, 0] | np.left_shift(raised[:, 1], 4, dtype=np.uint8)


def unpacked(held: Held, name: str, rows: int) -> NDArray[np.float32]:
    """A four-bit matrix of so many rows as floats."""
    bytes_, scale = held[f"{name}.packed"], held[f"{name}.scale"]
    values = np.empty((len(bytes_), 2), dtype=np.float32)
    values[:, 0], values[:, 1] = bytes_ & 15, bytes_ >> 4
    values -= 8
    scaled: NDArray[np.float32] = values.reshape(-1, BLOCK) * scale.astype(np.float32)[:, None]
    return scaled.reshape(rows, -1)


def _layer(held: Held, number: int) -> Layer:
    parts: dict[str, NDArray[np.float32]] = {"norms": _floats(held[f"{number}.norms"])}
    for name in MATRICES:
        bias = parts[f"{name}_bias"] = _floats(held[f"{number}.{name}_bias"])
        parts[name] = np.ascontiguousarray(unpacked(held, f"{number}.{name}", len(bias)).T)
    return Layer(**parts)


def _floats(held: NDArray[Any]) -> NDArray[np.float32]:
    return held.astype(np.float32)
