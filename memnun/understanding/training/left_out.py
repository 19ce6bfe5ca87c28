"""Measures what matters most: how well sources are read that training never saw. Trains once a group of sources."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.model import SENTIMENTS, Model, load
from memnun.understanding.reading import Reading, read_many
from memnun.understanding.second.reader import SecondReader, second_reader
from memnun.understanding.training.corpus import SPLITS, Corpus, read_sentiment
from memnun.understanding.training.messages import Message, messages
from memnun.understanding.training.remarks import remarks
from memnun.understanding.training.scores import calibration_error, f1_by_class, polar_accuracy
from memnun.understanding.training.taught import Taught, teach
from memnun.understanding.training.weights import write_weights

GROUPS = (
    ("linguai", "zeynepoztek", "hezartech_amazon"),
    ("fsmtsad",),
    ("otel_yorum",),
    ("hezartech",),
    ("trbrain",),
)
REVIEWS = GROUPS[0]
_SHORT, _LONG = 60, 300


def left_out_sources(folder: Path) -> Iterator[str]:
    """A line a source read by weights that never saw it (nor the others of its group), then their averages. The
    second reader, which learnt from all but REVIEWS, teaches only where these are left out."""
    corpus, told = read_sentiment(folder, *SPLITS), remarks(folder)
    taught = teach(folder, second_reader())
    scores: dict[str, tuple[float, float]] = {}
    for group in GROUPS:
        sys.stderr.write(f"training without {', '.join(group)}\n")
        unseen = taught.without(group if group == REVIEWS else np.unique(taught.sources))
        model = _trained(
            corpus.without(group), [remark for remark in told if remark.trade not in group], unseen
        )
        for source in group:
            own = corpus.where(corpus.sources == source)
            shares = read_shares(own.texts, model)
            scores[source] = (f1_of_present(own.classes, shares), polar_accuracy(own.classes, shares))
            yield _line(source, own, shares)
    for name, chosen in (("reviews", REVIEWS), ("all sources", tuple(scores))):
        macro, polar = np.mean([scores[source] for source in chosen], axis=0)
        yield f"left out    average of {name:28s}          macro-F1 {macro:.3f}  polar {polar:.3f}"


def read_shares(
    texts: list[str], model: Model | None = None, second: SecondReader | None = None
) -> NDArray[np.float64]:
    """Texts x sentiments, as whole readings say."""
    return shares_of(read_many(texts, model=model, second=second))


def shares_of(readings: Sequence[Reading]) -> NDArray[np.float64]:
    """Readings x sentiments."""
    return np.array([[reading.probabilities[name] for name in SENTIMENTS] for reading in readings])


def f1_of_present(classes: NDArray[np.int64], shares: NDArray[np.float64]) -> float:
    """Macro-F1 over the classes a set holds."""
    return float(f1_by_class(classes, shares.argmax(axis=1), 3)[np.unique(classes)].mean())


def _trained(corpus: Corpus, told: Sequence[Message], taught: Taught) -> Model:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "weights.npz"
        write_weights(path, corpus, messages(), told, taught)
        return load(path)


def _line(source: str, corpus: Corpus, shares: NDArray[np.float64]) -> str:
    lengths = np.array([len(text) for text in corpus.texts])
    parts = [
        f"{name} {polar_accuracy(corpus.classes[rows], shares[rows]):.3f}"
        for name, rows in (("short", lengths <= _SHORT), ("long", lengths > _LONG))
        if (corpus.classes[rows] != 1).any()
    ]
    return (
        f"left out    {source:36s} n {len(lengths):5d}  macro-F1 {f1_of_present(corpus.classes, shares):.3f}  "
        f"polar {polar_accuracy(corpus.classes, shares):.3f} ({', '.join(parts)})  "
        f"calibration error {calibration_error(corpus.classes, shares):.3f}"
    )
