"""What kind of message it is: several may hold, the strongest first."""

from collections.abc import Sequence

from memnun.understanding.bearing import KINDS as LEARNT

KINDS = (*LEARNT, "other")
_HOLDS_FROM = -0.6
"""Log-odds: of one in three upwards, because several kinds may hold and each is learnt from few messages."""


def decide_kinds(scores: Sequence[float], *, at_stake: bool) -> list[str]:
    """Kinds from their log-odds, in the order of `bearing.KINDS`; who threatens or was let down complains."""
    strength = {kind: score for kind, score in zip(LEARNT, scores, strict=True) if score > _HOLDS_FROM}
    if at_stake:
        strength.setdefault("complaint", 0.0)
    return sorted(strength, key=lambda kind: -strength[kind]) or ["other"]
