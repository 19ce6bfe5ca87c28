"""Finding the lowest point of a smooth loss."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Loss = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]
"""The loss at a point and its slope there."""


def lowest(loss: Loss, start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where L-BFGS-B finds the loss lowest, going down from `start`."""
    from scipy.optimize import minimize  # a third of a second to load; only who learns needs it

    found: NDArray[np.float64] = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found
