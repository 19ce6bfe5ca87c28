"""Trains the bearing: corrections of the sentiment, one softmax over the groups, one logistic decision a kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from memnun.understanding.bearing import GROUP, GROUPS, KIND, KINDS, OUTPUTS, SENTIMENT
from memnun.understanding.findings import ABOUTS
from memnun.understanding.matrix import feature_rows, rarity
from memnun.understanding.model import Model, softmax
from memnun.understanding.perception import perceive
from memnun.understanding.training.corpus import CLASS_OF, Corpus
from memnun.understanding.training.messages import Message

SEEN_AT_LEAST = 2
ROUNDS = 250
INPUT_PENALTY = 0.02
WORD_PENALTY = 0.0006
WORD_LENGTH = 3.0
BATCH = 1024
REVIEWS = 24_000
MESSAGE_WEIGHT = 2.0
REMARK_WEIGHT = 0.5
LEAST_SPREAD = 0.05
_NOT_OF_REMARKS = [*range(*SENTIMENT.indices(OUTPUTS)), KIND.start + KINDS.index("suggestion")]
"""Remarks have no sentiment; what they say of suggestions the plain model learns, beside which the bearing is heard:
it must not have seen the same labels."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BearingWeights:
    """`words` has a row for each bucket of the model."""

    inputs: NDArray[np.float32]
    bias: NDArray[np.float32]
    words: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What is learnt from: `weights` (texts x OUTPUTS) is zero where a text has no such label; `biases` (texts x 2)
    is one in the first column, and in the second for remarks."""

    inputs: Floats
    words: sparse.csr_matrix
    biases: Floats
    offsets: Floats
    targets: Floats
    weights: Floats


def train_bearing(
    messages: Sequence[Message], reviews: Corpus, model: Model, buckets: NDArray[np.int64]
) -> BearingWeights:
    """Deterministic. `model` is the sentiment network alone; `buckets` are those it keeps.

    Messages without a sentiment are remarks. Reviews are told too, with their sentiment only: so that what messages
    teach takes nothing from them.
    """
    with threadpool_limits(limits=1):
        return _trained(messages, reviews, model, buckets)


def _trained(
    messages: Sequence[Message], reviews: Corpus, model: Model, buckets: NDArray[np.int64]
) -> BearingWeights:
    chosen = np.arange(0, len(reviews.texts), max(1, len(reviews.texts) // REVIEWS))
    texts = [message.text for message in messages] + [reviews.texts[place] for place in chosen]
    inputs, offsets = _seen(texts, model)
    rows = feature_rows(texts, model.bits)[:, buckets].astype(np.float64)
    used = np.flatnonzero(
        np.bincount(rows[: len(messages)].indices, minlength=rows.shape[1]) >= SEEN_AT_LEAST
    )
    lift = rarity(rows)[used]
    rows = sparse.csr_matrix(rows[:, used] @ sparse.diags(lift))
    length = WORD_LENGTH / np.sqrt(rows.multiply(rows).sum(axis=1).mean())
    centre, spread = inputs.mean(axis=0), np.maximum(inputs.std(axis=0), LEAST_SPREAD)
    targets, weights = _labels(messages, reviews.classes[chosen])
    lesson = _Lesson(
        (inputs - centre) / spread, rows * length, _biases(messages, len(texts)), offsets, targets, weights
    )
    table, bias, found = _solve(lesson)
    table /= spread[:, None]
    words = np.zeros((len(buckets), OUTPUTS), dtype=np.float32)
    words[used] = found * (lift * length)[:, None]
    return BearingWeights(table.astype(np.float32), (bias - centre @ table).astype(np.float32), words)


def _seen(texts: Sequence[str], model: Model) -> tuple[Floats, Floats]:
    """The inputs of all texts and the logarithms of the sentiments' probabilities."""
    batches = [perceive(texts[start : start + BATCH], model) for start in range(0, len(texts), BATCH)]
    inputs = np.vstack([batch.inputs(ABOUTS) for batch in batches]).astype(np.float64)
    return inputs, np.log(np.vstack([batch.probabilities for batch in batches]))


def _biases(messages: Sequence[Message], texts: int) -> Floats:
    """Remarks complain more often than messages and ask less: how often is learnt apart, and read as of messages."""
    rows = np.zeros((texts, 2))
    rows[:, 0] = 1
    rows[: len(messages), 1] = [not message.sentiment for message in messages]
    return rows


def _labels(messages: Sequence[Message], classes: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Targets and weights of the messages and, under them, of the reviews."""
    targets = np.zeros((len(messages) + len(classes), OUTPUTS))
    weights = np.full_like(targets, MESSAGE_WEIGHT)
    weights[len(messages) :] = 0
    weights[len(messages) :, SENTIMENT] = 1
    targets[np.arange(len(messages), len(targets)), classes] = 1
    for row, weight, message in zip(targets, weights, messages, strict=False):
        if message.sentiment:
            row[CLASS_OF[message.sentiment]] = 1
        else:
            weight[:] = REMARK_WEIGHT
            weight[_NOT_OF_REMARKS] = 0
        row[GROUP][GROUPS.index(message.group)] = 1
        for kind in message.kinds:
            if kind in KINDS:
                row[KIND][KINDS.index(kind)] = 1
    return targets, weights


def _solve(lesson: _Lesson) -> tuple[Floats, Floats, Floats]:
    """Weights of the inputs, bias and weights of the words, by L-BFGS: log loss a message, and quadratic penalties."""
    sides = (lesson.inputs, lesson.biases, lesson.words)
    shapes = [(side.shape[1], OUTPUTS) for side in sides]
    sizes = [rows * columns for rows, columns in shapes]
    cuts = np.cumsum(sizes)[:-1]
    penalties = np.repeat([INPUT_PENALTY, 0.0, WORD_PENALTY], sizes)
    turned = lesson.words.T.tocsr()
    whole = lesson.weights[:, GROUP.start].sum()

    def parts(point: Floats) -> list[Floats]:
        return [part.reshape(shape) for part, shape in zip(np.split(point, cuts), shapes, strict=True)]

    def loss(point: Floats) -> tuple[float, Floats]:
        table, bias, words = parts(point)
        scores = lesson.inputs @ table + lesson.biases @ bias + lesson.words @ words
        shares = _shares(scores, lesson.offsets)
        cost = -(lesson.weights * lesson.targets * np.log(shares)).sum()
        kinds = (lesson.weights * (1 - lesson.targets))[:, KIND]
        cost -= (kinds * np.log(1 - shares[:, KIND])).sum()
        error = lesson.weights * (shares - lesson.targets) / whole
        slope = np.concatenate(
            (
                (lesson.inputs.T @ error).ravel(),
                (lesson.biases.T @ error).ravel(),
                np.asarray(turned @ error).ravel(),
            )
        )
        return cost / whole + float(penalties @ point**2) / 2, slope + penalties * point

    found = minimize(
        loss, np.zeros(sum(sizes)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 8}
    )
    table, bias, words = parts(found.x)
    return table, bias[0], words


def _shares(scores: Floats, offsets: Floats) -> Floats:
    """Probabilities of every output."""
    shares: list[Floats] = [
        softmax(scores[:, SENTIMENT] + offsets),
        softmax(scores[:, GROUP]),
        1 / (1 + np.exp(-scores[:, KIND])),
    ]
    return np.clip(np.hstack(shares), 1e-9, 1 - 1e-9)
