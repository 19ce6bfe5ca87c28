"""Measures the shipped weights: every set, every class, calibration, speed and size, as one table of
lines."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from memnun.understanding.abuse import find_abuse
from memnun.understanding.bearing import GROUPS, KINDS
from memnun.understanding.classifier import train_classifier
from memnun.understanding.model import SENTIMENTS, WEIGHTS
from memnun.understanding.reading import read, read_many
from memnun.understanding.second.hearing import is_doubtful
from memnun.understanding.second.reader import SecondReader, second_reader
from memnun.understanding.second.weights import WEIGHTS as SECOND_WEIGHTS
from memnun.understanding.training.corpus import CLASS_OF, FEELING_OF, Corpus, read_sentiment
from memnun.understanding.training.footprint import footprint
from memnun.understanding.training.left_out import left_out_sources, read_shares, shares_of
from memnun.understanding.training.messages import Message, kept_messages
from memnun.understanding.training.remarks import kept_remarks
from memnun.understanding.training.scores import calibration_error, f1_by_class, polar_accuracy

_TO_ASCII = str.maketrans("çğıöşüÇĞİÖŞÜâîûÂÎÛ", "cgiosuCGIOSUaiuAIU")
_SPEED_CHARACTERS = 120
_RARE_LABEL = 40
_CASES = Path(__file__).parents[1] / "tests"
_GROUPS = {"memnun": "satisfied", "memnuniyetsiz": "at_risk", "öneri": "suggesting", "soru": "none"}


def evaluate(folder: Path, *, left_out: bool = True, second: bool = False) -> Iterator[str]:
    """Lines of the table, one measure a line; `left_out` trains anew without each source, for minutes (the second
    reader is not tuned anew: its share of those lines is left away). With `second` doubtful texts are given to the
    second reader too."""
    test, asked = read_sentiment(folder, "test"), second_reader() if second else None
    yield from _sentiment(test, asked)
    yield from _cases(folder, asked)
    yield from _messages(kept_messages(), asked)
    looked_at = pd.read_parquet(folder / "suggestion_dev.parquet")
    yield _suggestions(
        "sentences looked at while writing rules",
        looked_at["text"].tolist(),
        (looked_at["label"] == 1).to_numpy(),
        asked,
    )
    yield from _remarks(kept_remarks(folder), asked)
    if asked:
        yield from _asking(test.texts, asked)
    yield from _abuse(pd.read_parquet(folder / "offensive.parquet"))
    yield from _topics(pd.read_parquet(folder / "topic_telecom.parquet"), asked)
    yield from _speed(test.texts)
    yield from footprint(test.texts)
    sizes = (WEIGHTS.stat().st_size / 1e6, SECOND_WEIGHTS.stat().st_size / 1e6)
    yield f"size        weights {sizes[0]:.2f} MB, of the second reader {sizes[1]:.2f} MB"
    if left_out:
        yield from left_out_sources(folder)


def _sentiment(corpus: Corpus, second: SecondReader | None) -> Iterator[str]:
    readings = read_many(corpus.texts, second=second)
    shares = shares_of(readings)
    yield _sentiment_line("test", corpus.classes, shares)
    plain = read_shares([text.translate(_TO_ASCII) for text in corpus.texts], second=second)
    yield _sentiment_line("test typed without Turkish letters", corpus.classes, plain)
    for source in np.unique(corpus.sources):
        chosen = corpus.sources == source
        yield _sentiment_line(f"test, {source}", corpus.classes[chosen], shares[chosen])
    for name, chosen in (("up to 60 characters", 60), ("over 300 characters", -300)):
        lengths = np.array([len(text) for text in corpus.texts])
        rows = lengths <= chosen if chosen > 0 else lengths > -chosen
        yield _sentiment_line(f"test, {name}", corpus.classes[rows], shares[rows])
    wanted = corpus.feelings == FEELING_OF["mixed"]
    chosen = np.isin(corpus.sources, corpus.sources[wanted])
    given = np.array([reading.mixed for reading in readings])
    yield "mixed       test, sources that tell of it    " + _found(
        wanted[chosen].tolist(), given[chosen].tolist()
    )


def _sentiment_line(name: str, classes: NDArray[np.int64], shares: NDArray[np.float64]) -> str:
    scores = f1_by_class(classes, shares.argmax(axis=1), 3)
    by_class = " ".join(f"{label} {score:.3f}" for label, score in zip(SENTIMENTS, scores, strict=True))
    return (
        f"sentiment   {name:36s} n {len(classes):5d}  macro-F1 {scores.mean():.3f}  {by_class}  "
        f"accuracy {(shares.argmax(axis=1) == classes).mean():.3f}  "
        f"polar {polar_accuracy(classes, shares):.3f}  "
        f"calibration error {calibration_error(classes, shares):.3f}"
    )


def _cases(folder: Path, second: SecondReader | None) -> Iterator[str]:
    """The group of cases written by hand: seen while writing rules, not seen, and the shared list."""
    sets = {
        f"written, {name}": [line.split("\t") for line in _lines(_CASES / f"cases_{name}.tsv")]
        for name in ("tuned", "held")
    }
    shared = map(json.loads, _lines(folder / "cases_dev.jsonl"))
    sets["shared"] = [[_GROUPS[row["group"]], row["sentiment"], row["text"]] for row in shared]
    for name, rows in sets.items():
        readings = read_many([row[2] for row in rows], second=second)
        group = np.mean([row[0] == reading.group for row, reading in zip(rows, readings, strict=True)])
        sentiment = np.mean(
            [row[1] == reading.sentiment for row, reading in zip(rows, readings, strict=True)]
        )
        yield f"group       cases {name:30s} n {len(rows):5d}  right {group:.3f}  sentiment {sentiment:.3f}"


def _messages(rows: Sequence[Message], second: SecondReader | None) -> Iterator[str]:
    """Group, sentiment and kinds of messages of trades that were never learnt from."""
    readings = read_many([row.text for row in rows], second=second)
    pairs = list(zip(rows, readings, strict=True))
    right = np.mean([row.group == reading.group for row, reading in pairs])
    feeling = np.mean([CLASS_OF[row.sentiment] == CLASS_OF[reading.sentiment] for row, reading in pairs])
    yield f"messages    trades never learnt from           n {len(rows):5d}  group {right:.3f}  sentiment {feeling:.3f}"
    yield "messages    mixed feelings     " + _found(
        [row.sentiment == "mixed" for row in rows], [reading.mixed for reading in readings]
    )
    for group in GROUPS:
        yield f"messages    group {group:12s} " + _found(
            [row.group == group for row in rows], [reading.group == group for reading in readings]
        )
    for kind in KINDS:
        yield f"messages    kind  {kind:12s} " + _found(
            [kind in row.kinds for row in rows], [kind in reading.kinds for reading in readings]
        )


def _found(wanted: Sequence[bool], given: Sequence[bool]) -> str:
    right = sum(one and other for one, other in zip(wanted, given, strict=True))
    return f"n {sum(wanted):4d}  precision {right / max(sum(given), 1):.3f}  recall {right / max(sum(wanted), 1):.3f}"


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _remarks(rows: Sequence[Message], second: SecondReader | None) -> Iterator[str]:
    """Sentences of collected texts: suggestions among all, groups where they were given."""
    texts = [row.text for row in rows]
    wanted = np.array(["suggestion" in row.kinds for row in rows])
    yield _suggestions("sentences never looked at", texts, wanted, second)
    grouped = [row for row in rows if row.group]
    readings = read_many([row.text for row in grouped], second=second)
    right = [row.group == reading.group for row, reading in zip(grouped, readings, strict=True)]
    yield f"remarks     group                                n {len(right):5d}  accuracy {np.mean(right):.3f}"
    for group in GROUPS:
        yield f"remarks     group {group:12s} " + _found(
            [row.group == group for row in grouped], [reading.group == group for reading in readings]
        )


def _suggestions(name: str, texts: list[str], wanted: NDArray[np.bool_], second: SecondReader | None) -> str:
    readings = read_many(texts, second=second)
    found = np.array(["suggestion" in reading.kinds for reading in readings])
    right = (found & wanted).sum()
    precision, recall = right / max(found.sum(), 1), right / max(wanted.sum(), 1)
    f1 = 2 * right / max(found.sum() + wanted.sum(), 1)
    return f"suggestion  {name:39s} n {len(texts):5d}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def _abuse(frame: pd.DataFrame) -> Iterator[str]:
    hit = np.array([find_abuse(text) is not None for text in frame["text"]])
    for label in ("PROFANITY", "INSULT", "OTHER"):
        chosen = (frame["label"] == label).to_numpy()
        yield f"abuse       {label:36s} n {chosen.sum():5d}  found {hit[chosen].mean():.4f}"


def _topics(frame: pd.DataFrame, second: SecondReader | None) -> Iterator[str]:
    common = frame["topic"].value_counts()
    frame = frame[frame["topic"].isin(common[common > _RARE_LABEL].index)]
    known, asked = frame[frame["split"] != "test"], frame[frame["split"] == "test"]
    classifier = train_classifier(known["text"].tolist(), known["topic"].tolist(), second=second)
    place = {label: number for number, label in enumerate(classifier.labels)}
    truth = asked["topic"].map(place).to_numpy(dtype=np.int64)
    given = classifier.probabilities(asked["text"].tolist()).argmax(axis=1)
    scores = f1_by_class(truth, given, len(place))
    yield (
        f"topics      telecom, trained as a brand would    n {len(asked):5d}  macro-F1 {scores.mean():.3f}  "
        f"accuracy {(truth == given).mean():.3f}"
    )


def _asking(texts: Sequence[str], second: SecondReader) -> Iterator[str]:
    """How many texts are in doubt, and what asking about them costs."""
    doubtful = [
        text
        for text, reading in zip(texts, read_many(texts), strict=True)
        if is_doubtful(reading.probabilities)
    ]
    spent = _seconds(lambda: second.scores(doubtful[:500]))
    yield (
        f"second      asked about {len(doubtful) / len(texts):.3f} of the test texts, "
        f"{spent / len(doubtful[:500]) * 1000:.1f} ms each"
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
