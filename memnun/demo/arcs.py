"""The course of a customer's story with the brand: loyal, growing unhappy, won back, lost, full of ideas."""

from dataclasses import dataclass

from memnun.demo.chance import Dice, dice, weighted
from memnun.demo.customers import customer

Weights = tuple[tuple[str, float], ...]

_EVERYDAY: Weights = (
    ("complaint", 17), ("question", 23), ("request", 9), ("praise", 11), ("suggestion", 7), ("marketing", 26),
    ("sales", 15), ("courtesy", 6), ("outreach", 1.5),
)  # fmt: skip
_CONTENT: Weights = (
    ("complaint", 5), ("question", 20), ("request", 8), ("praise", 26), ("suggestion", 8), ("marketing", 26),
    ("sales", 18), ("courtesy", 8), ("outreach", 1),
)  # fmt: skip
_SOUR: Weights = (("complaint", 60), ("question", 14), ("request", 9), ("outreach", 8), ("marketing", 5))
_IDEAS: Weights = (("suggestion", 42), ("question", 16), ("praise", 14), ("marketing", 14), ("sales", 12))


@dataclass(frozen=True, slots=True)
class Step:
    """One contact of a story: what it is about, how angry (0–3), whether it follows within days."""

    need: str
    anger: int = 0
    soon: bool = False


@dataclass(frozen=True, slots=True)
class Arc:
    """A course: its share of customers, its steps in order, what comes after (nothing after a loss)."""

    slug: str
    share: float
    activity: float
    steps: tuple[Step, ...]
    afterwards: Weights


_ARCS = (
    Arc("everyday", 44, 1.0, (), _EVERYDAY),
    Arc("loyal", 26, 1.5, (Step("sales"), Step("praise"), Step("question"), Step("praise")), _CONTENT),
    Arc(
        "souring",
        7,
        1.3,
        (
            Step("question"),
            Step("marketing"),
            Step("complaint", 1),
            Step("complaint", 2, True),
            Step("complaint", 3, True),
        ),
        _SOUR,
    ),
    Arc(
        "won_back",
        8,
        1.5,
        (
            Step("sales"),
            Step("complaint", 1),
            Step("complaint", 2, True),
            Step("complaint", 3, True),
            Step("outreach", 0, True),
            Step("praise"),
            Step("question"),
            Step("praise"),
        ),
        _CONTENT,
    ),
    Arc(
        "lost",
        5,
        1.2,
        (
            Step("question"),
            Step("complaint", 1),
            Step("complaint", 2, True),
            Step("complaint", 3, True),
            Step("outreach", 2, True),
        ),
        (),
    ),
    Arc("ideas", 12, 1.3, (Step("question"), Step("suggestion"), Step("praise"), Step("suggestion")), _IDEAS),
)
_SHARES = tuple((arc, arc.share) for arc in _ARCS)


def arc_of(seed: int, number: int) -> Arc:
    """The course of the customer with this number; who is met a second time by chance has none."""
    if customer(seed, number).twin_of:
        return _ARCS[0]
    return weighted(dice(seed, "arc", number), _SHARES)


def step_of(arc: Arc, position: int, rng: Dice) -> Step | None:
    """The step at a position of the story; None when the customer has left."""
    if position < len(arc.steps):
        return arc.steps[position]
    if not arc.afterwards:
        return None
    need = weighted(rng, arc.afterwards)
    anger = weighted(rng, ((0, 4.0), (1, 4.0), (2, 2.0), (3, 0.6))) if need == "complaint" else 0
    return Step(need, min(3, anger + 1) if arc.slug == "souring" and anger else anger)


def follows_soon(arc: Arc, position: int) -> bool:
    """Whether the step at a position comes within days of the one before."""
    return position < len(arc.steps) and arc.steps[position].soon
