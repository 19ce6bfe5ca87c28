"""The linear support vector machine behind origins and the plain model: one class against all others, solved by
liblinear the same way every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

SOFTNESS = 0.3
SEED = 1


@dataclass(frozen=True, slots=True)
class MachineWeights:
    """`words` (fragments x classes) is what one occurrence of a fragment adds, `bias` is that of each class."""

    words: NDArray[np.float64]
    bias: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Effort:
    """How closely a machine is solved: until its error is below `tolerance`, in at most so many `rounds`."""

    tolerance: float
    rounds: int


def train_machine(
    rows: sparse.csr_matrix,
    classes: NDArray[np.int64],
    weighed: NDArray[np.float32],
    effort: Effort,
    *,
    worth: NDArray[np.float64] | None = None,
    class_weight: Mapping[int, float] | str | None = None,
) -> MachineWeights:
    """Deterministic. `weighed` says how much an occurrence of each fragment counts in `rows`; `worth` is that of
    each text, all alike where it is not given; `class_weight` as scikit-learn takes it."""
    machine: Any = LinearSVC(
        C=SOFTNESS, tol=effort.tolerance, max_iter=effort.rounds, random_state=SEED, class_weight=class_weight
    )
    with threadpool_limits(limits=1):
        machine.fit(rows, classes, sample_weight=worth)
    return MachineWeights(machine.coef_.T * weighed[:, None], machine.intercept_)
