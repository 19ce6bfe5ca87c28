"""What to add to each label's score so that rare labels are read as well as frequent ones.

The offsets maximise the macro-F1 of scores that were read from rows not learned from. Macro-F1 itself moves in jumps,
and its highest point is chance's; so every row is shared among the labels by how near their scores are.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from memnun.understanding.model import softmax

ENOUGH_ROWS = 30
"""A label with fewer rows keeps its score: chance would choose its offset."""
_SHARPNESS = 16.0
_FARTHEST = 0.5


def fit_offsets(scores: NDArray[np.float64], target: NDArray[np.int64]) -> NDArray[np.float64]:
    """One offset a label, from scores (rows x labels) and the place of each row's true label."""
    labels = scores.shape[1]
    truth = np.eye(labels)[target]
    rows = truth.sum(axis=0)

    def loss(offsets: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        shares = softmax(_SHARPNESS * (scores + offsets))
        claims = shares.sum(axis=0) + rows
        f1 = 2 * (shares * truth).sum(axis=0) / np.maximum(claims, 1)
        gain = (2 * truth - f1) / np.maximum(claims, 1)
        slope = shares * (gain - (shares * gain).sum(axis=1, keepdims=True))
        return -float(f1.mean()), -_SHARPNESS * slope.sum(axis=0) / labels

    reach = np.where(rows >= ENOUGH_ROWS, _FARTHEST, 0.0)
    found = minimize(
        loss, np.zeros(labels), jac=True, method="L-BFGS-B", bounds=list(zip(-reach, reach, strict=True))
    )
    offsets: NDArray[np.float64] = found.x
    return offsets
