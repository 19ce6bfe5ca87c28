"""What kind of message it is: several may hold, the strongest first."""

from collections.abc import Collection, Sequence

from memnun.understanding.bearing import KINDS as LEARNT

KINDS = (*LEARNT, "other")
_HOLDS_FROM = -0.6
"""Log-odds: of one in three upwards, because several kinds may hold and each is learnt from few messages."""
_SAID_FROM = -2.0
_SAID = {"kind:request": "request", "kind:thanks": "thanks"}
"""'Lütfen iade edin' and 'teşekkürler' stand in a complaint too, where the labels mostly leave them out."""


def decide_kinds(scores: Sequence[float], found: Collection[str], *, at_stake: bool) -> list[str]:
    """Kinds from their log-odds, in the order of `bearing.KINDS`, and the phrases found; who threatens or was let
    down complains."""
    said = {kind for phrase, kind in _SAID.items() if phrase in found}
    strength = {
        kind: score
        for kind, score in zip(LEARNT, scores, strict=True)
        if score > (_SAID_FROM if kind in said else _HOLDS_FROM)
    }
    if at_stake:
        strength.setdefault("complaint", 0.0)
    return sorted(strength, key=lambda kind: -strength[kind]) or ["other"]
