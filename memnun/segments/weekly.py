"""Whether more or fewer customers than usual moved into a group this week, or chance explains it.

Entries into a group are counted as a Poisson process. The usual rate is that of the eight weeks
before. The test is a likelihood ratio against a gamma mixture of rates (Robbins 1970), whose wrong
alarms stay under ALPHA however often it is looked at within the week; ALPHA is divided by the three
groups (Bonferroni). The interval is Garwood's exact one for a Poisson count (1936), 95 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log

from scipy.special import gammaincinv

ALPHA = 0.05
GROUPS = 3
BASE_WEEKS = 8.0


@dataclass(frozen=True, slots=True)
class Week:
    """Entries of this week so far against the usual: the count, its interval, and what is shown."""

    entered: int
    low: float
    high: float
    usual: float
    change: str

    @property
    def interval(self) -> tuple[int, int]:
        """The interval as whole numbers of customers."""
        return int(self.low), int(self.high + 0.999)


def weigh_week(
    entered: int, part_of_week: float, entered_before: int, weeks_before: float = BASE_WEEKS
) -> Week:
    """Compare `entered` in `part_of_week` (0 to 1] with `entered_before` in `weeks_before` weeks.

    `change` is "more", "fewer" or "" when nothing was shown.
    """
    low, high = garwood(entered)
    usual = (entered_before + 0.5) / weeks_before
    expected = usual * part_of_week
    shown = log_evidence(entered, part_of_week, usual) >= log(GROUPS / ALPHA)
    change = ("more" if entered > expected else "fewer") if shown and weeks_before > 0 else ""
    return Week(entered, low, high, usual, change)


def log_evidence(count: int, time: float, rate: float) -> float:
    """Log of the mixture likelihood ratio of `count` events in `time` against a known `rate`.

    The mixing prior is Gamma(rate, 1): as much weight as one week of the usual.
    """
    shape, weight = max(rate, 0.5), 1.0
    mixture = (
        shape * log(weight) - (shape + count) * log(weight + time) + lgamma(shape + count) - lgamma(shape)
    )
    return mixture - (count * log(rate) - rate * time)


def garwood(count: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a Poisson mean from one count.

    Half a chi-squared quantile with 2k degrees of freedom is the quantile of a gamma with shape k;
    scipy.special alone loads in a tenth of the time of scipy.stats.
    """
    tail = (1 - level) / 2
    low = gammaincinv(count, tail) if count else 0.0
    return float(low), float(gammaincinv(count + 1, 1 - tail))
