"""The measures used: F1 by class, polarity, calibration."""

import numpy as np
from numpy.typing import NDArray

_BINS = 10


def f1_by_class(truth: NDArray[np.int64], given: NDArray[np.int64], classes: int) -> NDArray[np.float64]:
    """F1 of each class; 0 where a class is neither there nor given."""
    right = np.bincount(truth[truth == given], minlength=classes)
    both = np.bincount(truth, minlength=classes) + np.bincount(given, minlength=classes)
    scores: NDArray[np.float64] = 2 * right / np.maximum(both, 1)
    return scores


def polar_accuracy(truth: NDArray[np.int64], shares: NDArray[np.float64]) -> float:
    """Share right between negative (0) and positive (2) when neutral is not an answer."""
    polar = truth != 1
    return float(((shares[polar, 2] > shares[polar, 0]) == (truth[polar] == 2)).mean())


def calibration_error(truth: NDArray[np.int64], shares: NDArray[np.float64]) -> float:
    """Expected calibration error of the winning class over ten equal bins."""
    confidence, right = shares.max(axis=1), shares.argmax(axis=1) == truth
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(confidence[bins == place].mean() - right[bins == place].mean()) * (bins == place).mean()
            for place in np.unique(bins)
        )
    )
