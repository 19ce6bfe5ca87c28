"""Turns texts into sparse rows with the very features that reading uses."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.features import Features, WordHashes, extract, letter_groups, words_and_pairs
from memnun.understanding.folding import Folded, fold

_BATCH = 4000


def feature_rows(texts: Sequence[str], bits: int) -> sparse.csr_matrix:
    """Counts of each bucket, every row divided by the square root of its number of features."""
    return _normalised(feature_counts(texts, bits))


def feature_counts(texts: Sequence[str], bits: int) -> sparse.csr_matrix:
    """Counts of each bucket."""
    parts = [_counts(texts[start : start + _BATCH], bits) for start in range(0, len(texts), _BATCH)]
    return (
        sparse.vstack(parts, format="csr") if parts else sparse.csr_matrix((0, 1 << bits), dtype=np.float32)
    )


def parted_counts(texts: Sequence[str], bits: int) -> sparse.csr_matrix:
    """Counts of each bucket of the letter groups, and from column 2**bits on of the words and pairs."""
    starts = range(0, max(len(texts), 1), _BATCH)
    parts = [_parted(texts[start : start + _BATCH], bits) for start in starts]
    return sparse.csr_matrix(sparse.vstack(parts, format="csr"))


def _parted(texts: Sequence[str], bits: int) -> sparse.csr_matrix:
    folded = fold(texts)
    shape = (len(texts), 2 << bits)
    if not len(folded.token_starts):
        return sparse.csr_matrix(shape, dtype=np.float32)
    groups, owners = letter_groups(folded, bits)
    words, tokens = words_and_pairs(folded, WordHashes(folded), bits)
    buckets = np.concatenate((groups.astype(np.int32), words.astype(np.int32) + (1 << bits)))
    texts_of = folded.token_texts[np.concatenate((owners, tokens))]
    return sparse.csr_matrix((np.ones(len(buckets), dtype=np.float32), (texts_of, buckets)), shape=shape)


def text_rows(folded: Folded, found: Features, bits: int) -> sparse.csr_matrix:
    """The same rows from features already extracted."""
    return _normalised(_counted(folded, found, bits))


def _normalised(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    sizes = np.asarray(rows.sum(axis=1)).ravel()
    scale = sparse.diags((1 / np.sqrt(np.maximum(sizes, 1))).astype(np.float32))
    return sparse.csr_matrix(scale @ rows, dtype=np.float32)


def _counts(texts: Sequence[str], bits: int) -> sparse.csr_matrix:
    folded = fold(texts)
    return _counted(folded, extract(folded, WordHashes(folded), bits), bits)


def _counted(folded: Folded, found: Features, bits: int) -> sparse.csr_matrix:
    owners = folded.token_texts[found.tokens]
    ones = np.ones(len(owners), dtype=np.float32)
    places = (owners, found.buckets.astype(np.int32))
    return sparse.csr_matrix((ones, places), shape=(len(folded.text_tokens) - 1, 1 << bits))


def rarity(rows: sparse.csr_matrix) -> NDArray[np.float32]:
    """Inverse document frequency of each bucket."""
    seen = np.bincount(rows.indices, minlength=rows.shape[1])
    weights: NDArray[np.float32] = (np.log((1 + rows.shape[0]) / (1 + seen)) + 1).astype(np.float32)
    return weights
