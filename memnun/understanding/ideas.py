"""Whether a text suggests something: the plain model, which learnt it from collected sentences, and the bearing, which
learnt it from messages written by hand, are heard together with the phrases of suggestion."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.bearing import GROUP, GROUPS, KIND, KINDS, SUGGESTING
from memnun.understanding.kinds import HOLDS_FROM

_KIND, _GROUP = KIND.start + KINDS.index("suggestion"), GROUP.start + GROUPS.index(SUGGESTING)
_BEARING_SAYS, _GROUP_HEARS, _AT_MOST = np.float32(0.3), np.float32(0.3), np.float32(4)
"""How much the bearing's log-odds of a suggestion count beside the plain model's, and these beside the group's."""
_PHRASE_SAYS, _NONE_SAYS = HOLDS_FROM + 0.7, HOLDS_FROM - 0.3
"""What a phrase of suggestion adds, and that there is none; chosen on messages of trades left out."""


def hear_ideas(
    bearings: NDArray[np.float32], suggesting: NDArray[np.float32], said: Sequence[bool]
) -> NDArray[np.float32]:
    """Texts x `bearing.OUTPUTS`, in which the kind suggestion and the group suggesting follow the plain model too;
    `suggesting` is what it says of each text, above zero where it suggests something, `said` whether a phrase does."""
    heard = bearings.copy()
    phrases = np.array([_PHRASE_SAYS if one else _NONE_SAYS for one in said], dtype=np.float32)
    heard[:, _KIND] = suggesting + _BEARING_SAYS * _bounded(bearings[:, _KIND]) + phrases
    heard[:, _GROUP] += _GROUP_HEARS * _bounded(suggesting)
    return heard


def _bounded(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.minimum(np.maximum(odds, -_AT_MOST), _AT_MOST)
