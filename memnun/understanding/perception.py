"""What is seen of a whole batch before a reading is put together: arrays, one row a text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnun.understanding import findings
from memnun.understanding.bearing import clause_signs, input_rows
from memnun.understanding.brand_layer import Adaptation
from memnun.understanding.clauses import Clause, clause_starts
from memnun.understanding.features import Features, WordHashes, extract
from memnun.understanding.findings import Findings
from memnun.understanding.folding import Folded, fold
from memnun.understanding.language import turkish_shares
from memnun.understanding.model import SENTIMENTS, Model, softmax


@dataclass(frozen=True, slots=True)
class Perception:
    """`sums` one row a token; `raw` what the words of each text add to hidden units and bearing; `logits` as the network gave them (with the brand's own shift), before
    the phrases moved the `probabilities`; `clause_rows` as `bearing.clause_signs` gives them."""

    folded: Folded
    features: Features
    sums: NDArray[np.float32]
    raw: NDArray[np.float32]
    hidden: NDArray[np.float32]
    size: NDArray[np.int64]
    logits: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    clauses: list[list[Clause]]
    clause_rows: NDArray[np.float32]
    found: list[Findings]
    turkish: list[float]
    words: list[int]

    def inputs(self, abouts: tuple[str, ...]) -> NDArray[np.float32]:
        """What the bearing is decided from."""
        return input_rows(self.hidden, self.probabilities, self.clause_rows, self.found, abouts, self.folded)


def perceive(texts: Sequence[str], model: Model, adaptation: Adaptation | None = None) -> Perception:
    """Fold, hash, score and search a batch of texts."""
    folded = fold(texts)
    words = WordHashes(folded)
    features = extract(folded, words, model.bits)
    sums, counts = model.token_sums(features, len(folded.token_starts))
    raw, size = model.stretches(sums, counts, folded.text_tokens)
    hidden = model.hidden(raw)
    logits = model.logits(hidden, size)
    if adaptation:
        logits = logits + adaptation.shift(hidden)
    clauses, clause_rows = _clauses(folded, words, model, sums, counts)
    found = findings.search(folded, words)
    shares, numbers = turkish_shares(folded, words, model.known)
    shifts = [
        finding.shift(len(own), count)
        for finding, own, count in zip(found, clauses, numbers.tolist(), strict=True)
    ]
    probabilities = softmax(logits + np.array(shifts).reshape(-1, 3))
    return Perception(
        folded, features, sums, raw, hidden, size, logits, probabilities, clauses, clause_rows, found,
        shares.tolist(), numbers.tolist(),
    )  # fmt: skip


def _clauses(
    folded: Folded, words: WordHashes, model: Model, sums: NDArray[np.float32], counts: NDArray[np.int64]
) -> tuple[list[list[Clause]], NDArray[np.float32]]:
    texts = len(folded.text_tokens) - 1
    rows: list[list[Clause]] = [[] for _ in range(texts)]
    starts = clause_starts(folded, words)
    if not len(starts):
        return rows, clause_signs(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64), texts)
    bounds = np.full(len(starts) + 1, len(folded.token_starts))
    bounds[:-1] = starts
    raw, size = model.stretches(sums, counts, bounds)
    probabilities = softmax(model.logits(model.hidden(raw), size))
    best = probabilities.argmax(axis=1)
    owners = folded.token_texts[starts]
    for owner, start, end, place, probability in zip(
        owners.tolist(),
        folded.positions[folded.token_starts[starts]].tolist(),
        (folded.positions[folded.token_ends[bounds[1:] - 1] - 1] + 1).tolist(),
        best.tolist(),
        np.maximum.reduce(probabilities, axis=1).round(4).tolist(),
        strict=True,
    ):
        rows[owner].append(Clause(start, end, SENTIMENTS[place], probability))
    return rows, clause_signs(owners, best, texts)
