"""Offsets of labels, and the classifier that is trained with them."""

from itertools import product

import numpy as np

from memnun.understanding.classifier import train_classifier
from memnun.understanding.features import WordHashes, extract
from memnun.understanding.folding import fold
from memnun.understanding.matrix import feature_counts, parted_counts
from memnun.understanding.offsets import ENOUGH_ROWS, fit_offsets

BITS = 12


def _scores_of_an_overlooked_label() -> tuple[np.ndarray, np.ndarray]:
    """Label 1 is scored higher where it is true, but never as high as label 0."""
    target = np.repeat([0, 1], ENOUGH_ROWS)
    return np.where(target[:, None] == 0, [0.8, 0.0], [0.5, 0.3]), target


def test_an_overlooked_label_is_lifted_until_it_is_read() -> None:
    scores, target = _scores_of_an_overlooked_label()
    assert not scores.argmax(axis=1).any()
    offsets = fit_offsets(scores, target)
    assert np.array_equal((scores + offsets).argmax(axis=1), target)
    assert np.array_equal(offsets, fit_offsets(scores, target))


def test_labels_that_are_read_alike_are_not_parted() -> None:
    target = np.repeat([0, 1, 2], ENOUGH_ROWS)
    assert np.allclose(fit_offsets(np.eye(3)[target], target), 0, atol=1e-3)


def test_labels_with_few_rows_keep_their_scores() -> None:
    scores, target = _scores_of_an_overlooked_label()
    assert fit_offsets(scores[:-1], target[:-1])[1] == 0
    assert not fit_offsets(scores[1:-1], target[1:-1]).any()


def test_parted_counts_are_those_of_reading_with_the_words_set_apart() -> None:
    texts = ["Kurye paketi bıraktı!", "", "İki gün oldu, kargo hâlâ yok"]
    parted = parted_counts(texts, BITS).toarray()
    assert np.array_equal(
        parted[:, : 1 << BITS] + parted[:, 1 << BITS :], feature_counts(texts, BITS).toarray()
    )
    folded = fold(["paket"])
    assert parted_counts(["paket"], BITS)[:, 1 << BITS :].sum() == 1
    assert len(extract(folded, WordHashes(folded), BITS).buckets) > 1


def test_texts_without_a_letter_and_no_texts_at_all_have_empty_rows() -> None:
    assert parted_counts([""], BITS).nnz == 0
    assert parted_counts([], BITS).shape == (0, 2 << BITS)


def _sentences(ends: str) -> list[str]:
    first, second = (
        "kurye şube servis usta komşu müdür bayi santral".split(),
        "dün bugün yarın sabah akşam".split(),
    )
    return [f"{who} {when} {end}" for who, when, end in product(first, second, ends.split("/"))]


def test_a_classifier_with_offsets_reads_and_is_trained_alike_each_time() -> None:
    texts = _sentences("fatura yüksek geldi/fatura yanlış") + _sentences("hat çekmiyor/sinyal yok")
    labels = ["fatura"] * 80 + ["şebeke"] * 80 + ["bayi"]
    trained, again = (train_classifier([*texts, "bayi kapalıydı"], labels) for _ in range(2))
    assert np.array_equal(trained.bias, again.bias)
    assert trained.classify(["faturam yine yüksek", "evde sinyal çekmiyor"]) == ["fatura", "şebeke"]
    assert np.allclose(trained.probabilities(["", "fatura"]).sum(axis=1), 1)
