"""Measures the shipped weights: every set, every class, calibration, speed and size, as one table of
lines."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from memnun.understanding.abuse import find_abuse
from memnun.understanding.classifier import train_classifier
from memnun.understanding.model import SENTIMENTS, WEIGHTS
from memnun.understanding.reading import Reading, read, read_many
from memnun.understanding.training.corpus import Corpus, read_sentiment
from memnun.understanding.training.scores import calibration_error, f1_by_class, polar_accuracy

_TO_ASCII = str.maketrans("çğıöşüÇĞİÖŞÜâîûÂÎÛ", "cgiosuCGIOSUaiuAIU")
_SPEED_CHARACTERS = 120
_RARE_LABEL = 40


def evaluate(folder: Path) -> Iterator[str]:
    """Lines of the table, one measure a line."""
    yield from _sentiment(read_sentiment(folder, "test"))
    yield from _suggestions(pd.read_parquet(folder / "suggestion_dev.parquet"))
    yield from _abuse(pd.read_parquet(folder / "offensive.parquet"))
    yield from _topics(pd.read_parquet(folder / "topic_telecom.parquet"))
    yield from _speed(read_sentiment(folder, "test").texts)
    yield f"size   weights {WEIGHTS.stat().st_size / 1e6:.2f} MB"


def _sentiment(corpus: Corpus) -> Iterator[str]:
    shares = _shares(read_many(corpus.texts))
    yield _sentiment_line("test", corpus.classes, shares)
    plain = _shares(read_many([text.translate(_TO_ASCII) for text in corpus.texts]))
    yield _sentiment_line("test typed without Turkish letters", corpus.classes, plain)
    for source in np.unique(corpus.sources):
        chosen = corpus.sources == source
        yield _sentiment_line(f"test, {source}", corpus.classes[chosen], shares[chosen])
    for name, chosen in (("up to 60 characters", 60), ("over 300 characters", -300)):
        lengths = np.array([len(text) for text in corpus.texts])
        rows = lengths <= chosen if chosen > 0 else lengths > -chosen
        yield _sentiment_line(f"test, {name}", corpus.classes[rows], shares[rows])


def _shares(readings: Sequence[Reading]) -> NDArray[np.float64]:
    return np.array([[reading.probabilities[name] for name in SENTIMENTS] for reading in readings])


def _sentiment_line(name: str, classes: NDArray[np.int64], shares: NDArray[np.float64]) -> str:
    scores = f1_by_class(classes, shares.argmax(axis=1), 3)
    by_class = " ".join(f"{label} {score:.3f}" for label, score in zip(SENTIMENTS, scores, strict=True))
    return (
        f"sentiment   {name:36s} n {len(classes):5d}  macro-F1 {scores.mean():.3f}  {by_class}  "
        f"accuracy {(shares.argmax(axis=1) == classes).mean():.3f}  "
        f"polar {polar_accuracy(classes, shares):.3f}  "
        f"calibration error {calibration_error(classes, shares):.3f}"
    )


def _suggestions(frame: pd.DataFrame) -> Iterator[str]:
    found = np.array(["suggestion" in reading.kinds for reading in read_many(frame["text"].tolist())])
    wanted = frame["label"].to_numpy() == 1
    right = (found & wanted).sum()
    precision, recall = right / max(found.sum(), 1), right / max(wanted.sum(), 1)
    f1 = 2 * right / max(found.sum() + wanted.sum(), 1)
    yield (
        f"suggestion  sentences looked at while writing rules n {len(frame):4d}  precision {precision:.3f}  "
        f"recall {recall:.3f}  F1 {f1:.3f}"
    )


def _abuse(frame: pd.DataFrame) -> Iterator[str]:
    hit = np.array([find_abuse(text) is not None for text in frame["text"]])
    for label in ("PROFANITY", "INSULT", "OTHER"):
        chosen = (frame["label"] == label).to_numpy()
        yield f"abuse       {label:36s} n {chosen.sum():5d}  found {hit[chosen].mean():.4f}"


def _topics(frame: pd.DataFrame) -> Iterator[str]:
    common = frame["topic"].value_counts()
    frame = frame[frame["topic"].isin(common[common > _RARE_LABEL].index)]
    known, asked = frame[frame["split"] != "test"], frame[frame["split"] == "test"]
    classifier = train_classifier(known["text"].tolist(), known["topic"].tolist())
    place = {label: number for number, label in enumerate(classifier.labels)}
    truth = asked["topic"].map(place).to_numpy(dtype=np.int64)
    given = classifier.probabilities(asked["text"].tolist()).argmax(axis=1)
    scores = f1_by_class(truth, given, len(place))
    yield (
        f"topics      telecom, trained as a brand would    n {len(asked):5d}  macro-F1 {scores.mean():.3f}  "
        f"accuracy {(truth == given).mean():.3f}"
    )


def _speed(texts: Sequence[str]) -> Iterator[str]:
    cut = [text[: 2 * _SPEED_CHARACTERS] for text in texts]
    mean = sum(map(len, cut)) / len(cut)
    batch = _seconds(lambda: read_many(cut))
    single = _seconds(lambda: [read(text) for text in cut[:500]])
    yield (
        f"speed       mean {mean:.0f} characters  {len(cut) / batch:.0f} texts a second  "
        f"one text {single / 500 * 1000:.2f} ms"
    )


def _seconds(run: Callable[[], object]) -> float:
    """Processor time, so that a busy machine does not change the figure; the first round warms up."""
    run()
    started = time.process_time()
    run()
    return time.process_time() - started
