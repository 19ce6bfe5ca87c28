"""What is seen of a whole batch before a reading is put together: arrays, one row a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
from memnun.understanding.model import SENTIMENTS, Model, as_sentiments, mixed_odds, softmax

Spans = tuple[list[int], list[int]]


@dataclass(slots=True)
class Perception:
    """Not frozen, because a frozen one takes twice as long to make. `shown` the folded texts; `spans` where tokens begin and end in the texts as given; `sums` one row a token;
    `raw` what the words of each text add to hidden units and bearing; `logits` as the network gave them (with the
    brand's own shift), before the phrases moved the `probabilities`; `mixed_odds` those of mixed feelings against none; `clause_rows` as `bearing.clause_signs` gives
    them."""

    folded: Folded
    shown: list[str]
    spans: Spans
    features: Features
    sums: NDArray[np.float32]
    raw: NDArray[np.float32]
    hidden: NDArray[np.float32]
    lengths: NDArray[np.float32]
    logits: NDArray[np.float64]
    mixed_odds: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    clauses: list[list[Clause]]
    clause_rows: list[list[float]]
    found: list[Findings]
    turkish: list[float]
    words: list[int]

    def inputs(self, abouts: tuple[str, ...]) -> NDArray[np.float32]:
        """What the bearing is decided from."""
        return input_rows(self.hidden, self.probabilities, self.clause_rows, self.found, abouts, self.shown)


def perceive(texts: Sequence[str], model: Model, adaptation: Adaptation | None = None) -> Perception:
    """Fold, hash, score and search a batch of texts. Texts and, below them, their clauses are scored together."""
    folded = fold(texts)
    shown, words, spans, hashes = (
        folded.shown_texts(),
        folded.words(),
        folded.token_spans(),
        WordHashes(folded),
    )
    features = extract(folded, hashes, model.bits)
    sums, counts = model.token_sums(features, len(words))
    starts = clause_starts(folded, words)
    raw, lengths = model.stretches(sums, counts, folded.text_tokens, starts)
    hidden = model.hidden(raw)
    feelings = model.feelings(hidden, lengths)
    logits = as_sentiments(feelings)
    own = slice(len(texts))
    if adaptation:
        logits[own] += adaptation.shift(hidden[own])
    found = findings.search(folded, shown, words)
    shares, numbers = turkish_shares(folded, hashes, model.known)
    moved = logits.copy()
    owners = folded.token_texts.take(np.array(starts, dtype=np.int64))
    clauses_of = np.bincount(owners, minlength=len(texts)).tolist()
    moved[own] += [finding.shift(*sizes) for finding, *sizes in zip(found, clauses_of, numbers, strict=True)]
    probabilities = softmax(moved)
    clauses, clause_rows = _clauses(probabilities[len(texts) :], starts, owners.tolist(), spans, len(texts))
    return Perception(
        folded, shown, spans, features, sums, raw[own], hidden[own], lengths[own], logits[own],
        mixed_odds(feelings[own]), probabilities[own], clauses, clause_rows, found, shares, numbers,
    )  # fmt: skip


def _clauses(
    shares: NDArray[np.float64], starts: Sequence[int], owners: Sequence[int], spans: Spans, texts: int
) -> tuple[list[list[Clause]], list[list[float]]]:
    """The clauses of each text, and what the bearing is told of them; `shares` has a row each clause."""
    begins, ends = spans
    clauses: list[list[Clause]] = [[] for _ in range(texts)]
    best: list[list[int]] = [[] for _ in range(texts)]
    for owner, (start, following), place, share in zip(
        owners,
        pairwise((*starts, len(begins))),
        shares.argmax(axis=1).tolist(),
        np.maximum.reduce(shares, axis=1).round(4).tolist(),
        strict=True,
    ):
        clauses[owner].append(Clause(begins[start], ends[following - 1], SENTIMENTS[place], share))
        best[owner].append(place)
    return clauses, [clause_signs(own) for own in best]
